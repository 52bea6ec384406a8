import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TokenCredential } from '@azure/identity';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { classifyError } from '../../../../../shared/clouds/azure/access/classify-error.ts';
import { scopeOf } from '../../../../../shared/clouds/azure/hosts.ts';
import { claimsOf, TokenSource } from '../../../../../shared/clouds/azure/access/tokens.ts';
import type { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { systemClock } from '../../../../../shared/real-seams.ts';
import { makeCertificate } from '../../../../support/certificate.ts';
import { AzureServer, type Application } from '../support/azure-server.ts';
import { awsPublicKey, awsToken, CLIENT, ISSUER, ROLE, SECRET, TENANT, type TestLogin, tokensOf } from '../support/logins.ts';

let server: AzureServer;
const environment = { ...process.env };

beforeEach(async () => {
  server = await AzureServer.start();
});

afterEach(async () => {
  process.env = { ...environment };
  await server.stop();
});

const bySecret: Application = { tenant: TENANT, client: CLIENT, proof: { secret: SECRET } };
const federated = (): Application => ({
  tenant: TENANT,
  client: CLIENT,
  proof: { issuer: ISSUER, subject: ROLE, audience: 'api://AzureADTokenExchange', publicKey: awsPublicKey() },
});
const FEDERATION = { tenant_id: TENANT, client_id: CLIENT };

const token = async (login: TestLogin): Promise<string> => await tokensOf(server, login).token(scopeOf(server.hosts, 'management'));

async function refusal(login: TestLogin): Promise<CloudError> {
  try {
    await token(login);
  } catch (error) {
    return classifyError(error, { place: 'Login' });
  }
  throw new Error('The login was not refused.');
}

describe('a login', () => {
  it('with a client secret gets a token of the tenant for the API', async () => {
    server.applications.push(bySecret);
    expect(claimsOf(await token({}))).toEqual({ tenant: TENANT, user: CLIENT, permissions: [], isDelegated: false });
  });

  it('with a certificate proves that it has the private key', async () => {
    const { certificate, key } = makeCertificate({ commonName: 'muster' });
    server.applications.push({ tenant: TENANT, client: CLIENT, proof: { certificate } });
    const settings = { ...FEDERATION, client_certificate: 'env:AZURE_CERTIFICATE' };
    expect(claimsOf(await token({ settings, readSecret: async () => certificate + key })).user).toBe(CLIENT);
    const other = makeCertificate({ commonName: 'other' });
    const error = await refusal({ settings, readSecret: async () => other.certificate + other.key });
    expect(error.details).toEqual({ class: 'denied', error_code: 'AADSTS700027' });
  });

  it('by workload-identity federation shows the token that AWS gives to the role, and no secret', async () => {
    server.applications.push(federated());
    const audiences: string[] = [];
    const webIdentity = async (audience: string): Promise<string> => {
      audiences.push(audience);
      return awsToken(audience);
    };
    const readSecret = async (): Promise<string> => {
      throw new Error('No secret may be read.');
    };
    expect(claimsOf(await token({ settings: FEDERATION, readSecret, webIdentity })).tenant).toBe(TENANT);
    expect(audiences).toEqual(['api://AzureADTokenExchange']);
  });

  it.each([
    ['another role', { subject: `${ROLE}2` }, 'AADSTS700213', 'denied'],
    ['another AWS account', { issuer: `${ISSUER}x` }, 'AADSTS700211', 'denied'],
    ['a clock that is wrong', { lifeSeconds: -10 }, 'AADSTS700024', 'transient'],
  ] as const)('by federation is refused for a token of %s, and the message says what to do', async (_what, options, code, errorClass) => {
    server.applications.push(federated());
    const error = await refusal({ settings: FEDERATION, webIdentity: async (audience) => awsToken(audience, options) });
    expect(error.details).toEqual({ class: errorClass, error_code: code });
    expect(error.message).toMatch(errorClass === 'denied' ? /federated credential/ : /clock/);
  });

  it('by federation tells why AWS gave no token', async () => {
    server.applications.push(federated());
    const { CloudError: Refused } = await import('../../../../../shared/clouds/cloud-error.ts');
    const denied = new Refused('Denied.', { class: 'denied', error_code: 'AccessDenied', permission: 'sts:GetWebIdentityToken' });
    const error = await refusal({
      settings: FEDERATION,
      webIdentity: async () => {
        throw denied;
      },
    });
    expect(error).toBe(denied);
  });

  it.each([
    ['a wrong secret', { ...bySecret, proof: { secret: 'another' } }, 'AADSTS7000215', /client secret is wrong/],
    ['an expired secret', { ...bySecret, refusal: { error: 'invalid_client', code: 7000222 } }, 'AADSTS7000222', /has expired/],
    [
      'another application',
      { ...bySecret, client: '99999999-aaaa-4bbb-8ccc-222222222222' },
      'AADSTS700016',
      /does not know the application/,
    ],
    ['another tenant', { ...bySecret, tenant: '99999999-aaaa-4bbb-8ccc-111111111111' }, 'AADSTS90002', /no such tenant/],
    ['no consent', { ...bySecret, refusal: { error: 'invalid_grant', code: 65001 } }, 'AADSTS65001', /consent/],
    ['conditional access', { ...bySecret, refusal: { error: 'access_denied', code: 53003 } }, 'AADSTS53003', /Conditional Access/],
    [
      'an unknown reason',
      { ...bySecret, refusal: { error: 'invalid_client', code: 7999999 } },
      'AADSTS7999999',
      /Entra ID refused the login/,
    ],
  ] as const)('that is refused for %s says so in one sentence without the secret', async (_what, application, code, sentence) => {
    server.applications.push(application);
    const error = await refusal({});
    expect(error.details).toEqual({ class: 'denied', error_code: code });
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toContain(SECRET);
    expect(error.message.trim().split(/\.\s/)).toHaveLength(1);
  });

  it('refuses a certificate without its key before anything is sent, and shows no part of it', async () => {
    const { certificate } = makeCertificate({ commonName: 'muster' });
    const settings = { ...FEDERATION, client_certificate: 'env:AZURE_CERTIFICATE' };
    const error = await refusal({ settings, readSecret: async () => certificate });
    expect(error.details).toEqual({ class: 'denied', error_code: 'BadCertificate' });
    expect(error.message).not.toContain('BEGIN');
  });

  it('refuses a certificate that has expired, and one with the key of another, before anything is sent', async () => {
    const [{ certificate, key }, other] = [makeCertificate({ commonName: 'muster' }), makeCertificate({ commonName: 'other' })];
    const settings = { ...FEDERATION, client_certificate: 'env:AZURE_CERTIFICATE' };
    const later = { ...systemClock, now: () => Date.now() + 3 * 86_400_000 };

    const expired = await refusal({ settings, readSecret: async () => certificate + key, clock: later });
    const foreign = await refusal({ settings, readSecret: async () => certificate + other.key });

    expect(expired.details).toEqual({ class: 'denied', error_code: 'CertificateExpired' });
    expect(foreign.details).toEqual({ class: 'denied', error_code: 'ForeignKey' });
    expect(server.given).toBe(0);
  });

  it('to a cloud that cannot be reached may succeed later', async () => {
    const unreachable = await AzureServer.start();
    await unreachable.stop();
    try {
      await tokensOf(unreachable).token(scopeOf(unreachable.hosts, 'management'));
    } catch (error) {
      expect(classifyError(error, { place: 'Login' }).details).toEqual({ class: 'transient', error_code: 'ECONNREFUSED' });
      return;
    }
    throw new Error('The login did not fail.');
  });
});

describe("this machine's own login", () => {
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AZURE_')) delete process.env[name];
  });

  it('is taken from the environment', async () => {
    server.applications.push(bySecret);
    Object.assign(process.env, { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_CLIENT_SECRET: SECRET });
    expect(claimsOf(await token({ settings: {} })).user).toBe(CLIENT);
  });

  it('is taken from a workload identity', async () => {
    server.applications.push(federated());
    const file = join(await mkdtemp(join(tmpdir(), 'muster-azure-')), 'token');
    await writeFile(file, awsToken('api://AzureADTokenExchange'));
    Object.assign(process.env, { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: CLIENT, AZURE_FEDERATED_TOKEN_FILE: file });
    expect(claimsOf(await token({ settings: {} })).user).toBe(CLIENT);
  });

  it('is taken from the Azure CLI', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-az-'));
    const claims = Buffer.from(JSON.stringify({ tid: TENANT, upn: 'ada@example.com' })).toString('base64url');
    const answer = { accessToken: `e30.${claims}.s`, expires_on: Math.floor(Date.now() / 1000) + 3600, tokenType: 'Bearer' };
    await writeFile(join(folder, 'az'), `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`);
    await chmod(join(folder, 'az'), 0o755);
    process.env['PATH'] = `${folder}${delimiter}${process.env['PATH']}`;
    expect(claimsOf(await token({ settings: { tenant_id: TENANT } }))).toEqual({
      tenant: TENANT,
      user: 'ada@example.com',
      permissions: [],
      isDelegated: false,
    });
  });

  it('is missed in one sentence that says how to log in', async () => {
    process.env['PATH'] = await mkdtemp(join(tmpdir(), 'muster-none-'));
    const error = await refusal({ settings: {} });
    expect(error.details).toEqual({ class: 'denied', error_code: 'NoAzureLogin' });
    expect(error.message).toContain('az login');
  });
});

