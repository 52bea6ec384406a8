import { describe, expect, it } from '@jest/globals';
import type { JobId } from '../../../shared/ids.ts';
import { tasksByAccount } from '../../../shared/migrations/0001-tasks-by-account.ts';
import { runMigrations } from '../../../shared/migrations/run-migrations.ts';
import type { Item, Store } from '../../../shared/storage/store.ts';
import { account, jobRow, taskRow } from '../../support/api-fixture.ts';
import { type Dynamo, startDynamo } from '../../support/dynamo.ts';
import { depsOf, HOUR, rowsOf } from '../../support/migrations.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { World } from '../../support/world.ts';

const job = (name: string, created_at: string) => jobRow({ job_id: name as JobId, created_at });
const [EARLY, LATE] = [job('scan-z', '2026-11-21T01:00:00.000Z'), job('inv-a', '2026-11-22T01:00:00.000Z')];

const migrate = async (store: Store) => await runMigrations(depsOf(store, { migrations: [tasksByAccount], pageRows: 2 }), HOUR * 1e6);

async function jobsOf(store: Store, digits: string): Promise<readonly unknown[]> {
  const { items } = await store.query('job_tasks', { index: 'job_tasks_by_account', partition: account(digits), descending: true });
  return items.map(({ job_id }) => job_id);
}

async function putOldRows(store: Store): Promise<void> {
  for (const row of [LATE, EARLY]) {
    await store.put('jobs', row);
    for (const digits of ['1', '2']) await store.put('job_tasks', taskRow({ job_id: row.job_id, account_id: account(digits) }));
  }
  await store.put('job_tasks', { job_id: 'inv-a/plan/1', account_id: '000000', account_ids: [account('1')], expires_at: 4_000_000_000 });
  await store.put('job_tasks', taskRow({ job_id: 'inv-expired' as JobId }));
}

const stores: Readonly<Record<string, () => Promise<{ readonly store: Store; close?: Dynamo['close'] }>>> = {
  'the store in memory': async () => ({ store: new MemoryStore() }),
  DynamoDB: startDynamo,
};

describe.each(Object.entries(stores))('Tasks of an earlier version in %s', (_, open) => {
  it('are found by their account, newest job first, and keep what they have', async () => {
    const { store, close } = await open();
    try {
      await putOldRows(store);
      expect(await jobsOf(store, '1')).toEqual([]);

      const statuses = await migrate(store);

      expect(statuses).toMatchObject([{ state: 'done', rows_read: 6, rows_changed: 4 }]);
      expect(await jobsOf(store, '1')).toEqual(['inv-a', 'scan-z']);
      expect(await jobsOf(store, '2')).toEqual(['inv-a', 'scan-z']);
      const task = taskRow({ job_id: EARLY.job_id });
      expect(await store.get('job_tasks', { job_id: 'scan-z', account_id: account('1') })).toEqual({
        ...task,
        job_order: '2026-11-21T01:00:00.000Z#scan-z',
      });
    } finally {
      await close?.();
    }
  });
});

describe('A task', () => {
  it('is written as the migration would leave it, so that the migration changes none of this version', async () => {
    const world = await World.withAccounts('123456789012');
    const { job_id } = await world.runJob();
    const before: readonly Item[] = await rowsOf(world.store, 'job_tasks');

    const [status] = await migrate(world.store);

    expect(status).toMatchObject({ state: 'done', rows_changed: 0 });
    expect(await rowsOf(world.store, 'job_tasks')).toEqual(before);
    const created = (await world.job(job_id)).created_at;
    expect(await world.task(job_id, '123456789012')).toMatchObject({ status: 'completed', job_order: `${created}#${job_id}` });
  });
});
