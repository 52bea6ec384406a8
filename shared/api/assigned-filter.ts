/** Leaves in a listing of resources those that belong to a customer, or those that belong to nobody and are available. */
import type { AccountId } from '../ids.ts';
import type { ResourceRow } from '../inventory/model.ts';
import type { Store } from '../storage/store.ts';
import type { Partition, PartitionPage } from './partition-walk.ts';

/** Whether resources have an owner, by themselves or with their account. What it has read of accounts it keeps, so it is for one request. */
class Owners {
  readonly #store: Store;
  readonly #accounts = new Map<AccountId, boolean>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The uids of those with an owner. */
  async owned(rows: readonly ResourceRow[]): Promise<ReadonlySet<string>> {
    const unknown = [...new Set(rows.map(({ account_id }) => account_id))].filter((id) => !this.#accounts.has(id));
    for (const id of unknown) this.#accounts.set(id, false);
    const keys = rows.map(({ resource_uid }) => ({ resource_uid }));
    const [accounts, assignments] = await Promise.all([
      unknown.length === 0
        ? []
        : this.#store.getMany(
            'accounts',
            unknown.map((account_id) => ({ account_id })),
          ),
      keys.length === 0 ? [] : this.#store.getMany('customer_resources', keys),
    ]);
    for (const account of accounts) this.#accounts.set(account['account_id'] as AccountId, account['customer_id'] !== undefined);
    const singly = assignments.filter((row) => row['customer_id'] !== undefined).map((row) => String(row['resource_uid']));
    const wholly = rows.filter(({ account_id }) => this.#accounts.get(account_id)).map(({ resource_uid }) => resource_uid);
    return new Set([...singly, ...wholly]);
  }
}

/** The same partitions with the resources that are assigned, or with those that are not. */
export async function* byAssignment(
  partitions: Iterable<Partition<ResourceRow>> | AsyncIterable<Partition<ResourceRow>>,
  isAssigned: boolean,
  store: Store,
): AsyncGenerator<Partition<ResourceRow>> {
  const owners = new Owners(store);
  for await (const partition of partitions)
    yield {
      name: partition.name,
      read: async (after, limit): Promise<PartitionPage<ResourceRow>> => {
        const page = await partition.read(after, limit);
        const owned = await owners.owned(page.entries.map(({ item }) => item));
        return { ...page, entries: page.entries.filter(({ item }) => owned.has(item.resource_uid) === isAssigned) };
      },
    };
}
