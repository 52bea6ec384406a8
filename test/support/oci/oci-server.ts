/**
 * Plays OCI over TLS on the loopback interface: it checks the signature of every request as OCI does and answers what a test tells it to.
 * https://docs.oracle.com/en-us/iaas/Content/API/Concepts/signingrequests.htm
 */
import { createHash, verify, type KeyObject } from 'node:crypto';
import { Agent, createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { makeCertificate } from '../certificate.ts';

export interface OciRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly keyId: string;
  readonly body: unknown;
}

export interface OciResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or a text that is sent as it is. */
  readonly body?: unknown;
  /** Ends the connection in the middle of the body. */
  readonly cut?: true;
  /** Milliseconds before the answer begins; infinite: it never does. */
  readonly delayMs?: number;
  /** Sends one byte of the body every so many milliseconds. */
  readonly trickleMs?: number;
}

/** Undefined: the answer is 404 NotAuthorizedOrNotFound. */
export type Answer = (request: OciRequest) => OciResponse | undefined;

export interface OciServerOptions {
  readonly answer: Answer;
  /** The public keys that the server knows, by key id. */
  readonly keys: Map<string, KeyObject>;
  readonly now?: () => number;
}

/** OCI refuses requests whose time is further away from its own. */
const MAX_SKEW_MS = 5 * 60_000;
const GET_HEADERS = ['x-date', '(request-target)', 'host'];
const POST_HEADERS = [...GET_HEADERS, 'content-type', 'content-length', 'x-content-sha256'];

export class OciServer {
  readonly requests: OciRequest[] = [];
  /** Why the requests that were refused with 401 were refused. */
  readonly refusals: string[] = [];
  readonly certificate: string;
  readonly #options: OciServerOptions;
  readonly #server: Server;

  constructor(options: OciServerOptions) {
    this.#options = options;
    const { certificate, key } = makeCertificate({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] });
    this.certificate = certificate;
    this.#server = createServer({ cert: certificate, key }, (request, response) => {
      void this.#serve(request, response);
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** `https://127.0.0.1:<port>` */
  get endpoint(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  /** An agent that leads every host to this server and trusts its certificate. */
  agent(): Agent {
    const agent = new Agent({ keepAlive: false });
    const { port, certificate } = this;
    agent.createConnection = () => connect({ host: '127.0.0.1', port, servername: 'localhost', ca: certificate });
    return agent;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const now = (this.#options.now ?? Date.now)();
    const signed = this.#verify(request, body, now);
    response.setHeader('date', new Date(now).toUTCString());
    if ('refusal' in signed) {
      this.refusals.push(signed.refusal);
      send(response, { status: 401, body: NOT_AUTHENTICATED });
      return;
    }
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    const asked: OciRequest = {
      method: request.method ?? '',
      host: url.host,
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      keyId: signed.keyId,
      body: body === '' ? undefined : JSON.parse(body),
    };
    this.requests.push(asked);
    const answer = this.#options.answer(asked) ?? { status: 404, body: NOT_FOUND };
    if (answer.delayMs === Infinity) return;
    if (answer.delayMs) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
    send(response, answer);
  }

  #verify(
    { method = '', url = '', headers }: IncomingMessage,
    body: string,
    now: number,
  ): { readonly keyId: string } | { readonly refusal: string } {
    const [, version, keyId = '', algorithm, names = '', signature = ''] =
      /^Signature version="(\d+)",keyId="([^"]+)",algorithm="([^"]+)",headers="([^"]+)",signature="([^"]+)"$/.exec(
        headers.authorization ?? '',
      ) ?? [];
    if (version !== '1' || algorithm !== 'rsa-sha256') return { refusal: 'no signature of version 1' };
    const wanted = method === 'POST' ? POST_HEADERS : GET_HEADERS;
    if (names !== wanted.join(' ')) return { refusal: `signed headers ${names}` };
    const date = Date.parse(String(headers['x-date']));
    if (!(Math.abs(date - now) <= MAX_SKEW_MS)) return { refusal: 'clock skew' };
    if (method === 'POST') {
      if (headers['x-content-sha256'] !== createHash('sha256').update(body).digest('base64')) return { refusal: 'digest' };
      if (headers['content-length'] !== String(Buffer.byteLength(body))) return { refusal: 'length' };
    }
    const key = this.#options.keys.get(keyId);
    if (!key) return { refusal: `unknown key ${keyId.slice(0, 40)}` };
    const text = wanted
      .map((name) => `${name}: ${name === '(request-target)' ? `${method.toLowerCase()} ${url}` : String(headers[name])}`)
      .join('\n');
    return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64')) ? { keyId } : { refusal: 'signature' };
  }
}

function send(response: ServerResponse, { status = 200, headers = {}, body, cut, trickleMs }: OciResponse): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    'opc-request-id': 'R1',
    ...headers,
  });
  if (trickleMs !== undefined) {
    trickle(response, text, trickleMs);
    return;
  }
  if (!cut) {
    response.end(text);
    return;
  }
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy());
}

export const NOT_AUTHENTICATED = {
  code: 'NotAuthenticated',
  message: 'The required information to complete authentication was not provided or was incorrect.',
};

export const NOT_FOUND = { code: 'NotAuthorizedOrNotFound', message: 'Authorization failed or requested resource not found.' };

/** Until the body is sent, or the client has gone. */
function trickle(response: ServerResponse, text: string, everyMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    response.write(text.slice(sent, sent + 1));
    sent += 1;
    if (sent < text.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.on('close', () => clearInterval(timer));
}
