import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Estate, HOME, NETWORK, OTHER_REGION, SECRET } from '../../support/oci/estate.ts';
import { configText, makeApiKey, makeToken, PASSPHRASE, REGION, TENANCY, USER } from '../../support/oci/keys.ts';
import { NOT_FOUND, OciServer } from '../../support/oci/oci-server.ts';
import { type Ended, musterProcess } from './support/muster-process.ts';

const KEY = makeApiKey();
const TOKEN = makeToken({ sub: USER, tenant: TENANCY }, Date.now() + 3_600_000);
const SESSION_KEY = makeApiKey();

let dir = '';
let server: OciServer;
let estate: Estate;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'muster-oci-'));
  server = new OciServer({
    answer: (request) => estate.answer(request),
    keys: new Map([
      [KEY.keyId, KEY.publicKey],
      [`ST$${TOKEN}`, SESSION_KEY.publicKey],
    ]),
  });
  await server.listen();
  writeFileSync(join(dir, 'ca.pem'), server.certificate);
  writeFileSync(join(dir, 'key.pem'), KEY.encrypted);
  writeFileSync(join(dir, 'session.pem'), SESSION_KEY.pem);
  writeFileSync(join(dir, 'token'), TOKEN);
  const profile = {
    tenancy: TENANCY,
    user: USER,
    fingerprint: KEY.fingerprint,
    key_file: join(dir, 'key.pem'),
    pass_phrase: PASSPHRASE,
    region: REGION,
  };
  const session = {
    tenancy: TENANCY,
    fingerprint: SESSION_KEY.fingerprint,
    key_file: join(dir, 'session.pem'),
    security_token_file: join(dir, 'token'),
    region: REGION,
  };
  const locked = { ...profile, pass_phrase: 'planted-secret' };
  writeFileSync(join(dir, 'config'), configText(profile) + configText(session, 'session') + configText(locked, 'locked'));
});
afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});
beforeEach(() => {
  estate = new Estate();
});

const muster = async (...args: readonly string[]): Promise<Ended> => await musterWith({}, ...args);

const musterWith = async (env: NodeJS.ProcessEnv, ...args: readonly string[]): Promise<Ended> =>
  await musterProcess(args, dir, {
    NODE_EXTRA_CA_CERTS: join(dir, 'ca.pem'),
    OCI_CLI_CONFIG_FILE: join(dir, 'config'),
    MUSTER_OCI_ENDPOINT_URL: server.endpoint,
    ACME_KEY: KEY.encrypted,
    ACME_PASSPHRASE: PASSPHRASE,
    ...env,
  });

describe('a login to OCI', () => {
  it('is shown by validate-auth, with the API key of a profile', async () => {
    const { code, out } = await muster('validate-auth', '--provider', 'oci', '--auth', 'config', '--json');

    expect([code, JSON.parse(out)]).toEqual([0, { provider: 'oci', account_id: `oci:${TENANCY}`, user: USER }]);
  });

  it('is made with the token of a session', async () => {
    const { code, out } = await muster('validate-auth', '--provider', 'oci', '--auth', 'security_token', '--profile', 'session', '--json');

    expect([code, JSON.parse(out)]).toMatchObject([0, { user: USER }]);
    expect(server.requests.at(-1)?.keyId).toBe(`ST$${TOKEN}`);
  });

  it('is made by a connection with an API key whose private half and passphrase are secrets that it names', async () => {
    const settings = {
      auth: 'api_key',
      tenancy: TENANCY,
      user: USER,
      fingerprint: KEY.fingerprint,
      region: REGION,
      private_key: 'env:ACME_KEY',
      passphrase: 'env:ACME_PASSPHRASE',
    };
    writeFileSync(join(dir, 'muster.yaml'), JSON.stringify({ connections: [{ name: 'acme', provider: 'oci', settings }] }));

    const { code, out } = await muster('validate-auth', '--connection', 'acme', '--config', 'muster.yaml', '--json');

    expect([code, JSON.parse(out)]).toMatchObject([0, { user: USER }]);
    expect(server.requests.at(-1)?.keyId).toBe(KEY.keyId);
  });

  it('is refused where a connection holds the private key itself', async () => {
    const settings = { auth: 'api_key', tenancy: TENANCY, private_key: KEY.pem };
    writeFileSync(join(dir, 'bad.yaml'), JSON.stringify({ connections: [{ name: 'acme', provider: 'oci', settings }] }));

    const { code, err } = await muster('validate-auth', '--connection', 'acme', '--config', 'bad.yaml');

    expect(code).toBe(2);
    expect(err).toContain('private_key: this looks like a secret, which a connection never holds');
    expect(err).not.toContain(KEY.pem.split('\n')[1]);
  });

  it('lists regions, its tenancy and the compartments', async () => {
    const login = ['--provider', 'oci', '--auth', 'config'];

    expect((await muster('list-regions', ...login)).out).toBe(`${HOME}\thome region\n${OTHER_REGION}\n`);
    expect((await muster('list-accounts', ...login)).out).toBe(`oci:${TENANCY}\tacme\n`);
    expect((await muster('list-compartments', ...login)).out).toBe(`${NETWORK}\tnetwork\n${SECRET}\tnetwork/secret\n${TENANCY}\troot\n`);
  });

  it.each([
    ['a wrong passphrase', ['--profile', 'locked'], 'the passphrase does not open the key file'],
    ['a profile that does not exist', ['--profile', 'nobody'], 'has no profile nobody; it has DEFAULT, session, locked.'],
    ['no session token', ['--auth', 'security_token'], 'has no security_token_file'],
    ['no resource principal', ['--auth', 'resource'], 'this process is no resource of OCI'],
    [
      'a tenancy that no policy shows',
      ['--auth', 'config', '--tenancy', 'ocid1.tenancy.oc1..aaaaaaaaother'],
      'no policy lets it see ocid1.tenancy.oc1..aaaaaaaaother',
    ],
  ])('with %s ends with one sentence and exit code 5', async (_name, args, sentence) => {
    const { code, err } = await muster('validate-auth', '--provider', 'oci', ...args);

    expect([code, err]).toEqual([5, expect.stringContaining(sentence)]);
    expect(err).toMatch(/^muster: [^\n]+\.\n$/);
    expect(err).not.toContain('planted-secret');
  });

  it('takes the flags of OCI for OCI only', async () => {
    const { code, err } = await muster('validate-auth', '--tenancy', TENANCY);

    expect([code, err]).toEqual([2, 'muster: --tenancy is for logins to OCI: give --provider oci too.\n']);
  });
});

