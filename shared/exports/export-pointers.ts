/**
 * The table `exports` has one row for each date: the pointer, which names the export that readers see. Only an export that was requested
 * later replaces the row. If a date has several published exports, readers therefore see the one that was requested last.
 */
import { ConditionFailed } from '../errors.ts';
import { type CausedEvent, causedEvent } from '../events/event.ts';
import type { Outbox, OutboxAttributes } from '../events/outbox.ts';
import type { JobId } from '../ids.ts';
import { type Clock, epochSeconds } from '../seams.ts';
import { absent, equals, type Key, type Store } from '../storage/store.ts';
import type { Night } from './night.ts';

/** The partition that holds the exports of the whole deployment. */
const NAME = 'nightly';
const MAX_TRIES = 5;

export interface ExportPointer extends Omit<Night, 'collected_at'>, OutboxAttributes {
  /** When the export was requested: `collected_at` of its manifest. */
  readonly created_at: string;
  readonly manifest_key: string;
  /** The SHA-256 of the export's manifest, in hexadecimal. */
  readonly manifest_sha256: string;
  /** In seconds since 1970. The bucket keeps the export's objects at least until then. */
  readonly expires_at: number;
}

const keyOf = (date: string): Key => ({ name: NAME, date });

export class ExportPointers {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Sets the date's pointer to this export, and tells that the export is ready. If the pointer names a newer export, returns that one and changes
   * nothing. May be repeated. @throws ConditionFailed if other exports of the date are published at every try
   */
  async point(pointer: ExportPointer, outbox: Outbox): Promise<JobId | undefined> {
    const key = keyOf(pointer.date);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = (await this.#store.get('exports', key, { consistent: true })) as ExportPointer | undefined;
      if (before && !isOlder(before, pointer)) return before.job_id === pointer.job_id ? undefined : before.job_id;
      const attributes = outbox.of('exports', key, [exportReady(pointer)], before);
      try {
        // The pointer that was read is the one that is replaced, so that no event of another one is lost.
        const unchanged = before ? equals('job_id', before.job_id) : absent('job_id');
        await this.#store.put('exports', { ...key, ...pointer, ...attributes }, unchanged);
        await outbox.publishCaused('exports', key, attributes);
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
    throw new ConditionFailed('exports');
  }

  /** Undefined if no export of the date was published, or if the pointer has expired. */
  async get(date: string, clock: Pick<Clock, 'now'>): Promise<ExportPointer | undefined> {
    const item = (await this.#store.get('exports', keyOf(date))) as ExportPointer | undefined;
    return item && isLive(item, clock) ? item : undefined;
  }

  /** A page of pointers, newest date first. `cursor` is the date of the last pointer of the previous page. */
  async list(
    { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
    clock: Pick<Clock, 'now'>,
  ): Promise<{ readonly items: readonly ExportPointer[]; readonly cursor?: string }> {
    const page = await this.#store.query('exports', {
      partition: NAME,
      descending: true,
      limit,
      ...(cursor !== undefined && { cursor: keyOf(cursor) }),
    });
    const items = (page.items as readonly unknown[] as readonly ExportPointer[]).filter((pointer) => isLive(pointer, clock));
    return { items, ...(page.cursor && { cursor: String(page.cursor['date']) }) };
  }
}

/** Whether the export was requested before the other one. */
const isOlder = (one: ExportPointer, other: ExportPointer): boolean =>
  one.created_at === other.created_at ? one.job_id < other.job_id : one.created_at < other.created_at;

/** The event concerns operators only: the export's files hold the accounts of all customers. */
const exportReady = ({ date, job_id, created_at, accounts, exported, failed, files }: ExportPointer): CausedEvent =>
  causedEvent(
    { table: 'exports', key: keyOf(date), transition: job_id },
    {
      type: 'muster.export.ready',
      subject: date,
      time: created_at,
      severity: 'informational',
      data: { date, job_id, accounts, exported, failed, files },
    },
  );

/** DynamoDB removes expired rows some days late. */
const isLive = ({ expires_at }: ExportPointer, clock: Pick<Clock, 'now'>): boolean => expires_at > epochSeconds(clock.now());
