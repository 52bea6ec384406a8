/** Rows of notifications. */
import { createHash } from 'node:crypto';
import { type NotificationRow, OPERATORS, timePosition } from '../../shared/notifications/model.ts';
import { epochSeconds, isoTime } from '../../shared/seams.ts';

interface Given extends Partial<NotificationRow> {
  /** Time of the event, in milliseconds. */
  readonly at: number;
  /** Time at which the row is written; that of the event if absent. */
  readonly arrived?: number;
}

/** A notification of an event with the id `event-<at>`; it is unread unless it has `read_at`. */
export function notificationRow({ at, arrived = at, ...changes }: Given): NotificationRow {
  const event_id = changes.event_id ?? `event-${at}`;
  const recipient = changes.recipient ?? OPERATORS;
  const digest = createHash('sha256').update(event_id).digest('base64url').slice(0, 16);
  return {
    recipient,
    notification_id: `${timePosition(at)}-${digest}`,
    arrival: `${timePosition(arrived)}-${digest}`,
    event_id,
    type: 'muster.finding.opened',
    severity: 'high',
    subject: 'finding-1',
    title: 'A finding was opened.',
    data: { status: 'open' },
    created_at: isoTime(at),
    ...(changes.read_at === undefined && { unread: recipient }),
    expires_at: epochSeconds(at + 90 * 86_400_000),
    ...changes,
  };
}
