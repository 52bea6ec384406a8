import { describe, expect, it } from '@jest/globals';
import { NewerData } from '../../../shared/errors.ts';
import { currentStore } from '../../../shared/migrations/current-store.ts';
import { runMigrations } from '../../../shared/migrations/run-migrations.ts';
import type { Store } from '../../../shared/storage/store.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { depsOf, HOUR, NAMES, putAccounts } from '../../support/migrations.ts';
import { stoppingStore } from '../../support/stopping-store.ts';

const migratedBy = async (version: string): Promise<MemoryStore> => {
  const store = new MemoryStore();
  await putAccounts(store, 2);
  await runMigrations(depsOf(store, { version }), HOUR * 1e6);
  return store;
};

describe('Data that a newer Muster has migrated', () => {
  it.each([
    ['get', async (store: MemoryStore) => await store.get('accounts', { account_id: 'aws:0' })],
    ['getMany', async (store: MemoryStore) => await store.getMany('accounts', [{ account_id: 'aws:0' }])],
    ['put', async (store: MemoryStore) => await store.put('accounts', { account_id: 'aws:0' })],
    ['putMany', async (store: MemoryStore) => await store.putMany('accounts', [{ account_id: 'aws:0' }])],
    ['update', async (store: MemoryStore) => await store.update('accounts', { account_id: 'aws:0' }, { set: { name: 'x' } })],
    ['delete', async (store: MemoryStore) => await store.delete('accounts', { account_id: 'aws:0' })],
    ['query', async (store: MemoryStore) => await store.query('accounts', { partition: 'aws:0' })],
    ['scan', async (store: MemoryStore) => await store.scan('accounts')],
  ] as const)('are neither read nor written by %s', async (call, use) => {
    const store = await migratedBy('2.0.0');
    store.requests.clear();
    const refusing = currentStore(store, [NAMES.id], new ManualClock());

    // The calls of the cases are in the interface that both stores have.
    await expect(use(refusing as MemoryStore)).rejects.toThrow(
      new NewerData(
        'Muster 2.0.0 has migrated these data (migration 0002), and this Muster knows the migrations up to 0001: use Muster 2.0.0 or newer.',
      ),
    );
    expect([...store.requests.keys()]).not.toContain(`${call} accounts`);
  });

  it('are used as long as the newer one has only begun, because it may be rolled back', async () => {
    const store = new MemoryStore();
    await putAccounts(store, 2);
    await runMigrations(depsOf(store, { settleMs: HOUR }), HOUR * 1e6);

    await expect(currentStore(store, [], new ManualClock()).get('accounts', { account_id: 'aws:0' })).resolves.toMatchObject({
      name: 'Name 0',
    });
  });
});

describe('The check for newer data', () => {
  it('costs one read a minute, however many calls are made at once', async () => {
    const store = await migratedBy('1.0.0');
    store.requests.clear();
    const clock = new ManualClock();
    const current = currentStore(store, ['0001', '0002'], clock);
    const use = async (): Promise<void> => {
      await Promise.all(Array.from({ length: 5 }, async () => await current.get('accounts', { account_id: 'aws:0' })));
    };
    await use();
    clock.advance(59_999);
    await use();
    expect(store.requests.get('scan migrations')).toBe(1);
    clock.advance(1);
    await use();

    expect(store.requests.get('scan migrations')).toBe(2);
    expect(store.requests.get('get accounts')).toBe(15);
  });

  it('is made again by the next call if it could not be made', async () => {
    const store = await migratedBy('1.0.0');
    let failing = true;
    const flaky: Store = {
      ...stoppingStore(store, Infinity, 'before').store,
      scan: async (...args) => {
        if (failing) throw new Error('throttled');
        return await store.scan(...args);
      },
    };
    const current = currentStore(flaky, ['0001', '0002'], new ManualClock());

    await expect(current.get('accounts', { account_id: 'aws:0' })).rejects.toThrow('throttled');
    failing = false;
    await expect(current.get('accounts', { account_id: 'aws:0' })).resolves.toMatchObject({ name: 'Name 0' });
  });
});
