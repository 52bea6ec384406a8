/** Rows of `migrations`. Every change is one conditional write. */
import { ConditionFailed } from '../errors.ts';
import { CLOCK_SKEW_MS } from '../jobs/job-repository.ts';
import { isoTime } from '../seams.ts';
import { absent, all, any, equals, lessThan, scanAll, type Store, type Update } from '../storage/store.ts';
import type { Migration, MigrationRow } from './model.ts';

/** How long after its slice a lease expires, in milliseconds. */
const LEASE_MARGIN_MS = 5_000;

type Progress = Partial<Omit<MigrationRow, 'migration_id' | 'title' | 'attempt' | 'lease_until'>>;

export class MigrationRows {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Every row, by the migration's id; those of migrations too that this version does not know. */
  async all(): Promise<ReadonlyMap<string, MigrationRow>> {
    const rows = new Map<string, MigrationRow>();
    // The store's items have no type of their own; each row of `migrations` was written as one.
    for await (const row of scanAll(this.#store, 'migrations', { consistent: true }))
      rows.set(row['migration_id'] as string, row as unknown as MigrationRow);
    return rows;
  }

  /**
   * Takes a migration for a slice of work, which ends at `until`, and begins a pass unless one has been begun. Times are milliseconds since 1970.
   * @returns undefined if another function has it, or has changed it since `before` was read
   */
  async claim(
    migration: Migration,
    before: MigrationRow | undefined,
    version: string,
    until: number,
    now: number,
  ): Promise<MigrationRow | undefined> {
    const lease = {
      attempt: (before?.attempt ?? 0) + 1,
      lease_until: isoTime(until + LEASE_MARGIN_MS),
      version,
      state: 'running' as const,
    };
    if (!before) {
      const row: MigrationRow = {
        migration_id: migration.id,
        title: migration.title,
        ...lease,
        pass_started_at: isoTime(now),
        rows_read: 0,
        rows_changed: 0,
        started_at: isoTime(now),
      };
      return await unlessRefused(this.#store.put('migrations', row, absent('migration_id')).then(() => row));
    }
    const free = any(absent('lease_until'), lessThan('lease_until', isoTime(now - CLOCK_SKEW_MS)));
    const begun = before.state === 'waiting' ? { pass_started_at: isoTime(now) } : {};
    const update = { set: { ...lease, ...begun }, remove: ['waits_until'] };
    return await this.#update(migration.id, update, all(equals('attempt', before.attempt), free));
  }

  /** Stores the progress of a slice. False if another function has taken the migration. */
  async save(row: MigrationRow, set: Progress, remove: readonly (keyof MigrationRow)[] = []): Promise<boolean> {
    return (await this.#update(row.migration_id, { set, remove }, equals('attempt', row.attempt))) !== undefined;
  }

  /** Ends the slice's lease. Does nothing if another function has taken the migration. */
  async release(row: MigrationRow): Promise<void> {
    await this.#update(row.migration_id, { remove: ['lease_until'] }, equals('attempt', row.attempt));
  }

  async #update(id: string, update: Update, condition: Parameters<Store['update']>[3]): Promise<MigrationRow | undefined> {
    const written = this.#store.update('migrations', { migration_id: id }, update, condition);
    return (await unlessRefused(written)) as MigrationRow | undefined;
  }
}

/** The result of the write, or undefined if the row was not in the state that the write's condition names. */
async function unlessRefused<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
}
