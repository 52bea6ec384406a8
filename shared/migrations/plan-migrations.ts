/** Counts what migrations would change, in slices of limited time, and writes nothing. */
import type { Key } from '../storage/store.ts';
import { MigrationRows } from './migration-rows.ts';
import type { MigrationStatus } from './model.ts';
import { type MigrationDeps, migrationStatuses, PAGE_ROWS } from './run-migrations.ts';

/** Where the next slice continues: at this position of the migration's table, with what was counted so far. */
export interface PlanPosition {
  readonly migration_id: string;
  /** Absent at the beginning of the table. */
  readonly position?: Key | undefined;
  /** By the migration's id. */
  readonly counted: Readonly<Record<string, PlanCounts>>;
}

export interface PlanCounts {
  readonly rows_counted: number;
  readonly rows_to_change: number;
}

export type PlannedMigration = MigrationStatus & PlanCounts;

export interface Plan {
  /** The migrations that are not applied, with what was counted so far. */
  readonly items: readonly PlannedMigration[];
  /** Absent once everything is counted. */
  readonly next?: PlanPosition;
}

const NONE: PlanCounts = { rows_counted: 0, rows_to_change: 0 };

/** Counts from `from` on until `until`, in milliseconds since 1970; one page at least. */
export async function planMigrations(
  { migrations, store, clock, pageRows = PAGE_ROWS }: Pick<MigrationDeps, 'migrations' | 'store' | 'clock' | 'pageRows'>,
  from: PlanPosition | undefined,
  until: number,
): Promise<Plan> {
  const statuses = migrationStatuses(migrations, await new MigrationRows(store).all()).filter(({ state }) => state !== 'done');
  const counted = new Map(Object.entries(from?.counted ?? {}));
  const plan = (next?: PlanPosition): Plan => ({
    items: statuses.map((status) => ({ ...status, ...(counted.get(status.migration_id) ?? NONE) })),
    ...(next && { next }),
  });
  let start = from;
  for (const { migration_id } of statuses) {
    // Those before it were counted by earlier slices.
    if (start && migration_id < start.migration_id) continue;
    const migration = migrations.find(({ id }) => id === migration_id);
    if (!migration) continue;
    let position = start?.migration_id === migration_id ? start.position : undefined;
    start = undefined;
    do {
      const page = await store.scan(migration.table, { limit: pageRows, cursor: position });
      const changes = await migration.changes(page.items, store);
      const before = counted.get(migration_id) ?? NONE;
      counted.set(migration_id, {
        rows_counted: before.rows_counted + page.items.length,
        rows_to_change: before.rows_to_change + changes.length,
      });
      position = page.cursor;
      if (position && clock.now() >= until) return plan({ migration_id, position, counted: Object.fromEntries(counted) });
    } while (position);
  }
  return plan();
}
