import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createIssuer, type LocalIssuer } from '../../../bin/local/issuer.ts';
import { CUSTOMER_EMAIL, LOCAL_CLIENT_ID } from '../../../bin/local/local-users.ts';
import { callerOfClaims, claimMappingSchema } from '../../../shared/access/claims.ts';
import { TokenVerifier } from '../../../shared/access/tokens.ts';
import { Forbidden } from '../../../shared/errors.ts';
import { systemClock } from '../../../shared/real-seams.ts';

const CUSTOMER = 'cus_0123456789abcdefABCD_-';
// The pair of RFC 7636, appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const REDIRECT = 'http://localhost:8976/callback';

let issuer: LocalIssuer;
let customer: string | undefined;
let fails = false;
const server = createServer((request, response) => {
  if (!issuer.handle(request, response)) response.writeHead(404).end('not mine');
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  issuer = await createIssuer({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    customerOf: (email) =>
      fails ? Promise.reject(new Error('The API is down.')) : Promise.resolve(email === CUSTOMER_EMAIL ? customer : undefined),
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  customer = CUSTOMER;
  fails = false;
});

const authorize = async (changes: Readonly<Record<string, string>> = {}) => {
  const query = {
    client_id: LOCAL_CLIENT_ID,
    redirect_uri: REDIRECT,
    response_type: 'code',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    scope: 'openid',
    state: 'x"><script>',
    ...changes,
  };
  return await fetch(`${issuer.url}/authorize?${new URLSearchParams(query).toString()}`, { redirect: 'manual' });
};

const codeOf = async (user: string): Promise<string> => {
  const answer = await authorize({ user });
  expect(answer.status).toBe(302);
  const url = new URL(answer.headers.get('location')!);
  expect(`${url.origin}${url.pathname}`).toBe(REDIRECT);
  expect(url.searchParams.get('state')).toBe('x"><script>');
  return url.searchParams.get('code')!;
};

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  readonly error?: string;
}

const ask = async (form: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: Tokens }> => {
  const response = await fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Tokens };
};
const exchange = async (code: string, changes: Readonly<Record<string, string>> = {}) =>
  await ask({
    grant_type: 'authorization_code',
    code,
    code_verifier: VERIFIER,
    redirect_uri: REDIRECT,
    client_id: LOCAL_CLIENT_ID,
    ...changes,
  });

const callerOf = async (token: string) => {
  const verifier = new TokenVerifier({ issuer: issuer.url, audiences: [LOCAL_CLIENT_ID], clock: systemClock, fetch });
  return callerOfClaims(await verifier.verify(token), claimMappingSchema.parse({}));
};

