/** Browsers at the local issuer: links that sign in once, sessions of the dashboard, and their end. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createIssuer, type LocalIssuer } from '../../../bin/local/issuer.ts';
import { LOCAL_CLIENT_ID } from '../../../bin/local/local-users.ts';
import { callerOfClaims, claimMappingSchema } from '../../../shared/access/claims.ts';
import { TokenVerifier } from '../../../shared/access/tokens.ts';
import { systemClock } from '../../../shared/real-seams.ts';

// The pair of RFC 7636, appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const COMMAND_LINE = 'http://localhost:8976/callback';

let issuer: LocalIssuer;
let origin: string;
let dashboard: string;
const server = createServer((request, response) => {
  issuer.handle(request, response);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  dashboard = `${origin}/ui/signed-in`;
  issuer = await createIssuer({ origin, customerOf: () => Promise.resolve(undefined) });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = async (body: string, { method = 'POST', type = 'application/json' } = {}) =>
  await fetch(`${issuer.url}/one-time`, { method, headers: { 'content-type': type }, ...(method === 'POST' && { body }) });
const signIn = async (token: string) => await send(JSON.stringify({ token }));
const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')!.split(';')[0]!;
const detailOf = async (answer: Response): Promise<string> => ((await answer.json()) as { readonly detail: string }).detail;

const authorize = async (changes: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}) => {
  const query = {
    client_id: LOCAL_CLIENT_ID,
    redirect_uri: dashboard,
    response_type: 'code',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
    state: 'kept',
    ...changes,
  };
  return await fetch(`${issuer.url}/authorize?${new URLSearchParams(query).toString()}`, { redirect: 'manual', headers });
};

/** Who gets a token for the code with which an answer sends the browser back. */
async function userOf(answer: Response): Promise<string> {
  const sent = new URL(answer.headers.get('location')!);
  expect(`${sent.origin}${sent.pathname}`).toBe(dashboard);
  expect(sent.searchParams.get('state')).toBe('kept');
  const form = {
    grant_type: 'authorization_code',
    code: sent.searchParams.get('code')!,
    code_verifier: VERIFIER,
    redirect_uri: dashboard,
    client_id: LOCAL_CLIENT_ID,
  };
  const response = await fetch(`${issuer.url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token } = (await response.json()) as { readonly access_token: string };
  const verifier = new TokenVerifier({ issuer: issuer.url, audiences: [LOCAL_CLIENT_ID], clock: systemClock, fetch });
  return callerOfClaims(await verifier.verify(access_token), claimMappingSchema.parse({})).name;
}

describe('the token of a link', () => {
  it('begins a session of the administrator, whom the issuer then sends straight back', async () => {
    const answer = await signIn(issuer.oneTimeToken());

    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(
      new RegExp(`^muster-session-${new URL(origin).port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/oidc$`),
    );
    expect(await userOf(await authorize({}, { cookie: `other=1; ${cookieOf(answer)}` }))).toBe('ada@muster.example');
  });

  it('is good once, and other links stay good', async () => {
    const [first, second] = [issuer.oneTimeToken(), issuer.oneTimeToken()];

    expect((await signIn(first)).status).toBe(204);
    const again = await signIn(first);
    expect(again.status).toBe(400);
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(await detailOf(again)).toContain('This link signs in no more: it was used, or the platform was started again.');
    expect((await signIn(second)).status).toBe(204);
  });

  it('is good for one of two that show it at the same time', async () => {
    const token = issuer.oneTimeToken();
    const answers = await Promise.all([signIn(token), signIn(token)]);

    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(1);
  });

  it.each([
    ['guessed', '{"token":"guessed"}', 400],
    ['empty', '{"token":""}', 400],
    ['not text', '{"token":1}', 400],
    ['absent', '{}', 400],
    ['not alone', '{"token":"a","user":"admin"}', 400],
    ['not JSON', 'token=a', 400],
    ['huge', JSON.stringify({ token: 'x'.repeat(100_000) }), 413],
  ])('signs nobody in if it is %s', async (_, body, status) => {
    const answer = await send(body);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('is not taken from an address, or from a form', async () => {
    const token = issuer.oneTimeToken();
    const byGet = await fetch(`${issuer.url}/one-time?token=${token}`);
    const byForm = await send(`token=${token}`, { type: 'application/x-www-form-urlencoded' });

    expect([byGet.status, byGet.headers.get('allow'), byGet.headers.get('set-cookie')]).toEqual([405, 'POST', null]);
    expect([byForm.status, byForm.headers.get('set-cookie')]).toEqual([415, null]);
    expect((await signIn(token)).status).toBe(204);
  });
});

describe('a session', () => {
  it('begins with the choice of a user for the dashboard', async () => {
    const chosen = await authorize({ user: 'viewer' });

    expect(await userOf(await authorize({}, { cookie: cookieOf(chosen) }))).toBe('vera@muster.example');
  });

  it('does not begin with a login of the command line, and none signs the command line in', async () => {
    const cookie = cookieOf(await signIn(issuer.oneTimeToken()));

    expect((await authorize({ user: 'viewer', redirect_uri: COMMAND_LINE })).headers.get('set-cookie')).toBeNull();
    expect((await authorize({ redirect_uri: COMMAND_LINE }, { cookie })).status).toBe(200);
  });

  it.each(['login', 'select_account', 'consent login'])('asks again who one is by the prompt %s', async (prompt) => {
    const cookie = cookieOf(await signIn(issuer.oneTimeToken()));
    const again = await authorize({ prompt }, { cookie });
    const switched = await authorize({ prompt, user: 'operator' }, { cookie });

    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Who are you?');
    expect(await userOf(switched)).toBe('olu@muster.example');
    expect((await authorize({}, { cookie })).status).toBe(200);
    expect(await userOf(await authorize({}, { cookie: cookieOf(switched) }))).toBe('olu@muster.example');
  });

  it('is not asked for by the prompt none', async () => {
    const { status, headers } = await authorize({ prompt: 'none' });

    expect([status, headers.get('location')]).toEqual([302, `${dashboard}?error=login_required&state=kept`]);
  });

  it('is nobody’s by a cookie that was guessed', async () => {
    expect((await authorize({}, { cookie: `muster-session-${new URL(origin).port}=guessed` })).status).toBe(200);
  });

  it.each(['cross-site', 'same-site'])('is not chosen by a link of a %s page', async (site) => {
    const answer = await authorize({ user: 'admin' }, { 'sec-fetch-site': site });

    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null]);
  });

  it.each(['cross-site', 'same-site'])('is not ended by a link of a %s page, which asks first', async (site) => {
    const cookie = cookieOf(await signIn(issuer.oneTimeToken()));
    const query = new URLSearchParams({ post_logout_redirect_uri: `${origin}/ui/`, state: '"><script>' });
    const asked = await fetch(`${issuer.url}/endsession?${query.toString()}`, {
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': site },
    });
    const page = await asked.text();

    expect([asked.status, asked.headers.get('location'), asked.headers.get('set-cookie')]).toEqual([200, null, null]);
    expect(page).toContain('Sign out?');
    expect(page).not.toContain('<script');
    expect((await authorize({}, { cookie })).status).toBe(302);
    const link = /href="(\?[^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
    const ended = await fetch(`${issuer.url}/endsession${link}`, {
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    expect(ended.status).toBe(302);
    expect((await authorize({}, { cookie })).status).toBe(200);
  });

  it('ends, and sends the browser back to the dashboard only', async () => {
    const cookie = cookieOf(await signIn(issuer.oneTimeToken()));
    const end = async (back: string) =>
      await fetch(`${issuer.url}/endsession?${new URLSearchParams({ post_logout_redirect_uri: back, state: 's' }).toString()}`, {
        redirect: 'manual',
        headers: { cookie },
      });
    const ended = await end(`${origin}/ui/`);

    expect([ended.status, ended.headers.get('location')]).toEqual([302, `${origin}/ui/?state=s`]);
    expect(ended.headers.get('set-cookie')).toMatch(/^muster-session-\d+=; .*; Max-Age=0$/);
    expect((await authorize({}, { cookie })).status).toBe(200);
    for (const back of ['https://evil.example.com/', `${origin}.evil.example.com/ui/`, '', 'javascript:alert(1)']) {
      const answer = await end(back);
      expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    }
  });
});
