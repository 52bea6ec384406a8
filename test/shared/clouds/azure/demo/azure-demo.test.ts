import { beforeAll, describe, expect, it } from '@jest/globals';
import { AzureDemo } from '../../../../../shared/clouds/azure/demo/azure-demo.ts';
import { TENANTS } from '../../../../../shared/clouds/azure/demo/tenants.ts';
import { AZURE_TYPES } from '../../../../../shared/clouds/azure/types.generated.ts';
import type { FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import { parseAccountId } from '../../../../../shared/ids.ts';
import { loginTo, readAccount, type ReadSlice } from './read-azure.ts';

const SUBSCRIPTIONS = TENANTS.flatMap(({ subscriptions }) => subscriptions);
const ACCOUNTS = TENANTS.flatMap((tenant) => [...tenant.subscriptions.map(({ id }) => id), `tenant/${tenant.id}`]);
const [HALDEN, BRIGHTLEAF] = TENANTS.map(({ id }) => `tenant/${id}`);
const withTrait = (trait: string): string => SUBSCRIPTIONS.find((each) => each.trait === trait)?.id ?? '';

type Slices = readonly ReadSlice[];
const days: Record<1 | 2, Map<string, Slices>> = { 1: new Map(), 2: new Map() };

async function readDay(day: 1 | 2): Promise<Map<string, Slices>> {
  const accounts = new Map<string, Slices>();
  for (const tenant of TENANTS) {
    const login = await loginTo(tenant, day);
    for (const id of ACCOUNTS.filter((each) => each === `tenant/${tenant.id}` || tenant.subscriptions.some((own) => own.id === each))) {
      accounts.set(id, await readAccount(login, id));
    }
  }
  return accounts;
}

beforeAll(async () => {
  days[1] = await readDay(1);
  days[2] = await readDay(2);
});

const slicesOf = (id: string, day: 1 | 2 = 1): Slices => days[day].get(id) ?? [];
/** By type and id. */
const resourcesOf = (id: string, day: 1 | 2 = 1): ReadonlyMap<string, FetchedResource> =>
  new Map(slicesOf(id, day).flatMap(({ type, resources }) => resources.map((each) => [`${type} ${each.resource_id}`, each] as const)));
const errorsOf = (id: string): Readonly<Record<string, string>> =>
  Object.fromEntries(slicesOf(id).flatMap(({ type, error }) => (error ? [[type, error.details.class]] : [])));

describe('the demo estate in Azure', () => {
  it("tells of each directory, in the login's token, exactly the permissions that its reads are refused for", async () => {
    for (const tenant of TENANTS) {
      const id = `tenant/${tenant.id}`;
      const refused = slicesOf(id).flatMap(({ error }) => error?.details.permission ?? []);
      const told = await (await loginTo(tenant, 1)).missing?.(parseAccountId(`azure:${id}`), AZURE_TYPES);

      expect(told).toEqual({ missing: [...new Set(refused)], unknown: [] });
    }
    expect(slicesOf(BRIGHTLEAF ?? '').some(({ error }) => error !== undefined)).toBe(true);
  });

  it('is read whole where nothing is refused, each resource once and by an id', () => {
    for (const id of ACCOUNTS) {
      const all = slicesOf(id).flatMap(({ type, resources }) => resources.map(({ resource_id }) => `${type} ${resource_id}`));
      expect(all.length).toBeGreaterThan(10);
      expect(all).toEqual([...new Set(all)]);
      expect(all.filter((each) => /undefined|null$| $/.test(each))).toEqual([]);
      const unread = slicesOf(id).flatMap(({ type, resources }) =>
        resources.flatMap((each) => Object.keys(each.unread).map((name) => `${type} ${name}`)),
      );
      expect([id, unread]).toEqual([id, []]);
    }
    for (const id of [SUBSCRIPTIONS[0]?.id ?? '', withTrait('large'), HALDEN ?? '']) expect([id, errorsOf(id)]).toEqual([id, {}]);
  });

  it('has every type in its first subscription and its first directory, and types without a definition', () => {
    for (const id of [SUBSCRIPTIONS[0]?.id ?? '', HALDEN ?? '']) {
      expect(
        slicesOf(id)
          .filter(({ resources }) => resources.length === 0)
          .map(({ type }) => type),
      ).toEqual([]);
    }
    expect(
      slicesOf(withTrait('large'))
        .slice(-2)
        .map(({ type, resources }) => [type, resources.length]),
    ).toEqual([
      ['Microsoft.DataFactory/factories', 1],
      ['Microsoft.StreamAnalytics/streamingjobs', 1],
    ]);
  });

  it('is the same whenever it is read', async () => {
    for (const [id, slices] of await readDay(1)) expect(JSON.stringify(slices)).toBe(JSON.stringify(slicesOf(id)));
  });

  it('refuses the keys and certificates of a vault, policies of a directory, and types whose provider is not registered', () => {
    expect(errorsOf(withTrait('vault_keys_denied'))).toEqual({
      'Microsoft.KeyVault/vaults/keys': 'denied',
      'Microsoft.KeyVault/vaults/certificates': 'denied',
    });
    const certificates = slicesOf(withTrait('vault_keys_denied')).find(({ type }) => type === 'Microsoft.KeyVault/vaults/certificates');
    expect(certificates).toMatchObject({
      resources: [],
      error: { details: { error_code: 'ForbiddenByRbac', permission: 'Microsoft.KeyVault/vaults/certificates/read' } },
    });
    const keys = slicesOf(withTrait('vault_keys_denied')).find(({ type }) => type === 'Microsoft.KeyVault/vaults/keys');
    expect(keys).toMatchObject({ resources: [], error: { details: { permission: 'Microsoft.KeyVault/vaults/keys/read' } } });
    expect(new Set(Object.values(errorsOf(BRIGHTLEAF ?? '')))).toEqual(new Set(['denied']));
    expect(Object.keys(errorsOf(BRIGHTLEAF ?? ''))).toContain('Microsoft.Graph/conditionalAccessPolicies');
    expect(errorsOf(withTrait('providers_unregistered'))).toEqual({
      'Microsoft.CognitiveServices/accounts': 'unsupported',
      'Microsoft.Databricks/workspaces': 'unsupported',
      'Microsoft.DocumentDB/databaseAccounts': 'unsupported',
    });
  });

  it('changes from day to day: something comes, something goes, something is other', () => {
    const seen = { added: 0, deleted: 0, changed: 0 };
    for (const id of ACCOUNTS) {
      const [before, after] = [resourcesOf(id, 1), resourcesOf(id, 2)];
      seen.added += [...after.keys()].filter((key) => !before.has(key)).length;
      seen.deleted += [...before.keys()].filter((key) => !after.has(key)).length;
      const changed = [...before].filter(([key, each]) => after.has(key) && JSON.stringify(after.get(key)) !== JSON.stringify(each)).length;
      seen.changed += changed;
      expect(changed).toBeLessThan(before.size / 2);
    }
    expect(seen.added).toBeGreaterThan(0);
    expect(seen.deleted).toBeGreaterThan(0);
    expect(seen.changed).toBeGreaterThan(10);
  });

  it('has each fault in its first subscription or directory, none everywhere, and some of them fixed on the second day', async () => {
    const [first, second] = [new AzureDemo({ day: 1 }), new AzureDemo({ day: 2 })];
    const plain = (id: string): string => id.replace('tenant/', '');
    const of = async (demo: AzureDemo, id: string): Promise<readonly string[]> =>
      (await demo.faults(plain(id))).map(({ fault, id: of_ }) => `${fault} ${of_}`);
    const names = async (demo: AzureDemo, id: string): Promise<ReadonlySet<string>> =>
      new Set((await demo.faults(plain(id))).map(({ fault }) => fault));
    const all = await Promise.all(SUBSCRIPTIONS.map(async ({ id }) => await names(first, id)));
    expect(all[0]?.size).toBeGreaterThan(40);
    const everywhere = [...(all[0] ?? [])].filter((fault) => all.every((each) => each.has(fault)));
    expect(everywhere.length).toBeLessThan(5);
    const before = await of(first, SUBSCRIPTIONS[0]?.id ?? '');
    const after = new Set(await of(second, SUBSCRIPTIONS[0]?.id ?? ''));
    expect(before.filter((each) => !after.has(each)).map((each) => each.split(' ')[0])).toContain('security_group_ssh_from_anywhere');
    await expect(first.faults('nobody')).rejects.toThrow('nobody is no account of the demo estate in Azure.');
  });

  it('answers requests that it does not know, and accounts that it does not have, with a refusal', async () => {
    const demo = new AzureDemo({ day: 1 });
    const ask = async (tenant: string, path: string) =>
      await demo.answer({ tenant, method: 'GET', headers: {}, url: `https://management.azure.com${path}` });
    const [{ id: tenant } = { id: '' }] = TENANTS;

    expect((await ask(tenant, `/subscriptions/${SUBSCRIPTIONS[0]?.id}/nothing?api-version=1`)).status).toBe(400);
    expect((await ask(tenant, '/subscriptions/00000000-0000-4000-8000-000000000000/providers/Microsoft.Compute/disks')).status).toBe(404);
    expect((await ask('00000000-0000-4000-8000-000000000000', '/subscriptions')).status).toBe(401);
  });
});
