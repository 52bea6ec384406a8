/** The commands of this machine against a server that plays Azure: each runs as a process of its own, with the certificate and the endpoint in its environment. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AzureServer } from '../../shared/clouds/azure/support/azure-server.ts';
import { awsPublicKey, awsToken, CLIENT, ISSUER, ROLE, SECRET, SUBSCRIPTION, TENANT } from '../../shared/clouds/azure/support/logins.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { serve } from '../../support/serve.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

let server: AzureServer;
let dir: string;
const BASE = `/subscriptions/${SUBSCRIPTION}`;

beforeEach(async () => {
  server = await AzureServer.start();
  dir = mkdtempSync(join(tmpdir(), 'muster-azure-'));
  writeFileSync(join(dir, 'ca.pem'), server.authority);
  server.on('/subscriptions', {
    body: { value: [{ subscriptionId: SUBSCRIPTION, displayName: 'Shop', state: 'Enabled', tenantId: TENANT }] },
  });
  server.on('/tenants', { body: { value: [{ tenantId: TENANT, displayName: 'Contoso' }] } });
  server.on('POST /providers/Microsoft.ResourceGraph/resources', { body: { data: [], resultTruncated: 'false' } });
  server.on(BASE, { body: { state: 'Enabled' } });
  server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, { body: { value: [{ actions: ['*/read'], notActions: [] }] } });
  server.on(`${BASE}/providers`, { body: { value: [] } });
});

afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

/** Runs the program; this machine's own logins are hidden from it, and so is the Azure CLI. */
const muster = async (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  await musterProcess(args, dir, {
    PATH: dir,
    NODE_EXTRA_CA_CERTS: join(dir, 'ca.pem'),
    MUSTER_AZURE_ENDPOINT_URL: server.hosts.management,
    ...env,
  });

/** A configuration with one connection to the tenant. */
function configured(settings: object): string {
  const file = join(dir, 'muster.yaml');
  writeFileSync(file, JSON.stringify({ connections: [{ name: 'contoso', provider: 'azure', settings }] }));
  return file;
}

const federated = { tenant_id: TENANT, client_id: CLIENT };

describe('muster validate-auth', () => {
  it("uses this machine's own login", async () => {
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
    const env = { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET };
    const { code, out, err } = await muster(['validate-auth', '--provider', 'azure'], env);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`azure:tenant/${TENANT}`);
    expect(out).toContain(CLIENT);
  });

  it('uses the secret that a connection names', async () => {
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
    const config = configured({ ...federated, client_secret: 'env:CONTOSO_SECRET' });
    const args = ['validate-auth', '--connection', 'contoso', '--config', config];
    const { code, out, err } = await muster(args, { CONTOSO_SECRET: SECRET });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(CLIENT);
    const wrong = await muster(args, { CONTOSO_SECRET: `${SECRET}x` });
    expect(wrong.code).toBe(5);
    expect(wrong.err).toContain('AADSTS7000215');
    expect(wrong.out + wrong.err).not.toContain(SECRET);
  });

  it('uses the certificate that a connection names', async () => {
    const { certificate, key } = makeCertificate({ commonName: 'muster' });
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { certificate } });
    const config = configured({ ...federated, client_certificate: 'env:CONTOSO_CERTIFICATE' });
    const { code, err } = await muster(['validate-auth', '--connection', 'contoso', '--config', config], {
      CONTOSO_CERTIFICATE: certificate + key,
    });
    expect([code, err]).toEqual([0, '']);
  });

  it('uses a token of AWS where a connection names no secret', async () => {
    const audience = 'api://AzureADTokenExchange';
    server.applications.push({
      tenant: TENANT,
      client: CLIENT,
      proof: { issuer: ISSUER, subject: ROLE, audience, publicKey: awsPublicKey() },
    });
    const sts = await serve(
      () =>
        new Response(
          `<GetWebIdentityTokenResponse><GetWebIdentityTokenResult><WebIdentityToken>${awsToken(audience)}</WebIdentityToken></GetWebIdentityTokenResult></GetWebIdentityTokenResponse>`,
        ),
    );
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'none', AWS_REGION: 'eu-west-1' };
    const { code, err } = await muster(['validate-auth', '--connection', 'contoso', '--config', configured(federated)], {
      ...keys,
      AWS_ENDPOINT_URL: sts.url,
    });
    await sts.close();
    expect([code, err]).toEqual([0, '']);
  });

  it('says in one sentence how to log in where there is no login', async () => {
    const { code, err } = await muster(['validate-auth', '--provider', 'azure']);
    expect(code).toBe(5);
    expect(err).toMatch(/^muster: Not logged in to Azure [^\n]*az login[^\n]*\.\n$/);
  });

  it('tells a cloud that cannot be reached from a login that is refused', async () => {
    const env = { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET };
    await server.stop();
    const { code, err } = await muster(['validate-auth', '--provider', 'azure'], env);
    server = await AzureServer.start();
    expect(code).toBe(4);
    expect(err).toContain('ECONNREFUSED');
    expect(err).not.toContain(SECRET);
  });

  it.each([
    [
      'a secret that is not set',
      { ...federated, client_secret: 'env:NOT_SET' },
      {},
      5,
      /environment variable NOT_SET, .* is not set; set it where Muster runs\.$/,
    ],
    ['a profile', {}, { profile: 'x' }, 2, /The connection contoso cannot be used: logins to Azure have no profile; leave it out/],
  ])('tells %s in one sentence, and so does a run', async (_name, settings, more, exit, sentence) => {
    const file = join(dir, 'muster.yaml');
    writeFileSync(file, JSON.stringify({ connections: [{ name: 'contoso', provider: 'azure', settings, ...more }] }));
    for (const command of ['validate-auth', 'run']) {
      const { code, err } = await muster([command, '--connection', 'contoso', '--config', file]);
      expect([code, err.trim()]).toEqual([exit, expect.stringMatching(sentence)]);
    }
  });

  it('refuses an endpoint without TLS', async () => {
    const { code, err } = await muster(['validate-auth', '--provider', 'azure'], { MUSTER_AZURE_ENDPOINT_URL: 'http://localhost:1' });
    expect(code).toBe(2);
    expect(err).toContain('https://');
  });
});

