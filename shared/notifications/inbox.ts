/**
 * The notifications that a caller may read: lists of them, one of them, and those that arrive after a position. REST and gRPC
 * read by this alone, so that both answer the same.
 */
import { z } from 'zod';
import { customerOf } from '../customers/model.ts';
import { ConditionFailed, InvalidRequest, NotFound } from '../errors.ts';
import { isCustomerId } from '../ids.ts';
import { storedSubject } from '../readable-ids.ts';
import { type Clock, isoTime } from '../seams.ts';
import { readRows } from '../storage/read-rows.ts';
import type { IndexName } from '../storage/schema.ts';
import { exists, type Item, type Key, type Store } from '../storage/store.ts';
import { isNotificationId, type NotificationRow, OPERATORS, timePosition } from './model.ts';

/** Whose notifications a caller may read. */
export interface Reader {
  /** The recipient that the caller is; undefined for a caller that is told nothing. */
  readonly own: string | undefined;
  /** Whether it may read the notifications of every recipient. */
  readonly everyone: boolean;
}

export interface NotificationFilter {
  /** The caller itself if absent. */
  readonly recipient?: string | undefined;
  /** Only notifications about this subject. */
  readonly subject?: string | undefined;
  /** Only notifications that are not marked as read. */
  readonly unread?: boolean | undefined;
}

export interface NotificationPage {
  readonly items: readonly NotificationRow[];
  /** Id of the notification after which the next page begins; absent on the last page. */
  readonly after?: string;
}

const digests = z.array(z.string().max(64)).max(128);

/**
 * How far a reader has come in the order of arrival. Rows may become visible a little after rows that arrived later, so the last
 * part of what was read is read again, less what was `seen` there.
 */
export const arrivalPosition = z.strictObject({ from: z.string().min(13).max(96), seen: digests.readonly() });
export type ArrivalPosition = z.infer<typeof arrivalPosition>;

export interface Arrivals {
  /** In the order in which they arrived. */
  readonly items: readonly NotificationRow[];
  readonly position: ArrivalPosition;
  /** Whether more had arrived than one page holds. */
  readonly more: boolean;
}

/** Rows that become visible within this time of their writing are never missed. */
const LOOKBACK_MS = 60_000;
const MOST_SEEN = 128;
const CHUNK = 100;
/** The most queries of one page. If a filter leaves few rows, the page is short and goes on after its cursor. */
const MOST_QUERIES = 10;
/** The most bytes of a page's rows as JSON, unless its first row alone has more. Clients of gRPC take 4 MB in one message. */
const MAX_PAGE_BYTES = 1_000_000;

const digestOf = (position: string): string => position.slice(14);

export class Inbox {
  readonly #store: Store;
  readonly #reader: Reader;
  readonly #clock: Clock;

  constructor(store: Store, reader: Reader, clock: Clock) {
    this.#store = store;
    this.#reader = reader;
    this.#clock = clock;
  }

