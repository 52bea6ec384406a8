/** The NotificationService of `proto/muster/notifications/v1`: one implementation for every door. */
import { create, type JsonObject, type MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, type HandlerContext, type ServiceImpl } from '@connectrpc/connect';
import { InvalidRequest } from '../errors.ts';
import type { Clock } from '../seams.ts';

import type { NotificationRow } from '../notifications/model.ts';
import type { Severity as SeverityName } from '../severity.ts';
import { callerOf } from './caller.ts';
import {
  GetResponseSchema,
  type ListRequest,
  ListResponseSchema,
  MarkReadResponseSchema,
  type NotificationSchema,
  type NotificationService,
  Severity,
  type WatchRequest,
  type WatchResponse,
  WatchResponseSchema,
} from './generated/muster/notifications/v1/notifications_pb.js';
import { arrivalCursor, filterOf, idOf, openArrivalCursor, openPageToken, pageSizeOf, pageToken, waitOf } from './requests.ts';

export interface ServiceOptions {
  readonly clock: Clock;
  /** Whether the door can carry a stream for as long as a caller wants. */
  readonly streams: boolean;
}

/** The time between two looks for notifications that have arrived. */
const LOOK_MS = 1000;
const HEARTBEAT_MS = 15_000;
const WATCH_CHUNK = 100;
/** A call answers this long before its deadline, so that the answer arrives before it. */
const BEFORE_DEADLINE_MS = 500;

export function notificationService({ clock, streams }: ServiceOptions): ServiceImpl<typeof NotificationService> {
  return {
    async get({ id }, context) {
      return create(GetResponseSchema, { notification: messageOf(await callerOf(context).inbox.get(idOf('id', id))) });
    },

    async list(request, context) {
      return create(ListResponseSchema, await (request.afterCursor === '' ? page(request, context) : arrivals(request, context, clock)));
    },

    watch(request, context) {
      if (!streams) throw new ConnectError(NO_STREAMS, Code.Unimplemented);
      return watch(request, context, clock);
    },

    async markRead({ notificationId }, context) {
      const row = await callerOf(context).inbox.markRead(idOf('notification_id', notificationId));
      return create(MarkReadResponseSchema, { notification: messageOf(row) });
    },
  };
}

const NO_STREAMS =
  'Watch is not served here, because API Gateway cannot stream: call List with after_cursor, which waits up to 20 seconds for notifications.';

type ListAnswer = MessageInitShape<typeof ListResponseSchema>;

async function page(request: ListRequest, context: HandlerContext): Promise<ListAnswer> {
  const { inbox } = callerOf(context);
  const filter = filterOf(request);
  const limit = pageSizeOf(request);
  if (request.maxWait !== undefined)
    throw new InvalidRequest('max_wait', 'max_wait: only a call with after_cursor waits; add after_cursor, or leave max_wait out.');
  const after = request.pageToken === '' ? undefined : openPageToken(filter, request.pageToken);
  // The position is read before the page: what arrives in between is answered twice rather than never.
  const end = after === undefined ? await inbox.end(filter) : undefined;
  const { items, after: next } = await inbox.list(filter, { limit, after });
  return {
    notifications: items.map((row) => messageOf(row)),
    ...(next !== undefined && { nextPageToken: pageToken(filter, next) }),
    ...(end && { cursor: arrivalCursor(filter, end) }),
  };
}

async function arrivals(request: ListRequest, context: HandlerContext, clock: Clock): Promise<ListAnswer> {
  const { inbox } = callerOf(context);
  const filter = filterOf(request);
  const limit = pageSizeOf(request);
  if (request.pageToken !== '')
    throw new InvalidRequest('page_token', 'page_token: it is for pages without after_cursor; leave one of the two out.');
  const until = clock.now() + Math.min(waitOf(request.maxWait), (context.timeoutMs() ?? Infinity) - BEFORE_DEADLINE_MS);
  let position = openArrivalCursor(filter, request.afterCursor);
  for (;;) {
    const arrived = await inbox.after(filter, position, limit);
    position = arrived.position;
    const left = until - clock.now();
    if (arrived.items.length > 0 || left <= 0)
      return { notifications: arrived.items.map((row) => messageOf(row)), cursor: arrivalCursor(filter, position) };
    if (!arrived.more) await pause(clock, Math.min(LOOK_MS, left), context.signal);
  }
}

async function* watch(request: WatchRequest, context: HandlerContext, clock: Clock): AsyncGenerator<WatchResponse> {
  const { inbox } = callerOf(context);
  const filter = filterOf(request);
  let position = request.afterCursor === '' ? await inbox.end(filter) : openArrivalCursor(filter, request.afterCursor);
  yield create(WatchResponseSchema, { cursor: arrivalCursor(filter, position) });
  for (let sentAt = clock.now(); ;) {
    context.signal.throwIfAborted();
    const arrived = await inbox.after(filter, position, WATCH_CHUNK);
    position = arrived.position;
    const cursor = arrivalCursor(filter, position);
    for (const [place, row] of arrived.items.entries())
      yield create(WatchResponseSchema, { notification: messageOf(row), ...(place === arrived.items.length - 1 && { cursor }) });
    if (arrived.items.length > 0) sentAt = clock.now();
    else if (clock.now() - sentAt >= HEARTBEAT_MS) {
      yield create(WatchResponseSchema, { cursor });
      sentAt = clock.now();
    }
    if (!arrived.more) await pause(clock, LOOK_MS, context.signal);
  }
}

/** Waits. @throws the signal's reason, at once when the call has ended: cancelled, at its deadline, or because the server stops */
async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const ended = Promise.withResolvers<never>();
  const end = (): void => ended.reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    await Promise.race([clock.sleep(ms), ended.promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

const SEVERITY = {
  informational: Severity.INFORMATIONAL,
  low: Severity.LOW,
  medium: Severity.MEDIUM,
  high: Severity.HIGH,
  critical: Severity.CRITICAL,
} as const satisfies Record<SeverityName, Severity>;

const messageOf = (row: NotificationRow): MessageInitShape<typeof NotificationSchema> => ({
  notificationId: row.notification_id,
  recipient: row.recipient,
  eventId: row.event_id,
  type: row.type,
  severity: SEVERITY[row.severity],
  subject: row.subject,
  title: row.title,
  // The notifier stores an event's data, which came as JSON.
  data: row.data as JsonObject,
  createdAt: timestampFromDate(new Date(row.created_at)),
  ...(row.read_at !== undefined && { readAt: timestampFromDate(new Date(row.read_at)) }),
});
