import { describe, expect, it } from '@jest/globals';
import { chooseKeys, type LoginSurroundings } from '../../../../../shared/clouds/oci/access/choose-keys.ts';
import { type KeySource, LoginProblem } from '../../../../../shared/clouds/oci/access/key-source.ts';
import { classOf } from '../../../../../shared/clouds/oci/access/oci-failure.ts';
import { ociConnectionSettings, type OciConnectionSettings } from '../../../../../shared/clouds/oci/connection-settings.ts';
import { configText, filesOf, makeApiKey, makeToken, PASSPHRASE, REGION, TENANCY, USER } from '../../../../support/oci/keys.ts';
import { makeCertificate } from '../../../../support/certificate.ts';

const KEY = makeApiKey();
const OTHER = makeApiKey();
const NOW = Date.parse('2026-11-28T10:00:00Z');
const HOUR = 3_600_000;
const PROFILE = { tenancy: TENANCY, user: USER, fingerprint: KEY.fingerprint, key_file: '~/.oci/key.pem', region: REGION };
const FILES = { '~/.oci/config': configText(PROFILE), '~/.oci/key.pem': KEY.pem, '~/.oci/locked.pem': KEY.encrypted };

const surroundings = (more: Partial<LoginSurroundings> = {}): LoginSurroundings => ({
  environment: {},
  files: filesOf(FILES),
  metadata: async () => undefined,
  send: async () => {
    throw new Error('nothing is sent');
  },
  now: () => NOW,
  readSecret: async (reference) => {
    throw new Error(`no secret ${reference}`);
  },
  ...more,
});

const choose = async (settings: OciConnectionSettings = {}, profile?: string, more: Partial<LoginSurroundings> = {}): Promise<KeySource> =>
  await chooseKeys(settings, profile, surroundings(more));

/** The configuration file with one profile changed. */
const withProfile = (changed: Readonly<Record<string, string | undefined>>, files: Readonly<Record<string, string>> = {}) => ({
  files: filesOf({
    ...FILES,
    '~/.oci/config': configText(Object.fromEntries(Object.entries({ ...PROFILE, ...changed }).filter(([, value]) => value !== undefined))),
    ...files,
  }),
});

describe('an API key of the configuration file', () => {
  it('is used under the name of tenancy, user and fingerprint', async () => {
    const keys = await choose();

    expect(keys).toMatchObject({ tenancy: TENANCY, user: USER, region: REGION });
    expect((await keys.key()).keyId).toBe(KEY.keyId);
  });

  it('is opened with its passphrase', async () => {
    const keys = await choose({}, undefined, withProfile({ key_file: '~/.oci/locked.pem', pass_phrase: PASSPHRASE }));

    expect((await keys.key()).privateKey.equals(KEY.privateKey)).toBe(true);
  });

  it('takes entries that its profile lacks from DEFAULT, and a region by its key', async () => {
    const text = `${FILES['~/.oci/config']}# a comment\n; another\n[prod]\nregion = PHX\n`;

    const keys = await choose({}, 'prod', { files: filesOf({ ...FILES, '~/.oci/config': text }) });

    expect([keys.tenancy, keys.region]).toEqual([TENANCY, 'us-phoenix-1']);
  });

  it.each([
    ['a file that does not exist', {}, undefined, { files: filesOf({}) }, 'there is no file ~/.oci/config; run oci setup config'],
    ['a profile that does not exist', {}, 'prod', {}, '~/.oci/config has no profile prod; it has DEFAULT.'],
    ['a line that is no entry', {}, undefined, { files: filesOf({ '~/.oci/config': '[DEFAULT]\nnonsense' }) }, 'line 2 of ~/.oci/config'],
    ['an entry that is missing', {}, undefined, withProfile({ user: undefined }), 'has no user; add it'],
    [
      'a key file that does not exist',
      {},
      undefined,
      withProfile({ key_file: '/gone.pem' }),
      'names the key file /gone.pem, and there is no such file',
    ],
    ['no key file', {}, undefined, withProfile({ key_file: undefined }), 'has no key_file'],
    ['a file that is no key', {}, undefined, withProfile({}, { '~/.oci/key.pem': 'planted-secret' }), 'is not a private key in PEM form'],
    [
      'a wrong passphrase',
      {},
      undefined,
      withProfile({ key_file: '~/.oci/locked.pem', pass_phrase: 'planted-secret' }),
      'the passphrase does not open the key file ~/.oci/locked.pem',
    ],
    ['no passphrase', {}, undefined, withProfile({ key_file: '~/.oci/locked.pem' }), 'is encrypted and there is no passphrase for it'],
    [
      'the fingerprint of another key',
      {},
      undefined,
      withProfile({ fingerprint: OTHER.fingerprint }),
      `which is ${KEY.fingerprint}; correct fingerprint or key_file`,
    ],
    ['a region that is none', {}, undefined, withProfile({ region: 'evil.example.com/x' }), 'is not the name of a region'],
    ['no session token', { auth: 'security_token' as const }, undefined, {}, 'has no security_token_file; run oci session authenticate'],
  ])('%s is told in one sentence', async (_name, settings, profile, more, sentence) => {
    const told = await choose(settings, profile, more).catch((error: Error) => error.message);

    expect(told).toContain(sentence);
    expect(told).not.toContain('planted-secret');
  });
});

