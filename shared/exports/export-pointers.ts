/**
 * The table `exports` has one row for each date: the pointer, which names the export that readers see. Only an export that was requested
 * later replaces the row. If a date has several published exports, readers therefore see the one that was requested last.
 */
import { ConditionFailed } from '../errors.ts';
import type { JobId } from '../ids.ts';
import { type Clock, epochSeconds } from '../seams.ts';
import { absent, all, any, type Condition, equals, type Key, lessThan, type Store } from '../storage/store.ts';
import type { Night } from './night.ts';

/** The partition that holds the exports of the whole deployment. */
const NAME = 'nightly';

export interface ExportPointer extends Omit<Night, 'collected_at'> {
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

  /** Sets the date's pointer to this export. If the pointer names a newer export, returns that one and changes nothing. May be repeated. */
  async point(pointer: ExportPointer): Promise<JobId | undefined> {
    try {
      await this.#store.put('exports', { ...keyOf(pointer.date), ...pointer }, isOlder(pointer));
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
    const present = await this.#store.get('exports', keyOf(pointer.date), { consistent: true });
    const named = (present as ExportPointer | undefined)?.job_id;
    return named === pointer.job_id ? undefined : named;
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

/** The condition that the date has no pointer, or that its pointer names an export that was requested earlier. */
const isOlder = ({ created_at, job_id }: ExportPointer): Condition =>
  any(absent('job_id'), lessThan('created_at', created_at), all(equals('created_at', created_at), lessThan('job_id', job_id)));

/** DynamoDB removes expired rows some days late. */
const isLive = ({ expires_at }: ExportPointer, clock: Pick<Clock, 'now'>): boolean => expires_at > epochSeconds(clock.now());
