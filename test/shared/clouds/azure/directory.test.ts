import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RestClient } from '../../../../shared/clouds/azure/access/rest-client.ts';
import { scopeOf } from '../../../../shared/clouds/azure/hosts.ts';
import { sendThrough } from '../../../../shared/clouds/azure/access/http.ts';
import { AzureDirectory } from '../../../../shared/clouds/azure/directory.ts';
import { NotLoggedIn } from '../../../../shared/clouds/login.ts';
import { systemClock, systemRandom } from '../../../../shared/real-seams.ts';
import { apiError, AzureServer, type Reply } from './support/azure-server.ts';
import { CLIENT, SECRET, TENANT, tokensOf, trusting } from './support/logins.ts';

let server: AzureServer;

const ONE = '00000000-0000-4000-8000-000000000001';
const TWO = '00000000-0000-4000-8000-000000000002';
const THREE = '00000000-0000-4000-8000-000000000003';
const GRAPH_QUERY = 'POST /providers/Microsoft.ResourceGraph/resources';

const directory = (tenant: string | undefined = TENANT): AzureDirectory => {
  const tokens = tokensOf(server);
  const parts = {
    hosts: server.hosts,
    send: sendThrough(trusting(server)),
    tokens,
    clock: { now: () => systemClock.now(), sleep: async () => {} },
    random: systemRandom,
    counter: { calls: 0 },
  };
  return new AzureDirectory({
    connection: 'contoso',
    tenant,
    management: new RestClient({ ...parts, api: 'management' }),
    token: async (api) => await tokens.token(scopeOf(server.hosts, api)),
  });
};

beforeEach(async () => {
  server = await AzureServer.start();
  server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET }, graphPermissions: ['Policy.Read.All'] });
  server.on(
    '/subscriptions',
    {
      body: {
        value: [
          { subscriptionId: TWO, displayName: 'Shop', state: 'Warned', tenantId: TENANT, tags: { env: 'prod', odd: 1 } },
          { subscriptionId: THREE, displayName: 'Old', state: 'Deleted', tenantId: TENANT },
        ],
        nextLink: `${server.hosts.management}/subscriptions?page=2`,
      },
    },
    { body: { value: [{ subscriptionId: ONE, displayName: 'Data', state: 'Disabled', tenantId: TENANT }] } },
  );
  server.on('/tenants', { body: { value: [{ tenantId: TENANT, displayName: 'Contoso' }] } });
  const chain = [
    { name: 'prod', displayName: 'Pro/duction' },
    { name: 'work', displayName: 'Workloads' },
    { name: TENANT, displayName: 'Tenant Root Group' },
  ];
  server.on(GRAPH_QUERY, { body: { data: [{ id: `/subscriptions/${TWO}`, subscriptionId: TWO, chain }], resultTruncated: 'false' } });
});

afterEach(async () => {
  await server.stop();
});

