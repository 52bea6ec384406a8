/** The audit log: one row for each change that a caller makes, by day, and by what was changed (docs/adr/0052-rights.md). */
import { type Clock, epochSeconds, isoTime, type Random } from '../seams.ts';
import { storedSubject } from '../readable-ids.ts';
import { redacted } from '../redact.ts';
import { readRows } from '../storage/read-rows.ts';
import type { Item, Key, Query, Store } from '../storage/store.ts';

export interface AuditRow {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `<at>#<audit_id>` */
  readonly entry: string;
  readonly audit_id: string;
  readonly at: string;
  /** The `id` of the principal, and what people read. */
  readonly who: string;
  readonly who_name: string;
  readonly role: string;
  /** The customer on whose behalf the caller acted. */
  readonly customer_id?: string;
  /** The operation of the OpenAPI document. */
  readonly what: string;
  /** The id of what was changed. */
  readonly subject: string;
  /** The states before and after the change, without secrets. Absent if it is not known, or if there is nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly request_id: string;
  /** TTL, in seconds since 1970. */
  readonly expires_at: number;
}

/** A change, before it is known who makes it. */
export interface Change {
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface AuditFilter {
  /** ISO 8601, in UTC: entries of this time or later, and before `until`. */
  readonly since: string;
  readonly until: string;
  readonly subject?: string | undefined;
}

export interface AuditPage {
  readonly items: readonly AuditRow[];
  /** The position after which the next page begins; absent on the last page. */
  readonly cursor?: AuditPosition;
}

export interface AuditPosition {
  readonly day: string;
  readonly entry?: string | undefined;
}

/** The change was made, and the audit log does not have it. */
export class NotRecorded extends Error {
  constructor(options: ErrorOptions) {
    super('A change was made, and could not be recorded in the audit log.', options);
    this.name = 'NotRecorded';
  }
}

export const AUDIT_DAYS = 400;
const DAY_MS = 86_400_000;
/** The most days that one page reads. */
const DAYS_A_PAGE = 62;
/** The most bytes of a state as JSON: a row may have 400 KB, and one request may make some hundreds of rows. */
const MAX_STATE = 16_000;

export class AuditLog {
  readonly #store: Store;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #random: Random;

  constructor(store: Store, clock: Pick<Clock, 'now'>, random: Random) {
    this.#store = store;
    this.#clock = clock;
    this.#random = random;
  }

  async record(
    changes: readonly Change[],
    by: Pick<AuditRow, 'who' | 'who_name' | 'role' | 'what' | 'request_id' | 'customer_id'>,
  ): Promise<void> {
    const now = this.#clock.now();
    const at = isoTime(now);
    const rows = changes.map(({ subject, before, after }): AuditRow => {
      const audit_id = this.#random.hex(16);
      return {
        day: at.slice(0, 10),
        entry: `${at}#${audit_id}`,
        audit_id,
        at,
        ...by,
        subject: storedSubject(subject),
        ...(before !== undefined && { before: stateOf(before) }),
        ...(after !== undefined && { after: stateOf(after) }),
        expires_at: epochSeconds(now + AUDIT_DAYS * DAY_MS),
      };
    });
    await this.#store.putMany('audit', rows);
  }

  /** A page of entries, newest first. A page may be short and go on after its cursor. */
  async list(
    filter: AuditFilter,
    { limit, cursor }: { readonly limit: number; readonly cursor: AuditPosition | undefined },
  ): Promise<AuditPage> {
    return filter.subject === undefined
      ? await this.#byDay(filter, limit, cursor)
      : await this.#bySubject(filter, filter.subject, limit, cursor);
  }

  async #byDay({ since, until }: AuditFilter, limit: number, cursor: AuditPosition | undefined): Promise<AuditPage> {
    const items: AuditRow[] = [];
    let day = cursor?.day ?? new Date(Date.parse(until) - 1).toISOString().slice(0, 10);
    for (let days = 0; day >= since.slice(0, 10); days += 1) {
      if (days === DAYS_A_PAGE) return { items, cursor: { day } };
      const after = day === cursor?.day && cursor.entry !== undefined ? { day, entry: cursor.entry } : undefined;
      const page = await this.#store.query('audit', {
        ...rangeOf(since, until),
        partition: day,
        descending: true,
        limit: limit - items.length,
        cursor: after,
      });
      items.push(...rowsIn(page.items));
      if (items.length >= limit) return { items, cursor: { day, entry: items.at(-1)!.entry } };
      if (page.cursor) return { items, cursor: { day, entry: String(page.cursor['entry']) } };
      day = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
    }
    return { items };
  }

  async #bySubject({ since, until }: AuditFilter, subject: string, limit: number, cursor: AuditPosition | undefined): Promise<AuditPage> {
    const after = cursor?.entry === undefined ? undefined : { subject, day: cursor.day, entry: cursor.entry };
    const query: Query = {
      index: 'audit_by_subject',
      partition: subject,
      descending: true,
      limit,
      cursor: after,
      ...rangeOf(since, until),
    };
    const page = await this.#store.query('audit', query);
    const keys = page.items.map(({ day, entry }): Key => ({ day: String(day), entry: String(entry) }));
    const { rows, read } = await readRows(this.#store, 'audit', keys);
    const items = rowsIn(rows).toSorted((a, b) => (a.entry > b.entry ? -1 : 1));
    const last = read < keys.length || page.cursor ? keys[read - 1] : undefined;
    return { items, ...(last && { cursor: { day: String(last['day']), entry: String(last['entry']) } }) };
  }
}

/** Entries begin with their time. */
const rangeOf = (since: string, until: string): Pick<Query, 'range'> => ({ range: { from: since, to: until } });

/** The store's items have no type of their own; each row of `audit` was written as one. */
const rowsIn = (items: readonly Item[]): readonly AuditRow[] => items as readonly unknown[] as readonly AuditRow[];

/** The state without secrets; a long one is told by its size alone. */
function stateOf(state: unknown): unknown {
  const bytes = Buffer.byteLength(JSON.stringify(state) ?? '');
  return bytes <= MAX_STATE ? redacted(state) : { left_out: `${bytes} bytes` };
}
