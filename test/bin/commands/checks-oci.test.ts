/** `muster connections check` for every way to log in to OCI, against a server that checks the signature of every request. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckedConnection } from '../../../shared/connections/check-connection.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { Estate, HOME } from '../../support/oci/estate.ts';
import { configText, makeApiKey, makeToken, PASSPHRASE, REGION, TENANCY, USER } from '../../support/oci/keys.ts';
import { NOT_FOUND, type OciRequest, type OciResponse, OciServer } from '../../support/oci/oci-server.ts';
import { serve, type Served } from '../../support/serve.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

const HOUR = 3_600_000;
const KEY = makeApiKey();
const SESSION_KEY = makeApiKey();
const TOKEN = makeToken({ sub: USER, tenant: TENANCY }, Date.now() + HOUR);
const FUNCTION = 'ocid1.fnfunc.oc1.phx.f';
const RESOURCE_TOKEN = makeToken({ sub: FUNCTION, res_tenant: TENANCY }, Date.now() + HOUR);
const INSTANCE = 'ocid1.instance.oc1.phx.i';
const INSTANCE_TOKEN = makeToken({ sub: INSTANCE, tenant: TENANCY }, Date.now() + HOUR);
const LEAF = makeCertificate({ commonName: INSTANCE, organizationalUnit: `opc-tenant:${TENANCY}` });

let dir = '';
let server: OciServer;
let metadata: Served;
let estate: Estate;
/** How far the server's clock is ahead, in milliseconds. */
let skew = 0;
const keys = new Map([
  [KEY.keyId, KEY.publicKey],
  [`ST$${TOKEN}`, SESSION_KEY.publicKey],
  [`ST$${RESOURCE_TOKEN}`, SESSION_KEY.publicKey],
]);

/** Exchanges the certificate of an instance for a token of the key that comes with it. */
function federate({ body }: OciRequest): OciResponse {
  const { publicKey } = body as { readonly publicKey: string };
  keys.set(`ST$${INSTANCE_TOKEN}`, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }));
  return { body: { token: INSTANCE_TOKEN } };
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-checks-'));
  const fingerprint = new X509Certificate(LEAF.certificate).fingerprint.replaceAll(':', '').toLowerCase();
  keys.set(`${TENANCY}/fed-x509/${fingerprint}`, createPublicKey(LEAF.certificate));
  server = new OciServer({
    answer: (request) => (request.path === '/v1/x509' ? federate(request) : estate.answer(request)),
    keys,
    now: () => Date.now() + skew,
  });
  await server.listen();
  const facts: Readonly<Record<string, string>> = {
    '/instance/region': 'phx',
    '/instance/regionInfo': JSON.stringify({ regionIdentifier: REGION, realmDomainComponent: 'oraclecloud.com' }),
    '/identity/cert.pem': LEAF.certificate,
    '/identity/key.pem': LEAF.key,
    '/identity/intermediate.pem': makeCertificate({ commonName: 'intermediate' }).certificate,
  };
  metadata = await serve((request) => {
    const fact = facts[new URL(request.url).pathname];
    return new Response(fact ?? '', { status: fact === undefined ? 404 : 200 });
  });
  writeFileSync(join(dir, 'ca.pem'), server.certificate);
  writeFileSync(join(dir, 'key.pem'), KEY.encrypted);
  writeFileSync(join(dir, 'session.pem'), SESSION_KEY.pem);
  writeFileSync(join(dir, 'token'), TOKEN);
  const api = {
    tenancy: TENANCY,
    user: USER,
    fingerprint: KEY.fingerprint,
    key_file: join(dir, 'key.pem'),
    pass_phrase: PASSPHRASE,
    region: REGION,
  };
  const session = { tenancy: TENANCY, key_file: join(dir, 'session.pem'), security_token_file: join(dir, 'token'), region: REGION };
  writeFileSync(join(dir, 'config'), configText(api) + configText(session, 'session'));
});
afterAll(async () => {
  await Promise.all([server.close(), metadata.close()]);
  rmSync(dir, { recursive: true });
});
beforeEach(() => {
  estate = new Estate();
  estate.objects.set(`* /20160918/authenticationPolicies/${TENANCY}`, { compartmentId: TENANCY, passwordPolicy: {} });
  skew = 0;
});

const NO_METADATA = 'http://127.0.0.1:9/none';

interface Checked extends Ended {
  readonly check: CheckedConnection;
}

async function checked(connection: object, env: NodeJS.ProcessEnv = {}): Promise<Checked> {
  writeFileSync(join(dir, 'muster.yaml'), JSON.stringify({ connections: [{ name: 'acme', provider: 'oci', ...connection }] }));
  const ended = await musterProcess(['connections', 'check', 'acme', '--config', 'muster.yaml', '--json'], dir, {
    NODE_EXTRA_CA_CERTS: join(dir, 'ca.pem'),
    OCI_CLI_CONFIG_FILE: join(dir, 'config'),
    OCI_METADATA_BASE_URL: NO_METADATA,
    MUSTER_OCI_ENDPOINT_URL: server.endpoint,
    ...env,
  });
  // The command prints one line of the check's own type.
  return { ...ended, check: JSON.parse(ended.out || '{}') as CheckedConnection };
}

