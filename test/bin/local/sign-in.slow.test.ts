/** Signing in end to end: the deployed bundles on the local platform, its issuer, and the authorizer of the template. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Platform, startPlatform } from '../../../bin/local/platform.ts';
import { synthesizeLocally } from '../../../bin/local/synthesize.ts';

// The pair of RFC 7636, appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const REDIRECT = 'http://localhost:8976/callback';

let folder: string;
let open: Platform;
let closed: Platform;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  const start = async (name: string, tokensOnly: boolean): Promise<Platform> =>
    await startPlatform({ dataDir: join(folder, name), template: synthesizeLocally, port: 0, schedules: false, tokensOnly });
  open = await start('open', false);
  closed = await start('closed', true);
}, 180_000);
afterAll(async () => {
  await Promise.all([open.stop(), closed.stop()]);
  await rm(folder, { recursive: true, force: true });
});

async function tokenOf({ url }: Platform, user: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: 'muster',
    redirect_uri: REDIRECT,
    response_type: 'code',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    user,
  });
  const sent = await fetch(`${url}/oidc/authorize?${query.toString()}`, { redirect: 'manual' });
  const code = new URL(sent.headers.get('location')!).searchParams.get('code')!;
  const form = { grant_type: 'authorization_code', code, code_verifier: VERIFIER, redirect_uri: REDIRECT, client_id: 'muster' };
  const answer = await fetch(`${url}/oidc/token`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

async function call({ url }: Platform, path: string, token?: string, body?: object) {
  const response = await fetch(`${url}${path}`, {
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}

describe('the pages of the dashboard', () => {
  it('reach the API below /api, by a token on either platform', async () => {
    for (const platform of [open, closed]) {
      const token = await tokenOf(platform, 'viewer');

      expect(await call(platform, '/api/me')).toMatchObject({ status: 401 });
      expect(await call(platform, '/api/me', token)).toMatchObject({ status: 200, body: { role: 'viewer' } });
      expect((await call(platform, '/api/accounts?limit=1', token)).body).toHaveProperty('items');
      expect((await call(platform, '/api/.well-known/oauth-protected-resource/app')).body).toMatchObject({
        authorization_servers: [`${platform.url}/oidc`],
        muster_client_id: 'muster',
      });
    }
  });
});

const JOB = { operation: 'inventory', service: 's3' };

describe('a platform that takes calls without a token', () => {
  it('takes them for those of an administrator', async () => {
    expect((await call(open, '/me')).body).toMatchObject({ role: 'admin', scope: 'all', id: expect.stringMatching(/^arn:aws:iam::/) });
  });

  it('takes tokens too, with the rights of their users', async () => {
    const viewer = await tokenOf(open, 'viewer');

    expect((await call(open, '/app/me', viewer)).body).toMatchObject({ role: 'viewer', name: 'vera@muster.example' });
    expect(await call(open, '/app/jobs', viewer, JOB)).toMatchObject({
      status: 403,
      body: { detail: 'POST /jobs needs the role operator; you are viewer.' },
    });
    // No account is registered, which only those learn who may start jobs.
    expect(await call(open, '/app/jobs', await tokenOf(open, 'operator'), JOB)).toMatchObject({
      status: 400,
      body: { type: 'urn:muster:problem:invalid-request' },
    });
  });

  it('takes nobody below /app without a token, nor with one that was changed or is of another platform', async () => {
    const token = await tokenOf(open, 'admin');

    for (const bad of [undefined, `${token.slice(0, -6)}AAAAAA`, await tokenOf(closed, 'admin')])
      expect(await call(open, '/app/me', bad)).toMatchObject({ status: 401, body: { message: 'Unauthorized' } });
  });

  it('says to the user of a customer that does not exist why there is nothing to see', async () => {
    expect(await call(open, '/app/accounts', await tokenOf(open, 'customer'))).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('The token does not say what you may see') },
    });
  });

  it('tells anyone where to log in', async () => {
    expect((await call(open, '/.well-known/oauth-protected-resource/app')).body).toMatchObject({
      resource: `${open.url}/app`,
      authorization_servers: [`${open.url}/oidc`],
      muster_client_id: 'muster',
    });
  });
});

describe('a platform that wants a token for every call', () => {
  it('refuses what has none, with how to get one', async () => {
    const { status, body, headers } = await call(closed, '/accounts');

    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(body['detail']).toContain('log in with "muster login"');
    expect((await call(closed, '/accounts', await tokenOf(closed, 'admin'))).status).toBe(401);
    const handler = closed.stack.functions.find(({ environment }) => 'JOB_DEADLINE_HOURS' in environment)!.name;
    expect((await call(closed, `/2015-03-31/functions/${handler}/invocations`, undefined, JOB)).status).toBe(401);
  });

  it('shows its reference to anyone, also below /api', async () => {
    for (const path of ['/docs', '/docs/redoc.js', '/openapi.json', '/api/docs', '/api/docs/redoc.js', '/api/openapi.json'])
      expect([path, (await fetch(`${closed.url}${path}`)).status]).toEqual([path, 200]);
  });

  it('takes tokens, and its own calls', async () => {
    expect((await call(closed, '/app/accounts', await tokenOf(closed, 'viewer'))).status).toBe(200);
    const { url, headers } = closed.own;
    expect(await (await fetch(`${url}/me`, { headers })).json()).toMatchObject({ role: 'admin', scope: 'all' });
  });
});
