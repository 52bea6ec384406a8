/** Runs over two connections of which one cannot be used: the run tells its one cause, and reads the accounts of the other. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Application, type Asked, AzureServer } from '../../shared/clouds/azure/support/azure-server.ts';
import { CLIENT, SECRET, SUBSCRIPTION, TENANT } from '../../shared/clouds/azure/support/logins.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { makeApiKey, PASSPHRASE, REGION, TENANCY, USER } from '../../support/oci/keys.ts';
import { serve } from '../../support/serve.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

const OTHER_TENANT = '99999999-aaaa-4bbb-8ccc-999999999999';
const BASE = `/subscriptions/${SUBSCRIPTION}`;
const STORE = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/fabrikam';
const MISMATCH = makeCertificate({ commonName: 'another' });
const CERTIFICATE = makeCertificate({ commonName: 'muster' });
const KEY = makeApiKey();
const AWS_KEYS = { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'none', AWS_REGION: 'eu-west-1' };
/** A port at which nothing listens. */
const NOBODY = 'https://127.0.0.1:9';

let server: AzureServer;
let dir: string;

/** The tenant that the request's token is for. */
const tenantOf = ({ headers }: Asked): string =>
  // The server has given the token, with this claim.
  (JSON.parse(Buffer.from(headers.authorization?.split('.')[1] ?? '', 'base64url').toString()) as { readonly tid: string }).tid;

beforeEach(async () => {
  server = await AzureServer.start();
  server.isOneHost = true;
  dir = mkdtempSync(join(tmpdir(), 'muster-bad-'));
  writeFileSync(join(dir, 'ca.pem'), server.authority);
  const subscription = { subscriptionId: SUBSCRIPTION, displayName: 'Shop', state: 'Enabled', tenantId: TENANT };
  server.applications.push({ tenant: TENANT, client: CLIENT, proof: { secret: SECRET } });
  server.on('/subscriptions', (asked) => ({ body: { value: tenantOf(asked) === TENANT ? [subscription] : [] } }));
  server.on('/tenants', { body: { value: [] } });
  server.on('POST /providers/Microsoft.ResourceGraph/resources', { body: { data: [], resultTruncated: 'false' } });
  server.on(BASE, { body: subscription });
  server.on(`${BASE}/providers/Microsoft.Authorization/permissions`, { body: { value: [{ actions: ['*/read'], notActions: [] }] } });
  server.on(`${BASE}/providers`, { body: { value: [] } });
  server.on(`${BASE}/providers/Microsoft.Storage/storageAccounts`, { body: { value: [] } });
});

afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

const other = (more: Partial<Application> = {}): Application => ({
  tenant: OTHER_TENANT,
  client: CLIENT,
  proof: { secret: SECRET },
  ...more,
});
const IDS = { tenant_id: OTHER_TENANT, client_id: CLIENT };
const BY_SECRET = { ...IDS, client_secret: 'env:FABRIKAM_SECRET' };
const BY_CERTIFICATE = { ...IDS, client_certificate: 'env:FABRIKAM_CERTIFICATE' };
const API_KEY = {
  auth: 'api_key',
  tenancy: TENANCY,
  user: USER,
  fingerprint: KEY.fingerprint,
  region: REGION,
  private_key: 'env:ACME_KEY',
};

interface Run extends Ended {
  readonly summary: { readonly failed_connections?: readonly { readonly connection_id: string; readonly error: string }[] } & object;
}

/** Runs over the connection that works and the given one, of which no part of a secret may be printed or written. */
async function run(broken: object, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  const works = { tenant_id: TENANT, client_id: CLIENT, client_secret: 'env:CONTOSO_SECRET' };
  const connections = [
    { name: 'works', provider: 'azure', settings: works },
    { name: 'broken', ...broken },
  ];
  writeFileSync(join(dir, 'muster.yaml'), JSON.stringify({ connections }));
  const types = ['--types', 'Microsoft.Storage/storageAccounts'];
  const ended = await musterProcess(['run', '--config', 'muster.yaml', ...types, '--outdir', 'out', '--json'], dir, {
    PATH: dir,
    NODE_EXTRA_CA_CERTS: join(dir, 'ca.pem'),
    MUSTER_AZURE_ENDPOINT_URL: server.hosts.management,
    MUSTER_OCI_ENDPOINT_URL: NOBODY,
    CONTOSO_SECRET: SECRET,
    FABRIKAM_SECRET: SECRET,
    ...env,
  });
  const written = textOf(join(dir, 'out'));
  for (const secret of [SECRET, PASSPHRASE, ...[CERTIFICATE.key, MISMATCH.key, KEY.pem, KEY.encrypted].map((pem) => pem.split('\n')[2])])
    expect(ended.out + ended.err + written).not.toContain(secret);
  // The command prints the summary of the run.
  return { ...ended, summary: ended.out === '' ? {} : (JSON.parse(ended.out) as Run['summary']) };
}

