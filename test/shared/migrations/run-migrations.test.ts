import { describe, expect, it } from '@jest/globals';
import { planMigrations } from '../../../shared/migrations/plan-migrations.ts';
import { runMigrations } from '../../../shared/migrations/run-migrations.ts';
import type { Store } from '../../../shared/storage/store.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { depsOf, HOUR, NAMES, putAccounts, rowsOf, SORTED } from '../../support/migrations.ts';
import { Killed, stoppingStore } from '../../support/stopping-store.ts';

const ACCOUNTS = 7;
/** More calls than a whole run makes. */
const MOST_CALLS = 60;

const storeWith = async (count = ACCOUNTS): Promise<MemoryStore> => {
  const store = new MemoryStore();
  await putAccounts(store, count);
  return store;
};
const migrated = Array.from({ length: ACCOUNTS }, (_, place) => ({
  account_id: `aws:${place}`,
  name: `Name ${place}`,
  name_key: `name ${place}`,
  sort_key: `name ${place}!`,
}));

/** The same store with something done before a call: `on` is told the method and table, as in `update accounts`. */
const observed = (store: Store, on: (call: string) => Promise<void>): Store => ({
  ...stoppingStore(store, Infinity, 'before').store,
  update: async (table, ...rest) => {
    await on(`update ${table}`);
    return await store.update(table, ...rest);
  },
  scan: async (table, ...rest) => {
    await on(`scan ${table}`);
    return await store.scan(table, ...rest);
  },
});

describe('Migrations', () => {
  it('are applied in their order, and what was done is recorded', async () => {
    const store = await storeWith();
    const deps = depsOf(store);

    const statuses = await runMigrations(deps, deps.clock.now() + HOUR);

    expect(await rowsOf(store, 'accounts')).toEqual(migrated);
    expect(statuses).toMatchObject([
      { migration_id: '0001', state: 'done', rows_read: 7, rows_changed: 7, version: '1.0.0' },
      { migration_id: '0002', state: 'done', rows_read: 7, rows_changed: 7 },
    ]);
    expect(statuses.every(({ lease_until }) => lease_until === undefined)).toBe(true);
  });

  it('write nothing the second time', async () => {
    const store = await storeWith();
    await runMigrations(depsOf(store), HOUR * 1e6);
    store.requests.clear();

    await runMigrations(depsOf(store), HOUR * 1e6);

    expect([...store.requests]).toEqual([['scan migrations', 1]]);
  });

  it('continue where the time of a slice ran out', async () => {
    const store = await storeWith();
    const clock = new ManualClock();
    // Each page takes a second, and a slice has two.
    const slow = observed(store, async (call) => (call === 'scan accounts' ? clock.advance(1000) : undefined));
    const states: string[][] = [];
    for (let slice = 0; slice < 4; slice++)
      states.push(
        (await runMigrations(depsOf(slow, { clock }), clock.now() + 2000)).map(({ state, rows_read }) => `${state} ${rows_read}`),
      );

    expect(states).toEqual([
      ['running 6', 'pending 0'],
      ['done 7', 'running 3'],
      ['done 7', 'done 7'],
      ['done 7', 'done 7'],
    ]);
    expect(await rowsOf(store, 'accounts')).toEqual(migrated);
  });

  it('leave a row as it is that another function wrote newer, decide again, and do not bring back one that is gone', async () => {
    const store = await storeWith(3);
    const disturb = async (): Promise<void> => {
      await store.update('accounts', { account_id: 'aws:0' }, { set: { name: 'Renamed' } });
      await store.update('accounts', { account_id: 'aws:1' }, { set: { name_key: 'by another' } });
      await store.delete('accounts', { account_id: 'aws:2' });
    };
    let disturbed: Promise<void> | undefined;
    const busy = observed(store, async (call) => {
      if (call === 'update accounts') await (disturbed ??= disturb());
    });

    const [status] = await runMigrations(depsOf(busy, { migrations: [NAMES] }), HOUR * 1e6);

    expect(await rowsOf(store, 'accounts')).toEqual([
      { account_id: 'aws:0', name: 'Renamed', name_key: 'renamed' },
      { account_id: 'aws:1', name: 'Name 1', name_key: 'by another' },
    ]);
    expect(status?.rows_changed).toBe(1);
  });

  it('read everything once more when functions of the earlier version have ended, which write rows in the old form meanwhile', async () => {
    const store = await storeWith(3);
    const deps = depsOf(store, { migrations: [NAMES], settleMs: HOUR });
    const [first] = await runMigrations(deps, deps.clock.now() + HOUR);
    await store.put('accounts', { account_id: 'aws:old', name: 'OLD' });
    deps.clock.advance(HOUR - 1);
    const [early] = await runMigrations(deps, deps.clock.now() + HOUR);
    deps.clock.advance(1);
    const [last] = await runMigrations(deps, deps.clock.now() + HOUR);

    expect([first?.state, early?.state, last?.state]).toEqual(['waiting', 'waiting', 'done']);
    expect(first?.waits_until).toBe('2026-11-21T15:30:22.000Z');
    expect(last).not.toHaveProperty('waits_until');
    expect(await store.get('accounts', { account_id: 'aws:old' })).toMatchObject({ name_key: 'old' });
  });

  it('are worked on by one function at a time; a second one leaves them alone, and its progress is not stored', async () => {
    const store = await storeWith();
    const clock = new ManualClock();
    let second: Promise<readonly { readonly state: string }[]> | undefined;
    const first = observed(store, async (call) => {
      if (call !== 'update accounts' || second) return;
      second = runMigrations(depsOf(store, { clock }), clock.now() + HOUR);
      await second;
    });

    await runMigrations(depsOf(first, { clock }), clock.now() + HOUR);

    expect((await second)?.map(({ state }) => state)).toEqual(['running', 'pending']);
    expect(await rowsOf(store, 'accounts')).toEqual(migrated);
  });

  it('are not ended by a function whose lease has expired and that another has replaced', async () => {
    const store = await storeWith();
    const clock = new ManualClock();
    let replaced = false;
    const stuck = observed(store, async (call) => {
      if (call !== 'update accounts' || replaced) return;
      replaced = true;
      clock.advance(2 * HOUR);
      await runMigrations(depsOf(store, { clock, version: '1.0.1' }), clock.now() + HOUR);
    });

    const statuses = await runMigrations(depsOf(stuck, { clock }), clock.now() + HOUR);

    expect(statuses).toMatchObject([
      { state: 'done', version: '1.0.1', rows_read: 7 },
      { state: 'done', version: '1.0.1' },
    ]);
    expect(await rowsOf(store, 'accounts')).toEqual(migrated);
  });

  it('fail with a sentence if a row changes again and again', async () => {
    const store = await storeWith(1);
    let count = 0;
    const busy = observed(store, async (call) => {
      if (call === 'update accounts') await store.update('accounts', { account_id: 'aws:0' }, { set: { name: `Name ${++count}` } });
    });

    await expect(runMigrations(depsOf(busy), HOUR * 1e6)).rejects.toThrow(
      'A row of accounts changed 5 times while migration 0001 was changing it.',
    );
  });
});