describe('TokenSource', () => {
  const scope = (): string => scopeOf(server.hosts, 'management');

  it('gives all callers one token, and a new one shortly before the old one ends', async () => {
    let now = 0;
    let asked = 0;
    const hour = 60 * 60_000;
    const create = async (): Promise<TokenCredential> => ({
      getToken: async () => ({ token: `token ${(asked += 1)}`, expiresOnTimestamp: now + hour }),
    });
    const tokens = new TokenSource(create, { now: () => now, sleep: async () => {} });
    expect(await Promise.all([tokens.token('a'), tokens.token('a'), tokens.token('b')])).toEqual(['token 1', 'token 1', 'token 2']);
    now += 54 * 60_000;
    expect(await tokens.token('a')).toBe('token 1');
    now += 2 * 60_000;
    expect(await Promise.all([tokens.token('a'), tokens.token('a')])).toEqual(['token 3', 'token 3']);
  });

  it('renews a refused token once for all callers', async () => {
    server.applications.push(bySecret);
    const tokens = tokensOf(server);
    const refused = await tokens.token(scope());
    const renewed = await Promise.all([tokens.renewed(scope(), refused), tokens.renewed(scope(), refused)]);
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(refused);
    expect(server.given).toBe(2);
  });

  it('asks again after a failure', async () => {
    const tokens = tokensOf(server);
    await expect(tokens.token(scope())).rejects.toMatchObject({ name: 'AADSTS90002' });
    server.applications.push(bySecret);
    expect(claimsOf(await tokens.token(scope())).tenant).toBe(TENANT);
  });
});