describe('the page of the local issuer', () => {
  it('lets whoever logs in choose a user, whatever the query says', async () => {
    const answer = await authorize();
    const page = await answer.text();

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).not.toContain('<script');
    expect(
      [...page.matchAll(/href="\?([^"]+)"/g)].map(([, query]) => new URLSearchParams(query!.replaceAll('&amp;', '&')).get('user')),
    ).toEqual(['viewer', 'operator', 'admin', 'customer']);
    expect(page).toContain('an operator who sees what the customer owns');
  });

  it('says that the customer does not exist yet', async () => {
    customer = undefined;

    expect(await (await authorize()).text()).toContain('sees nothing yet: &quot;muster seed&quot; makes the customer');
  });

  it.each([
    [{ redirect_uri: 'https://evil.example.com/callback' }, 'The redirect_uri is not an http address of this machine.'],
    [{ redirect_uri: 'http://localhost.example.com/callback' }, 'The redirect_uri is not an http address of this machine.'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'The redirect_uri is not an http address of this machine.'],
    [{ client_id: '<b>' }, 'The client_id is not muster.'],
    [{ response_type: 'token' }, 'The response_type is not code.'],
    [{ code_challenge_method: 'plain' }, 'There is no code_challenge by S256'],
    [{ code_challenge: '' }, 'There is no code_challenge by S256'],
  ])('sends no code for %j', async (changes, reason) => {
    const answer = await authorize({ user: 'admin', ...changes });

    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    expect(await answer.text()).toContain(reason);
  });

  it('says so if the platform cannot answer', async () => {
    fails = true;

    expect((await authorize()).status).toBe(503);
    expect((await fetch(`${issuer.url}/token`, { method: 'POST' })).status).toBe(503);
  });

  it.each([
    ['GET', '/endsession/?post_logout_redirect_uri=https://evil.example/'],
    ['GET', '/EndSession?post_logout_redirect_uri=https://evil.example/'],
    ['GET', '/%65ndsession?post_logout_redirect_uri=https://evil.example/'],
    ['GET', '/authorize/?redirect_uri=https://evil.example/&response_type=code'],
    ['GET', '//authorize?redirect_uri=https://evil.example/&response_type=code'],
    ['GET', '/userinfo'],
    ['POST', '/introspect'],
    ['POST', '/token/'],
    ['GET', '/jwks/'],
    ['GET', ''],
    ['GET', '/'],
  ])('does not answer %s %s', async (method, path) => {
    const answer = await fetch(`${issuer.url}${path}`, { method, redirect: 'manual' });

    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ status: 404, detail: expect.stringContaining('/oidc/.well-known/openid-configuration') });
  });

  it.each([
    ['HEAD', '/authorize', 'GET'],
    ['POST', '/authorize', 'GET'],
    ['HEAD', '/endsession', 'GET'],
    ['GET', '/token', 'POST'],
    ['GET', '/revoke', 'POST'],
  ])('does not take %s at %s', async (method, path, allowed) => {
    const answer = await fetch(`${issuer.url}${path}?redirect_uri=https://evil.example/`, { method, redirect: 'manual' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
  });

  it('names only paths that it has', async () => {
    const document = (await (await fetch(`${issuer.url}/.well-known/openid-configuration`)).json()) as Readonly<Record<string, unknown>>;
    const named = Object.values(document).filter((value) => typeof value === 'string' && value.startsWith(`${issuer.url}/`));

    expect(named.map((url) => String(url).slice(issuer.url.length)).toSorted()).toEqual([
      '/authorize',
      '/endsession',
      '/jwks',
      '/revoke',
      '/token',
    ]);
  });

  it('leaves other paths alone', async () => {
    expect(await (await fetch(new URL('/oidcs', issuer.url))).text()).toBe('not mine');
  });
});

describe('a token of the local issuer', () => {
  it.each([
    ['viewer', 'vera@muster.example', 'viewer', { kind: 'all' }],
    ['operator', 'olu@muster.example', 'operator', { kind: 'all' }],
    ['admin', 'ada@muster.example', 'admin', { kind: 'all' }],
    ['customer', 'noor@northwind.example', 'operator', { kind: 'limited', customer_id: CUSTOMER }],
  ])('of %s is verified, and says who that is', async (user, name, role, reach) => {
    const { status, body } = await exchange(await codeOf(user));
    const expected = { id: `${issuer.url}#${user}`, name, role, reach };

    expect(status).toBe(200);
    expect(await callerOf(body.access_token)).toEqual(expected);
    expect(await callerOf(body.id_token)).toEqual(expected);
    const again = await ask({ grant_type: 'refresh_token', refresh_token: body.refresh_token, client_id: LOCAL_CLIENT_ID });
    expect(await callerOf(again.body.access_token)).toEqual(expected);
  });

  it('of a customer that does not exist lets its user see nothing', async () => {
    customer = undefined;
    const { body } = await exchange(await codeOf('customer'));

    await expect(callerOf(body.access_token)).rejects.toBeInstanceOf(Forbidden);
  });

  it('of the platform itself is one of the administrator', async () => {
    expect(await callerOf(await issuer.ownToken())).toMatchObject({ role: 'admin', reach: { kind: 'all' } });
  });

  it('is given once for a code, and once for a refresh token', async () => {
    const code = await codeOf('admin');
    const { body } = await exchange(code);
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token };

    expect((await exchange(code)).status).toBe(400);
    expect((await ask(refresh)).status).toBe(200);
    expect(await ask(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it.each([
    ['without a verifier', { code_verifier: '' }],
    ['with another verifier', { code_verifier: VERIFIER.replace('d', 'e') }],
    ['from another client', { redirect_uri: 'http://localhost:1/callback' }],
    ['as a refresh token', { grant_type: 'refresh_token' }],
    ['by a client of its own', { grant_type: 'client_credentials' }],
    ['by a password', { grant_type: 'password', username: 'admin' }],
  ])('is not given %s', async (_, changes) => {
    const code = await codeOf('admin');
    const { status, body } = await exchange(code, { refresh_token: code, ...changes });

    expect(status).toBe(400);
    expect(body).not.toHaveProperty('access_token');
  });

  it('is not given for a code that was never sent', async () => {
    expect(await exchange('guessed')).toMatchObject({ status: 400 });
  });
});
