/** A migration brings the stored rows of one table to the form in which this version of Muster writes them (docs/adr/0057-migrations.md). */
import type { TableName } from '../storage/schema.ts';
import type { Condition, Item, Key, Store } from '../storage/store.ts';

export interface Migration {
  /** `0001`: the digits that the name of its file begins with. Migrations are applied in the order of their ids. */
  readonly id: string;
  /** A sentence that is true once the migration is applied, without a full stop: `Tasks are found by their account`. */
  readonly title: string;
  readonly table: TableName;
  /**
   * The changes that these rows of the table need, none for a row that has the new form. It is called again for rows that were changed already, and
   * for rows that this or an earlier version writes meanwhile.
   */
  readonly changes: (rows: readonly Item[], read: Pick<Store, 'get' | 'getMany'>) => Promise<readonly RowChange[]>;
}

export interface RowChange {
  readonly key: Key;
  readonly set: object;
  /** Holds as long as the row is as it was read, in what the change depends on. A row that is gone stays gone in any case. */
  readonly when: Condition;
}

/**
 * `running`: a pass over the table is not finished. `waiting`: the first pass is finished, and functions of the earlier version may still run: a second
 * pass follows. `done`: applied.
 */
export const MIGRATION_STATES = ['pending', 'running', 'waiting', 'done'] as const;
export type MigrationState = (typeof MIGRATION_STATES)[number];

/** A row of `migrations`. A migration without a row is pending. */
export interface MigrationRow {
  readonly migration_id: string;
  readonly title: string;
  readonly state: Exclude<MigrationState, 'pending'>;
  /** Fencing number: every slice of work raises it, and progress is stored only while it is the one of the slice. */
  readonly attempt: number;
  /** ISO 8601. Until then a function works on the migration; absent if none does. */
  readonly lease_until?: string;
  /** Where the pass continues. Absent at its beginning. */
  readonly position?: Key;
  readonly pass_started_at: string;
  /** Rows that were read and rows that were changed, in all passes. An interrupted slice leaves the rows of its last page out. */
  readonly rows_read: number;
  readonly rows_changed: number;
  readonly started_at: string;
  /** ISO 8601. When the second pass may begin; only while `waiting`. */
  readonly waits_until?: string;
  readonly finished_at?: string;
  /** The version of Muster that worked on it last. */
  readonly version: string;
}

/** A migration as people see it. Times are ISO 8601. */
export interface MigrationStatus {
  readonly migration_id: string;
  readonly title: string;
  readonly table: TableName;
  readonly state: MigrationState;
  readonly rows_read: number;
  readonly rows_changed: number;
  readonly started_at?: string;
  readonly waits_until?: string;
  readonly finished_at?: string;
  readonly version?: string;
  /** Until then a function works on it. */
  readonly lease_until?: string;
}
