/**
 * A gRPC server on the loopback interface, over HTTP/2 without TLS. It also answers gRPC-Web and Connect over HTTP/2, and tells its
 * services and messages by server reflection. Like the servers of the HTTP API it refuses requests that a web page could send.
 */
import { Code, ConnectError, type HandlerContext } from '@connectrpc/connect';
import { compressionBrotli, compressionGzip, connectNodeAdapter } from '@connectrpc/connect-node';
import { createAsyncIterable, type UniversalHandler } from '@connectrpc/connect/protocol';
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROBLEM_TYPE } from '../../shared/api/problems.ts';
import { CALLER, type RpcCaller } from '../../shared/rpc/caller.ts';
import { checkingMessages } from '../../shared/rpc/checked-messages.ts';
import { errorCodes, rpcError } from '../../shared/rpc/errors.ts';
import { file_google_rpc_error_details } from '../../shared/rpc/generated/google/rpc/error_details_pb.js';
import { NotificationService } from '../../shared/rpc/generated/muster/notifications/v1/notifications_pb.js';
import { CALL_LIMITS } from '../../shared/rpc/limits.ts';
import { notificationService } from '../../shared/rpc/notification-service.ts';
import type { Clock, Log, Random } from '../../shared/seams.ts';
import { addReflection, REFLECTION_SERVICES } from './grpc-reflection.ts';
import { LOOPBACK, problemText, refusal, refuse } from './loopback.ts';
import { codeOf, messageOf, UserError } from './user-error.ts';

export interface GrpcServer {
  readonly port: number;
  /** Ends running calls, streams with UNAVAILABLE, and closes every connection. */
  stop(): Promise<void>;
}

export interface GrpcServerOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Finds out who calls, by the request's headers. @throws Unauthenticated, Forbidden */
  readonly caller: (headers: Headers) => Promise<Omit<RpcCaller, 'requestId'>>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Time between two pings of a connection, and the time that the other side has to answer one. */
  readonly keepAliveMs?: number;
}

/** The most bytes of a call's metadata: names, values and 32 bytes for each pair, as HTTP/2 counts. */
const MOST_METADATA_BYTES = 16 * 1024;
const MOST_STREAMS_OF_CONNECTION = 100;
const KEEP_ALIVE_MS = 30_000;
/** The time that calls have to end when the server stops. */
const DRAIN_MS = 1000;
const COMPRESSIONS = [compressionGzip, compressionBrotli];

/** @throws UserError if the port is in use or may not be used */
export async function startGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const stopping = new AbortController();
  const answer = connectNodeAdapter({
    ...CALL_LIMITS,
    acceptCompression: COMPRESSIONS,
    routes: (router) => {
      router.service(NotificationService, notificationService({ clock: options.clock, streams: true }));
      addReflection(router, [NotificationService], [file_google_rpc_error_details]);
      router.handlers.splice(
        0,
        router.handlers.length,
        ...router.handlers.map((handler) => telling(checkingMessages(handler, COMPRESSIONS))),
      );
    },
    interceptors: [errorCodes(options.log)],
    requestGate: async (context) => await identify(context, options),
    shutdownSignal: stopping.signal,
  });
  const server = createServer(
    { settings: { maxHeaderListSize: MOST_METADATA_BYTES, maxConcurrentStreams: MOST_STREAMS_OF_CONNECTION } },
    (request, response) => {
      const reason = refusal({ host: request.authority, origin: request.headers.origin }, portOf(server));
      if (reason === undefined) answer(request, response);
      else refuse(response, reason);
    },
  );
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    const ping = keepAlive(session, options.keepAliveMs ?? KEEP_ALIVE_MS);
    // A connection that breaks, or that is not HTTP/2, is closed; it is no concern of the others.
    session.on('error', () => session.destroy());
    session.once('close', () => {
      clearInterval(ping);
      sessions.delete(session);
    });
  });
  await bind(server, options.port);
  return {
    port: portOf(server),
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      stopping.abort(new ConnectError('The platform is stopping.', Code.Unavailable));
      sessions.forEach((session) => session.close());
      await Promise.race([closed, sleep(DRAIN_MS, undefined, { ref: false })]);
      sessions.forEach((session) => session.destroy());
      await closed;
    },
  };
}

const REFUSED: ReadonlyMap<number, string> = new Map([
  [405, 'This method takes POST only.'],
  [
    415,
    'The content type is of no protocol that is spoken here: send application/grpc, application/grpc-web, application/proto or application/json.',
  ],
]);

/** The handler, which says why it refuses a request where Connect has no word for it. */
function telling(handler: UniversalHandler): UniversalHandler {
  const answer: (...request: Parameters<UniversalHandler>) => ReturnType<UniversalHandler> = async (request) => {
    const response = await handler(request);
    const detail = REFUSED.get(response.status);
    if (detail === undefined) return response;
    const body = createAsyncIterable([new TextEncoder().encode(problemText(response.status, detail))]);
    return { ...response, header: new Headers({ 'content-type': PROBLEM_TYPE }), body };
  };
  return Object.assign(answer, handler);
}

/** Descriptors are no secret, so that reflection is answered to everyone on this machine. */
async function identify(
  { service, method, values, requestHeader, responseHeader }: HandlerContext,
  options: GrpcServerOptions,
): Promise<void> {
  if (REFLECTION_SERVICES.includes(service)) return;
  const requestId = options.random.hex(32);
  responseHeader.set('x-request-id', requestId);
  try {
    values.set(CALLER, { ...(await options.caller(requestHeader)), requestId });
  } catch (error) {
    throw rpcError(error, { method: method.name, request_id: requestId }, options.log);
  }
}

/** Closes a connection whose other side no longer answers, so that its streams end. */
function keepAlive(session: ServerHttp2Session, everyMs: number): NodeJS.Timeout {
  let answered = true;
  return setInterval(() => {
    if (!answered) return session.destroy();
    answered = false;
    session.ping(() => (answered = true));
  }, everyMs).unref();
}

const portOf = (server: Http2Server): number => (server.address() as AddressInfo).port;

async function bind(server: Http2Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: LOOPBACK }, resolve);
    });
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE')
      throw new UserError(`Port ${port} of gRPC is in use: stop what listens there, or choose another with --grpc-port.`, { cause: error });
    throw new UserError(`Port ${port} of gRPC cannot be used (${messageOf(error)}): choose another with --grpc-port.`, { cause: error });
  }
}