describe('a session token', () => {
  const session = (token: string) =>
    withProfile({ user: undefined, security_token_file: '~/.oci/token' }, { '~/.oci/token': `${token}\n` });

  it('signs under its own name', async () => {
    const token = makeToken({ sub: USER, tenant: TENANCY }, NOW + HOUR);

    const keys = await choose({ auth: 'security_token' }, undefined, session(token));

    expect(keys).toMatchObject({ tenancy: TENANCY, user: USER });
    expect((await keys.key()).keyId).toBe(`ST$${token}`);
  });

  it('that has expired is told with the time and the command that opens a new one', async () => {
    await expect(choose({}, undefined, session(makeToken({}, NOW - HOUR)))).rejects.toThrow(
      'the session of the profile DEFAULT expired at 2026-11-28T09:00:00.000Z; run oci session refresh --profile DEFAULT, or oci session authenticate',
    );
  });

  it('that is about to expire is read again from its file', async () => {
    const files: Record<string, string> = { ...FILES, '~/.oci/config': configText({ ...PROFILE, security_token_file: '/token' }) };
    const [old, fresh] = [makeToken({ sub: 'old' }, NOW + 30_000), makeToken({ sub: 'new' }, NOW + HOUR)];
    files['/token'] = old;
    const keys = await choose({}, undefined, { files: { read: async (path) => files[path] } });

    files['/token'] = fresh;

    expect((await keys.key()).keyId).toBe(`ST$${fresh}`);
  });
});

describe('a resource principal', () => {
  const token = makeToken({ sub: 'ocid1.fnfunc.oc1.phx.f', res_tenant: TENANCY }, NOW + HOUR);
  const environment = {
    OCI_RESOURCE_PRINCIPAL_VERSION: '2.2',
    OCI_RESOURCE_PRINCIPAL_RPST: token,
    OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: '/key.pem',
    OCI_RESOURCE_PRINCIPAL_REGION: 'phx',
  };
  const files = filesOf({ '/key.pem': KEY.pem });

  it('is the first choice where there is one', async () => {
    const keys = await choose({}, undefined, { environment, files });

    expect(keys).toMatchObject({ tenancy: TENANCY, user: 'ocid1.fnfunc.oc1.phx.f', region: 'us-phoenix-1' });
    expect((await keys.key()).keyId).toBe(`ST$${token}`);
  });

  it('is not tried where the user names a profile', async () => {
    const keys = await choose({}, 'DEFAULT', { environment, files: filesOf({ ...FILES, '/key.pem': KEY.pem }) });

    expect(keys.user).toBe(USER);
  });

  it.each([
    ['no version', {}, 'is not set, so this process is no resource of OCI'],
    ['another version', { ...environment, OCI_RESOURCE_PRINCIPAL_VERSION: '1.1' }, 'Muster reads version 2.2 only'],
    ['no key', { ...environment, OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM: '' }, 'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM is not set'],
    [
      'a region that is none',
      { ...environment, OCI_RESOURCE_PRINCIPAL_REGION: 'evil.example/x' },
      '"evil.example/x", which is not the name of',
    ],
    ['a token that is none', { ...environment, OCI_RESOURCE_PRINCIPAL_RPST: 'planted-secret' }, 'holds no token of a resource principal'],
  ])('with %s is told in one sentence', async (_name, set, sentence) => {
    const told = await choose({ auth: 'resource' }, undefined, { environment: set, files }).catch((error: Error) => error.message);

    expect(told).toContain(sentence);
    expect(told).not.toContain('planted-secret');
  });
});

