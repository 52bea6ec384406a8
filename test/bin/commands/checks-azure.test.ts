/** `muster connections check` for every way to log in to Azure, against a server that plays Entra ID and the APIs. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckedConnection } from '../../../shared/connections/check-connection.ts';
import { type Application, AzureServer } from '../../shared/clouds/azure/support/azure-server.ts';
import { awsPublicKey, awsToken, CLIENT, ISSUER, ROLE, SECRET, SUBSCRIPTION, TENANT } from '../../shared/clouds/azure/support/logins.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { serve } from '../../support/serve.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

const BASE = `/subscriptions/${SUBSCRIPTION}`;
const EVERYTHING = ['Directory.Read.All', 'Policy.Read.All', 'AuditLog.Read.All'];
const AUDIENCE = 'api://AzureADTokenExchange';
const IDS = { tenant_id: TENANT, client_id: CLIENT };
const FEDERATED = { issuer: ISSUER, subject: ROLE, audience: AUDIENCE, publicKey: awsPublicKey() };

let server: AzureServer;
let dir: string;

beforeEach(async () => {
  server = await AzureServer.start();
  server.isOneHost = true;
  dir = mkdtempSync(join(tmpdir(), 'muster-checks-'));
  writeFileSync(join(dir, 'ca.pem'), server.authority);
  const subscription = { subscriptionId: SUBSCRIPTION, displayName: 'Shop', state: 'Enabled', tenantId: TENANT };
  server.on('/subscriptions', { body: { value: [subscription] } });
  server.on('/tenants', { body: { value: [{ tenantId: TENANT, displayName: 'Contoso' }] } });
  server.on('POST /providers/Microsoft.ResourceGraph/resources', { body: { data: [], resultTruncated: 'false' } });
  server.on(BASE, { body: subscription });
  server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, { body: { value: [{ actions: ['*/read'], notActions: [] }] } });
});

afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

const application = (proof: Application['proof'], more: Partial<Application> = {}): Application => ({
  tenant: TENANT,
  client: CLIENT,
  proof,
  graphPermissions: EVERYTHING,
  ...more,
});

interface Checked extends Ended {
  readonly check: CheckedConnection;
}

/** Checks a connection of a configuration file with these settings. */
async function checked(settings: object, env: NodeJS.ProcessEnv = {}): Promise<Checked> {
  const config = join(dir, 'muster.yaml');
  writeFileSync(config, JSON.stringify({ connections: [{ name: 'contoso', provider: 'azure', settings }] }));
  const ended = await musterProcess(['connections', 'check', 'contoso', '--config', config, '--json'], dir, {
    PATH: dir,
    NODE_EXTRA_CA_CERTS: join(dir, 'ca.pem'),
    MUSTER_AZURE_ENDPOINT_URL: server.hosts.management,
    ...env,
  });
  // The command prints one line of the check's own type.
  return { ...ended, check: JSON.parse(ended.out || '{}') as CheckedConnection };
}

const OK = {
  status: 'ok',
  account_id: `azure:tenant/${TENANT}`,
  user: CLIENT,
  accounts: 2,
  tried: 2,
  missing_permissions: [],
  problems: [],
};

