import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AzureLogin } from '../../../../shared/clouds/azure/azure-login.ts';
import { sendThrough } from '../../../../shared/clouds/azure/access/http.ts';
import type { AzureConnectionSettings } from '../../../../shared/clouds/azure/connection-settings.ts';
import { AZURE_TYPES } from '../../../../shared/clouds/azure/types.generated.ts';
import type { CloudError } from '../../../../shared/clouds/cloud-error.ts';
import { type CloudSession, type FetchedResource, GLOBAL_SEGMENT, UNDISCOVERED } from '../../../../shared/clouds/cloud.ts';
import { type ResourceType, undeclaredType } from '../../../../shared/clouds/resource-type.ts';
import { parseAccountId } from '../../../../shared/ids.ts';
import { CountingRandom } from '../../../support/fakes.ts';
import { apiError, AzureServer } from './support/azure-server.ts';
import { CLIENT, SECRET, SUBSCRIPTION, TENANT, type TestLogin, tokensOf, trusting } from './support/logins.ts';

const BASE = `/subscriptions/${SUBSCRIPTION}`;
const ACCOUNT = parseAccountId(`azure:${SUBSCRIPTION}`);
const DIRECTORY = parseAccountId(`azure:tenant/${TENANT}`);
const READER = { actions: ['*/read'], notActions: [] };

let server: AzureServer;
let waits: number[];

beforeEach(async () => {
  server = await AzureServer.start();
  server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
  waits = [];
  server.on(BASE, { body: { id: BASE, subscriptionId: SUBSCRIPTION, state: 'Enabled', tenantId: TENANT } });
  server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, { body: { value: [READER] } });
  server.on(`${BASE}/providers`, {
    body: {
      value: [
        { namespace: 'Microsoft.Storage', registrationState: 'Registered', resourceTypes: [{ resourceType: 'storageAccounts' }] },
        { namespace: 'Microsoft.BotService', registrationState: 'Registered', resourceTypes: [{ resourceType: 'botServices' }] },
        { namespace: 'Microsoft.Batch', registrationState: 'NotRegistered', resourceTypes: [{ resourceType: 'batchAccounts' }] },
      ],
    },
  });
});

afterEach(async () => {
  await server.stop();
});

function loginOf(options: TestLogin & { readonly settings?: AzureConnectionSettings } = {}): AzureLogin {
  return new AzureLogin({
    connection: { connection_id: 'contoso', provider: 'azure', settings: {} },
    tenant: options.settings?.tenant_id ?? TENANT,
    hosts: server.hosts,
    send: sendThrough(trusting(server)),
    tokens: tokensOf(server, options),
    random: new CountingRandom(),
    clock: {
      now: () => Date.now(),
      sleep: async (ms) => {
        waits.push(ms);
      },
    },
    offline: false,
  });
}

const open = async (account = ACCOUNT): Promise<CloudSession> => await loginOf().session(account, Infinity);

const typeNamed = (name: string): ResourceType => {
  const found = AZURE_TYPES.find(({ type }) => type === name);
  if (!found) throw new Error(`There is no type ${name}.`);
  return found;
};

async function read(session: CloudSession, type: ResourceType): Promise<readonly FetchedResource[]> {
  const found: FetchedResource[] = [];
  for await (const page of session.fetch(type, GLOBAL_SEGMENT)) found.push(...page);
  return found;
}

const STORAGE = typeNamed('Microsoft.Storage/storageAccounts');
const ACCOUNTS = `${BASE}/providers/Microsoft.Storage/storageAccounts`;
const storage = (name: string): object => ({
  id: `${BASE}/resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/${name}`,
  name,
  type: 'Microsoft.Storage/storageAccounts',
  location: 'West Europe',
  tags: { env: 'prod' },
  properties: { minimumTlsVersion: 'TLS1_2' },
});
const DISKS = typeNamed('Microsoft.Compute/disks');
const DISK_LIST = `${BASE}/providers/Microsoft.Compute/disks`;
const disk = (name: string): object => ({
  id: `${BASE}/resourceGroups/a/providers/Microsoft.Compute/disks/${name}`,
  name,
  location: 'westeurope',
});
const ALL_RESOURCES = `${BASE}/resources`;

