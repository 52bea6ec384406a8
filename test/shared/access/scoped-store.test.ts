import { describe, expect, it } from '@jest/globals';
import { ScopedStore } from '../../../shared/access/scoped-store.ts';
import { NotFound } from '../../../shared/errors.ts';
import type { CustomerId, JobId } from '../../../shared/ids.ts';
import { JobRepository } from '../../../shared/jobs/job-repository.ts';
import { jobOrder } from '../../../shared/jobs/model.ts';
import { keyAttributes } from '../../../shared/storage/schema.ts';
import { account, accountRow, jobRow, resourceRow, taskRow } from '../../support/api-fixture.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const OWN = [account('1'), account('2')] as const;
const FOREIGN = account('3');

const scoped = (store: MemoryStore) => new ScopedStore(store, { kind: 'limited', accounts: new Set(OWN) });

describe('a store for a limited scope', () => {
  it('refuses every write outside of it as if the row did not exist, and writes nothing', async () => {
    const store = new MemoryStore();
    const foreign = findingRow({ account_id: FOREIGN });
    await store.put('findings', foreign);
    const before = store.snapshot();
    const key = { account_id: FOREIGN, finding_id: foreign.finding_id };

    await expect(scoped(store).put('findings', foreign)).rejects.toThrow(NotFound);
    await expect(scoped(store).update('findings', key, { set: { status: 'resolved' } })).rejects.toThrow(NotFound);
    await expect(scoped(store).delete('findings', key)).rejects.toThrow(NotFound);
    await expect(scoped(store).putMany('findings', [findingRow(), foreign])).rejects.toThrow(NotFound);
    for (const table of [
      'connections',
      'leases',
      'jobs',
      'job_tasks',
      'audit',
      'migrations',
      'customers',
      'policy_results',
      'queries',
    ] as const) {
      const row = Object.fromEntries(keyAttributes(table).map((name) => [name, name === 'account_id' ? OWN[0] : 'x']));
      await expect(scoped(store).put(table, row)).rejects.toThrow(NotFound);
    }
    expect(store.snapshot()).toBe(before);
  });

  it('writes what is of its accounts', async () => {
    const store = new MemoryStore();
    await scoped(store).putMany('findings', [findingRow({ account_id: OWN[0] }), findingRow({ account_id: OWN[1] })]);

    expect(store.rows('findings')).toHaveLength(2);
  });

  it('throws for a query over everyone’s rows, so that no list is filtered from them', async () => {
    const store = scoped(new MemoryStore());

    await expect(store.query('resources', { index: 'resources_by_type', partition: 'AWS::EC2::VPC#00' })).rejects.toThrow(
      'the rows of everyone',
    );
    await expect(store.query('findings', { index: 'findings_by_severity', partition: '00' })).rejects.toThrow('the rows of everyone');
  });

  it('answers a scan by its own partitions, page by page', async () => {
    const store = new MemoryStore();
    for (const account_id of [...OWN, FOREIGN]) {
      await store.put('accounts', accountRow({ account_id }));
      for (const segment of ['eu-west-1', 'us-east-1']) await store.put('coverage', { account_id, segment });
    }
    const seen: unknown[] = [];
    let cursor;
    do {
      const page = await scoped(store).scan('coverage', { limit: 1, cursor });
      seen.push(...page.items.map(({ account_id, segment }) => [account_id, segment]));
      cursor = page.cursor;
    } while (cursor);

    expect(seen).toEqual(OWN.flatMap((id) => ['eu-west-1', 'us-east-1'].map((segment) => [id, segment])));
    expect((await scoped(store).scan('accounts')).items.map(({ account_id }) => account_id)).toEqual(OWN);
  });

  it('reads as much for a foreign row as for one that does not exist', async () => {
    const reads = async (account_id: typeof FOREIGN, resource_id: string) => {
      const store = new MemoryStore();
      await store.put('resources', resourceRow({ account_id: FOREIGN, resource_id: 'there' }));
      const { slice_id } = resourceRow({ account_id });
      const access = new ScopedStore(store, { kind: 'limited', accounts: new Set(OWN), customer_id: 'cus_1' as CustomerId });
      expect(await access.get('resources', { slice_id, resource_id })).toBeUndefined();
      return Object.fromEntries(store.requests);
    };

    expect(await reads(FOREIGN, 'there')).toMatchObject({ 'getMany customer_resources': 1 });
    expect((await reads(FOREIGN, 'there'))['get resources']).toBeUndefined();
    expect(await reads(FOREIGN, 'missing')).toEqual({ ...(await reads(FOREIGN, 'there')) });
  });
});

describe('jobs for a limited scope', () => {
  const jobAt = (minute: number) => ({
    job_id: `inv-${minute}` as JobId,
    created_at: `2026-11-21T14:${String(minute).padStart(2, '0')}:00.000Z`,
  });

  it('are those with a task of its accounts, newest first, with the sums over these tasks', async () => {
    const store = new MemoryStore();
    const covered = [[OWN[0], FOREIGN], [FOREIGN], [OWN[0], OWN[1]], [OWN[1]]];
    for (const [minute, accounts] of covered.entries()) {
      const job = jobAt(minute);
      await store.put(
        'jobs',
        jobRow({
          ...job,
          total_accounts: accounts.length,
          completed: 0,
          failed: accounts.length,
          status: 'failed',
          client_token: 'theirs',
        }),
      );
      for (const account_id of accounts)
        await store.put(
          'job_tasks',
          taskRow({ ...job, account_id, job_order: jobOrder(job), api_calls: 7, status: account_id === OWN[0] ? 'completed' : 'failed' }),
        );
    }
    const seen = [];
    let cursor;
    do {
      const page = await new JobRepository(scoped(store)).list({ limit: 1, cursor });
      seen.push(...page.items);
      cursor = page.cursor;
    } while (cursor);

    expect(
      seen.map(({ job_id, status, total_accounts, completed, failed, api_calls }) => [
        job_id,
        status,
        total_accounts,
        completed,
        failed,
        api_calls,
      ]),
    ).toEqual([
      ['inv-3', 'failed', 1, 0, 1, 7],
      ['inv-2', 'completed_with_errors', 2, 1, 1, 14],
      ['inv-0', 'completed', 1, 1, 0, 7],
    ]);
    expect(seen.every((job) => !('client_token' in job))).toBe(true);
    expect(await new JobRepository(scoped(store)).get('inv-1')).toBeUndefined();
    expect(store.requests.get('scan job_tasks')).toBeUndefined();
  });
});
