/** Seeds a platform over the deployed bundles, whose functions have no more rights than in AWS. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../../bin/local/api-client.ts';
import { type Platform, startPlatform } from '../../../bin/local/platform.ts';
import { synthesizeLocally } from '../../../bin/local/synthesize.ts';
import { targetEnvironment } from '../../../bin/local/target.ts';
import { seed, summaryOf, type Seeded } from '../../../bin/seed/seed.ts';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';

let platform: Platform;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  platform = await startPlatform({
    dataDir: join(folder, 'data'),
    template: synthesizeLocally,
    port: 0,
    demo: { accounts: 1 },
    environment: (model, demo) => targetEnvironment(model, { aws: false, ...demo }, undefined, {}),
  });
}, 300_000);
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('A seed of the platform on this machine', () => {
  it('adds everything once, and gives the first customer an account', async () => {
    const api = new ApiClient(platform.own);
    const accounts = demoAccounts(1).map(({ account_id, name }) => ({ account_id, name }));
    await api.addAccounts(accounts);
    const seeded = async (): Promise<readonly Seeded[]> => {
      const all: Seeded[] = [];
      for await (const each of seed(api, { account: accounts[0]!.account_id })) all.push(each);
      return all;
    };

    const [first, second] = [await seeded(), await seeded()];

    expect(summaryOf(first)).toMatch(
      /^Seed: 13 added, [1-9]\d* assigned, 0 there already; Northwind Traders is cus_\S+, Fabrikam is cus_\S+\.$/,
    );
    expect(summaryOf(second)).toMatch(/^Seed: 0 added, \d assigned, [1-9]\d* there already;/);
    const { items = [] } = (await api.request<{ items: object[] }>('GET', '/resources?type=Registered%3A%3AServer')) ?? {};
    expect(items).toHaveLength(2);
    expect(second).toContainEqual(expect.objectContaining({ kind: 'assignment', id: accounts[0]!.account_id, result: 'assigned' }));
  }, 60_000);
});