  /**
   * A page of notifications, the newest event first. @param after where the page before it ended
   * @throws InvalidRequest naming `recipient` if it is nobody's id
   */
  async list(
    wanted: NotificationFilter,
    { limit, after }: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<NotificationPage> {
    const filter = stored(wanted);
    const recipient = this.#recipient(filter);
    if (recipient === undefined) return { items: [] };
    await this.#checkRecipient(recipient);
    const index = indexFor(filter);
    const partition = filter.subject ?? recipient;
    const items: NotificationRow[] = [];
    let bytes = 0;
    let cursor = after === undefined ? undefined : keyIn(index, partition, recipient, after);
    // An index by which the filter is fulfilled holds nothing else, so that one entry more than the page has tells whether there is another page.
    const isFulfilled = filter.subject === undefined && filter.unread !== false;
    for (let queries = 0; queries < MOST_QUERIES; queries += 1) {
      const size = isFulfilled ? Math.min(CHUNK, limit - items.length + 1) : CHUNK;
      const page = await this.#store.query('notifications', { ...(index && { index }), partition, descending: true, limit: size, cursor });
      const keys = keysIn(page.items).filter((key) => key.recipient === recipient);
      const { rows, read } = index ? await this.#rows(keys) : { rows: rowsIn(page.items), read: keys.length };
      for (const row of rows) {
        if (!matches(row, filter)) continue;
        bytes += JSON.stringify(row).length;
        if (items.length === limit || (items.length > 0 && bytes > MAX_PAGE_BYTES)) return { items, after: items.at(-1)!.notification_id };
        items.push(row);
      }
      if (read < keys.length) cursor = keyIn(index, partition, recipient, keys[read - 1]!.notification_id);
      else if (page.cursor) cursor = page.cursor;
      else return { items };
    }
    return { items, after: String(cursor?.['notification_id']) };
  }

  /**
   * The notification with this id, or the newest one about this subject: of a customer, the newest that it was told, or that is about it. Callers who may
   * read everything prefer their own. @throws NotFound
   */
  async get(idOrSubject: string): Promise<NotificationRow> {
    const key = isNotificationId(idOrSubject) ? await this.#keyById(idOrSubject) : await this.#newestOf(storedSubject(idOrSubject));
    const row = key && ((await this.#store.get('notifications', key)) as NotificationRow | undefined);
    if (!row) throw noNotification(idOrSubject);
    return row;
  }

  /** Marks a notification as read and returns it. Marking it twice keeps the first time. @throws NotFound */
  async markRead(notificationId: string): Promise<NotificationRow> {
    const key = isNotificationId(notificationId) ? await this.#keyById(notificationId) : undefined;
    if (!key) throw noNotification(notificationId);
    const read = { set: { read_at: isoTime(this.#clock.now()) }, remove: ['unread'] };
    try {
      // An update returns the whole row, which the notifier wrote as one.
      return (await this.#store.update('notifications', key, read, exists('unread'))) as unknown as NotificationRow;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      const row = (await this.#store.get('notifications', key, { consistent: true })) as NotificationRow | undefined;
      if (!row) throw noNotification(notificationId);
      return row;
    }
  }

  /** The position after everything that has arrived until now. @throws InvalidRequest naming `recipient` if it is nobody's id */
  async end(filter: NotificationFilter): Promise<ArrivalPosition> {
    const from = timePosition(this.#clock.now() - LOOKBACK_MS);
    const recipient = this.#recipient(filter);
    if (recipient === undefined) return { from, seen: [] };
    await this.#checkRecipient(recipient);
    const { items } = await this.#arrivals(recipient, { range: { from }, descending: true, limit: MOST_SEEN });
    return positionOf(items.toReversed(), from);
  }

  /** The notifications that have arrived after a position, at most `limit` of them. */
  async after(wanted: NotificationFilter, { from, seen }: ArrivalPosition, limit: number): Promise<Arrivals> {
    const filter = stored(wanted);
    const horizon = timePosition(this.#clock.now() - LOOKBACK_MS);
    const recipient = this.#recipient(filter);
    if (recipient === undefined) return { items: [], position: { from: later(from, horizon), seen: [] }, more: false };
    const known = new Set(seen);
    const page = await this.#arrivals(recipient, { range: { from }, limit: seen.length + Math.min(limit, CHUNK) });
    const unseen = page.items.filter(({ arrival }) => !known.has(digestOf(arrival)));
    const { rows, read } = await this.#rows(unseen);
    const more = page.cursor !== undefined || read < unseen.length;
    // The next call reads those that were not read yet, and everything that arrived after them.
    const end = read < unseen.length ? page.items.indexOf(unseen[read]!) : page.items.length;
    const last = page.items[end - 1];
    const window = more && last ? timePosition(Number(last.arrival.slice(0, 13)) - LOOKBACK_MS) : horizon;
    return {
      items: rows.filter((row) => matches(row, filter)),
      position: positionOf(page.items.slice(0, end), later(from, window)),
      more,
    };
  }

  /** The recipient whose notifications a filter selects; undefined if the caller may not read them. */
  #recipient({ recipient }: NotificationFilter): string | undefined {
    const { own, everyone } = this.#reader;
    return recipient === undefined || recipient === own || everyone ? (recipient ?? own) : undefined;
  }

  /** A customer that was removed may still be named: what it was told is kept for a while. */
  async #checkRecipient(recipient: string): Promise<void> {
    if (recipient === OPERATORS || recipient === this.#reader.own) return;
    if ((await this.#newestTold(recipient)) !== undefined) return;
    if (customerOf(await this.#store.get('customers', { customer_id: recipient }))) return;
    const shown = JSON.stringify(recipient.slice(0, 100));
    throw new InvalidRequest(
      'recipient',
      `recipient: ${shown} is told nothing; write ${OPERATORS}, or the id of a customer (cus_…), as the list of customers shows it.`,
    );
  }

  async #keyById(id: string): Promise<RowKey | undefined> {
    const { own, everyone } = this.#reader;
    if (!everyone) return own === undefined ? undefined : { recipient: own, notification_id: id };
    const { items } = await this.#store.query('notifications', { index: 'notifications_by_id', partition: id });
    const recipients = items.map((item) => String(item['recipient']));
    const recipient = recipients.find((each) => each === own) ?? recipients[0];
    return recipient === undefined ? undefined : { recipient, notification_id: id };
  }

  async #newestOf(subject: string): Promise<RowKey | undefined> {
    const [about, told] = await Promise.all([
      this.#newestAbout(subject),
      isCustomerId(subject) && this.#recipient({ recipient: subject }) !== undefined ? this.#newestTold(subject) : undefined,
    ]);
    return about === undefined || (told !== undefined && told.notification_id > about.notification_id) ? told : about;
  }

  async #newestTold(recipient: string): Promise<RowKey | undefined> {
    let cursor: Key | undefined;
    for (let queries = 0; queries < MOST_QUERIES; queries += 1) {
      // One row is enough on the first page, unless the caller may not read it.
      const limit = queries === 0 ? 1 : CHUNK;
      const page = await this.#store.query('notifications', { partition: recipient, descending: true, limit, cursor });
      const [newest] = keysIn(page.items);
      if (newest) return { recipient, notification_id: newest.notification_id };
      if (!page.cursor) return undefined;
      cursor = page.cursor;
    }
    return undefined;
  }

  async #newestAbout(subject: string): Promise<RowKey | undefined> {
    const { own, everyone } = this.#reader;
    let newest: RowKey | undefined;
    let cursor: Key | undefined;
    for (let queries = 0; queries < MOST_QUERIES; queries += 1) {
      const page = await this.#store.query('notifications', {
        index: 'notifications_by_subject',
        partition: subject,
        descending: true,
        limit: CHUNK,
        cursor,
      });
      for (const { recipient, notification_id } of keysIn(page.items)) {
        if (newest !== undefined && newest.notification_id !== notification_id) return newest;
        if (recipient === own) return { recipient, notification_id };
        if (everyone) newest ??= { recipient, notification_id };
      }
      if (!page.cursor) return newest;
      cursor = page.cursor;
    }
    return newest;
  }

  async #arrivals(
    recipient: string,
    query: { readonly range: { readonly from: string }; readonly limit: number; readonly descending?: boolean },
  ): Promise<{ readonly items: readonly ArrivalKey[]; readonly cursor?: Key }> {
    const page = await this.#store.query('notifications', { index: 'notifications_by_arrival', partition: recipient, ...query });
    return { ...page, items: keysIn(page.items) };
  }

  /**
   * Reads the rows of keys from an index, in the order of the keys, as far as a page holds them. `read` is the number of keys
   * that are done: an index may still name rows that have been deleted.
   */
  async #rows(keys: readonly RowKey[]): Promise<{ readonly rows: readonly NotificationRow[]; readonly read: number }> {
    const wanted = keys.map(({ recipient, notification_id }) => ({ recipient, notification_id }));
    const { rows: found, read } = await readRows(this.#store, 'notifications', wanted);
    const rowById = new Map(rowsIn(found).map((row) => [row.notification_id, row]));
    const rows: NotificationRow[] = [];
    let bytes = 0;
    for (const [place, { notification_id }] of wanted.slice(0, read).entries()) {
      const row = rowById.get(notification_id);
      bytes += row ? JSON.stringify(row).length : 0;
      if (rows.length > 0 && bytes > MAX_PAGE_BYTES) return { rows, read: place };
      if (row) rows.push(row);
    }
    return { rows, read };
  }
}

// Rows have the form in which the notifier wrote them, and indexes hold at least their keys.
const rowsIn = (items: readonly Item[]): readonly NotificationRow[] => items as readonly unknown[] as readonly NotificationRow[];
const keysIn = (items: readonly Item[]): readonly ArrivalKey[] => items as readonly unknown[] as readonly ArrivalKey[];

interface RowKey extends Key {
  readonly recipient: string;
  readonly notification_id: string;
}

interface ArrivalKey extends RowKey {
  readonly arrival: string;
}

/** The index with the fewest rows that a filter does not select; undefined for the table, which holds all of a recipient. */
function indexFor({ subject, unread }: NotificationFilter): IndexName | undefined {
  if (subject !== undefined) return 'notifications_by_subject';
  return unread === true ? 'unread_notifications' : undefined;
}

/** The key after which a query goes on. Its partitions come from the query, never from a cursor. */
function keyIn(index: IndexName | undefined, partition: string, recipient: string, notification_id: string): Key {
  if (index === 'notifications_by_subject') return { subject: partition, notification_id, recipient };
  return { recipient, notification_id, ...(index === 'unread_notifications' && { unread: recipient }) };
}

/** The filter with the stored id of its subject, of which people may write the readable form. */
const stored = ({ subject, ...others }: NotificationFilter): NotificationFilter =>
  subject === undefined ? others : { ...others, subject: storedSubject(subject) };

const matches = (row: NotificationRow, { subject, unread }: NotificationFilter): boolean =>
  (subject === undefined || row.subject === subject) && (unread === undefined || (row.unread !== undefined) === unread);

const later = (one: string, other: string): string => (one > other ? one : other);

/** The position after these keys, all of which were read, in the order of arrival. Only those from `from` on can be met again. */
function positionOf(keys: readonly ArrivalKey[], from: string): ArrivalPosition {
  const again = keys.filter(({ arrival }) => arrival >= from);
  const kept = again.slice(-MOST_SEEN);
  return {
    from: kept.length < again.length || kept.length === MOST_SEEN ? kept[0]!.arrival : from,
    seen: kept.map(({ arrival }) => digestOf(arrival)),
  };
}

const noNotification = (id: string): NotFound =>
  new NotFound(`There is no notification with the id ${JSON.stringify(id.slice(0, 200))}, and none about a subject of this id.`);
