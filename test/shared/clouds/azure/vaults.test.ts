/** Reads what key vaults themselves tell, each at its own host. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AzureLogin } from '../../../../shared/clouds/azure/azure-login.ts';
import { type SendHttp, sendThrough } from '../../../../shared/clouds/azure/access/http.ts';
import { AZURE_CLOUDS, scopeOf, targetOf } from '../../../../shared/clouds/azure/hosts.ts';
import { AZURE_TYPES } from '../../../../shared/clouds/azure/types.generated.ts';
import { CloudError } from '../../../../shared/clouds/cloud-error.ts';
import { type CloudSession, type FetchedResource, GLOBAL_SEGMENT } from '../../../../shared/clouds/cloud.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';
import { parseAccountId } from '../../../../shared/ids.ts';
import { failedOutcome } from '../../../../shared/inventory/fetcher.ts';
import { CountingRandom } from '../../../support/fakes.ts';
import { apiError, AzureServer, vaultRefusal } from './support/azure-server.ts';
import { CLIENT, SECRET, SUBSCRIPTION, TENANT, tokensOf, trusting } from './support/logins.ts';

const BASE = `/subscriptions/${SUBSCRIPTION}`;
const ACCOUNT = parseAccountId(`azure:${SUBSCRIPTION}`);
const READ = 'Microsoft.KeyVault/vaults/certificates/read';

let server: AzureServer;

beforeEach(async () => {
  server = await AzureServer.start();
  server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
  server.on(BASE, { body: { id: BASE, subscriptionId: SUBSCRIPTION, state: 'Enabled', tenantId: TENANT } });
  server.on(`${BASE}/providers`, { body: { value: [{ namespace: 'Microsoft.KeyVault', registrationState: 'Registered' }] } });
  rolesAre({ actions: ['*/read'], notActions: [] });
});

afterEach(async () => {
  await server.stop();
});

const rolesAre = (...roles: readonly object[]): void =>
  server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, { body: { value: roles } });

const CERTIFICATES: ResourceType = {
  ...(AZURE_TYPES.find(({ type }) => type === 'Microsoft.KeyVault/vaults/certificates') as ResourceType),
  asked: ['policy'],
};

const idOf = (vault: string): string => `${BASE}/resourceGroups/Shop/providers/Microsoft.KeyVault/vaults/${vault}`;
const uriOf = (vault: string): string => `https://${vault}.vault.azure.net/`;
/** The path at which the test's Azure answers for the vault. */
const pathOf = (vault: string): string => `/vaults/${vault}.vault.azure.net/certificates`;
const certificate = (vault: string, name: string): object => ({
  id: `${uriOf(vault)}certificates/${name}`,
  attributes: { enabled: true },
  tags: { team: 'web' },
});

/** The vaults of the subscription, by name, each with its address. */
function vaultsAre(vaults: Readonly<Record<string, unknown>>): void {
  const value = Object.entries(vaults).map(([name, vaultUri]) => ({
    id: idOf(name),
    name,
    location: 'West Europe',
    properties: { vaultUri },
  }));
  server.on(`${BASE}/providers/Microsoft.KeyVault/vaults`, { body: { value } });
}

const login = (send: SendHttp = sendThrough(trusting(server))): AzureLogin =>
  new AzureLogin({
    connection: { connection_id: 'contoso', provider: 'azure', settings: {} },
    tenant: TENANT,
    hosts: server.hosts,
    send,
    tokens: tokensOf(server),
    random: new CountingRandom(),
    clock: { now: () => Date.now(), sleep: async () => {} },
    offline: false,
  });

interface Slice {
  readonly resources: readonly FetchedResource[];
  readonly error?: CloudError;
  readonly outcome: string;
}

async function read(of?: CloudSession): Promise<Slice> {
  const session = of ?? (await login().session(ACCOUNT, Infinity));
  const resources: FetchedResource[] = [];
  let pages = 0;
  try {
    for await (const page of session.fetch(CERTIFICATES, GLOBAL_SEGMENT)) {
      resources.push(...page);
      pages += 1;
    }
    return { resources, outcome: 'complete' };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { resources, error, outcome: failedOutcome(error, pages) };
  }
}