describe('A process that is killed while it migrates', () => {
  it.each(['before', 'after'] as const)(
    'leaves data that the next one migrates to the same end, at whichever call it died, %s the call',
    async (when) => {
      let deaths = 0;
      for (let dieAt = 1; dieAt <= MOST_CALLS; dieAt++) {
        const store = await storeWith();
        const clock = new ManualClock();
        const dying = stoppingStore(store, dieAt, when);
        const died = await runMigrations(depsOf(dying.store, { clock }), clock.now() + HOUR).then(
          () => false,
          (error: unknown) => error instanceof Killed,
        );
        if (died) deaths += 1;
        // The lease of the dead one ends.
        clock.advance(2 * HOUR);
        const statuses = await runMigrations(depsOf(store, { clock }), clock.now() + HOUR);

        expect(statuses.map(({ state }) => state)).toEqual(['done', 'done']);
        expect(await rowsOf(store, 'accounts')).toEqual(migrated);
      }
      const whole = stoppingStore(await storeWith(), Infinity, when);
      await runMigrations(depsOf(whole.store), HOUR * 1e6);
      expect(deaths).toBe(whole.calls());
      expect(whole.calls()).toBeLessThan(MOST_CALLS);
    },
  );

  it('does so at every second call that the next ones make, until all is done', async () => {
    const store = await storeWith();
    const clock = new ManualClock();
    for (let lives = 0; lives < 100; lives++) {
      const dying = stoppingStore(store, 2 + (lives % 5), 'after');
      await runMigrations(depsOf(dying.store, { clock }), clock.now() + HOUR).catch(() => undefined);
      clock.advance(2 * HOUR);
    }

    expect(await rowsOf(store, 'accounts')).toEqual(migrated);
  });
});

describe('A dry run', () => {
  it('counts what would change in slices, and writes nothing', async () => {
    const store = await storeWith();
    await store.update('accounts', { account_id: 'aws:3' }, { set: { name_key: 'name 3' } });
    store.requests.clear();
    const clock = new ManualClock();
    const plans = [];
    let next: Parameters<typeof planMigrations>[1];
    do {
      const plan = await planMigrations(depsOf(store, { clock }), next, clock.now());
      plans.push(plan);
      next = plan.next;
    } while (next);

    expect(plans.length).toBe(5);
    expect(plans.at(-1)?.items).toMatchObject([
      { migration_id: '0001', state: 'pending', rows_counted: 7, rows_to_change: 6 },
      { migration_id: '0002', state: 'pending', rows_counted: 7, rows_to_change: 7 },
    ]);
    expect([...store.requests.keys()].toSorted()).toEqual(['scan accounts', 'scan migrations']);
  });

  it('leaves out what is applied', async () => {
    const store = await storeWith();
    await runMigrations(depsOf(store, { migrations: [NAMES] }), HOUR * 1e6);

    const { items } = await planMigrations(depsOf(store), undefined, HOUR * 1e6);

    expect(items.map(({ migration_id }) => migration_id)).toEqual([SORTED.id]);
  });
});
