/** Checks requests of the NotificationService. Each refusal names the field as the protocol does. */
import { type Duration, durationMs } from '@bufbuild/protobuf/wkt';
import { z } from 'zod';
import { openCursor, type QueryIdentity, sealCursor } from '../api/cursors.ts';
import { InvalidRequest } from '../errors.ts';
import { type ArrivalPosition, arrivalPosition, type NotificationFilter } from '../notifications/inbox.ts';
import { isNotificationId } from '../notifications/model.ts';

/** The most time that a call waits for notifications. API Gateway waits 30 seconds for an answer. */
export const MOST_WAIT_MS = 20_000;
const MOST_PAGE_SIZE = 500;
const USUAL_PAGE_SIZE = 100;
/** A resource's uid is the longest id of a subject. */
const MOST_ID_LENGTH = 2048;
const SHOWN = 100;

const pagePosition = z.strictObject({ after: z.string().refine(isNotificationId) });

/** @throws InvalidRequest naming the field */
export function filterOf(request: {
  readonly recipient: string;
  readonly subject: string;
  readonly unreadOnly?: boolean;
}): NotificationFilter {
  return {
    ...(request.recipient !== '' && { recipient: idOf('recipient', request.recipient) }),
    ...(request.subject !== '' && { subject: idOf('subject', request.subject) }),
    ...(request.unreadOnly === true && { unread: true }),
  };
}

/** @throws InvalidRequest naming the field */
export function idOf(field: string, id: string): string {
  if (id === '') throw new InvalidRequest(field, `${field}: it is empty; write an id.`);
  if (id.length > MOST_ID_LENGTH)
    throw new InvalidRequest(field, `${field}: it has ${id.length} characters; an id has at most ${MOST_ID_LENGTH}.`);
  if (/\p{Cc}/u.test(id))
    throw new InvalidRequest(field, `${field}: ${JSON.stringify(id.slice(0, SHOWN))} has a control character, which no id has.`);
  return id;
}

/** @throws InvalidRequest naming `page_size` */
export function pageSizeOf({ pageSize }: { readonly pageSize: number }): number {
  if (pageSize < 0 || pageSize > MOST_PAGE_SIZE)
    throw new InvalidRequest(
      'page_size',
      `page_size: ${pageSize} is not from 1 to ${MOST_PAGE_SIZE}; leave it out for ${USUAL_PAGE_SIZE}.`,
    );
  return pageSize === 0 ? USUAL_PAGE_SIZE : pageSize;
}

/** Milliseconds to wait for notifications. @throws InvalidRequest naming `max_wait` */
export function waitOf(maxWait: Duration | undefined): number {
  if (maxWait === undefined) return MOST_WAIT_MS;
  const ms = durationMs(maxWait);
  if (ms < 0 || ms > MOST_WAIT_MS)
    throw new InvalidRequest(
      'max_wait',
      `max_wait: ${ms / 1000} s is not from 0 s to ${MOST_WAIT_MS / 1000} s; the default is ${MOST_WAIT_MS / 1000} s.`,
    );
  return ms;
}

const pageQuery = (filter: NotificationFilter): QueryIdentity => ['notifications', filter.recipient, filter.subject, filter.unread];
const arrivalQuery = (filter: NotificationFilter): QueryIdentity => ['arrivals', filter.recipient, filter.subject, filter.unread];

export const pageToken = (filter: NotificationFilter, after: string): string => sealCursor(pageQuery(filter), { after });
export const arrivalCursor = (filter: NotificationFilter, position: ArrivalPosition): string => sealCursor(arrivalQuery(filter), position);

/** Id of the notification after which the page begins. @throws InvalidRequest naming `page_token` */
export const openPageToken = (filter: NotificationFilter, token: string): string =>
  opened('page_token', 'next_page_token of the page before', () => openCursor(pageQuery(filter), token, pagePosition)).after;

/** @throws InvalidRequest naming `after_cursor` */
export const openArrivalCursor = (filter: NotificationFilter, cursor: string): ArrivalPosition =>
  opened('after_cursor', 'cursor of an earlier answer', () => openCursor(arrivalQuery(filter), cursor, arrivalPosition));

function opened<T>(field: string, source: string, open: () => T | undefined): T {
  const refused = `${field}: it is not the ${source} to a call with the same recipient, subject and unread_only; pass that unchanged, or leave it out.`;
  try {
    const position = open();
    if (position !== undefined) return position;
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
  }
  throw new InvalidRequest(field, refused);
}
