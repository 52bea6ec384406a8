/**
 * The invariants of events: a write that has to be told carries exactly its event, an event leaves its row only when the bus has it, the
 * same event always has the same id and content, and an event that the bus gets twice was sent by someone who could not know better.
 */
import { isDeepStrictEqual } from 'node:util';
import type { CausedEvent, MusterEvent } from '../../shared/events/event.ts';
import { OUTBOX_FIELDS, type OutboxAttributes } from '../../shared/events/outbox.ts';
import { OUTBOX_SHARDS, type OutboxTable, type TableName } from '../../shared/storage/schema.ts';
import type { Item } from '../../shared/storage/store.ts';
import type { Faults } from './faults.ts';
import type { Invocation } from './invocation.ts';
import type { Scheduler } from './scheduler.ts';
import { MAX_LAG_MS, type Tables, type Write } from './sim-store.ts';
import type { Violations } from './violations.ts';

interface Told {
  /** One, unless an overtaken run has written its first rows over those of another. */
  readonly contents: Set<string>;
  /** Since when no row has the event any more; undefined while one has it. */
  removedAt: number | undefined;
  /** How often the bus has accepted it. */
  accepted: number;
  /** Whether an overtaken run has written its first row over the row that had the event. */
  isOvertaken: boolean;
}

const hasOutbox = (table: TableName): table is OutboxTable => table in OUTBOX_SHARDS;

const outboxOf = (row: Item | undefined): readonly CausedEvent[] => (row as OutboxAttributes | undefined)?.outbox ?? [];

export class EventInvariants {
  readonly #tables: Tables;
  readonly #scheduler: Scheduler;
  readonly #faults: Faults;
  readonly #violations: Violations;
  /** Whether clocks differ by no more than the protocol assumes. If they differ by more, an overtaken run may write first rows over those of another. */
  readonly #clocksAgree: boolean;
  /** Whether a row has one writer at a time, so that nobody sends the events of another. */
  readonly #hasOneWriter: boolean;
  readonly #told = new Map<string, Told>();

  constructor(tables: Tables, scheduler: Scheduler, faults: Faults, violations: Violations, clocksAgree: boolean, hasOneWriter = true) {
    this.#tables = tables;
    this.#scheduler = scheduler;
    this.#faults = faults;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
    this.#hasOneWriter = hasOneWriter;
  }

  /** Returns whether the write has changed the row's outbox and nothing else. */
  written({ table, before, after, by }: Write): boolean {
    if (!hasOutbox(table)) return false;
    const [had, has] = [outboxOf(before), outboxOf(after)];
    const details = () => ({ table, before, after, by: by.name });
    const isOvertaken = !this.#clocksAgree && isFirstRow(table, after) && before !== undefined && !isSame(before, after);
    const added = has.filter(({ id }) => !had.some((event) => event.id === id));
    for (const event of isOvertaken ? has : added) this.#caused(event, isOvertaken, details);
    for (const { id } of had) if (!has.some((event) => event.id === id)) this.#removed(id, isOvertaken, details);
    if (isOvertaken) return false;
    // A writer that read the row before its events were removed from it puts them back: they are not of this write.
    const own = added.filter(({ id }) => id.endsWith(`:${String(transitionOf(table, after))}`));
    const expected = this.#eventOf(table, before, after);
    const isRight = expected === undefined ? own.length === 0 || isSame(before, after) : own.length === 1 && own[0]?.type === expected;
    this.#violations.require(isRight, 'a write carries the event that it causes, and no other', () => ({ expected, ...details() }));
    return had.length + has.length > 0 && isSame(before, after);
  }

