/** The order and the cost of a listing of all accounts. */
import { describe, expect, it } from '@jest/globals';
import { walk, type WalkPosition } from '../../../shared/api/partition-walk.ts';
import { isByAccount, QUERIES_BY_ACCOUNT, type ResourceFilter, resourcePartitions } from '../../../shared/api/resource-listing.ts';
import { undeclaredType } from '../../../shared/clouds/resource-type.ts';
import { coverageItem } from '../../../shared/inventory/coverage.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { account, resourceRow, TIME } from '../../support/api-fixture.ts';

const ACCOUNTS = ['3', '1', '2'].map((each) => account(each));
const FULL = ['Type-00', 'Type-01', 'Type-02'];

const filterOf = (types: number, more: Partial<ResourceFilter> = {}): ResourceFilter => ({
  accounts: undefined,
  limited: false,
  customer_id: undefined,
  takes: () => true,
  types: Array.from({ length: types }, (_, index) => undeclaredType('aws', `Type-${String(index).padStart(2, '0')}`, 'regional')),
  regions: undefined,
  is_last: 1,
  tags: [],
  resources: undefined,
  words: [],
  ...more,
});

async function estate(): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const account_id of ACCOUNTS) {
    const slices = Object.fromEntries([...FULL.map((type) => [type, { populated: true }]), ['Type-03', { populated: false }]]);
    await store.put('coverage', coverageItem({ account_id, segment: 'eu-west-1', observed_at: TIME, slices }));
    for (const type of FULL)
      for (const resource_id of ['a', 'b'])
        await store.put('resources', { ...resourceRow({ account_id, type, segment: 'eu-west-1', resource_id }) });
  }
  return store;
}

async function listed(store: MemoryStore, filter: ResourceFilter, limit: number): Promise<readonly string[]> {
  const uids: string[] = [];
  let cursor: WalkPosition | undefined;
  do {
    const partitions = resourcePartitions(store, filter, async () => ACCOUNTS, cursor);
    const page = await walk({ partitions, matches: () => true, limit, cursor, queries: QUERIES_BY_ACCOUNT });
    uids.push(...page.items.map(({ resource_uid }) => resource_uid));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return uids;
}

describe('a listing of all accounts and more than 16 types', () => {
  it('has every resource once, by account, whatever the size of its pages', async () => {
    const store = await estate();
    const whole = await listed(store, filterOf(400), 500);

    expect(whole).toHaveLength(18);
    expect(whole.map((uid) => uid.split('|')[0])).toEqual(ACCOUNTS.toSorted().flatMap((id) => Array.from({ length: 6 }, () => id)));
    for (const limit of [1, 4]) expect(await listed(store, filterOf(400), limit)).toEqual(whole);
  });

  it('takes as many queries for 400 types as for 20', async () => {
    const costs = [];
    for (const types of [20, 400]) {
      const store = await estate();
      store.requests.clear();
      await listed(store, filterOf(types), 500);
      costs.push((store.requests.get('query resources') ?? 0) + (store.requests.get('query coverage') ?? 0));
    }

    // Three accounts with three slices each.
    expect(costs).toEqual([12, 12]);
  });

  it('leaves out accounts that a filter does not name', async () => {
    const accounts = [ACCOUNTS[0]!];
    expect(new Set((await listed(await estate(), filterOf(400, { accounts }), 2)).map((uid) => uid.split('|')[0]))).toEqual(
      new Set(accounts),
    );
  });

  it.each([
    [16, undefined, false],
    [17, undefined, true],
    [1, 1, true],
    [1, 17, false],
  ])('is by account, or by type (%s types, %s accounts named)', (types, accounts, by) => {
    const named = accounts === undefined ? undefined : Array.from({ length: accounts }, (_, index) => account(String(index)));
    expect(isByAccount(filterOf(types, { accounts: named }))).toBe(by);
  });
});