describe('muster list-accounts', () => {
  it('lists the subscriptions and the directory', async () => {
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET }, graphPermissions: ['Policy.Read.All'] });
    const env = { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET };
    const { code, out, err } = await muster(['list-accounts', '--provider', 'azure'], env);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`azure:${SUBSCRIPTION}\tShop\nazure:tenant/${TENANT}\tContoso\n`);
  });
});

describe('muster connections check', () => {
  it('proves a connection, and tells what it does not see', async () => {
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
    const config = configured({ ...federated, client_secret: 'env:CONTOSO_SECRET' });
    const { code, out, err } = await muster(['connections', 'check', 'contoso', '--config', config, '--json'], { CONTOSO_SECRET: SECRET });
    expect([err, out]).toEqual([expect.not.stringContaining(SECRET), expect.stringContaining(`azure:tenant/${TENANT}`)]);
    expect(code).toBe(3);
    expect(out).toContain('muster permissions azure');
  });

  it('tells what to do about an expired secret', async () => {
    server.applications.push({
      tenant: TENANT,
      client: CLIENT,
      proof: { secret: SECRET },
      refusal: { error: 'invalid_client', code: 7000222 },
    });
    const config = configured({ ...federated, client_secret: 'env:CONTOSO_SECRET' });
    const { code, out, err } = await muster(['connections', 'check', 'contoso', '--config', config], { CONTOSO_SECRET: SECRET });
    expect(code).toBe(5);
    expect(out + err).toContain('AADSTS7000222');
    expect(out + err).not.toContain(SECRET);
  });
});

describe('muster run', () => {
  it('writes what Azure answers', async () => {
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET }, graphPermissions: ['Policy.Read.All'] });
    const id = `${BASE}/resourceGroups/Data/providers/Microsoft.Storage/storageAccounts/One`;
    server.on(`${BASE}/providers/Microsoft.Storage/storageAccounts`, {
      body: { value: [{ id, name: 'One', location: 'westeurope', properties: {} }] },
    });
    const config = configured({ ...federated, client_secret: 'env:CONTOSO_SECRET' });
    const args = [
      'run',
      '--connection',
      'contoso',
      '--config',
      config,
      '--types',
      'Microsoft.Storage/storageAccounts',
      '--outdir',
      join(dir, 'out'),
    ];
    const { code, err } = await muster(args, { CONTOSO_SECRET: SECRET });
    expect([code, err]).toEqual([0, expect.not.stringContaining(SECRET)]);
    const written = readdirSync(join(dir, 'out'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.jsonl'));
    const everything = written.map((file) => readFileSync(join(dir, 'out', file), 'utf8')).join('\n');
    expect(everything).toContain(id);
  });
});