/** The text of all files that the run wrote. */
function textOf(folder: string): string {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => basename(file).includes('.json'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

const azure = (settings: object): object => ({ provider: 'azure', settings });
const oci = (settings: object): object => ({ provider: 'oci', settings });

describe('a run with a connection that does not work', () => {
  it.each([
    [
      'a tenant that does not exist',
      azure({ ...BY_SECRET, tenant_id: '88888888-aaaa-4bbb-8ccc-888888888888' }),
      {},
      /no such tenant.*check tenant_id/,
    ],
    [
      'a tenant that does not know the application',
      azure({ ...BY_SECRET, client_id: OTHER_TENANT }),
      {},
      /does not know the application.*check client_id/,
    ],
    ['a wrong secret', azure(BY_SECRET), { FABRIKAM_SECRET: 'wrong' }, /client secret is wrong/],
    ['a secret that is not set', azure({ ...IDS, client_secret: 'env:NOT_SET' }), {}, /environment variable NOT_SET.*is not set; set it/],
    [
      'a certificate that the application does not have',
      azure(BY_CERTIFICATE),
      { FABRIKAM_CERTIFICATE: MISMATCH.certificate + MISMATCH.key },
      /does not know the key/,
    ],
    [
      'a certificate without its key',
      azure(BY_CERTIFICATE),
      { FABRIKAM_CERTIFICATE: CERTIFICATE.certificate },
      /certificate cannot be used.*as PEM text/,
    ],
    [
      'a certificate that is cut off',
      azure(BY_CERTIFICATE),
      { FABRIKAM_CERTIFICATE: (CERTIFICATE.certificate + CERTIFICATE.key).slice(0, -200) },
      /certificate cannot be used/,
    ],
    [
      'a certificate whose text is damaged',
      azure(BY_CERTIFICATE),
      { FABRIKAM_CERTIFICATE: CERTIFICATE.certificate + CERTIFICATE.key.replace(/\n.{30}/, '\nAAAA') },
      /certificate cannot be used/,
    ],
    [
      'a key with the key of another certificate',
      azure(BY_CERTIFICATE),
      { FABRIKAM_CERTIFICATE: CERTIFICATE.certificate + MISMATCH.key },
      /private key is not that of the stored certificate/,
    ],
    ['no region of AWS for a token', azure(IDS), {}, /no region of AWS is set.*set AWS_REGION/],
    ['no AWS credentials for a token', azure(IDS), { AWS_REGION: 'eu-west-1' }, /there are no AWS credentials/],
    [
      'a cloud that is down',
      oci(API_KEY),
      { ACME_KEY: KEY.pem },
      /OCI cannot be reached in us-phoenix-1 \(ECONNREFUSED\); check the network/,
    ],
    ['a key that is none', oci(API_KEY), { ACME_KEY: 'planted' }, /the secret private_key is not a private key in PEM form/],
    ['a key that is cut off', oci(API_KEY), { ACME_KEY: KEY.pem.slice(0, 300) }, /the secret private_key is not a private key in PEM form/],
    ['a locked key without a passphrase', oci(API_KEY), { ACME_KEY: KEY.encrypted }, /is encrypted and there is no passphrase/],
    [
      'a wrong passphrase',
      oci({ ...API_KEY, passphrase: 'env:ACME_PASSPHRASE' }),
      { ACME_KEY: KEY.encrypted, ACME_PASSPHRASE: 'wrong' },
      /passphrase does not open the secret private_key/,
    ],
    [
      'the fingerprint of another key',
      oci({ ...API_KEY, fingerprint: makeApiKey().fingerprint }),
      { ACME_KEY: KEY.pem },
      /fingerprint.*correct one of them/,
    ],
    [
      'a realm without a known host',
      oci({ ...API_KEY, tenancy: 'ocid1.tenancy.oc99..aaaaaaaatenancy' }),
      { ACME_KEY: KEY.pem },
      /does not know the realm oc99.*realm_domain/,
    ],
    ['no profile of that name', { provider: 'oci', profile: 'nobody' }, {}, /there is no file ~\/\.oci\/config/],
  ] as const)('tells %s in one sentence, and reads the other connection', async (_name, broken, env, cause) => {
    server.applications.push(
      other({ proof: 'FABRIKAM_CERTIFICATE' in env ? { certificate: CERTIFICATE.certificate } : { secret: SECRET } }),
    );

    const { code, summary } = await run(broken, env);

    expect([code, summary]).toMatchObject([3, { accounts: { total: 1, ok: 1 }, failed_connections: [{ connection_id: 'broken' }] }]);
    const [failed] = summary.failed_connections ?? [];
    expect(failed?.error).toMatch(cause);
    expect(failed?.error).toMatch(/^[^\n]+\.$/);
  });

  it.each([
    ['an expired secret or certificate', 'invalid_client', 7000222, /has expired.*add a new one/],
    ['a clock that is wrong', 'invalid_client', 700024, /set the clock/],
    ['no consent', 'invalid_grant', 65001, /no administrator has consented.*grant consent/],
    ['a disabled application', 'unauthorized_client', 7000112, /is disabled in this tenant/],
    ['Conditional Access', 'access_denied', 53003, /Conditional Access policy/],
  ])('tells %s as Entra ID refuses it', async (_name, error, number, cause) => {
    server.applications.push(other({ refusal: { error, code: number } }));

    const { code, summary } = await run(azure(BY_SECRET));

    expect([code, summary]).toMatchObject([3, { accounts: { total: 1, ok: 1 } }]);
    expect(summary.failed_connections).toMatchObject([{ connection_id: 'broken', error: expect.stringMatching(cause) }]);
  });

  it.each([
    ['does not exist', 'ResourceNotFoundException', 400, /There is no secret arn:.*muster\/fabrikam; correct/],
    ['may not be read', 'AccessDeniedException', 400, /may not read the secret arn:.*muster\/fabrikam.*secretsmanager:GetSecretValue/],
  ])('tells that a secret %s', async (_name, type, status, cause) => {
    const aws = await serve(() => new Response(JSON.stringify({ __type: type, message: SECRET }), { status }));

    const { code, summary } = await run(azure({ ...IDS, client_secret: STORE }), { ...AWS_KEYS, AWS_ENDPOINT_URL: aws.url });
    await aws.close();

    expect(code).toBe(3);
    expect(summary.failed_connections).toMatchObject([{ connection_id: 'broken', error: expect.stringMatching(cause) }]);
  });

  it.each([
    ['the secret itself', azure({ ...IDS, client_secret: SECRET }), /client_secret: write where the secret is and not the secret itself/],
    ['the key itself', oci({ ...API_KEY, private_key: KEY.pem }), /private_key: this looks like a secret/],
    ['the passphrase itself', oci({ ...API_KEY, passphrase: PASSPHRASE }), /passphrase: write where the secret is/],
    ['an unknown cloud', azure({ ...BY_SECRET, cloud: 'moon' }), /settings\.cloud: .* write public or usgovernment/],
    ['a host of its own', azure({ ...BY_SECRET, authority: 'https://evil.example' }), /authority/],
  ])('refuses a file with %s before it reads anything', async (_name, broken, sentence) => {
    const { code, out, err } = await run(broken);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(server.given).toBe(0);
  });

  it('tells of a login that sees nothing', async () => {
    server.applications.push(other());

    const { code, err, summary } = await run(azure(BY_SECRET));

    const cause = /connection broken works\. The login sees no subscription of the tenant .*give the application the role Reader/;
    expect([code, summary]).toMatchObject([3, { accounts: { total: 1, ok: 1 } }]);
    expect(summary.failed_connections).toMatchObject([{ connection_id: 'broken', error: expect.stringMatching(cause) }]);
    expect(err.match(/sees no subscription/g)).toHaveLength(1);
  });

  it('reads an account that two connections see through the first of them, and says so', async () => {
    const { summary, err } = await run(azure({ tenant_id: TENANT, client_id: CLIENT, client_secret: 'env:CONTOSO_SECRET' }));

    expect(summary).toMatchObject({ accounts: { total: 1, ok: 1 } });
    expect(err).toMatch(new RegExp(`azure:${SUBSCRIPTION}.*works`));
  });
});
