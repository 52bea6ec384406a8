import { describe, expect, it } from '@jest/globals';
import { reachOf, Scopes } from '../../../shared/access/reach.ts';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import type { AccountId, CustomerId } from '../../../shared/ids.ts';
import { account, accountRow } from '../../support/api-fixture.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const CUSTOMER = 'cus_0123456789abcdefABCD_-' as CustomerId;
const [ONE, TWO, THREE] = [account('1'), account('2'), account('3')];

async function world() {
  const store = new MemoryStore();
  await store.put('accounts', accountRow({ account_id: ONE, name: 'prod-1', customer_id: CUSTOMER }));
  await store.put('accounts', accountRow({ account_id: TWO, name: 'prod-2' }));
  await store.put('accounts', accountRow({ account_id: THREE, name: 'test', customer_id: CUSTOMER }));
  const directory = new AccountDirectory(store);
  let reads = 0;
  const accounts = {
    all: () => {
      reads += 1;
      return directory.all();
    },
    getMany: async (ids: readonly AccountId[]) => await directory.getMany(ids),
    ownedBy: async (customer: CustomerId) => await directory.ownedBy(customer),
  };
  const clock = new ManualClock();
  return { store, clock, scopes: new Scopes({ accounts, clock }), reads: () => reads };
}

describe('the rows that a caller may see', () => {
  it.each([
    [['*'], undefined, { kind: 'all' }],
    [['name:prod-*'], undefined, { kind: 'limited', accounts: new Set([ONE, TWO]) }],
    [['000000000003', 'name:prod-2'], undefined, { kind: 'limited', accounts: new Set([THREE, TWO]) }],
    [[], undefined, { kind: 'limited', accounts: new Set() }],
    [undefined, CUSTOMER, { kind: 'limited', accounts: new Set([ONE, THREE]), customer_id: CUSTOMER }],
    [['name:prod-*'], CUSTOMER, { kind: 'limited', accounts: new Set([ONE]), customer_id: CUSTOMER, within: new Set([ONE, TWO]) }],
    [['*'], CUSTOMER, { kind: 'limited', accounts: new Set([ONE, THREE]), customer_id: CUSTOMER }],
    [[], CUSTOMER, { kind: 'limited', accounts: new Set(), customer_id: CUSTOMER, within: new Set() }],
    [undefined, 'cus_9999999999999999999999', { kind: 'limited', accounts: new Set(), customer_id: 'cus_9999999999999999999999' }],
  ])('are those of %j and the customer %s', async (accounts, customer, expected) => {
    const { scopes } = await world();

    expect(await scopes.of(reachOf(accounts, customer))).toEqual(expected);
  });

  it('are looked up again for a pattern after half a minute, and not at every request', async () => {
    const { scopes, store, clock, reads } = await world();
    const reach = reachOf(['name:prod-*'], undefined);

    await scopes.of(reach);
    await store.put('accounts', accountRow({ account_id: THREE, name: 'prod-3', customer_id: CUSTOMER }));
    expect(await scopes.of(reach)).toEqual({ kind: 'limited', accounts: new Set([ONE, TWO]) });
    expect(reads()).toBe(1);

    clock.advance(30_001);
    expect(await scopes.of(reach)).toEqual({ kind: 'limited', accounts: new Set([ONE, TWO, THREE]) });
    expect(reads()).toBe(2);
  });

  it('are not kept if they could not be read', async () => {
    const clock = new ManualClock();
    let fails = true;
    const directory = new AccountDirectory(new MemoryStore());
    const accounts = {
      all: () => {
        if (fails) throw new Error('throttled');
        return directory.all();
      },
      getMany: async (ids: readonly AccountId[]) => await directory.getMany(ids),
      ownedBy: async (customer: CustomerId) => await directory.ownedBy(customer),
    };
    const scopes = new Scopes({ accounts, clock });
    const reach = reachOf(['name:prod-*'], undefined);

    await expect(scopes.of(reach)).rejects.toThrow('throttled');
    fails = false;
    expect(await scopes.of(reach)).toEqual({ kind: 'limited', accounts: new Set() });
  });
});