describe('AzureDirectory', () => {
  it('tells who the login is', async () => {
    expect(await directory().identity()).toEqual({ provider: 'azure', account_id: `azure:tenant/${TENANT}`, user: CLIENT });
  });

  it('sees every subscription with its management groups, and the directory of the tenant', async () => {
    expect(await directory().accounts()).toEqual({
      accounts: [
        { account_id: `azure:${ONE}`, name: 'Data', organizational_unit: null, tags: {} },
        { account_id: `azure:${TWO}`, name: 'Shop', organizational_unit: 'Workloads/Pro%2Fduction', tags: { env: 'prod' } },
        { account_id: `azure:tenant/${TENANT}`, name: 'Contoso', organizational_unit: null },
      ],
      others: [
        {
          account_id: `azure:${THREE}`,
          name: 'Old',
          organizational_unit: null,
          tags: {},
          state: 'Deleted',
          reason: 'the subscription is Deleted',
        },
      ],
      listing: 'granted',
    });
  });

  it.each([
    [undefined, {}],
    [null, {}],
    ['odd', undefined],
    [['odd'], undefined],
  ])('takes the tags %j for %j, which is undefined if they are not known', async (tags, known) => {
    server.on('/subscriptions', { body: { value: [{ subscriptionId: ONE, displayName: 'Data', state: 'Enabled', tags }] } });

    expect((await directory().accounts()).accounts[0]?.tags).toEqual(known);
  });

  it.each([undefined, 'Expired', 7])('does not take the state %j for that of a subscription that is not in use', async (state) => {
    server.on('/subscriptions', { body: { value: [{ subscriptionId: ONE, displayName: 'Data', state }] } });
    const { accounts, others } = await directory().accounts();
    expect(accounts[0]).toEqual({ account_id: `azure:${ONE}`, name: 'Data', organizational_unit: null, tags: {}, state_known: false });
    expect(others).toEqual([]);
  });

  it('says which permission Microsoft Graph lacks', async () => {
    server.applications[0] = { tenant: TENANT, client: CLIENT, proof: { secret: SECRET } };
    const { others } = await directory().accounts();
    expect(others.find(({ account_id }) => account_id === `azure:tenant/${TENANT}`)?.reason).toContain('muster permissions azure');
  });

  it('says what to do if the login sees no subscription', async () => {
    server.on('/subscriptions', { body: { value: [] } });
    const { accounts, note, missing } = await directory().accounts();
    expect(accounts.map(({ account_id }) => account_id)).toEqual([`azure:tenant/${TENANT}`]);
    expect(note).toContain('role Reader');
    expect(missing).toEqual(['Microsoft.Resources/subscriptions/read']);
  });

  it('does without the names of groups and tenant if it may not read them', async () => {
    server.on(GRAPH_QUERY, apiError(403, 'AuthorizationFailed', 'No.'));
    server.on('/tenants', apiError(403, 'AuthorizationFailed', 'No.'));
    const { accounts } = await directory().accounts();
    expect(accounts.map(({ name, organizational_unit }) => [name, organizational_unit])).toEqual([
      ['Data', null],
      ['Shop', null],
      [null, null],
    ]);
  });

  it.each<[string, Reply]>([
    ['fails', apiError(500, 'InternalServerError', 'No.')],
    ['hangs up', { hangsUp: true }],
    ['answers no JSON', { raw: '<html>' }],
    ['answers rows that are none', { body: { data: [null, 1, { subscriptionId: TWO }] } }],
    ['answers groups that are none', { body: { data: [{ subscriptionId: TWO, chain: [null, { displayName: 'x' }] }] } }],
  ])('does without the names of groups if Resource Graph %s', async (_, reply) => {
    server.on(GRAPH_QUERY, reply);
    const { accounts } = await directory().accounts();
    expect(accounts.map(({ name, organizational_unit }) => [name, organizational_unit])).toEqual([
      ['Data', null],
      ['Shop', null],
      ['Contoso', null],
    ]);
  });

  it('keeps the names of groups that Resource Graph tells beside rows that are none', async () => {
    server.on(GRAPH_QUERY, { body: { data: [null, { subscriptionId: TWO, chain: [{ name: 'prod' }] }] } });
    const { accounts } = await directory().accounts();
    expect(accounts.map(({ organizational_unit }) => organizational_unit)).toEqual([null, 'prod', null]);
  });

  it('fails if an item of the list of subscriptions is no object, because the list may lack others', async () => {
    server.on('/subscriptions', { body: { value: [null, { subscriptionId: ONE, state: 'Enabled' }] } });
    await expect(directory().accounts()).rejects.toMatchObject({ details: { class: 'transient', error_code: 'BadAnswer' } });
  });

  it('fails if the subscriptions cannot be listed', async () => {
    server.on('/subscriptions', apiError(400, 'BadRequest', 'No.'));
    await expect(directory().accounts()).rejects.toMatchObject({ details: { class: 'invalid' } });
  });

  it('names the locations of a subscription', async () => {
    server.on(`/subscriptions/${ONE}/locations`, {
      body: {
        value: [
          { name: 'westeurope', displayName: 'West Europe' },
          { name: 'eastus', displayName: 'East US' },
        ],
      },
    });
    expect(await directory().regions()).toEqual([
      { id: 'eastus', name: 'East US' },
      { id: 'westeurope', name: 'West Europe' },
    ]);
  });

  it('refuses a login to another tenant than the connection names', async () => {
    const other = '99999999-aaaa-4bbb-8ccc-111111111111';
    await expect(directory(other).identity()).rejects.toMatchObject({
      message: expect.stringContaining(`names ${other}`),
      unreachable: false,
    });
  });

  it('tells apart a login that is refused and a cloud that cannot be reached', async () => {
    server.applications.length = 0;
    await expect(directory().identity()).rejects.toMatchObject({ message: expect.stringContaining('no such tenant'), unreachable: false });
    const seen = directory();
    await server.stop();
    await expect(seen.identity()).rejects.toMatchObject({ unreachable: true });
    await expect(seen.identity()).rejects.toBeInstanceOf(NotLoggedIn);
    server = await AzureServer.start();
  });
});
