/** Notifications: what the recipients of an event are told, one row for each event and recipient. */
import type { Severity } from '../severity.ts';

/** The recipient of what the operators of the deployment are told. All others are ids of customers. */
export const OPERATORS = 'operators';

export interface NotificationRow {
  /** A customer's id, or `OPERATORS`. */
  readonly recipient: string;
  /** `<time of the event, 13 digits of milliseconds since the epoch>-<digest of the event's id>`. The recipients of one event share it. */
  readonly notification_id: string;
  /** `<time at which the row was written, 13 digits>-<digest>`: the order in which notifications arrive, as `notification_id` is that of events. */
  readonly arrival: string;
  readonly event_id: string;
  /** `muster.customer.added` */
  readonly type: string;
  readonly severity: Severity;
  /** Id of what the event is about: a customer, a resource's uid, a finding, a job, an account, an export's date. */
  readonly subject: string;
  /** One sentence for people. */
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Time of the event. */
  readonly created_at: string;
  readonly read_at?: string;
  /** The recipient, until the notification is marked as read. */
  readonly unread?: string;
  readonly expires_at: number;
}

/** The position of a time in lists that are ordered by `notification_id` or `arrival`: no entry of that time or later is before it. */
export const timePosition = (ms: number): string => String(Math.max(0, Math.floor(ms))).padStart(13, '0');

/** The form of a notification's id. Ids of subjects have another: each has a letter first, a colon or a short date. */
export const isNotificationId = (id: string): boolean => /^\d{13}-[A-Za-z0-9_-]+$/.test(id);