describe('a check of a login to Azure', () => {
  it('by a client secret tells who it is, what it sees, and that nothing is missing', async () => {
    server.applications.push(application({ secret: SECRET }));

    const { code, check, out, err } = await checked({ ...IDS, client_secret: 'env:CONTOSO_SECRET' }, { CONTOSO_SECRET: SECRET });

    expect([code, check]).toMatchObject([0, OK]);
    expect(out + err).not.toContain(SECRET);
  });

  it('by a client certificate', async () => {
    const { certificate, key } = makeCertificate({ commonName: 'muster' });
    server.applications.push(application({ certificate }));

    const { code, check, out, err } = await checked(
      { ...IDS, client_certificate: 'env:CONTOSO_CERTIFICATE' },
      { CONTOSO_CERTIFICATE: certificate + key },
    );

    expect([code, check]).toMatchObject([0, OK]);
    expect(out + err).not.toContain(key.split('\n')[1]);
  });

  it('by federation with a token of AWS, which STS gives for the audience of the cloud', async () => {
    server.applications.push(application(FEDERATED));
    const asked: string[] = [];
    const sts = await serve(async (request) => {
      asked.push(decodeURIComponent(await request.text()));
      const token = `<WebIdentityToken>${awsToken(AUDIENCE)}</WebIdentityToken>`;
      return new Response(
        `<GetWebIdentityTokenResponse><GetWebIdentityTokenResult>${token}</GetWebIdentityTokenResult></GetWebIdentityTokenResponse>`,
      );
    });

    const { code, check } = await checked(IDS, {
      AWS_ENDPOINT_URL: sts.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'none',
    });
    await sts.close();

    expect([code, check]).toMatchObject([0, OK]);
    expect(asked[0]).toContain('Action=GetWebIdentityToken');
    expect(asked[0]).toContain(AUDIENCE);
    expect(asked[0]).toContain('SigningAlgorithm=RS256');
  });

  it('by the secret in the environment', async () => {
    server.applications.push(application({ secret: SECRET }));

    const { code, check } = await checked({}, { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET });

    expect([code, check]).toMatchObject([0, OK]);
  });

  it('by the certificate file that the environment names', async () => {
    const { certificate, key } = makeCertificate({ commonName: 'muster' });
    server.applications.push(application({ certificate }));
    const file = join(dir, 'certificate.pem');
    writeFileSync(file, certificate + key);

    const { code, check } = await checked({}, { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_CERTIFICATE_PATH: file });

    expect([code, check]).toMatchObject([0, OK]);
  });

  it('by the token file of a workload identity', async () => {
    server.applications.push(application(FEDERATED));
    const file = join(dir, 'token');
    writeFileSync(file, awsToken(AUDIENCE));

    const { code, check } = await checked({}, { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_FEDERATED_TOKEN_FILE: file });

    expect([code, check]).toMatchObject([0, OK]);
  });

  it('by the Azure CLI, as a person of whose rights in the directory the token does not tell', async () => {
    const token = server.issue(TENANT, server.hosts.management, { upn: 'ada@example.com', scp: 'Directory.AccessAsUser.All' });
    const answer = JSON.stringify({ accessToken: token, expires_on: Math.floor(Date.now() / 1000) + 3600, tokenType: 'Bearer' });
    writeFileSync(join(dir, 'az'), `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(join(dir, 'az'), 0o755);

    const { code, check, out } = await checked({ tenant_id: TENANT }, { PATH: `${dir}:/bin:/usr/bin` });

    expect([code, check]).toMatchObject([0, { ...OK, user: 'ada@example.com' }]);
    expect(check.notes).toEqual([
      expect.stringMatching(new RegExp(`told only after an inventory.*: azure:tenant/${TENANT}\\.$`)),
      // Roles on vaults, and their access policies, may allow it too.
      expect.stringMatching(/could not be found out, .*: Microsoft\.KeyVault\/vaults\/certificates\/read\.$/),
    ]);
    expect(out).not.toContain(token);
  });

  it('tells the actions and the permissions of Microsoft Graph that the application lacks', async () => {
    server.applications.push(application({ secret: SECRET }, { graphPermissions: ['Policy.Read.All', 'Group.Read.All'] }));
    server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, {
      body: { value: [{ actions: ['*/read'], notActions: ['Microsoft.Storage/*'] }] },
    });

    const { code, check } = await checked({ ...IDS, client_secret: 'env:CONTOSO_SECRET' }, { CONTOSO_SECRET: SECRET });

    expect([code, check.status]).toEqual([3, 'incomplete']);
    expect(check.missing_permissions).toEqual(
      expect.arrayContaining(['AuditLog.Read.All', 'Microsoft.Storage/storageAccounts/read', 'User.Read.All']),
    );
    for (const granted of ['Policy.Read.All', 'GroupMember.Read.All', 'Microsoft.Compute/disks/read'])
      expect(check.missing_permissions).not.toContain(granted);
    expect(new Set(check.problems.map(({ account_id }) => account_id))).toEqual(
      new Set([`azure:${SUBSCRIPTION}`, `azure:tenant/${TENANT}`]),
    );
  });

  it('names what the directory needs where the application was granted nothing of it', async () => {
    server.applications.push(application({ secret: SECRET }, { graphPermissions: [] }));

    const { code, check } = await checked({ ...IDS, client_secret: 'env:CONTOSO_SECRET' }, { CONTOSO_SECRET: SECRET });

    expect([code, check]).toMatchObject([3, { accounts: 1, missing_permissions: expect.arrayContaining(['User.Read.All']) }]);
  });

  it('says that it does not know what the login may read where Azure does not tell', async () => {
    server.applications.push(application({ secret: SECRET }));
    server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, {
      status: 403,
      body: { error: { code: 'AuthorizationFailed', message: 'No.' } },
    });

    const { check } = await checked({ ...IDS, client_secret: 'env:CONTOSO_SECRET' }, { CONTOSO_SECRET: SECRET });

    expect(check.notes).toEqual([expect.stringMatching(new RegExp(`told only after an inventory.*: azure:${SUBSCRIPTION}\\.$`))]);
  });
});
