/** Clients of the NotificationService whose requests reach the API as API Gateway passes them on. */
import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { universalClientResponseFromFetch } from '@connectrpc/connect/protocol';
import { buffer } from 'node:stream/consumers';
import { createTransport as connectTransport } from '@connectrpc/connect/protocol-connect';
import { createTransport as grpcWebTransport } from '@connectrpc/connect/protocol-grpc-web';
import { gatewayEvent, gatewayResponse } from '../../bin/local/gateway-event.ts';
import { matchRoute } from '../../bin/local/routes.ts';
import { lambdaHandler } from '../../shared/api/lambda-handler.ts';
import type { createApi } from '../../shared/api/create-api.ts';
import { BadRequestSchema } from '../../shared/rpc/generated/google/rpc/error_details_pb.js';
import { NotificationService } from '../../shared/rpc/generated/muster/notifications/v1/notifications_pb.js';

export const HOST = 'http://api.example';
const ROUTES = [{ key: 'ANY /{proxy+}', function: 'api', timeoutMs: 30_000, authorizer: { kind: 'iam' } }] as const;

/** A `fetch` that invokes the function of the API with the event that API Gateway makes of a request. */
export function gatewayFetch(app: ReturnType<typeof createApi>): typeof fetch {
  const handler = lambdaHandler(app);
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname);
    const event = gatewayEvent(
      {
        method: request.method,
        url: `${url.pathname}${url.search}`,
        headers: { ...Object.fromEntries(request.headers), host: url.host },
        body: Buffer.from(await request.arrayBuffer()),
        sourceIp: '127.0.0.1',
      },
      path,
      matchRoute(ROUTES, request.method, path)!,
      'api',
    );
    // The handler looks at nothing of its context.
    const { statusCode, headers, body } = gatewayResponse(JSON.stringify(await handler(event, {} as Parameters<typeof handler>[1])));
    return new Response(Uint8Array.from(body), { status: statusCode, headers: headers as Record<string, string> });
  };
}

/** The protocols and formats that the HTTP API answers. */
export const TRANSPORTS = (
  [
    ['Connect', connectTransport, true],
    ['Connect', connectTransport, false],
    ['gRPC-Web', grpcWebTransport, true],
    ['gRPC-Web', grpcWebTransport, false],
  ] as const
).map(([protocol, create, useBinaryFormat]) => ({
  name: `${protocol} with ${useBinaryFormat ? 'protobuf' : 'JSON'}`,
  client: (fetcher: typeof fetch) =>
    createClient(
      NotificationService,
      create({
        httpClient: async ({ url, method, header, body }) =>
          universalClientResponseFromFetch(await fetcher(url, { method, headers: header, ...(body && { body: await buffer(body) }) })),
        baseUrl: HOST,
        useBinaryFormat,
        interceptors: [],
        acceptCompression: [],
        sendCompression: null,
        compressMinBytes: 0,
        readMaxBytes: 0xffffffff,
        writeMaxBytes: 0xffffffff,
      }),
    ),
}));

export type NotificationClient = ReturnType<(typeof TRANSPORTS)[number]['client']>;

/** A refusal as a call tells it: its code, its message, and the fields that it refuses. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ readonly code: string; readonly message: string; readonly fields: readonly string[] }> {
  const error: unknown = await call.then(
    () => new Error('The call was answered.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectError)) throw error;
  const fields = error.findDetails(BadRequestSchema).flatMap(({ fieldViolations }) => fieldViolations.map(({ field }) => field));
  return { code: Code[error.code], message: error.rawMessage, fields };
}