const askedOfVaults = (): readonly string[] => server.asked.map(({ path }) => path).filter((path) => path.startsWith('/vaults/'));

describe('the certificates of vaults', () => {
  it('are read from each vault, page by page, with the policy that issues each', async () => {
    vaultsAre({ Web: uriOf('web'), mail: uriOf('mail') });
    server.on(
      pathOf('web'),
      { body: { value: [certificate('web', 'Gateway')], nextLink: `${uriOf('web')}certificates?api-version=7.4&$skiptoken=2` } },
      { body: { value: [certificate('web', 'api')], nextLink: null } },
    );
    server.on(`${pathOf('web')}/Gateway/policy`, { body: { x509_props: { validity_months: 24 } } });
    server.on(`${pathOf('web')}/api/policy`, { body: { x509_props: { validity_months: 12 } } });
    server.on(pathOf('mail'), { body: { value: [] } });

    const { resources, outcome } = await read();

    expect(outcome).toBe('complete');
    expect(resources).toHaveLength(2);
    expect(resources[0]).toMatchObject({
      resource_id: `${idOf('web')}/certificates/gateway`.toLowerCase(),
      native_id: 'https://web.vault.azure.net/certificates/Gateway',
      name: 'Gateway',
      region: 'westeurope',
      tags: { team: 'web' },
      config: { policy: { x509_props: { validity_months: 24 } } },
      relationships: [{ relation: 'in', type: 'Microsoft.KeyVault/vaults', id: idOf('Web').toLowerCase() }],
    });
    // A vault without certificates takes one call.
    expect(server.count(pathOf('mail'))).toBe(1);
    expect(askedOfVaults()).toHaveLength(5);
    const versions = server.asked.filter(({ path }) => path.startsWith('/vaults/')).map(({ query }) => query.get('api-version'));
    expect(new Set(versions)).toEqual(new Set(['7.4']));
  });

  it.each([
    [
      'a role',
      'ForbiddenByRbac',
      `Caller is not authorized to perform action on resource.\r\nAction: '${READ}'\r\nResource: 'x'`,
      READ,
      /may not call Microsoft\.KeyVault\/vaults\/certificates\/read \(ForbiddenByRbac\); .*Key Vault Reader/,
    ],
    [
      'an access policy',
      'AccessDenied',
      "The user, group or application 'appid=x' does not have certificates list permission on key vault 'shut'.",
      READ,
      /may not call Microsoft\.KeyVault\/vaults\/certificates\/read \(AccessDenied\); .*access policy with the permissions get and list/,
    ],
    [
      'its firewall',
      'ForbiddenByFirewall',
      'Client address is not authorized.',
      undefined,
      /network settings of the vault.*allow the addresses/,
    ],
    [
      'its private endpoint',
      'ForbiddenByConnection',
      'Public network access is disabled.',
      undefined,
      /network settings of the vault.*private endpoint/,
    ],
  ])('cost one vault alone that %s closes to the login', async (_what, inner, message, permission, says) => {
    vaultsAre({ shut: uriOf('shut'), open: uriOf('open') });
    server.on(pathOf('shut'), vaultRefusal(inner, message));
    server.on(pathOf('open'), { body: { value: [certificate('open', 'a')] } });
    server.on(`${pathOf('open')}/a/policy`, { body: {} });

    const { resources, error, outcome } = await read();

    expect(outcome).toBe('partial');
    expect(resources.map(({ name }) => name)).toEqual(['a']);
    expect(error?.details).toEqual({ class: 'denied', error_code: inner, ...(permission !== undefined && { permission }) });
    expect(error?.message).toContain('of 2 parents, 1 could not be read (resourceGroups/Shop/providers/Microsoft.KeyVault/vaults/shut)');
    expect(error?.message).toMatch(says);
  });

  const NO_HOST = Object.assign(new Error('getaddrinfo ENOTFOUND gone.vault.azure.net'), { code: 'ENOTFOUND' });
  it.each([
    ['whose host has no address', NO_HOST, { class: 'transient', error_code: 'ENOTFOUND' }],
    ['that hangs up', { hangsUp: true as const }, { class: 'transient' }],
    ['that has a fault', apiError(500, 'InternalServerError', 'No.'), { class: 'transient', error_code: 'InternalServerError' }],
    ['that is not found', apiError(404, 'NotFound', 'No.'), { class: 'invalid', error_code: 'NotFound' }],
    ['that answers with no list', { body: {} }, { class: 'transient', error_code: 'BadAnswer' }],
  ])('cost one vault alone %s', async (_what, answer, details) => {
    vaultsAre({ a: uriOf('a'), gone: uriOf('gone'), shut: uriOf('shut'), z: uriOf('z') });
    const send = sendThrough(trusting(server));
    const isGone = (url: string): boolean => new URL(url).pathname.startsWith(pathOf('gone'));
    if (!(answer instanceof Error)) server.on(pathOf('gone'), answer);
    server.on(pathOf('shut'), vaultRefusal('ForbiddenByRbac', 'No.'));
    for (const vault of ['a', 'z']) {
      server.on(pathOf(vault), { body: { value: [certificate(vault, `in-${vault}`)] } });
      server.on(`${pathOf(vault)}/in-${vault}/policy`, { body: {} });
    }
    const through: SendHttp = async (request, signal) => {
      if (answer instanceof Error && isGone(request.url)) throw answer;
      return await send(request, signal);
    };

    const { resources, error, outcome } = await read(await login(through).session(ACCOUNT, Infinity));

    expect([outcome, resources.map(({ name }) => name)]).toEqual(['partial', ['in-a', 'in-z']]);
    // The class of an error that another attempt may not meet is told, so that the slice is tried again; and so is the permission that the shut vault misses.
    const told = details.class === 'transient' ? details : { class: 'denied', error_code: 'ForbiddenByRbac' };
    expect(error?.details).toMatchObject({ ...told, permission: READ });
    expect(error?.message).toMatch(/of 4 parents, 2 could not be read \(.*\/vaults\/gone, .*\/vaults\/shut\)/);
  });

  it('are not read at all if the list of the vaults does not answer', async () => {
    vaultsAre({ a: uriOf('a') });
    server.on(`${BASE}/providers/Microsoft.KeyVault/vaults`, apiError(500, 'InternalServerError', 'No.'));

    expect(await read()).toMatchObject({ resources: [], outcome: 'failed', error: { details: { error_code: 'InternalServerError' } } });
    expect(askedOfVaults()).toEqual([]);
  });

  it('are partial too if the vaults that answer have none, and denied if no vault answers', async () => {
    vaultsAre({ shut: uriOf('shut'), empty: uriOf('empty') });
    server.on(pathOf('shut'), vaultRefusal('ForbiddenByRbac', 'No.'));
    server.on(pathOf('empty'), { body: { value: [] } });
    expect(await read()).toMatchObject({ resources: [], outcome: 'partial' });

    vaultsAre({ shut: uriOf('shut') });
    expect(await read()).toMatchObject({ resources: [], outcome: 'denied' });
  });

  it('stay partial for the rest of a session, so that no slice that shares the list counts as whole', async () => {
    vaultsAre({ web: uriOf('web') });
    server.on(pathOf('web'), vaultRefusal('ForbiddenByRbac', 'No.'), { body: { value: [] } });
    const session = await login().session(ACCOUNT, Infinity);

    expect((await read(session)).outcome).toBe('denied');
    expect((await read(session)).outcome).not.toBe('complete');
    expect((await read()).outcome).toBe('complete');
  });

  it.each([
    'https://evil.example/',
    'https://web.vault.azure.net.evil.example/',
    'https://evil.example/web.vault.azure.net/',
    'https://a.web.vault.azure.net/',
    'https://vault.azure.net/',
    'https://web.vault.usgovcloudapi.net/',
    'https://management.azure.com/',
    'http://web.vault.azure.net/',
    'https://web.vault.azure.net:8443/',
    'https://me:word@web.vault.azure.net/',
    'https://evil.example#.vault.azure.net/',
    'web',
    '',
    null,
    7,
  ])('are not asked for at an address that is no vault of the cloud: %j', async (vaultUri) => {
    vaultsAre({ odd: vaultUri, good: uriOf('good') });
    server.on(pathOf('good'), { body: { value: [certificate('good', 'a')] } });
    server.on(`${pathOf('good')}/a/policy`, { body: {} });

    const { resources, error, outcome } = await read();

    expect(askedOfVaults().every((path) => path.startsWith(pathOf('good')))).toBe(true);
    expect(resources.map(({ name }) => name)).toEqual(['a']);
    expect(outcome).toBe('partial');
    expect(error?.details.class).toBe('invalid');
    expect(error?.message).toContain('vaults/odd');
    expect(error?.message).not.toContain('word');
  });

  it.each(['https://other.vault.azure.net/certificates?page=2', 'https://evil.example/certificates', 'certificates?page=2'])(
    'are not whole if a vault names its next page as %s, and nothing is sent there',
    async (nextLink) => {
      vaultsAre({ web: uriOf('web') });
      server.on(pathOf('web'), { body: { value: [certificate('web', 'a')], nextLink } });
      server.on(`${pathOf('web')}/a/policy`, { body: {} });

      const { error, outcome } = await read();

      expect(outcome).not.toBe('complete');
      expect(error?.details).toMatchObject({ class: 'invalid', error_code: 'ForeignHost' });
      expect(askedOfVaults().filter((path) => !path.startsWith(pathOf('web')))).toEqual([]);
    },
  );

  it('are taken from no vault that lists what is not in it', async () => {
    vaultsAre({ web: uriOf('web') });
    server.on(pathOf('web'), { body: { value: [certificate('other', 'a')] } });

    expect((await read()).error?.details).toMatchObject({ class: 'transient', error_code: 'BadAnswer' });
    expect(askedOfVaults().filter((path) => path.includes('other'))).toEqual([]);
  });

  it('are stored without their policy if only that is refused, and the permission is named', async () => {
    vaultsAre({ web: uriOf('web') });
    server.on(pathOf('web'), { body: { value: [certificate('web', 'a')] } });
    server.on(`${pathOf('web')}/a/policy`, vaultRefusal('AccessDenied', 'No.'));

    const { resources, outcome } = await read();

    expect(outcome).toBe('complete');
    expect(resources[0]?.unread).toEqual({ policy: { error_code: 'AccessDenied', permission: READ } });
  });

  it('are not asked for if the login may see only some of the vaults', async () => {
    vaultsAre({ web: uriOf('web') });
    rolesAre({ actions: ['Microsoft.Compute/*/read'], notActions: [], dataActions: ['*'] });

    expect((await read()).error?.details).toEqual({
      class: 'denied',
      error_code: 'NotOnWholeSubscription',
      permission: 'Microsoft.KeyVault/vaults/read',
    });
    expect(askedOfVaults()).toEqual([]);
  });

  it('take no call in a subscription without vaults', async () => {
    vaultsAre({});
    expect(await read()).toEqual({ resources: [], outcome: 'complete' });
    expect(askedOfVaults()).toEqual([]);
  });
});

