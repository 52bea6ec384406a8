/**
 * The services of `proto/` among the routes of the API: Connect and gRPC-Web. What answers them is loaded when the first call comes, because most
 * invocations of the API need none of it.
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { Inbox } from '../notifications/inbox.ts';
import { readerOf } from '../notifications/reader.ts';
import type { Clock } from '../seams.ts';
import type { ApiEnv, RpcDoor } from './api-env.ts';
import { problem } from './problems.ts';

export const NOTIFICATION_SERVICE = '/muster.notifications.v1.NotificationService';

/** `application/grpc`, also with `+proto` and the like, but not `application/grpc-web`. */
const NATIVE_GRPC = /^application\/grpc\s*(?:[+;]|$)/i;
const NOT_TAKEN = 'no protocol of calls has this media type; send JSON as application/json, or protobuf as application/proto.';
const TAKEN = ['application/proto', 'application/json', 'application/grpc-web+proto', 'application/grpc-web+json'];

/** @param load imports what answers the calls */
export function registerRpc(app: OpenAPIHono<ApiEnv>, load: () => Promise<RpcDoor>, clock: Clock): void {
  let door: Promise<RpcDoor> | undefined;
  app.on(['GET', 'POST'], `${NOTIFICATION_SERVICE}/*`, async (c) => {
    if (NATIVE_GRPC.test(c.req.header('content-type') ?? ''))
      return problem(c, 'mediaType', {
        field: 'content-type',
        detail:
          'Native gRPC needs HTTP/2 with trailers from end to end, which this server does not have: call the same path by Connect or gRPC-Web. Only the gRPC port of the local platform serves native gRPC.',
        allowed: TAKEN,
      });
    const inbox = new Inbox(c.get('view').store, readerOf(c.get('principal')), clock);
    const { paths, answer } = await (door ??= load());
    const answered = await answer(c.req.path, c.req.raw, { inbox, requestId: c.get('requestId') });
    // Connect refuses these two without a word.
    if (answered?.status === 415)
      return problem(c, 'mediaType', { field: 'content-type', detail: `content-type: ${NOT_TAKEN}`, allowed: TAKEN });
    if (answered?.status === 405)
      return problem(c, 'methodNotAllowed', { field: 'method', detail: `${c.req.path} takes POST only.`, allowed: ['POST'] });
    return answered ?? problem(c, 'notFound', { detail: `There is no method ${c.req.path.slice(0, 200)}.`, allowed: paths });
  });
}
