/**
 * The outbox: an event is part of the row whose write causes it, so that it is stored if, and only if, the write is carried out. It is sent
 * after the write, and then removed from the row by one more write. The poller sends what was not sent (`send-unsent.ts`). So every event
 * is sent at least once, always with the same id (docs/adr/0055-events.md).
 */
import { hash } from 'node:crypto';
import pLimit from 'p-limit';
import { ConditionFailed } from '../errors.ts';
import { type Clock, isoTime, type Log } from '../seams.ts';
import { settled } from '../settled.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import { OUTBOX_SHARDS, type OutboxTable } from '../storage/schema.ts';
import { equals, type Key, type Store } from '../storage/store.ts';
import { type CausedEvent, envelope, keyDigest, type MusterEvent } from './event.ts';
import type { Publisher } from './publisher.ts';

/** The attributes of a row that has events which are not known to be sent. All are absent from other rows. */
export interface OutboxAttributes {
  /** Oldest first. */
  readonly outbox?: readonly CausedEvent[];
  /** The partition of the table's index `<table>_outbox`. */
  readonly outbox_shard?: string;
  /** When the oldest of the events was stored (ISO 8601), `#`, and a digest of the ids: it names this content of the outbox. */
  readonly outbox_at?: string;
  /** The row is only kept for its events: once they are sent it is deleted. Readers take it for absent. */
  readonly outbox_then?: 'delete';
}

export const OUTBOX_FIELDS = ['outbox', 'outbox_shard', 'outbox_at', 'outbox_then'] as const satisfies readonly (keyof OutboxAttributes)[];

/** The row without its outbox. */
export function withoutOutbox<Row extends OutboxAttributes>(row: Row): Omit<Row, keyof OutboxAttributes> {
  const { outbox: _events, outbox_shard: _shard, outbox_at: _at, outbox_then: _then, ...others } = row;
  return others;
}

/** A row whose write has caused events. */
export interface CausedRow {
  readonly table: OutboxTable;
  readonly key: Key;
  /** The row as it was written, or its outbox alone. */
  readonly attributes: OutboxAttributes;
}

export interface OutboxDeps {
  readonly store: Store;
  /** Undefined if there is no bus: nothing is told then, and no row gets an outbox. */
  readonly publisher: Publisher | undefined;
  /** Name of the deployment, for `source` of its events. */
  readonly deployment: string;
  /** Findings of this severity, and of graver ones, cause events. */
  readonly findingSeverity: Severity;
  readonly clock: Clock;
  readonly log: Log;
}

/** After the bus has taken nothing and has found nothing unfit, nothing is sent for so long, so that a bus that is down does not slow the writers. The poller sends it later. */
const PAUSE_MS = 30_000;
/** The most events of one row, and the most bytes of them as JSON: while the bus is down for days, a row may change often, and must still fit into the table. */
export const MOST_EVENTS = 32;
export const MOST_EVENT_BYTES = 64 * 1024;
/** The most rows whose outbox is removed at the same time. */
const CLEARED_AT_ONCE = 8;

export class Outbox {
  readonly #deps: OutboxDeps;
  #pausedUntil = 0;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  /** Whether there is a bus. */
  get isOn(): boolean {
    return this.#deps.publisher !== undefined;
  }

  /** Whether a finding of this severity causes events. */
  tells(severity: Severity): boolean {
    return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(this.#deps.findingSeverity);
  }

  /**
   * The attributes to write with the row that causes the events. Empty, so that it costs nothing, if there are none.
   * @param before the row that the write replaces, as it was read; its unsent events are carried over, the newest as far as a row may keep them
   */
  of(
    table: OutboxTable,
    key: Key,
    events: readonly CausedEvent[],
    before: OutboxAttributes = {},
    then?: OutboxAttributes['outbox_then'],
  ): OutboxAttributes {
    const unsent = before.outbox ?? [];
    const all = this.#deps.publisher ? [...unsent, ...events] : unsent;
    if (all.length === 0) return {};
    const outbox = newest(all);
    if (outbox.length < all.length)
      this.#deps.log.error('A row has more unsent events than it may keep: its oldest are dropped, and nobody is told of them.', {
        table,
        key,
        dropped: all.slice(0, all.length - outbox.length).map(({ id }) => id),
      });
    const since = before.outbox_at?.slice(0, before.outbox_at.indexOf('#')) ?? isoTime(this.#deps.clock.now());
    return {
      outbox,
      outbox_shard: shardOf(table, key),
      outbox_at: `${since}#${hash('sha256', outbox.map(({ id }) => id).join('\n'), 'hex').slice(0, 16)}`,
      ...(then && { outbox_then: then }),
    };
  }