/** All resources of the subscription, each of its type; in two pages if there are several. */
function resourcesAre(...types: readonly string[]): void {
  const [first, ...others] = types.map((type) => ({ id: `${BASE}/resourceGroups/a/providers/${type}/x`, type }));
  const nextLink = `${server.hosts.management}${ALL_RESOURCES}?page=2`;
  server.on(ALL_RESOURCES, ({ query }) =>
    query.has('page') ? { body: { value: others } } : { body: { value: first ? [first] : [], ...(others.length > 0 && { nextLink }) } },
  );
}

describe('a session in a subscription', () => {
  it('reads a list of several pages as the provider wrote it', async () => {
    server.on(
      ACCOUNTS,
      { body: { value: [storage('One')], nextLink: `${server.hosts.management}${ACCOUNTS}?api-version=x&$skiptoken=2` } },
      { body: { value: [storage('two')] } },
    );
    const session = await open();
    const found = await read(session, STORAGE);
    expect(found.map(({ name }) => name)).toEqual(['One', 'two']);
    expect(found[0]).toMatchObject({
      resource_id: `${BASE}/resourcegroups/data/providers/microsoft.storage/storageaccounts/one`,
      native_id: `${BASE}/resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/One`,
      region: 'westeurope',
      tags: { env: 'prod' },
      config: { properties: { minimumTlsVersion: 'TLS1_2' } },
    });
    expect(server.asked.filter(({ path }) => path === ACCOUNTS).map(({ query }) => query.get('$skiptoken'))).toEqual([null, '2']);
    expect(session.apiCalls()).toBe(server.asked.length);
  });

  it('reads the children of each resource, at paths that the resources name', async () => {
    const child = (name: string): string =>
      `${BASE}/resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/${name}/blobServices/default/containers`;
    server.on(ACCOUNTS, { body: { value: [storage('one'), storage('two')] } });
    server.on(child('one'), { body: { value: [{ id: `${child('one')}/logs`, name: 'logs', properties: {} }] } });
    server.on(child('two'), { body: { value: [] } });
    const found = await read(await open(), typeNamed('Microsoft.Storage/storageAccounts/blobServices/containers'));
    expect(found.map(({ name }) => name)).toEqual(['logs']);
    expect([server.count(child('one')), server.count(child('two')), server.count(ACCOUNTS)]).toEqual([1, 1, 1]);
  });

  it('reads the children of the others where one resource refuses the list, and names it and the permission', async () => {
    const child = (name: string): string =>
      `${BASE}/resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/${name}/blobServices/default/containers`;
    server.on(ACCOUNTS, { body: { value: [storage('shut'), storage('open')] } });
    server.on(child('shut'), apiError(403, 'AuthorizationFailed', 'No.'));
    server.on(child('open'), { body: { value: [{ id: `${child('open')}/logs`, name: 'logs', properties: {} }] } });
    const found: FetchedResource[] = [];
    const reading = async (): Promise<void> => {
      const session = await open();
      const type = typeNamed('Microsoft.Storage/storageAccounts/blobServices/containers');
      for await (const page of session.fetch(type, GLOBAL_SEGMENT)) found.push(...page);
    };

    await expect(reading()).rejects.toMatchObject({
      message: expect.stringContaining(
        'of 2 parents, 1 could not be read (resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/shut)',
      ),
      details: {
        class: 'denied',
        error_code: 'AuthorizationFailed',
        permission: 'Microsoft.Storage/storageAccounts/blobServices/containers/read',
      },
    });
    expect(found.map(({ name }) => name)).toEqual(['logs']);
  });

  it('goes on when the token ends in the middle of a list', async () => {
    server.on(
      ACCOUNTS,
      () => {
        server.revokeTokens();
        return { body: { value: [storage('one')], nextLink: `${server.hosts.management}${ACCOUNTS}?page=2` } };
      },
      { body: { value: [storage('two')] } },
    );
    expect(await read(await open(), STORAGE)).toHaveLength(2);
  });

  it.each([
    ['another host', 'https://evil.example/subscriptions?page=2', 'ForeignHost'],
    ['itself', 'same', 'RepeatedPageToken'],
  ])('fails a slice whose next page is on %s', async (_what, next, code) => {
    const itself = `${server.hosts.management}${ACCOUNTS}?page=2`;
    server.on(ACCOUNTS, { body: { value: [storage('one')], nextLink: next === 'same' ? itself : next } });
    await expect(read(await open(), STORAGE)).rejects.toMatchObject({ details: { error_code: code } });
  });

  it('fails a slice whose pages go round in a circle', async () => {
    const page = (name: string): string => `${server.hosts.management}${ACCOUNTS}?page=${name}`;
    server.on(ACCOUNTS, ({ query }) => ({ body: { value: [storage('one')], nextLink: page(query.get('page') === 'a' ? 'b' : 'a') } }));
    await expect(read(await open(), STORAGE)).rejects.toMatchObject({ details: { error_code: 'RepeatedPageToken' } });
    expect(server.count(ACCOUNTS)).toBe(3);
  });

  it.each([
    ['no list', { body: {} }],
    ['a list that is null', { body: { value: null } }],
    ['an error with status 200', { body: { error: { code: 'Oops' } } }],
    ['nothing', { status: 204, raw: '' }],
  ] as const)('takes an answer with %s for a failure that passes, not for an empty list', async (_what, reply) => {
    server.on(ACCOUNTS, reply);
    await expect(read(await open(), STORAGE)).rejects.toMatchObject({ details: { class: 'transient', error_code: 'BadAnswer' } });
  });

  it('leaves unread what may not be read of one resource, and names the permission', async () => {
    const id = `${BASE}/resourceGroups/a/providers/Microsoft.Compute/virtualMachines/web`;
    server.on(`${BASE}/providers/Microsoft.Compute/virtualMachines`, { body: { value: [{ id, name: 'web', location: 'westeurope' }] } });
    server.on(`${id}/instanceView`, apiError(403, 'AuthorizationFailed', 'No.'));
    server.on(`${id}/extensions`, { body: { value: [] } });
    const [machine] = await read(await open(), typeNamed('Microsoft.Compute/virtualMachines'));
    expect(machine?.config).not.toHaveProperty('instanceView');
    expect(machine?.unread).toEqual({
      instanceView: { permission: 'Microsoft.Compute/virtualMachines/instanceView/read', error_code: 'AuthorizationFailed' },
    });
  });

  it('names the permission of a list that is refused', async () => {
    server.on(ACCOUNTS, apiError(403, 'AuthorizationFailed', 'No.'));
    await expect(read(await open(), STORAGE)).rejects.toMatchObject({
      details: { class: 'denied', error_code: 'AuthorizationFailed', permission: 'Microsoft.Storage/storageAccounts/read' },
    });
  });

  it('knows a provider that the subscription has not registered, without a call', async () => {
    const session = await open();
    await expect(read(session, typeNamed('Microsoft.Batch/batchAccounts'))).rejects.toMatchObject({
      details: { class: 'unsupported', error_code: 'NotRegistered' },
    });
    expect(server.count(`${BASE}/providers/Microsoft.Batch/batchAccounts`)).toBe(0);
  });

  it('takes the refusal of an unregistered provider for the same, if it may not list the providers', async () => {
    server.on(`${BASE}/providers`, apiError(403, 'AuthorizationFailed', 'No.'));
    server.on(
      `${BASE}/providers/Microsoft.Batch/batchAccounts`,
      apiError(409, 'MissingSubscriptionRegistration', "The subscription is not registered to use namespace 'Microsoft.Batch'."),
    );
    await expect(read(await open(), typeNamed('Microsoft.Batch/batchAccounts'))).rejects.toMatchObject({
      details: { class: 'unsupported' },
    });
  });

  it.each([
    ['no role on the subscription itself', []],
    ['a role that does not read the type', [{ actions: ['Microsoft.Compute/*/read'], notActions: [] }]],
    ['a role that takes the type out', [{ actions: ['*/read'], notActions: ['Microsoft.Storage/*'] }]],
  ])('does not believe a list that the login may see in part only: %s', async (_what, roles) => {
    server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, { body: { value: roles } });
    server.on(ACCOUNTS, { body: { value: [] } });
    await expect(read(await open(), STORAGE)).rejects.toMatchObject({
      details: { class: 'denied', error_code: 'NotOnWholeSubscription', permission: 'Microsoft.Storage/storageAccounts/read' },
    });
  });

  it('asks what holds for the whole subscription once', async () => {
    server.on(ACCOUNTS, { body: { value: [] } });
    const session = await open();
    await Promise.all([read(session, STORAGE), read(session, STORAGE)]);
    expect(server.count(`${BASE}/providers`)).toBe(1);
    expect(server.count(`${BASE}/providers/Microsoft.Authorization/permissions`)).toBe(1);
  });

  it('has no regions', async () => {
    const session = await open();
    expect(await session.regions()).toEqual([]);
    await expect(session.fetch(STORAGE, 'westeurope')[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      details: { class: 'unsupported' },
    });
  });
});