const OK = { status: 'ok', account_id: `oci:${TENANCY}`, user: USER, accounts: 1, tried: 1, missing_permissions: [], problems: [] };

const RESOURCE = {
  OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
  OCI_RESOURCE_PRINCIPAL_RPST: RESOURCE_TOKEN,
  OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: SESSION_KEY.pem,
  OCI_RESOURCE_PRINCIPAL_REGION: REGION,
};

describe('a check of a login to OCI', () => {
  it.each([
    ['the default profile of the configuration file', {}, {}, USER],
    ['a named profile with the token of a session', { profile: 'session' }, {}, USER],
    ['the token of a session, as asked for', { profile: 'session', settings: { auth: 'security_token' } }, {}, USER],
    ['a resource principal, where there is one', {}, RESOURCE, FUNCTION],
    ['a resource principal, as asked for', { settings: { auth: 'resource' } }, RESOURCE, FUNCTION],
    ['the configuration file, as asked for where there is a resource principal', { settings: { auth: 'config' } }, RESOURCE, USER],
  ] as const)('by %s', async (_name, connection, env, user) => {
    const { code, check, out, err } = await checked(connection, env);

    expect([code, check]).toMatchObject([0, { ...OK, user }]);
    for (const secret of [TOKEN, RESOURCE_TOKEN, PASSPHRASE, SESSION_KEY.pem.split('\n')[1]]) expect(out + err).not.toContain(secret);
  });

  it.each([
    ['where there is one', {}],
    ['as asked for', { settings: { auth: 'instance' } }],
  ])('by an instance principal, %s', async (_name, connection) => {
    const { code, check, out } = await checked(connection, { OCI_METADATA_BASE_URL: metadata.url });

    expect([code, check]).toMatchObject([0, { ...OK, user: INSTANCE }]);
    expect(out).not.toContain(INSTANCE_TOKEN);
  });

  it('by an API key and a passphrase that are secrets', async () => {
    const settings = {
      auth: 'api_key',
      tenancy: TENANCY,
      user: USER,
      fingerprint: KEY.fingerprint,
      region: REGION,
      private_key: 'env:ACME_KEY',
      passphrase: 'env:ACME_PASSPHRASE',
    };
    const { code, check, out, err } = await checked({ settings }, { ACME_KEY: KEY.encrypted, ACME_PASSPHRASE: PASSPHRASE });

    expect([code, check]).toMatchObject([0, OK]);
    expect(out + err).not.toContain(PASSPHRASE);
  });

  it('tries the permissions of the resource types, and tells which are refused and which it could not try', async () => {
    estate.refusals.set(`${HOME} /20160918/vcns`, { status: 404, body: NOT_FOUND });
    estate.lists.set(`${HOME} /20160918/networkSecurityGroups ${TENANCY}`, [
      { id: 'ocid1.nsg.oc1.iad.a', displayName: 'a', compartmentId: TENANCY, lifecycleState: 'AVAILABLE' },
      { id: 'ocid1.nsg.oc1.iad.b', displayName: 'b', compartmentId: TENANCY, lifecycleState: 'AVAILABLE' },
    ]);
    server.requests.length = 0;

    const { code, check } = await checked({});

    expect([code, check.status]).toEqual([3, 'incomplete']);
    // The rules of the group are another call, which the estate has no answer to.
    const rules = "use network-security-groups where request.permission='NETWORK_SECURITY_GROUP_LIST_SECURITY_RULES'";
    expect(check.missing_permissions).toEqual(['inspect vcns', rules]);
    expect(check.problems).toEqual([
      {
        account_id: `oci:${TENANCY}`,
        message: expect.stringMatching(/lacks permissions .*: inspect vcns, use network-security-groups where .*\.$/),
      },
    ]);
    // There is no vault whose keys could be asked for.
    expect(check.unknown_permissions).toEqual(expect.arrayContaining(['inspect keys', 'read clusters']));
    expect(check.unknown_permissions).not.toContain('inspect subnets');
    expect(check.notes).toEqual([expect.stringMatching(/could not be found out/)]);
    // Only the first item of a list is looked at.
    expect(server.requests.filter(({ path }) => path.includes('ocid1.nsg.oc1.iad.b'))).toEqual([]);
    expect(server.requests.length).toBeLessThan(120);
  });

  it('tells that the compartments may not be listed', async () => {
    estate.refusals.set(`* /20160918/compartments ${TENANCY}`, { status: 404, body: NOT_FOUND });

    expect((await checked({})).check.missing_permissions).toContain('inspect compartments');
  });

  it('fails with the clock as the cause', async () => {
    skew = 6 * 60_000;

    const { code, check } = await checked({});

    expect([code, check]).toMatchObject([
      5,
      { status: 'failed', problems: [{ message: expect.stringMatching(/clock .*; set the clock\.$/) }] },
    ]);
  });
});