describe('an instance principal', () => {
  const leaf = makeCertificate({ commonName: 'ocid1.instance.oc1.phx.i', organizationalUnit: `opc-tenant:${TENANCY}` });
  const files: Readonly<Record<string, string>> = {
    'instance/region': 'phx',
    'instance/regionInfo': JSON.stringify({ regionIdentifier: 'us-phoenix-1', realmDomainComponent: 'oraclecloud.com', realmKey: 'oc1' }),
    'identity/cert.pem': leaf.certificate,
    'identity/key.pem': leaf.key,
    'identity/intermediate.pem': makeCertificate({ commonName: 'intermediate' }).certificate,
  };
  const metadata: LoginSurroundings['metadata'] = async (path) => files[path];

  it('exchanges the certificate for a token of a fresh key, and again when the token is about to expire', async () => {
    const sent: { readonly url: string; readonly keyId: string; readonly body: Record<string, unknown> }[] = [];
    let now = NOW;
    const send: LoginSurroundings['send'] = async ({ url, body }, headers) => {
      sent.push({
        url: url.href,
        keyId: /keyId="([^"]+)"/.exec(headers['authorization'] ?? '')?.[1] ?? '',
        body: JSON.parse(body ?? '') as Record<string, unknown>,
      });
      return { status: 200, headers: {}, text: JSON.stringify({ token: makeToken({ sub: `session ${sent.length}` }, now + HOUR) }) };
    };

    const keys = await choose({}, undefined, { metadata, send, now: () => now });
    const first = await keys.key();
    now += HOUR - 1000;
    const second = await keys.key();

    expect(keys).toMatchObject({ tenancy: TENANCY, user: 'session 1', region: 'us-phoenix-1' });
    expect(sent).toHaveLength(2);
    expect(sent[0]?.url).toBe('https://auth.us-phoenix-1.oraclecloud.com/v1/x509');
    expect(sent[0]?.keyId).toMatch(new RegExp(`^${TENANCY}/fed-x509/[0-9a-f]{40}$`));
    expect(sent[0]?.body).toMatchObject({ purpose: 'DEFAULT', certificate: expect.stringMatching(/^[A-Za-z0-9+/=]+$/) });
    expect(second.keyId).not.toBe(first.keyId);
    expect(second.privateKey.equals(first.privateKey)).toBe(false);
  });

  const hostsAsked = async (changed: Readonly<Record<string, string>>): Promise<string[]> => {
    const hosts: string[] = [];
    const send: LoginSurroundings['send'] = async ({ url }) => {
      hosts.push(url.host);
      return { status: 200, headers: {}, text: JSON.stringify({ token: makeToken({}, NOW + HOUR) }) };
    };
    await choose({}, undefined, { metadata: async (path) => ({ ...files, ...changed })[path], send });
    return hosts;
  };
  const infoOf = (realmDomainComponent: string): string => JSON.stringify({ regionIdentifier: 'x', realmDomainComponent });

  it('asks the hosts of the realm that Muster knows, whatever domain the machine names', async () => {
    expect(await hostsAsked({ 'instance/regionInfo': infoOf('evil.example') })).toEqual(['auth.us-phoenix-1.oraclecloud.com']);
  });

  it('asks the hosts of an unknown realm at the domain that the machine names, if it is one', async () => {
    const certificate = makeCertificate({
      commonName: 'i',
      organizationalUnit: 'opc-tenant:ocid1.tenancy.oc99..aaaaaaaatenancy',
    });
    const unknown = {
      'instance/region': 'zz-nowhere-1',
      'identity/cert.pem': certificate.certificate,
      'identity/key.pem': certificate.key,
    };

    expect(await hostsAsked({ ...unknown, 'instance/regionInfo': infoOf('cloud.example.com') })).toEqual([
      'auth.zz-nowhere-1.cloud.example.com',
    ]);
    await expect(hostsAsked({ ...unknown, 'instance/regionInfo': infoOf('evil.example/x#') })).rejects.toThrow(
      'names "evil.example/x#" as the domain of its realm, which is no domain',
    );
  });

  it('whose machine names a region that is none is told so', async () => {
    await expect(hostsAsked({ 'instance/region': 'evil.example/x' })).rejects.toThrow(
      'the metadata service of this machine names the region "evil.example/x", which no region is called',
    );
  });

  it('shares one exchange among calls that need another token at the same time, and tries again after a failed one', async () => {
    let exchanges = 0;
    let now = NOW;
    let status = 200;
    const send: LoginSurroundings['send'] = async () => {
      exchanges += 1;
      return { status, headers: {}, text: JSON.stringify({ token: makeToken({ sub: `session ${exchanges}` }, now + HOUR) }) };
    };
    const keys = await choose({}, undefined, { metadata, send, now: () => now });
    const together = async <T>(ask: () => Promise<T>): Promise<readonly T[]> => await Promise.all(Array.from({ length: 16 }, ask));

    now += HOUR;
    const given = await together(async () => await keys.key());
    expect([exchanges, new Set(given.map(({ keyId }) => keyId)).size]).toEqual([2, 1]);

    const [refused] = given;
    if (!refused) throw new Error('There is no key.');
    expect(new Set(await together(async () => await keys.renew(refused)))).toEqual(new Set([true]));
    expect(await keys.renew(refused)).toBe(true);
    expect(exchanges).toBe(3);

    now += HOUR;
    status = 500;
    await expect(together(async () => await keys.key())).rejects.toMatchObject({ status: 500 });
    expect(exchanges).toBe(4);
    status = 200;
    await keys.key();
    expect(exchanges).toBe(5);
  });

  it('whose token is over when it arrives is told that its clock is wrong, and not exchanged again for every request', async () => {
    const send: LoginSurroundings['send'] = async () => ({
      status: 200,
      headers: {},
      text: JSON.stringify({ token: makeToken({}, NOW - 1000) }),
    });

    await expect(choose({}, undefined, { metadata, send })).rejects.toMatchObject({ name: 'ClockSkew', status: 401 });
  });

  it('outside OCI is told in one sentence', async () => {
    await expect(choose({ auth: 'instance' })).rejects.toThrow('this machine is no instance of OCI: its metadata service does not answer');
  });

  it('whose certificate is refused is told with the status', async () => {
    const send: LoginSurroundings['send'] = async () => ({ status: 401, headers: {}, text: '' });

    await expect(choose({}, undefined, { metadata, send })).rejects.toThrow('OCI gives this instance no session (HTTP 401)');
  });

  it.each([
    [429, 'throttled'],
    [503, 'transient'],
  ])('whose certificate is answered with %i may log in later: %s', async (status, errorClass) => {
    const send: LoginSurroundings['send'] = async () => ({ status, headers: {}, text: '' });

    const error = await choose({}, undefined, { metadata, send }).catch((thrown: unknown) => thrown);

    expect([error instanceof LoginProblem, classOf(error)]).toEqual([false, errorClass]);
  });
});