describe('discovery', () => {
  const declared = new Set(AZURE_TYPES.map(({ type }) => type));
  const BOTS = { type: 'Microsoft.BotService/botServices', segment: GLOBAL_SEGMENT };

  it('finds the types that have no definition, by the names that Resource Manager gives them', async () => {
    resourcesAre('microsoft.botservice/botServices');
    expect(await (await open()).discover?.(declared)).toEqual([BOTS]);
  });

  it('reads every page of the list of all resources, and asks Resource Graph nothing, whose quota all subscriptions share', async () => {
    resourcesAre('Microsoft.Storage/storageAccounts', 'Microsoft.Batch/batchAccounts', 'Microsoft.BotService/botServices');
    expect(await (await open()).discover?.(declared)).toEqual([BOTS]);
    expect([server.count(ALL_RESOURCES), server.asked.filter(({ method }) => method === 'POST').length]).toEqual([2, 0]);
  });

  it('says so if the login may not look', async () => {
    server.on(ALL_RESOURCES, apiError(403, 'AuthorizationFailed', 'No.'));
    const session = await open();
    expect(await session.discover?.(declared)).toEqual([{ type: UNDISCOVERED, segment: GLOBAL_SEGMENT }]);
    await expect(read(session, undeclaredType('azure', UNDISCOVERED, 'global'))).rejects.toMatchObject({
      details: { class: 'denied', permission: 'Microsoft.Resources/subscriptions/resources/read' },
      message: expect.stringMatching(/Types without a definition are not read in this run; the next one looks for them again\.$/),
    });
  });

  const UNKNOWN_TYPES = undeclaredType('azure', UNDISCOVERED, 'global');

  it.each<[string, Parameters<AzureServer['on']>[1], string, string]>([
    ['an error', apiError(500, 'InternalServerError', 'Oops.'), 'transient', 'InternalServerError'],
    ['a refusal for too many requests', apiError(429, 'TooManyRequests', 'Wait.'), 'throttled', 'TooManyRequests'],
    ['a page of HTML', { raw: '<html>' }, 'transient', 'BadAnswer'],
    ['no object in its list', { body: { value: [null] } }, 'transient', 'BadAnswer'],
    [
      'a circle of pages',
      ({ query }) => ({
        body: { value: [], nextLink: `${server.hosts.management}${ALL_RESOURCES}?page=${query.get('page') === 'a' ? 'b' : 'a'}` },
      }),
      'transient',
      'BadAnswer',
    ],
  ])('that gets %s leaves the types without a definition unread, and says why', async (_what, reply, failure, code) => {
    server.on(ALL_RESOURCES, reply);
    server.on(ACCOUNTS, { body: { value: [storage('one')] } });
    const session = await open();

    expect(await session.discover?.(declared)).toEqual([{ type: UNDISCOVERED, segment: GLOBAL_SEGMENT }]);
    const details = { class: failure, error_code: code };
    const asked = server.count(ALL_RESOURCES);
    await expect(read(session, UNKNOWN_TYPES)).rejects.toMatchObject({ details });
    expect(server.count(ALL_RESOURCES)).toBe(asked);
    // A later attempt, whose session did not discover.
    await expect(read(await open(), UNKNOWN_TYPES)).rejects.toMatchObject({ details });
    expect(await read(session, STORAGE)).toHaveLength(1);
  });

  it('does the same where the names of the types cannot be read', async () => {
    resourcesAre('microsoft.botservice/botServices');
    server.on(`${BASE}/providers`, apiError(500, 'InternalServerError', 'Oops.'));

    expect(await (await open()).discover?.(declared)).toEqual([{ type: UNDISCOVERED, segment: GLOBAL_SEGMENT }]);
  });

  it('that a later attempt can make does not make the unread types look read', async () => {
    resourcesAre('microsoft.botservice/botServices');

    await expect(read(await open(), UNKNOWN_TYPES)).rejects.toMatchObject({
      details: { class: 'transient', error_code: 'DiscoveredTooLate' },
    });
  });

  it("reads such a type from Resource Manager's list of resources, whole", async () => {
    const bot = {
      id: `${BASE}/resourceGroups/a/providers/${BOTS.type}/b`,
      name: 'b',
      type: BOTS.type,
      location: 'global',
      tags: { a: 'b' },
    };
    server.on(ALL_RESOURCES, ({ query }) =>
      query.get('$filter') === `resourceType eq '${BOTS.type}'` ? { body: { value: [bot] } } : apiError(400, 'InvalidFilter', 'No.'),
    );
    const [found] = await read(await open(), undeclaredType('azure', BOTS.type, 'global'));
    expect(found).toMatchObject({ native_id: bot.id, name: 'b', tags: { a: 'b' }, region: 'global', config: { type: BOTS.type } });
  });

  it.each(["Microsoft.X/y' or 'a' eq 'a", 'x', 'Microsoft.X/y?z'])('refuses a name that is no type: %s', async (name) => {
    await expect(read(await open(), undeclaredType('azure', name, 'global'))).rejects.toMatchObject({
      details: { error_code: 'UnknownType' },
    });
  });

  it('lets Resource Graph answer the list of a type of which there are resources, and the provider where it cannot', async () => {
    resourcesAre('Microsoft.Compute/disks');
    const session = await open();
    await session.discover?.(declared);
    server.on(DISK_LIST, ({ query }) =>
      query.has('useResourceGraph') ? { status: 422, body: { error: { code: 'Unprocessable' } } } : { body: { value: [disk('one')] } },
    );
    expect(await read(session, DISKS)).toHaveLength(1);
    expect(server.asked.filter(({ path }) => path === DISK_LIST).map(({ query }) => query.get('useResourceGraph'))).toEqual(['true', null]);
  });

  it('starts a list again at the provider if Resource Graph gives it up between two pages', async () => {
    resourcesAre('Microsoft.Compute/disks');
    const session = await open();
    await session.discover?.(declared);
    const next = `${server.hosts.management}${DISK_LIST}?useResourceGraph=true&$skiptoken=2`;
    server.on(DISK_LIST, ({ query }) => {
      if (query.has('$skiptoken')) return { status: 422, body: { error: { code: 'Unprocessable' } } };
      return { body: query.has('useResourceGraph') ? { value: [disk('one')], nextLink: next } : { value: [disk('one'), disk('two')] } };
    });
    expect(new Set((await read(session, DISKS)).map(({ name }) => name))).toEqual(new Set(['one', 'two']));
  });

  it('asks the provider where the list of all resources has none of a type: that never proves that there is none', async () => {
    resourcesAre();
    server.on(DISK_LIST, { body: { value: [disk('one')] } });
    const session = await open();
    await session.discover?.(declared);
    expect(await read(session, DISKS)).toHaveLength(1);
    expect(server.asked.find(({ path }) => path === DISK_LIST)?.query.has('useResourceGraph')).toBe(false);
  });
});