describe('what a check of the login tells of data actions', () => {
  it.each([
    [[], [READ]],
    [['Microsoft.KeyVault/vaults/*/read'], []],
  ])('with the data actions %j on the subscription: it cannot tell of %j', async (dataActions, unknown) => {
    rolesAre({ actions: ['*/read'], notActions: [], dataActions, notDataActions: [] });
    expect(await login().missing(ACCOUNT, AZURE_TYPES)).toEqual({ missing: [], unknown });
  });
});

it.each([
  ['public', 'https://vault.azure.net/.default', 'https://web.vault.azure.net/certificates'],
  ['usgovernment', 'https://vault.usgovcloudapi.net/.default', 'https://web.vault.usgovcloudapi.net/certificates'],
  ['usgovernment-dod', 'https://vault.usgovcloudapi.net/.default', 'https://web.vault.usgovcloudapi.net/certificates'],
  ['china', 'https://vault.azure.cn/.default', 'https://web.vault.azure.cn/certificates'],
] as const)('in the cloud %s, vaults have the scope %s and are at %s', (cloud, scope, url) => {
  const hosts = AZURE_CLOUDS[cloud];
  expect(scopeOf(hosts, 'vault')).toBe(scope);
  expect(targetOf(hosts, 'vault', url)).toBe(url);
  for (const other of Object.values(AZURE_CLOUDS)) {
    if (other.vaults !== hosts.vaults) expect(targetOf(other, 'vault', url)).toBeUndefined();
  }
});
