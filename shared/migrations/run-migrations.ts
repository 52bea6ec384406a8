/**
 * Applies migrations in slices of limited time. A slice takes a migration by a lease, reads its table page by page, changes the rows that need it, each by a
 * conditional write, and stores its position after each page: whoever continues after a kill reads at most one page again.
 */
import pLimit from 'p-limit';
import { ConditionFailed } from '../errors.ts';
import { type Clock, isoTime, type Log } from '../seams.ts';
import type { Item, Store } from '../storage/store.ts';
import { MigrationRows } from './migration-rows.ts';
import type { Migration, MigrationRow, MigrationStatus, RowChange } from './model.ts';

/**
 * For how long after an update functions of the earlier version may still write rows, in milliseconds: CloudFormation replaces the functions one after the
 * other, and an invocation lasts 15 minutes at most.
 */
export const OLD_FUNCTIONS_MS = 60 * 60_000;
/** The most rows of a page. */
export const PAGE_ROWS = 500;
const WRITE_CONCURRENCY = 16;
/** How often a row is read again whose change another function's write prevented. */
const MAX_TRIES = 5;

export interface MigrationDeps {
  readonly migrations: readonly Migration[];
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** The version of Muster that runs. */
  readonly version: string;
  /** `OLD_FUNCTIONS_MS`; 0 where no function of an earlier version can be running. */
  readonly settleMs: number;
  readonly pageRows?: number;
}

/**
 * Works on migrations that are not applied until all are, or until `until`, in milliseconds since 1970. Leaves those alone on which another function works.
 * @returns the status of every migration
 */
export async function runMigrations(deps: MigrationDeps, until: number): Promise<readonly MigrationStatus[]> {
  const { migrations, store, clock, log, version } = deps;
  const rows = new MigrationRows(store);
  const before = await rows.all();
  let worked = false;
  for (const migration of migrations) {
    const found = before.get(migration.id);
    const now = clock.now();
    if (now >= until) break;
    if (found?.state === 'done' || (found?.waits_until !== undefined && found.waits_until > isoTime(now))) continue;
    const claimed = await rows.claim(migration, found, version, until, now);
    worked = true;
    if (!claimed) break;
    if (!found) log.info('A migration began.', { migration_id: migration.id, table: migration.table });
    try {
      const passed = await runPass(migration, claimed, rows, deps, until);
      if (!passed) break;
    } finally {
      await rows.release(claimed);
    }
  }
  return migrationStatuses(migrations, worked ? await rows.all() : before);
}

/** Reads the table from the stored position on. False if time ran out, or if another function has taken the migration. */
async function runPass(
  migration: Migration,
  claimed: MigrationRow,
  rows: MigrationRows,
  deps: MigrationDeps,
  until: number,
): Promise<boolean> {
  const { store, clock, log, settleMs, pageRows = PAGE_ROWS } = deps;
  let { position, rows_read, rows_changed } = claimed;
  for (;;) {
    if (clock.now() >= until) return false;
    const page = await store.scan(migration.table, { consistent: true, limit: pageRows, cursor: position });
    rows_read += page.items.length;
    rows_changed += await changeRows(migration, page.items, store);
    position = page.cursor;
    if (position) {
      if (!(await rows.save(claimed, { position, rows_read, rows_changed }))) return false;
      continue;
    }
    const settled = Date.parse(claimed.started_at) + settleMs;
    const isLast = Date.parse(claimed.pass_started_at) >= settled;
    const end = isLast
      ? { state: 'done' as const, finished_at: isoTime(clock.now()) }
      : { state: 'waiting' as const, waits_until: isoTime(settled) };
    const saved = await rows.save(claimed, { ...end, rows_read, rows_changed }, ['position']);
    if (saved) log.info('A pass of a migration ended.', { migration_id: migration.id, state: end.state, rows_read, rows_changed });
    return saved;
  }
}

/** Changes the rows that need it. Returns their number. */
async function changeRows(migration: Migration, items: readonly Item[], store: Store): Promise<number> {
  const changes = await migration.changes(items, store);
  const changed = await pLimit(WRITE_CONCURRENCY).map(changes, async (change) => await changeRow(migration, change, store));
  return changed.filter(Boolean).length;
}

/** False if the row is gone, or if another function has brought it to the new form. */
async function changeRow(migration: Migration, first: RowChange, store: Store): Promise<boolean> {
  let change: RowChange | undefined = first;
  for (let tries = 0; change && tries < MAX_TRIES; tries++) {
    try {
      await store.update(migration.table, change.key, { set: change.set }, change.when);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
    // The row has changed since it was read: what it needs is decided again by what it is now.
    const row: Item | undefined = await store.get(migration.table, change.key, { consistent: true });
    [change] = row ? await migration.changes([row], store) : [];
  }
  if (change) throw new Error(`A row of ${migration.table} changed ${MAX_TRIES} times while migration ${migration.id} was changing it.`);
  return false;
}

export const migrationStatuses = (migrations: readonly Migration[], rows: ReadonlyMap<string, MigrationRow>): readonly MigrationStatus[] =>
  migrations.map(({ id, title, table }) => {
    const row = rows.get(id);
    if (!row) return { migration_id: id, title, table, state: 'pending', rows_read: 0, rows_changed: 0 };
    const { position: _, attempt: __, pass_started_at: ___, ...shown } = row;
    return { ...shown, title, table };
  });