describe('muster run --provider oci', () => {
  it('writes files sorted by segment, type and ocid, and says how much was read', async () => {
    estate.lists.set(`${OTHER_REGION} /20160918/vcns ${NETWORK}`, [
      {
        id: 'ocid1.vcn.oc1.phx.b',
        displayName: 'b',
        compartmentId: NETWORK,
        lifecycleState: 'AVAILABLE',
        definedTags: { Ops: { owner: 'x' } },
      },
      { id: 'ocid1.vcn.oc1.phx.a', displayName: 'a', compartmentId: NETWORK, lifecycleState: 'AVAILABLE' },
    ]);
    estate.refusals.set(`${OTHER_REGION} /20160918/subnets ${SECRET}`, { status: 404, body: NOT_FOUND });
    const answer = estate.answer.bind(estate);
    estate.answer = (request) => {
      if (request.path !== '/20180409/resources') return answer(request);
      const zone = { resourceType: 'CustomerDnsZone', identifier: 'ocid1.dns-zone.oc1..z', displayName: 'zone', compartmentId: NETWORK };
      return { body: { items: request.host.includes(OTHER_REGION) ? [zone] : [] } };
    };

    const { code, err } = await muster(
      'run',
      '--provider',
      'oci',
      '--auth',
      'config',
      '--outdir',
      'out',
      '--formats',
      'jsonl,csv,parquet',
      '--quiet',
    );

    expect([code, err]).toEqual([3, '']);
    const files = readdirSync(join(dir, 'out'), { recursive: true, encoding: 'utf8' });
    const file = (name: string): string => readFileSync(join(dir, 'out', files.find((path) => basename(path) === name) ?? name), 'utf8');
    const summary = JSON.parse(file('run_summary.json')) as Record<string, unknown>;
    expect(summary).toMatchObject({
      status: 'completed_with_errors',
      by_type: expect.objectContaining({ Vcn: 2, CustomerDnsZone: 1, Compartment: 2 }),
      missing_permissions: expect.arrayContaining(['inspect subnets']),
      // Two regions and the global slices, with three compartments each.
      compartments: { visited: 9, refused: 1 },
    });
    expect(summary['discovered']).toBe(Number(summary['enriched_ok']) + Number(summary['not_implemented']) + Number(summary['errors']));
    const resources = file('inventory.jsonl')
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as {
            readonly segment: string;
            readonly resource_id: string;
            readonly type: string;
            readonly enrich_status: string;
          },
      );
    expect(resources.find(({ type }) => type === 'CustomerDnsZone')).toMatchObject({ enrich_status: 'NOT_IMPLEMENTED', name: 'zone' });
    // The list of networks tells all of them.
    expect(resources.find(({ type }) => type === 'Vcn')).toMatchObject({ enrich_status: 'OK' });
    const order = resources.map(({ segment, type, resource_id }) => `${segment} ${type} ${resource_id}`);
    expect(order).toEqual(order.toSorted());
    expect(file('inventory.csv')).toContain('ocid1.vcn.oc1.phx.a');
    expect(files.some((path) => path.endsWith('inventory.parquet'))).toBe(true);
    const coverage = file('coverage.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(coverage.find(({ type, segment }) => type === 'Subnet' && segment === OTHER_REGION)).toMatchObject({
      outcome: 'partial',
      permission: 'inspect subnets',
      error_message: expect.stringContaining('of 3 compartments and parents, 1 could not be read (network/secret)'),
    });
    expect(coverage.find(({ type, segment }) => type === 'Subnet' && segment === HOME)).toMatchObject({
      outcome: 'complete',
      resources: 0,
    });
    expect(coverage.find(({ type }) => type === 'CustomerDnsZone')).toMatchObject({ outcome: 'partial', resources: 1 });
  });
});
