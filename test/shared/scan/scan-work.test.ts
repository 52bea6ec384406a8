import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountId, parseAccountId } from '../../../shared/ids.ts';
import type { WorkContext } from '../../../shared/jobs/account-work.ts';
import { untimed } from '../../../shared/observability/stages.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { resultsOf } from '../../../shared/scan/policy-results.ts';
import { ScanWork } from '../../../shared/scan/scan-work.ts';
import type { ScanTotals } from '../../../shared/scan/totals.ts';
import { ManualClock, NO_METRICS } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { silentOutbox } from '../../support/memory-publisher.ts';

const AWS = parseAccountId('aws:000000000001');
const SUBSCRIPTION = parseAccountId('azure:33333333-aaaa-4bbb-8ccc-333333333333');
const DIRECTORY = parseAccountId('azure:tenant/11111111-aaaa-4bbb-8ccc-111111111111');

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
});

/** Scans an account of which nothing was inventoried, by the built-in policies. Returns the ids of the policies that have a result. */
async function resultsAfterScan(accountId: AccountId, policy: string): Promise<readonly string[]> {
  const library = { load: async () => ({ policies: builtInPolicies(), problems: [] }) };
  const work = new ScanWork({
    store,
    outbox: silentOutbox(store),
    library,
    clock: new ManualClock(),
    writeConcurrency: 2,
    metrics: NO_METRICS,
  });
  // The work reads no other part of its context.
  const context = {
    job: { policy, job_id: 'scan-1', created_at: '2026-11-21T00:00:00.000Z' },
    task: { account_id: accountId, job_id: 'scan-1' },
    lease: { observed_at: '2026-11-21T00:00:00.000Z' },
    stage: untimed,
    stop: async () => undefined,
  } as unknown as WorkContext<ScanTotals>;
  expect(await work.run(context)).toMatchObject({ status: 'completed' });
  return store.rows('policy_results').flatMap((row) => Object.keys(resultsOf(row).results));
}

const idsOn = (isOn: (type: string) => boolean): readonly string[] =>
  builtInPolicies().flatMap(({ policy }) => (isOn(policy.resource_type) ? [policy.id] : []));

describe('the scan of an account', () => {
  it.each([
    ['an AWS account', AWS, (type: string) => type.startsWith('AWS::')],
    ['a subscription', SUBSCRIPTION, (type: string) => /^Microsoft\.(?!Graph\/)/.test(type)],
    ["a tenant's directory", DIRECTORY, (type: string) => type.startsWith('Microsoft.Graph/')],
  ])('has results of the policies on what %s holds, and of no others', async (_what, account, isHeld) => {
    const results = await resultsAfterScan(account, '*');

    expect(results.length).toBeGreaterThan(0);
    expect(results.toSorted()).toEqual(idsOn(isHeld).toSorted());
  });

  it("completes without a result where a policy is on another cloud's resources", async () => {
    expect(await resultsAfterScan(AWS, 'azure.storage.*')).toEqual([]);
  });
});