  /** The bus has accepted an event. */
  accepted(event: MusterEvent, by: Invocation): void {
    const told = this.#told.get(event.id);
    this.#violations.require(told?.contents.has(contentOf(event)) === true, 'the bus gets only events that rows have caused', () => ({
      event,
      told,
    }));
    if (!told) return;
    told.accepted += 1;
    if (told.accepted === 1) return;
    const details = () => ({ event, accepted: told.accepted, removed_at: told.removedAt, by: by.name });
    this.#violations.require(this.#faults.counts.size > 0 || !this.#hasOneWriter, 'without faults each event is sent once', details);
    // A sender that began before the row was rid of the event, or that was shown the row by a replica, could not know better.
    const isExplained = told.removedAt === undefined || by.disturbed || by.startedAt <= told.removedAt + MAX_LAG_MS;
    this.#violations.require(isExplained, 'an event is sent again only by someone who could not know that it was sent', details);
  }

  /** The rows whose events are not sent yet. */
  unsent(): readonly string[] {
    const tables = Object.keys(OUTBOX_SHARDS) as readonly OutboxTable[];
    return tables.flatMap((table) => [...this.#tables.rows(table)].flatMap((row) => outboxOf(row).map(({ id }) => id)));
  }

  checkEnd(): void {
    const lost = [...this.#told].flatMap(([id, { accepted, isOvertaken }]) => (accepted === 0 && !isOvertaken ? [id] : []));
    this.#violations.require(lost.length === 0, 'no event is lost', () => ({ lost }));
  }

  #caused(event: CausedEvent, isOvertaken: boolean, details: () => object): void {
    const content = contentOf(event);
    const known = this.#told.get(event.id);
    if (!known) {
      this.#told.set(event.id, { contents: new Set([content]), removedAt: undefined, accepted: 0, isOvertaken });
      return;
    }
    const isOne = isOvertaken || known.contents.has(content);
    this.#violations.require(isOne, 'one id is one event', () => ({ known: [...known.contents], ...details() }));
    known.contents.add(content);
    known.removedAt = undefined;
  }

  #removed(id: string, isOvertaken: boolean, details: () => object): void {
    const told = this.#told.get(id);
    const isSent = (told?.accepted ?? 0) > 0;
    this.#violations.require(isSent || isOvertaken, 'an event leaves its row only when the bus has it', () => ({ id, ...details() }));
    if (!told) return;
    told.removedAt = this.#scheduler.now();
    told.isOvertaken ||= isOvertaken;
  }

  /** The type of the event that the write has to carry; undefined if it causes none. */
  #eventOf(table: OutboxTable, before: Item | undefined, after: Item): string | undefined {
    switch (table) {
      case 'jobs':
        return before?.['open'] !== undefined && after['open'] === undefined ? 'muster.job.ended' : undefined;
      case 'exports':
        return before?.['job_id'] === after['job_id'] ? undefined : 'muster.export.ready';
      case 'unreadable_accounts':
        return after['unreadable_since'] !== undefined && before?.['unreadable_since'] !== after['unreadable_since']
          ? 'muster.account.unreadable'
          : undefined;
      case 'findings':
        return findingEventOf(before?.['status'], after);
      case 'resources':
        if (before?.['version'] === after['version'] || !this.#hasOwner(after)) return undefined;
        if (after['is_last'] === 0) return 'muster.resource.removed';
        return before?.['is_last'] === 1 ? 'muster.resource.updated' : 'muster.resource.added';
      case 'customers':
      case 'customer_resources':
      // The events of a step depend on what it has found (managed-invariants.ts).
      case 'managed_resources':
        return undefined;
    }
  }

  #hasOwner({ resource_uid, account_id }: Item): boolean {
    const own = this.#tables.row('customer_resources', { resource_uid })?.['customer_id'];
    return (own ?? this.#tables.row('accounts', { account_id })?.['customer_id']) !== undefined;
  }
}

function findingEventOf(before: unknown, { status, severity }: Item): string | undefined {
  if (status === before || status === 'suppressed' || (severity !== 'high' && severity !== 'critical')) return undefined;
  if (status === 'resolved') return 'muster.finding.resolved';
  return before === undefined ? 'muster.finding.opened' : 'muster.finding.reopened';
}

/** The last part of the id of the event that the write of this row causes. */
function transitionOf(table: OutboxTable, after: Item): unknown {
  switch (table) {
    case 'jobs':
      return 'ended';
    case 'exports':
      return after['job_id'];
    case 'unreadable_accounts':
      return after['unreadable_since'];
    case 'findings':
    case 'resources':
    case 'customers':
    case 'customer_resources':
      return after['version'];
    case 'managed_resources':
      return undefined;
  }
}

/** Whether the row is as a first run writes it: without a condition, so that only the account's lease keeps other runs away (docs/adr/0037-first-inventories.md). */
const isFirstRow = (table: OutboxTable, { version }: Item): boolean => (table === 'findings' || table === 'resources') && version === 1;

/** Whether the rows are equal but for their outbox. */
const isSame = (before: Item | undefined, after: Item): boolean => before !== undefined && isDeepStrictEqual(others(before), others(after));

const others = (row: Item): Item =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !(OUTBOX_FIELDS as readonly string[]).includes(name)));

/** The event without what only the envelope has. */
const contentOf = ({ id, type, subject, time, severity, customerid, accountid, data }: CausedEvent): string =>
  JSON.stringify([id, type, subject, time, severity, customerid, accountid, data]);
