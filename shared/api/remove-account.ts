/**
 * Removes an account with what is stored of it: its resources, findings, coverage, results and counts of scans. The history of its resources stays, so that
 * the numbers of their versions go on if the account is registered again (docs/adr/0033-removing-accounts.md).
 */
import pLimit from 'p-limit';
import type { AccountDirectory } from '../connections/account-repository.ts';
import { Conflict, NotFound } from '../errors.ts';
import type { Ownership } from '../customers/ownership.ts';
import { type Outbox, OUTBOX_FIELDS, type OutboxAttributes } from '../events/outbox.ts';
import { type AccountId, isOfCloud, sliceId } from '../ids.ts';
import { LinkRows } from '../graph/link-rows.ts';
import { coverageOf } from '../inventory/coverage.ts';
import type { ResourceRow } from '../inventory/model.ts';
import { AccountLeases } from '../jobs/account-lease.ts';
import type { JobRepository } from '../jobs/job-repository.ts';
import { isTerminal } from '../jobs/model.ts';
import { OPERATION_NAMES } from '../operations.ts';
import type { Clock } from '../seams.ts';
import { type OutboxTable, type TableName, keyAttributes } from '../storage/schema.ts';
import { type Item, type Key, type Page, queryAll, type Store } from '../storage/store.ts';

export interface RemoveAccountDeps {
  readonly store: Store;
  /** Sends the events that the account's rows have not sent yet, before they are deleted. */
  readonly outbox: Outbox;
  readonly accounts: AccountDirectory;
  readonly jobRows: JobRepository;
  readonly owned: Ownership;
  readonly clock: Clock;
  /** No more rows are deleted after this time, in milliseconds since 1970. */
  readonly until: number;
}

const DELETES_AT_ONCE = 32;
const PAGE = 500;

/**
 * Returns whether the account is gone. If not, there was no time to delete all of its rows: it is disabled, and the call is repeated.
 * @throws NotFound; Conflict if a job works on the account, or if it has events that the bus does not take now
 */
export async function removeAccount(accountId: AccountId, deps: RemoveAccountDeps): Promise<boolean> {
  const { accounts, store } = deps;
  if (!isOfCloud(accountId))
    throw new Conflict(
      `The account ${accountId} holds the registered resources; delete those that are no longer needed, with DELETE /resources/{uid}.`,
    );
  const account = await accounts.get(accountId, { consistent: true });
  if (!account) throw new NotFound(`No account ${accountId} is registered.`);
  await checkIdle(accountId, deps);
  // From here on no job includes the account. A task of a job that has begun meanwhile ends, because the account is disabled.
  if (account.enabled) await accounts.setEnabled(accountId, false);
  await checkIdle(accountId, deps);
  // Coverage is deleted below; without the mark, a later run would number the versions of resources anew.
  for (const operation of OPERATION_NAMES) await new AccountLeases(store, operation).markRemoved(accountId, deps.clock.now());
  if (!(await deleteStored(accountId, deps))) return false;
  await deps.owned.releaseAccount(accountId);
  await store.delete('policy_results', { account_id: accountId });
  await deleteScanCounts(accountId, deps);
  await deleteLoss(accountId, deps);
  await accounts.remove(accountId);
  return true;
}

/** @throws Conflict if an open job has a task of the account that has not ended, or a worker still holds the account */
async function checkIdle(accountId: AccountId, { store, jobRows, clock }: RemoveAccountDeps): Promise<void> {
  for await (const jobId of jobRows.open()) {
    const task = await jobRows.task(jobId, accountId);
    if (task && !isTerminal(task.status))
      throw new Conflict(`The job ${jobId} works on the account ${accountId}; wait until it has ended, or cancel it, and try again.`);
  }
  for (const operation of OPERATION_NAMES) {
    if (await new AccountLeases(store, operation).isHeld(accountId, clock.now()))
      throw new Conflict(`The worker of ${operation}s still holds the account ${accountId}; try again in a few minutes.`);
  }
}

