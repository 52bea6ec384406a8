import { describe, expect, it } from '@jest/globals';
import { parseAccountId, type JobId } from '../../../shared/ids.ts';
import { AccountLeases } from '../../../shared/jobs/account-lease.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const A = parseAccountId('aws:000000000001');
const START = Date.parse('2026-11-21T00:00:00Z');
const [ONE, OTHER] = ['inv-one' as JobId, 'inv-other' as JobId];

/** Takes the account and releases it again. Returns the times of the run and of its job in seconds after the start. */
async function ran(leases: AccountLeases, job_id: JobId, attempt: number, second: number): Promise<readonly [run: number, since: number]> {
  const now = START + second * 1000;
  const lease = await leases.take(A, { job_id, attempt }, now + 500, now);
  if (!lease.taken) throw new Error('The account is not free.');
  await leases.release(A, { job_id, attempt }, now);
  return [(Date.parse(lease.observed_at) - START) / 1000, (Date.parse(lease.job_since) - START) / 1000];
}

describe('the lease of an account', () => {
  it('tells since when no other job has worked on the account', async () => {
    const leases = new AccountLeases(new MemoryStore(), 'inventory');
    expect(await ran(leases, ONE, 1, 10)).toEqual([10, 10]);
    expect(await ran(leases, ONE, 2, 20)).toEqual([20, 10]);
    expect(await ran(leases, OTHER, 1, 30)).toEqual([30, 30]);
    expect(await ran(leases, ONE, 3, 40)).toEqual([40, 40]);
  });

  it('begins anew if the account was removed meanwhile', async () => {
    const leases = new AccountLeases(new MemoryStore(), 'inventory');
    await ran(leases, ONE, 1, 10);
    await leases.markRemoved(A, START);
    expect(await ran(leases, ONE, 2, 20)).toEqual([20, 20]);
  });
});
