/** The notifier: writes one row for each event and recipient. It may be given an event twice, and writes nothing the second time. */
import { hash } from 'node:crypto';
import { ConditionFailed } from '../errors.ts';
import { type MusterEvent } from '../events/event.ts';
import { EVENT_TYPES } from '../events/event-types.ts';
import { type Clock, epochSeconds } from '../seams.ts';
import { absent, type Store } from '../storage/store.ts';
import { type NotificationRow, OPERATORS, timePosition } from './model.ts';
import { titleOf } from './title.ts';

/** Notifications are deleted so long after their event. */
export const NOTIFICATION_DAYS = 90;
const DAY_SECONDS = 86_400;
/** Characters of base64url: 132 bits. */
const DIGEST_CHARACTERS = 22;

/** Whom the event concerns: its customer, and the operators unless only the customer is told. */
export function recipientsOf({ type, customerid }: MusterEvent): readonly string[] {
  if (customerid === undefined) return [OPERATORS];
  return EVENT_TYPES[type].recipients === 'owner' ? [customerid] : [customerid, OPERATORS];
}

/** The rows that an event becomes; they depend on the event alone, but for `arrival`. */
export function notificationsOf(event: MusterEvent, now: number): readonly NotificationRow[] {
  const digest = hash('sha256', `${event.source}\n${event.id}`, 'base64url').slice(0, DIGEST_CHARACTERS);
  const at = Date.parse(event.time);
  return recipientsOf(event).map((recipient) => ({
    recipient,
    notification_id: `${timePosition(at)}-${digest}`,
    arrival: `${timePosition(now)}-${digest}`,
    event_id: event.id,
    type: event.type,
    severity: event.severity,
    subject: event.subject,
    title: titleOf(event),
    data: recipient === OPERATORS ? event.data : withoutOthers(event.data),
    created_at: event.time,
    unread: recipient,
    expires_at: epochSeconds(at) + NOTIFICATION_DAYS * DAY_SECONDS,
  }));
}

/** The data without the customer that a resource came from, or went to: a customer is told of no other one. */
function withoutOthers(data: MusterEvent['data']): NotificationRow['data'] {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'transferred_from' && name !== 'transferred_to'));
}

/** Does nothing for a recipient who has been told already, so that what was read stays read. */
export async function notify(event: MusterEvent, store: Store, clock: Pick<Clock, 'now'>): Promise<void> {
  for (const row of notificationsOf(event, clock.now())) {
    try {
      await store.put('notifications', row, absent('notification_id'));
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
}