/** Coverage is deleted last, segment by segment, because it names the slices whose resources are stored. */
async function deleteStored(accountId: AccountId, deps: RemoveAccountDeps): Promise<boolean> {
  if (!(await deletePartition('findings', accountId, deps))) return false;
  for await (const item of queryAll(deps.store, 'coverage', { partition: accountId, consistent: true })) {
    const { segment, slices } = coverageOf(item);
    for (const type of Object.keys(slices)) if (!(await deleteResources(sliceId(accountId, type, segment), deps))) return false;
    await deps.store.delete('coverage', keyOf('coverage', item));
  }
  return true;
}

const deletePartition = async (table: OutboxTable, partition: string, deps: RemoveAccountDeps): Promise<boolean> =>
  await deleteRows(
    { table, partition, fields: [...keyAttributes(table), ...OUTBOX_FIELDS] },
    deps,
    async (item) => await deps.store.delete(table, keyOf(table, item)),
  );

/** A row's links are deleted before it, because it tells which they are. */
async function deleteResources(partition: string, deps: RemoveAccountDeps): Promise<boolean> {
  const links = new LinkRows(deps.store);
  return await deleteRows({ table: 'resources', partition, fields: [...RESOURCE_FIELDS, ...OUTBOX_FIELDS] }, deps, async (item) => {
    // The fields of a row of `resources` that are asked for.
    await links.remove(item as unknown as Pick<ResourceRow, (typeof RESOURCE_FIELDS)[number]>);
    await deps.store.delete('resources', keyOf('resources', item));
  });
}

const RESOURCE_FIELDS = [
  'slice_id',
  'resource_id',
  'resource_uid',
  'account_id',
  'type',
  'region',
  'native_id',
  'name',
  'tags',
  'relationships',
  'version',
] as const satisfies readonly (keyof ResourceRow)[];

interface Rows {
  readonly table: OutboxTable;
  readonly partition: string;
  readonly fields: readonly string[];
}

/** Deletes every row of the partition. Returns false if there was no time for all of them. */
async function deleteRows(
  { table, partition, fields }: Rows,
  deps: RemoveAccountDeps,
  deleteRow: (item: Item) => Promise<void>,
): Promise<boolean> {
  const { store, clock, until } = deps;
  const limit = pLimit(DELETES_AT_ONCE);
  let page: Page;
  do {
    if (clock.now() >= until) return false;
    // Each page is the first one of what is left.
    page = await store.query(table, { partition, consistent: true, limit: PAGE, fields });
    await sendEvents(table, page.items, deps);
    await limit.map(page.items, deleteRow);
  } while (page.cursor);
  return true;
}

/** At most some 400 rows, because they expire. */
async function deleteScanCounts(partition: AccountId, { store }: RemoveAccountDeps): Promise<void> {
  const keys: Key[] = [];
  const fields = keyAttributes('scan_counts');
  for await (const item of queryAll(store, 'scan_counts', { partition, fields })) keys.push(keyOf('scan_counts', item));
  await pLimit(DELETES_AT_ONCE).map(keys, async (key) => await store.delete('scan_counts', key));
}

/** The row that says whether access to the account was lost. */
async function deleteLoss(account_id: AccountId, deps: RemoveAccountDeps): Promise<void> {
  const row = await deps.store.get('unreadable_accounts', { account_id }, { consistent: true });
  if (!row) return;
  await sendEvents('unreadable_accounts', [row], deps);
  await deps.store.delete('unreadable_accounts', { account_id });
}

/** @throws Conflict if the bus does not take the rows' events now: they would be lost with the rows */
async function sendEvents(table: OutboxTable, rows: readonly Item[], { outbox }: RemoveAccountDeps): Promise<void> {
  // Rows of these tables carry the attributes that `Outbox.of` gave them.
  const caused = rows.map((row) => ({ table, key: keyOf(table, row), attributes: row as OutboxAttributes }));
  const unsent = caused.filter(({ attributes }) => attributes.outbox !== undefined);
  const { sent } = await outbox.publishAll(unsent);
  if (sent < unsent.length)
    throw new Conflict('The account has events that could not be sent now, and that would be lost with it; try again in a few minutes.');
}

const keyOf = (table: TableName, item: Item): Key => Object.fromEntries(keyAttributes(table).map((name) => [name, item[name]])) as Key;