describe('a key in a store of secrets', () => {
  const settings: OciConnectionSettings = {
    tenancy: TENANCY,
    user: USER,
    fingerprint: KEY.fingerprint,
    region: REGION,
    private_key: 'env:KEY',
    passphrase: 'env:PASS',
  };
  const secrets: Readonly<Record<string, string>> = { 'env:KEY': KEY.encrypted, 'env:PASS': PASSPHRASE };
  const readSecret: LoginSurroundings['readSecret'] = async (reference) => secrets[reference] ?? '';

  it('is read by its reference', async () => {
    expect((await (await choose(settings, undefined, { readSecret })).key()).keyId).toBe(KEY.keyId);
  });

  it('whose settings are not complete is told with what is missing', async () => {
    await expect(choose({ private_key: 'env:KEY', tenancy: TENANCY }, undefined, { readSecret })).rejects.toThrow(
      'its settings lack user, fingerprint, region; add them',
    );
  });

  it('of another fingerprint is told', async () => {
    await expect(choose({ ...settings, fingerprint: OTHER.fingerprint }, undefined, { readSecret })).rejects.toThrow(
      `is not that of its private_key, which is ${KEY.fingerprint}`,
    );
  });
});

it.each([
  ['a secret instead of a reference', { private_key: KEY.pem }],
  ['a region that would be another host', { region: 'x.example.com' }],
  ['a tenancy that is none', { tenancy: 'ocid1.user.oc1..aaaaaaaaaaaa' }],
  ['a setting that does not exist', { password: 'x' }],
])('the settings refuse %s', (_name, settings) => {
  expect(ociConnectionSettings.safeParse(settings).success).toBe(false);
});

const REFERENCE = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/oci-a1B2c3';

it.each([
  [{ auth: 'instance', config_file: '~/.oci/config' }, ['config_file']],
  [{ auth: 'resource', user: USER }, ['user']],
  [{ auth: 'security_token', private_key: REFERENCE }, ['private_key']],
  [{ auth: 'config', private_key: REFERENCE, fingerprint: KEY.fingerprint }, ['fingerprint', 'private_key']],
  [{ auth: 'api_key', config_file: '~/.oci/config', private_key: REFERENCE }, ['config_file']],
  [{ config_file: '~/.oci/config', private_key: REFERENCE }, ['config_file']],
  [{ auth: 'auto', passphrase: REFERENCE }, ['passphrase']],
])('settings that contradict each other are refused by name: %j', (settings, names) => {
  const { error } = ociConnectionSettings.safeParse(settings);

  expect(error?.issues.map(({ path }) => path.join('.')).toSorted()).toEqual(names);
  for (const { message } of error?.issues ?? []) expect(message).toMatch(/leave|give/);
});

it.each([
  {},
  { auth: 'instance', tenancy: TENANCY, region: REGION },
  { auth: 'config', config_file: '~/.oci/config' },
  { auth: 'security_token', config_file: '~/.oci/config' },
  { config_file: '~/.oci/config' },
  { private_key: REFERENCE, passphrase: REFERENCE, user: USER, fingerprint: KEY.fingerprint, tenancy: TENANCY, region: REGION },
  { auth: 'api_key', private_key: REFERENCE, user: USER, fingerprint: KEY.fingerprint, tenancy: TENANCY, region: REGION },
])('settings that are meant for one way to log in are taken: %j', (settings) => {
  expect(ociConnectionSettings.safeParse(settings).success).toBe(true);
});
