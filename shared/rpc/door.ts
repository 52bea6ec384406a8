/**
 * The NotificationService for requests of the HTTP API: Connect and gRPC-Web, both of which need neither HTTP/2 nor trailers.
 * `notificationService` is loaded here and with it the code of the protocols, so entry files import this file when a call first comes.
 */
import { createConnectRouter, createContextValues } from '@connectrpc/connect';
import { universalServerRequestFromFetch, universalServerResponseToFetch } from '@connectrpc/connect/protocol';
import type { RpcDoor } from '../api/api-env.ts';
import type { Clock, Log } from '../seams.ts';
import { CALLER } from './caller.ts';
import { checkingMessages } from './checked-messages.ts';
import { errorCodes } from './errors.ts';
import { NotificationService } from './generated/muster/notifications/v1/notifications_pb.js';
import { CALL_LIMITS } from './limits.ts';
import { notificationService } from './notification-service.ts';

export function notificationDoor({ clock, log }: { readonly clock: Clock; readonly log: Log }): RpcDoor {
  const router = createConnectRouter({ ...CALL_LIMITS, grpc: false, interceptors: [errorCodes(log)] });
  router.service(NotificationService, notificationService({ clock, streams: false }));
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, checkingMessages(handler)]));
  return {
    paths: [...handlers.keys()],
    answer: async (path, request, caller) => {
      const handler = handlers.get(path);
      if (!handler) return undefined;
      const contextValues = createContextValues().set(CALLER, caller);
      return universalServerResponseToFetch(await handler({ ...universalServerRequestFromFetch(request, {}), contextValues }));
    },
  };
}