describe("a session in a tenant's directory", () => {
  const USERS = typeNamed('Microsoft.Graph/groups');

  it('reads Microsoft Graph, page by page', async () => {
    server.on(
      '/v1.0/groups',
      { body: { value: [{ id: 'a', displayName: 'A' }], '@odata.nextLink': `${server.hosts.graph}/v1.0/groups?$skiptoken=2` } },
      { body: { value: [{ id: 'b', displayName: 'B' }] } },
    );
    server.on(/^\/v1\.0\/groups\/[ab]\/(members|owners)$/, { body: { value: [] } });
    const session = await open(DIRECTORY);
    expect((await read(session, USERS)).map(({ name }) => name)).toEqual(['A', 'B']);
    expect(await session.discover?.(new Set())).toEqual([]);
  });

  it('names the Graph permission that is missing', async () => {
    server.on('/v1.0/groups', apiError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'));
    await expect(read(await open(DIRECTORY), USERS)).rejects.toMatchObject({
      details: { class: 'denied', permission: USERS.permissions[0] },
    });
  });

  it.each(['Authentication_MSGraphPermissionMissing', 'Authentication_RequestFromUnsupportedUserRole'])(
    'leaves unread what another Graph permission is needed for, and names it: %s',
    async (error_code) => {
      server.on('/v1.0/users', { body: { value: [{ id: 'a', userPrincipalName: 'ann@contoso.com' }] } });
      server.on('/v1.0/reports/authenticationMethods/userRegistrationDetails', apiError(403, error_code, 'No.'));
      const [user] = await read(await open(DIRECTORY), typeNamed('Microsoft.Graph/users'));
      expect(user?.config).not.toHaveProperty('registrationDetails');
      expect(user?.unread).toEqual({ registrationDetails: { permission: 'AuditLog.Read.All', error_code } });
    },
  );

  it('is opened by the connection of its tenant only', async () => {
    const other = parseAccountId('azure:tenant/99999999-aaaa-4bbb-8ccc-111111111111');
    await expect(open(other)).rejects.toMatchObject({ details: { class: 'invalid', error_code: 'WrongTenant' } });
  });
});

describe('opening a session', () => {
  const failure = async (account = ACCOUNT): Promise<CloudError> => {
    try {
      await open(account);
    } catch (error) {
      return error as CloudError;
    }
    throw new Error('The session was opened.');
  };

  it.each([
    [404, 'SubscriptionNotFound', `The subscription '${SUBSCRIPTION}' could not be found.`, /role Reader/],
    [403, 'AuthorizationFailed', 'No.', /Microsoft\.Resources\/subscriptions\/read/],
    [401, 'InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.', /another tenant/],
  ])('fails for %d %s with one sentence that says what to do', async (status, code, message, sentence) => {
    server.on(BASE, apiError(status, code, message));
    const error = await failure();
    expect(error).toMatchObject({ details: { class: 'denied', error_code: code }, apiCalls: 1 });
    expect(error.message).toMatch(sentence);
  });

  it('fails for a subscription that was deleted', async () => {
    server.on(BASE, { body: { state: 'Deleted' } });
    expect((await failure()).details).toEqual({ class: 'denied', error_code: 'SubscriptionDeleted' });
  });

  it.each(['Disabled', 'Warned', 'PastDue'])('works in a subscription that is %s', async (state) => {
    server.on(BASE, { body: { state } });
    expect((await open()).apiCalls()).toBe(1);
  });

  it('fails for a wrong secret as the login does', async () => {
    server.applications[0] = { tenant: TENANT, client: CLIENT, proof: { secret: 'another' } };
    const error = await failure();
    expect(error.details).toEqual({ class: 'denied', error_code: 'NotLoggedIn' });
    expect(error.message).toBe(
      'Not logged in to Azure with the connection contoso: the client secret is wrong (AADSTS7000215); store the value, not the id, of a secret that is listed under "Certificates & secrets" in the application\'s page of the Entra admin center.',
    );
  });

  it('gets one token for all sessions of a login', async () => {
    const login = loginOf();
    await Promise.all([login.session(ACCOUNT, Infinity), login.session(ACCOUNT, Infinity)]);
    expect(server.given).toBe(1);
  });
});
