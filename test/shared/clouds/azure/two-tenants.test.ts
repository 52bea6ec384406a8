import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendThrough } from '../../../../shared/clouds/azure/access/http.ts';
import { AzureLogin } from '../../../../shared/clouds/azure/azure-login.ts';
import { azureConnectionSettings } from '../../../../shared/clouds/azure/connection-settings.ts';
import { azureFacts } from '../../../../shared/clouds/azure/facts.ts';
import type { Connection } from '../../../../shared/clouds/connection.ts';
import type { CloudProvider } from '../../../../shared/clouds/provider.ts';
import { listedConnections, SubscriptionAgent } from '../../../../shared/connections/subscription-agent.ts';
import { parseAccountId } from '../../../../shared/ids.ts';
import { systemClock } from '../../../../shared/real-seams.ts';
import { CountingRandom } from '../../../support/fakes.ts';
import { apiError, AzureServer } from './support/azure-server.ts';
import { CLIENT, SECRET, TENANT, tokensOf, trusting } from './support/logins.ts';

let server: AzureServer;

const GOOD = '00000000-0000-4000-8000-00000000000a';
const BAD = '00000000-0000-4000-8000-00000000000b';
const BAD_TENANT = '99999999-aaaa-4bbb-8ccc-111111111111';

const connection = (connection_id: string, tenant_id: string): Connection => ({
  connection_id,
  provider: 'azure',
  settings: { tenant_id, client_id: CLIENT, client_secret: 'env:SECRET' },
});
const CONNECTIONS = [connection('bad', BAD_TENANT), connection('good', TENANT)];

/** Azure, whose logins trust the test's server. */
const azure = (): CloudProvider => ({
  facts: azureFacts,
  open: async (opened, { readSecret }) => {
    const settings = azureConnectionSettings.parse(opened.settings);
    return new AzureLogin({
      connection: opened,
      tenant: settings.tenant_id,
      hosts: server.hosts,
      send: sendThrough(trusting(server)),
      tokens: tokensOf(server, { settings, readSecret }),
      random: new CountingRandom(),
      clock: systemClock,
      offline: false,
    });
  },
});

const agent = (provider = azure()): SubscriptionAgent =>
  new SubscriptionAgent(
    [provider],
    listedConnections(CONNECTIONS),
    { read: async () => SECRET, forget: () => undefined },
    { environment: {}, sessions: undefined },
    systemClock,
  );

beforeEach(async () => {
  server = await AzureServer.start();
  server.applications.push(
    { tenant: TENANT, client: CLIENT, proof: { secret: SECRET } },
    { tenant: BAD_TENANT, client: CLIENT, proof: { secret: 'expired' }, refusal: { error: 'invalid_client', code: 7000222 } },
  );
  server.on('/subscriptions', { body: { value: [{ subscriptionId: GOOD, displayName: 'Shop', state: 'Enabled' }] } });
  server.on('/tenants', { body: { value: [] } });
  server.on('POST /providers/Microsoft.ResourceGraph/resources', { body: { data: [], resultTruncated: 'false' } });
  server.on(/^\/subscriptions\/[0-9a-f-]+$/, { body: { state: 'Enabled' } });
});

afterEach(async () => {
  await server.stop();
});

describe('a tenant whose login fails', () => {
  it('costs only its own accounts', async () => {
    const one = agent();
    const overview = await one.overview(CONNECTIONS);
    expect(overview.seen.map(({ login, visible }) => [login.connection.connection_id, visible.accounts.map(({ name }) => name)])).toEqual([
      ['good', ['Shop']],
    ]);
    expect(overview.failed.map(({ connection: { connection_id }, error }) => [connection_id, error.message])).toEqual([
      [
        'bad',
        expect.stringMatching(
          /^Not logged in to Azure with the connection bad: the client secret or certificate has expired \(AADSTS7000222\); .*\.$/,
        ),
      ],
    ]);
    const session = await one.session({ account_id: parseAccountId(`azure:${GOOD}`), connection_id: 'good' }, Infinity, []);
    expect(session.apiCalls()).toBe(1);
    await expect(one.session({ account_id: parseAccountId(`azure:${BAD}`), connection_id: 'bad' }, Infinity, [])).rejects.toMatchObject({
      details: { class: 'denied', error_code: 'NotLoggedIn' },
    });
  });
});

describe('a tenant with a hundred subscriptions', () => {
  const subscriptions = Array.from({ length: 100 }, (_, at) =>
    parseAccountId(`azure:00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
  );
  const tryAll = async (connection_id: string): Promise<number> => {
    let opened = 0;
    const provider = azure();
    const open: CloudProvider['open'] = async (...parts) => ((opened += 1), await provider.open(...parts));
    const one = agent({ ...provider, open });
    for (const account_id of subscriptions)
      await expect(one.session({ account_id, connection_id }, Infinity, [])).rejects.toMatchObject({ details: { class: 'denied' } });
    return opened;
  };

  it('logs in once if each refuses the login its role', async () => {
    server.on(/^\/subscriptions\/[0-9a-f-]+$/, apiError(403, 'AuthorizationFailed', 'No.'));
    expect(await tryAll('good')).toBe(1);
  });

  it('logs in twice if its secret has expired: with the one that was read before, and with the one that is stored', async () => {
    expect(await tryAll('bad')).toBe(2);
  });
});

describe('the settings of a connection', () => {
  const problems = (settings: object): readonly string[] =>
    azureConnectionSettings.safeParse(settings).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

  it.each([
    [{}, []],
    [{ tenant_id: TENANT, client_id: CLIENT, cloud: 'usgovernment' }, []],
    [{ tenant_id: TENANT, client_id: CLIENT, client_secret: 'env:NAME' }, []],
    [{ client_id: CLIENT }, ['tenant_id: give the directory id of the tenant']],
    [{ tenant_id: TENANT, client_secret: 'env:NAME' }, ['client_id: give the client id of the application']],
    [
      { tenant_id: TENANT, client_id: CLIENT, client_secret: 'env:A', client_certificate: 'env:B' },
      ['client_certificate: give a secret or a certificate, not both'],
    ],
  ])('%j has the problems %j', (settings, expected) => {
    expect(problems(settings)).toEqual(expected);
  });

  it.each([
    [{ tenant_id: 'contoso.onmicrosoft.com' }, 'tenant_id'],
    [{ tenant_id: TENANT.toUpperCase() }, 'tenant_id'],
    [{ tenant_id: TENANT, client_id: CLIENT, client_secret: SECRET }, 'client_secret'],
    [{ cloud: 'moon' }, 'cloud'],
    [{ authority: 'https://evil.example' }, ''],
  ])('%j is refused', (settings, field) => {
    expect(problems(settings)[0]).toMatch(new RegExp(`^${field}:`));
    expect(problems(settings).join()).not.toContain(SECRET);
  });
});
