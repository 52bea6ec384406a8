/** Migrations for tests, over accounts: the first gives each a `name_key`, the second a `sort_key` made from it. */
import type { Migration } from '../../shared/migrations/model.ts';
import type { MigrationDeps } from '../../shared/migrations/run-migrations.ts';
import { absent, all, equals, type Item, scanAll, type Store } from '../../shared/storage/store.ts';
import { KeptLog, ManualClock } from './fakes.ts';

export const NAMES: Migration = {
  id: '0001',
  title: 'Accounts are found by their name',
  table: 'accounts',
  changes: async (rows) =>
    rows
      .filter((row) => row['name_key'] === undefined)
      .map((row) => ({
        key: { account_id: String(row['account_id']) },
        set: { name_key: String(row['name']).toLowerCase() },
        when: all(absent('name_key'), equals('name', String(row['name']))),
      })),
};

export const SORTED: Migration = {
  id: '0002',
  title: 'Accounts are sorted',
  table: 'accounts',
  changes: async (rows) =>
    rows
      .filter((row) => row['sort_key'] === undefined)
      .map((row) => ({
        key: { account_id: String(row['account_id']) },
        set: { sort_key: `${String(row['name_key'])}!` },
        when: absent('sort_key'),
      })),
};

export const HOUR = 60 * 60_000;

export const depsOf = (store: Store, changes: Partial<MigrationDeps> = {}): MigrationDeps & { readonly clock: ManualClock } => ({
  migrations: [NAMES, SORTED],
  store,
  log: new KeptLog(),
  version: '1.0.0',
  settleMs: 0,
  pageRows: 3,
  ...changes,
  clock: changes.clock instanceof ManualClock ? changes.clock : new ManualClock(),
});

export async function putAccounts(store: Store, count: number): Promise<void> {
  for (let place = 0; place < count; place++) await store.put('accounts', { account_id: `aws:${place}`, name: `Name ${place}` });
}

export async function rowsOf(store: Store, table: Migration['table'] | 'migrations'): Promise<readonly Item[]> {
  const rows: Item[] = [];
  for await (const row of scanAll(store, table)) rows.push(row);
  return rows.toSorted((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)));
}
