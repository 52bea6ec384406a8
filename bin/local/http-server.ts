/**
 * Serves the HTTP API like API Gateway, and Lambda's Invoke. Both listen on the loopback interface only and refuse requests
 * that a web page could send.
 */
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Authorize, isRefused } from './authorizer.ts';
import type { Functions } from './functions.ts';
import {
  decoded,
  gatewayEvent,
  gatewayResponse,
  json,
  pathOf,
  problem,
  type GatewayRequest,
  type GatewayResponse,
} from './gateway-event.ts';
import { LOOPBACK, refusal, refuse } from './loopback.ts';
import { readBody } from './read-body.ts';
import { matchRoute } from './routes.ts';
import { functionName } from './stack.ts';
import type { ApiModel } from './stack-model.ts';
import type { Throttle } from './throttle.ts';
import { codeOf, messageOf, UserError } from './user-error.ts';

export interface HttpServer {
  readonly port: number;
  readonly url: string;
  /**
   * Sets the handler of requests. Until then, every request is answered with 503.
   * @param divert answers other requests as they arrive, and returns whether it does
   */
  serve(handle: (request: GatewayRequest) => Promise<GatewayResponse>, divert?: Divert): void;
  stop(): Promise<void>;
}

export type Divert = (request: IncomingMessage, response: ServerResponse) => boolean;

/** API Gateway's limit of a request: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
/** Lambda's limit of a synchronous payload. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
const MALFORMED_ESCAPES = 'The percent-encoding of the path is malformed: write a literal % as %25.';

/**
 * @param port 0 for any free port
 * @throws UserError if the port is in use or may not be used
 */
export async function listen(port: number): Promise<HttpServer> {
  let handle: ((request: GatewayRequest) => Promise<GatewayResponse>) | undefined;
  let diverted: Divert = () => false;
  const server = createServer((request, response) => {
    // Reading the body fails if the client has disconnected; then there is nobody to answer.
    answer(request, response).catch(() => response.destroy());
  });

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
    const answered =
      error.code === 'HPE_HEADER_OVERFLOW'
        ? problem(
            431,
            'The request line and the headers have more than 16 KiB together; API Gateway takes 10,240 bytes. Shorten the path, the query or the headers.',
          )
        : problem(400, 'The request is not valid HTTP.');
    const { 'content-type': type } = answered.headers;
    socket.end(
      `HTTP/1.1 ${answered.statusCode} ${STATUS_CODES[answered.statusCode]}\r\nConnection: close\r\nContent-Type: ${String(type)}\r\nContent-Length: ${answered.body.length}\r\n\r\n${answered.body.toString()}`,
    );
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reason = refusal(request.headers, (server.address() as AddressInfo).port);
    if (reason !== undefined) return refuse(response, reason);
    if (diverted(request, response)) return;
    const body = await readBody(request, MAX_REQUEST_BYTES);
    let answered: GatewayResponse;
    if (body === undefined) answered = problem(413, `The body is larger than ${MAX_REQUEST_BYTES} bytes.`);
    else if (!handle) answered = problem(503, 'The platform is starting; try again in a moment.');
    else
      answered = await handle({
        method: request.method ?? 'GET',
        url: request.url ?? '/',
        headers: request.headers,
        body,
        sourceIp: request.socket.remoteAddress ?? LOOPBACK,
      }).catch(() => problem(500, 'The platform could not answer; the logs of the functions may say why.'));
    response.writeHead(answered.statusCode, answered.headers).end(request.method === 'HEAD' ? undefined : answered.body);
  }

  await bind(server, port);
  const actual = (server.address() as AddressInfo).port;
  return {
    port: actual,
    url: `http://${LOOPBACK}:${actual}`,
    serve: (handler, divert = () => false) => {
      handle = handler;
      diverted = divert;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bind(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: LOOPBACK }, resolve);
    });
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE')
      throw new UserError(`Port ${port} is in use: stop what listens there, or choose another with --port.`, { cause: error });
    throw new UserError(`Port ${port} cannot be used (${messageOf(error)}): choose another with --port.`, { cause: error });
  }
}

export async function callApi(
  { id, routes }: ApiModel,
  functions: Functions,
  throttle: Throttle | undefined,
  authorize: Authorize,
  request: GatewayRequest,
): Promise<GatewayResponse> {
  const path = pathOf(request.url);
  if (path === undefined) return problem(400, MALFORMED_ESCAPES);
  const matched = matchRoute(routes, request.method, path);
  if (!matched) return problem(404, `There is no route ${request.method} ${path}.`);
  // API Gateway's own response, which is not problem details, because clients have to handle it.
  if (throttle?.take() === false) return json(429, { message: 'Too Many Requests' });
  const authorized = await authorize(matched.route.authorizer, request);
  if (isRefused(authorized)) return authorized;
  const payload = JSON.stringify(gatewayEvent(request, path, matched, id, authorized));
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES)
    return problem(413, `The request is larger than the ${MAX_PAYLOAD_BYTES} bytes that a function takes.`);

  const invocation = functions.invoke(matched.route.function, payload);
  const timeout = Promise.withResolvers<undefined>();
  const timer = setTimeout(timeout.resolve, matched.route.timeoutMs, undefined);
  const result = await Promise.race([invocation, timeout.promise]);
  clearTimeout(timer);
  if (!result) return problem(503, `The function ${matched.route.function} did not answer within ${matched.route.timeoutMs} ms.`);
  return result.error ? problem(500, `The function ${matched.route.function} failed; its log says why.`) : gatewayResponse(result.payload);
}

const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(\?|$)/;

/** Answers Lambda's Invoke; undefined if the request is not one. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export async function callLambda(
  functions: Functions,
  { method, url, headers, body }: GatewayRequest,
): Promise<GatewayResponse | undefined> {
  const encoded = INVOKE_PATH.exec(url)?.[1];
  if (encoded === undefined || method !== 'POST') return undefined;
  const given = decoded(encoded);
  if (given === undefined) return problem(400, MALFORMED_ESCAPES);
  const name = functionName(given);
  const payload = body.length === 0 ? '{}' : body.toString('utf8');
  if (!functions.names.includes(name))
    return lambdaFault(404, 'ResourceNotFoundException', `Function not found: ${name}. The functions are ${functions.names.join(', ')}.`);
  if (body.length > MAX_PAYLOAD_BYTES)
    return lambdaFault(413, 'RequestTooLargeException', `The payload is larger than ${MAX_PAYLOAD_BYTES} bytes.`);
  if (!isJson(payload)) return lambdaFault(400, 'InvalidRequestContentException', 'Could not parse request body into json.');

  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'DryRun') return { statusCode: 204, headers: {}, body: Buffer.alloc(0) };
  if (type === 'Event') {
    functions.start(name, payload);
    return { statusCode: 202, headers: {}, body: Buffer.alloc(0) };
  }
  const result = await functions.invoke(name, payload);
  const answer = json(200, result.payload);
  return {
    ...answer,
    headers: { ...answer.headers, 'x-amz-executed-version': '$LATEST', ...(result.error ? { 'x-amz-function-error': 'Unhandled' } : {}) },
  };
}

function lambdaFault(statusCode: number, type: string, message: string): GatewayResponse {
  const answer = json(statusCode, { Type: 'User', Message: message });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': type } };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