  /**
   * Sends the events of a row that was written, and removes them from it. Never rejects: if the bus refuses them, they stay in the row,
   * and the poller sends them.
   */
  async publishCaused(table: OutboxTable, key: Key, attributes: OutboxAttributes): Promise<void> {
    await this.publishAll([{ table, key, attributes }]);
  }

  /**
   * As `publishCaused`, for any number of rows. Rows without events cost nothing. Returns how many rows' events were sent, and whether the bus
   * seems to be down. An event that the bus finds unfit stays in its row, and holds up no other one.
   */
  async publishAll(rows: readonly CausedRow[]): Promise<{ readonly sent: number; readonly isDown: boolean }> {
    const { publisher, deployment, clock, log } = this.#deps;
    const caused = rows.filter(({ attributes }) => attributes.outbox !== undefined);
    if (!publisher || caused.length === 0) return { sent: 0, isDown: false };
    if (clock.now() < this.#pausedUntil) return { sent: 0, isDown: true };
    const source = sourceOf(deployment);
    const events = new Map<string, MusterEvent>();
    for (const { attributes } of caused) for (const event of attributes.outbox ?? []) events.set(event.id, envelope(event, source));
    const { accepted, unfit } = await publisher.publish([...events.values()]);
    const isDown = accepted.size === 0 && unfit.size === 0;
    if (isDown) this.#pausedUntil = clock.now() + PAUSE_MS;
    if (accepted.size < events.size)
      log.warn('The bus did not accept every event; the poller sends them again.', { events: events.size, accepted: accepted.size });
    const sent = caused.filter(({ attributes }) => attributes.outbox?.every(({ id }) => accepted.has(id)));
    const limit = pLimit(CLEARED_AT_ONCE);
    await settled(sent.map((row) => limit(() => this.#clear(row))));
    return { sent: sent.length, isDown };
  }

  /** Removes the outbox from the row, unless it has changed since; deletes a row that was only kept for it. */
  async #clear({ table, key, attributes }: CausedRow): Promise<void> {
    const { store, log } = this.#deps;
    const unchanged = equals('outbox_at', attributes.outbox_at ?? '');
    try {
      if (attributes.outbox_then === 'delete') await store.delete(table, key, unchanged);
      else await store.update(table, key, { remove: [...OUTBOX_FIELDS] }, unchanged);
    } catch (error) {
      // Another writer has carried the events over, or has removed them: whoever sends them next removes them.
      if (error instanceof ConditionFailed) return;
      log.warn('The events of a row were sent and could not be removed from it; they are sent again.', { table, key, error });
    }
  }
}

/** The newest events that a row may keep: at least one. */
function newest(events: readonly CausedEvent[]): readonly CausedEvent[] {
  let bytes = 0;
  const tooOld = events.findLastIndex((event, place) => {
    bytes += Buffer.byteLength(JSON.stringify(event));
    const kept = events.length - place;
    return kept > 1 && (kept > MOST_EVENTS || bytes > MOST_EVENT_BYTES);
  });
  return events.slice(tooOld + 1);
}

/** `source` of the deployment's events. */
export const sourceOf = (deployment: string): string => `/muster/${deployment}`;

/** The partition of the table's outbox index: a digest of the key, so that many writes at once do not meet in one. */
const shardOf = (table: OutboxTable, key: Key): string =>
  String(Buffer.from(keyDigest(key), 'base64url').readUInt8() % OUTBOX_SHARDS[table]).padStart(2, '0');
