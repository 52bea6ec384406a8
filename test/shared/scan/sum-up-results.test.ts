import { describe, expect, it } from '@jest/globals';
import type { AccountId, JobId } from '../../../shared/ids.ts';
import { readSums, sumUpResults } from '../../../shared/scan/sum-up-results.ts';
import type { PolicyResult } from '../../../shared/scan/model.ts';
import { resultsItem } from '../../../shared/scan/policy-results.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');

const result = (more: Partial<PolicyResult> = {}): PolicyResult => ({
  pass: 1,
  fail: 2,
  unknown: 3,
  not_applicable: 4,
  suppressed: 1,
  evaluated_at: '2026-11-20T00:00:00.000Z',
  job_id: 'scan-new' as PolicyResult['job_id'],
  unknowns: [],
  ...more,
});
const JOB = 'scan-new' as JobId;
const told = async (store: MemoryStore, account: string, results: Readonly<Record<string, PolicyResult>>) => {
  const row = { account_id: account as AccountId, observed_at: '2026-11-20T00:00:00.000Z', results };
  await store.put('policy_results', resultsItem(row));
};

describe('the sums over all accounts', () => {
  it('add up the results of each policy in all accounts that have any', async () => {
    const store = new MemoryStore();
    await told(store, 'aws:1', { 's3.a': result(), 's3.b': result({ not_whole: 1 }) });
    await told(store, 'aws:2', {
      's3.a': result({ evaluated_at: '2026-11-01T00:00:00.000Z', job_id: 'scan-old' as PolicyResult['job_id'] }),
    });
    await sumUpResults(store, NOW, JOB);
    expect((await readSums(store)).results).toEqual({
      's3.a': result({
        accounts: 2,
        pass: 2,
        fail: 4,
        unknown: 6,
        not_applicable: 8,
        suppressed: 2,
        evaluated_at: '2026-11-01T00:00:00.000Z',
        job_id: 'scan-old' as PolicyResult['job_id'],
      }),
      's3.b': result({ accounts: 1, not_whole: 1, not_whole_in: ['aws:1' as AccountId] }),
    });
  });

  it('count the accounts whose inventory is not whole, and name a few', async () => {
    const store = new MemoryStore();
    for (const [index, not_whole] of [1, undefined, 1, 1, 1].entries())
      await told(store, `aws:${index}`, { 's3.a': result(not_whole === undefined ? {} : { not_whole }) });
    await sumUpResults(store, NOW, JOB);
    expect((await readSums(store)).results['s3.a']).toMatchObject({ not_whole: 4, not_whole_in: ['aws:0', 'aws:2', 'aws:3'] });
  });

  it('are returned with the failures by policy of one job, without suppressed ones', async () => {
    const store = new MemoryStore();
    const older = { job_id: 'scan-old' as JobId };
    await told(store, 'aws:1', { 's3.a': result({ fail: 5, suppressed: 2 }), 's3.b': result({ fail: 1, suppressed: 1 }) });
    await told(store, 'aws:2', { 's3.a': result({ fail: 1, suppressed: 0 }), 's3.c': result(older) });

    expect([...(await sumUpResults(store, NOW, JOB)).failed]).toEqual([['s3.a', 4]]);
    expect([...(await sumUpResults(store, NOW, older.job_id)).failed]).toEqual([['s3.c', 1]]);
  });

  it('leave out disabled accounts until they are enabled again', async () => {
    const store = new MemoryStore();
    await told(store, 'aws:1', { 's3.a': result() });
    await told(store, 'aws:2', { 's3.a': result(), 's3.b': result() });
    await store.put('accounts', { account_id: 'aws:1', enabled: true });
    await store.put('accounts', { account_id: 'aws:2', enabled: false });
    await sumUpResults(store, NOW, JOB);
    expect(await readSums(store)).toEqual({ results: { 's3.a': result({ accounts: 1 }) }, accounts: { aws: 1 } });
    await store.put('accounts', { account_id: 'aws:2', enabled: true });
    await sumUpResults(store, NOW + 1, JOB);
    expect((await readSums(store)).results).toMatchObject({ 's3.a': { pass: 2 }, 's3.b': { pass: 1 } });
  });

  it('come with the open findings of enabled accounts that were scanned', async () => {
    const store = new MemoryStore();
    await store.put('accounts', { account_id: 'aws:1', enabled: true, findings: { high: 2, low: 1 } });
    await store.put('accounts', { account_id: 'aws:2', enabled: true, findings: { high: 3 } });
    await store.put('accounts', { account_id: 'aws:3', enabled: true });
    await store.put('accounts', { account_id: 'aws:4', enabled: false, findings: { critical: 9 } });
    expect(await sumUpResults(store, NOW, JOB)).toMatchObject({ open: { high: 5, low: 1 }, accounts: 2 });
  });

  it('are the same when they are computed again, and drop policies that no account has', async () => {
    const store = new MemoryStore();
    await told(store, 'aws:1', { 's3.a': result(), 's3.gone': result() });
    await sumUpResults(store, NOW, JOB);
    await told(store, 'aws:1', { 's3.a': result() });
    await sumUpResults(store, NOW + 1, JOB);
    expect((await readSums(store)).results).toEqual({ 's3.a': result({ accounts: 1 }) });
  });

  it('are not replaced by older ones', async () => {
    const store = new MemoryStore();
    await told(store, 'aws:1', { 's3.a': result() });
    await sumUpResults(store, NOW, JOB);
    const newer = await readSums(store);
    await told(store, 'aws:1', { 's3.a': result({ fail: 9 }) });
    await sumUpResults(store, NOW - 1, JOB);
    expect(await readSums(store)).toEqual(newer);
  });

  it('keep a few examples of unknown verdicts', async () => {
    const store = new MemoryStore();
    for (let index = 0; index < 30; index++)
      await told(store, `aws:${index}`, { 's3.a': result({ unknowns: [{ resource_uid: `u${index}`, reason: 'dark' }] }) });
    await sumUpResults(store, NOW, JOB);
    expect((await readSums(store)).results['s3.a']?.unknowns).toHaveLength(3);
  });

  it('of 1,000 policies are rows of at most 200, which drop policies that were removed', async () => {
    const store = new MemoryStore();
    const policies = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, number) => [`aws.s3.policy-${number}`, result({ pass: number })]));
    const summed = (count: number) =>
      Object.fromEntries(Object.entries(policies(count)).map(([id, each]) => [id, { ...each, accounts: 1 }]));
    await told(store, 'aws:1', policies(1000));
    await sumUpResults(store, NOW, JOB);
    const rows = store.rows('policy_results').filter(({ account_id }) => String(account_id).startsWith('*'));
    expect(rows.map(({ results }) => Object.keys(results as object).length)).toEqual([200, 200, 200, 200, 200]);
    expect((await readSums(store)).results).toEqual(summed(1000));

    await told(store, 'aws:1', policies(201));
    await sumUpResults(store, NOW + 1, JOB);
    expect((await readSums(store)).results).toEqual(summed(201));
    await told(store, 'aws:1', {});
    await sumUpResults(store, NOW + 2, JOB);
    expect(await readSums(store)).toEqual({ results: {}, accounts: {} });
  });
});
