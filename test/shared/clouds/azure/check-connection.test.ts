import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sendThrough } from '../../../../shared/clouds/azure/access/http.ts';
import { AzureLogin } from '../../../../shared/clouds/azure/azure-login.ts';
import type { AzureConnectionSettings } from '../../../../shared/clouds/azure/connection-settings.ts';
import { azureFacts } from '../../../../shared/clouds/azure/facts.ts';
import type { CloudProvider } from '../../../../shared/clouds/provider.ts';
import { checkConnection, type CheckedConnection } from '../../../../shared/connections/check-connection.ts';
import { Secrets } from '../../../../shared/connections/secrets.ts';
import { listedConnections, SubscriptionAgent } from '../../../../shared/connections/subscription-agent.ts';
import { systemClock } from '../../../../shared/real-seams.ts';
import { makeCertificate } from '../../../support/certificate.ts';
import { CountingRandom } from '../../../support/fakes.ts';
import { type Application, AzureServer } from './support/azure-server.ts';
import { awsPublicKey, CLIENT, ISSUER, ROLE, SECRET, SUBSCRIPTION, TENANT, tokensOf, trusting } from './support/logins.ts';

const REFERENCE = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/contoso';
const READER = { actions: ['*/read'], notActions: [] };

let server: AzureServer;
/** The secret that is stored. */
let stored: string;

/** The provider with the test's server in the place of Azure. */
const provider = (): CloudProvider => ({
  facts: azureFacts,
  open: (connection, { readSecret }) => {
    // The settings are those of this test.
    const settings = connection.settings as AzureConnectionSettings;
    return Promise.resolve(
      new AzureLogin({
        connection,
        tenant: settings.tenant_id,
        hosts: server.hosts,
        send: sendThrough(trusting(server)),
        tokens: tokensOf(server, { settings, readSecret }),
        random: new CountingRandom(),
        clock: systemClock,
        offline: false,
      }),
    );
  },
});

function agentFor(settings: AzureConnectionSettings) {
  const connection = { connection_id: 'contoso', provider: 'azure', settings } as const;
  const secrets = new Secrets(
    { secretsmanager: () => Promise.resolve(stored), ssm: () => Promise.reject(new Error('not expected')), environment: undefined },
    systemClock,
  );
  return {
    connection,
    agent: new SubscriptionAgent([provider()], listedConnections([connection]), secrets, { environment: {} }, systemClock),
  };
}

async function checked(settings: AzureConnectionSettings): Promise<CheckedConnection> {
  const { connection, agent } = agentFor(settings);
  return await checkConnection(connection, { agent, types: [], signal: new AbortController().signal });
}

const withSecret: AzureConnectionSettings = { tenant_id: TENANT, client_id: CLIENT, client_secret: REFERENCE };
const application = (more: Partial<Application> = {}): Application => ({
  tenant: TENANT,
  client: CLIENT,
  proof: { secret: SECRET },
  graphPermissions: ['Policy.Read.All'],
  ...more,
});

beforeEach(async () => {
  server = await AzureServer.start();
  stored = SECRET;
  const subscription = { subscriptionId: SUBSCRIPTION, displayName: 'Shop', state: 'Enabled', tenantId: TENANT };
  server.on('/subscriptions', { body: { value: [subscription] } });
  server.on(`/subscriptions/${SUBSCRIPTION}`, { body: subscription });
  server.on(`/subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/permissions`, { body: { value: [READER] } });
  server.on('/tenants', { body: { value: [{ tenantId: TENANT, displayName: 'Contoso' }] } });
  server.on('POST /providers/Microsoft.ResourceGraph/resources', { body: { data: [], resultTruncated: 'false' } });
});

afterEach(async () => {
  await server.stop();
});

const OK = {
  connection_id: 'contoso',
  provider: 'azure',
  status: 'ok',
  account_id: `azure:tenant/${TENANT}`,
  accounts: 2,
  tried: 2,
  problems: [],
};

describe('a check of a connection to Azure', () => {
  it('proves a login by a stored secret', async () => {
    server.applications.push(application());

    expect(await checked(withSecret)).toMatchObject(OK);
  });

  it('proves a login by a stored certificate', async () => {
    const { certificate, key } = makeCertificate({ commonName: 'muster' });
    server.applications.push(application({ proof: { certificate } }));
    stored = `${certificate}\n${key}`;

    expect(await checked({ tenant_id: TENANT, client_id: CLIENT, client_certificate: REFERENCE })).toMatchObject(OK);
  });

  it('proves a login by a token of AWS, without a secret', async () => {
    const proof = { issuer: ISSUER, subject: ROLE, audience: 'api://AzureADTokenExchange', publicKey: awsPublicKey() };
    server.applications.push(application({ proof }));

    expect(await checked({ tenant_id: TENANT, client_id: CLIENT })).toMatchObject(OK);
  });

  it.each([
    ['a secret that has expired', { refusal: { error: 'invalid_client', code: 7000222 } }, 'failed', /expired/],
    ['a wrong secret', { proof: { secret: 'another' } }, 'failed', /secret/],
    ['another tenant', { tenant: '11111111-aaaa-4bbb-8ccc-999999999999' }, 'failed', /tenant/],
    ['a clock that is wrong', { refusal: { error: 'invalid_client', code: 700024 } }, 'unreachable', /clock/],
  ] as const)('fails with %s in one sentence that holds no secret', async (_, more, status, sentence) => {
    server.applications.push(application(more));

    const found = await checked(withSecret);

    expect(found).toMatchObject({ status, accounts: 0, problems: [{ message: expect.stringMatching(sentence) }] });
    expect(JSON.stringify(found)).not.toContain(SECRET);
  });

  it('is incomplete without the consent to read the directory, and for a login that sees nothing', async () => {
    server.applications.push(application({ graphPermissions: [] }));
    server.on('/subscriptions', { body: { value: [] } });

    const found = await checked(withSecret);

    expect(found.status).toBe('incomplete');
    expect(found.problems.map(({ message }) => message).join(' ')).toMatch(/consent/);
    expect(found.problems.map(({ message }) => message).join(' ')).toMatch(/sees no subscription/);
  });

  it('finds the secret that was stored in place of the one that is refused', async () => {
    server.applications.push(application({ proof: { secret: 'the-new-one' } }));
    const { agent } = agentFor(withSecret);
    const account = { account_id: OK.account_id, connection_id: 'contoso' } as unknown as Parameters<typeof agent.session>[0];

    await expect(agent.session(account, Infinity, [])).rejects.toMatchObject({ details: { class: 'denied' } });
    stored = 'the-new-one';
    (await agent.session(account, Infinity, [])).close();
  });
});
