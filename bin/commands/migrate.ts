/** `muster migrate`: shows the migrations of the stored data, counts what they would change, and applies them. */
import type { Command } from 'commander';
import { numberText } from '../../shared/number-text.ts';
import type { ApiClient } from './api-client.ts';
import { contextOf, type Surroundings } from './context.ts';
import { type Columns, counted, minuteOf, titled, whole } from './output.ts';
import type { Migration, MigrationProgress } from './shapes.ts';

/** Milliseconds to wait where another function, such as the poller, works on a migration. */
const WAIT_MS = 5_000;

const columns = {
  migration: whole(({ migration_id }) => migration_id),
  title: titled(({ title }) => title),
  state: whole(({ state }) => state),
  read: whole(({ rows_read }) => rows_read),
  changed: whole(({ rows_changed }) => rows_changed),
  finished: whole(({ finished_at }) => minuteOf(finished_at)),
  version: ({ version }) => version,
} as const satisfies Columns<Migration>;

const planColumns = {
  migration: whole(({ migration_id }) => migration_id),
  title: titled(({ title }) => title),
  state: whole(({ state }) => state),
  table: ({ table }) => table,
  rows: whole(({ rows_counted }) => rows_counted),
  'to change': whole(({ rows_to_change }) => rows_to_change),
} as const satisfies Columns<MigrationProgress['items'][number]>;

export function addMigrate(program: Command, surroundings: Surroundings): void {
  const migrate = program
    .command('migrate')
    .description(
      'show and apply migrations: they bring stored data to the form of this version, which after an update also happens by itself',
    );

  migrate
    .command('status')
    .description('show every migration and how far it is')
    .action(async (_options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const { items } = await api.call<{ readonly items: readonly Migration[] }>('migrations');
      await output.list(items, columns, 'There is no migration.');
    });

  migrate
    .command('up')
    .description('apply the migrations that are not applied, and wait until that is done; may be interrupted and repeated')
    .option('--dry-run', 'count the rows that would be changed, and change nothing')
    .action(async ({ dryRun }: { readonly dryRun?: boolean }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const told = (text: string): void => void (output.json || surroundings.stderr.write(`${text}\n`));
      if (dryRun) {
        const items = await planned(api, told);
        await output.list(items, planColumns, 'Every migration is applied.');
        return;
      }
      const items = await applied(api, told, surroundings.sleep);
      await output.list(items, columns, 'There is no migration.');
      for (const { migration_id, waits_until } of items)
        if (waits_until !== undefined)
          output.say(
            `Every row has its new form. Migration ${migration_id} reads all rows once more after ${minuteOf(waits_until)}, because functions of the earlier version may still write some; the poller does that by itself.`,
          );
    });
}

type Items = MigrationProgress['items'];

/** Counts slice by slice what would change. */
async function planned(api: ApiClient, told: (text: string) => void): Promise<Items> {
  let cursor: string | undefined;
  for (;;) {
    const body = { dry_run: true, cursor };
    const { items, complete, next_cursor } = await api.call<MigrationProgress>('migrations/run', { method: 'POST', body });
    if (complete) return items;
    cursor = next_cursor;
    for (const { migration_id, rows_counted = 0 } of items.filter((each) => (each.rows_counted ?? 0) > 0).slice(-1))
      told(`Migration ${migration_id}: ${counted(rows_counted, 'row')} counted so far.`);
  }
}

/** Works slice by slice until nothing is left to do. */
async function applied(api: ApiClient, told: (text: string) => void, sleep: Surroundings['sleep']): Promise<Items> {
  for (;;) {
    const { items, complete } = await api.call<MigrationProgress>('migrations/run', { method: 'POST', body: {} });
    if (complete) return items;
    for (const { migration_id, rows_read, rows_changed, lease_until } of items.filter(({ state }) => state === 'running')) {
      told(`Migration ${migration_id}: ${counted(rows_read, 'row')} read, ${numberText(rows_changed)} changed so far.`);
      if (lease_until !== undefined) await sleep(WAIT_MS);
    }
  }
}
