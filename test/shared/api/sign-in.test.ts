/** The API's two doors: signed requests everywhere, and tokens below /app. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { authenticator } from '../../../shared/access/authenticator.ts';
import { parseIamRoles } from '../../../shared/access/iam-roles.ts';
import { oidcSettingsSchema } from '../../../shared/access/oidc-settings.ts';
import { Scopes } from '../../../shared/access/reach.ts';
import { TokenVerifier } from '../../../shared/access/tokens.ts';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import type { CustomerId } from '../../../shared/ids.ts';
import { account, accountRow, apiFixture } from '../../support/api-fixture.ts';
import { expectConformity } from '../../support/conforming-api.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { AUDIENCE, ISSUER, NOW, TokenIssuer } from '../../support/token-issuer.ts';

const CUSTOMER = 'cus_0123456789abcdefABCD_-' as CustomerId;
const ARN = 'arn:aws:sts::123456789012:assumed-role/Ops/ann';
const SIGNED = { event: { requestContext: { authorizer: { iam: { userArn: ARN } } } } };
const settings = oidcSettingsSchema.parse({ issuer: ISSUER, audiences: [AUDIENCE], client_id: 'cli' });
const clock = { now: () => NOW * 1000, sleep: () => Promise.resolve() };

const issuer = new TokenIssuer();
beforeAll(async () => {
  await issuer.addKey('first');
});

function fixture(from: TokenIssuer = issuer) {
  const store = new MemoryStore();
  const verifier = new TokenVerifier({ issuer: ISSUER, audiences: [AUDIENCE], clock, fetch: from.fetch });
  const scopes = new Scopes({ accounts: new AccountDirectory(store), clock });
  const iamRoles = parseIamRoles('{"arn:aws:iam::123456789012:role/Ops": "operator"}');
  const { app } = apiFixture(
    store,
    undefined,
    authenticator({ iamRoles, tokens: { verifier, claims: settings.claims }, scopes }),
    settings,
  );
  const get = async (path: string, headers: Readonly<Record<string, string>> = {}, bindings: object = {}) => {
    const response = await app.request(path, { headers }, bindings);
    const answer = { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
    expectConformity(app, path.replace(/^\/app(?=\/)/, ''), 'GET', answer);
    return answer;
  };
  return { store, app, get };
}

const bearer = async (claims: Readonly<Record<string, unknown>>) => ({ authorization: `Bearer ${await issuer.sign(claims)}` });

describe('GET /me', () => {
  it('says who signed', async () => {
    const { get } = fixture();

    expect((await get('/me', {}, SIGNED)).body).toEqual({ id: ARN, name: ARN, role: 'operator', scope: 'all', sees: 'every account' });
  });

  it('says whose token it is, below /app', async () => {
    const { get, store } = fixture();
    await store.put('accounts', accountRow({ account_id: account('1'), customer_id: CUSTOMER }));
    await store.put('accounts', accountRow({ account_id: account('2') }));
    const me = async (claims: Readonly<Record<string, unknown>>) => (await get('/app/me', await bearer(claims))).body;

    expect(await me({ 'muster:role': 'admin', 'muster:accounts': '*', email: 'ann@example.com' })).toEqual({
      id: `${ISSUER}#ann`,
      name: 'ann@example.com',
      role: 'admin',
      scope: 'all',
      sees: 'every account',
    });
    expect(await me({ 'muster:role': 'viewer', 'muster:accounts': ['000000000001', '000000000002'] })).toMatchObject({
      scope: 'limited',
      accounts: 2,
      sees: '2 accounts',
    });
    expect(await me({ 'muster:role': 'viewer', customer_id: CUSTOMER })).toMatchObject({
      scope: 'limited',
      accounts: 1,
      customer_id: CUSTOMER,
      sees: `one account of the customer ${CUSTOMER}, and the single resources that are assigned to it`,
    });
    expect(await me({ 'muster:role': 'viewer', customer_id: 'cus_ffffffffffffffffffffff' })).toMatchObject({
      accounts: 0,
      sees: 'no accounts of the customer cus_ffffffffffffffffffffff, and the single resources that are assigned to it',
    });
  });
});

describe('a caller who is not known', () => {
  it('is answered 401 with problem details, and with how to call', async () => {
    const { get } = fixture();
    const unsigned = await get('/accounts');
    const without = await get('/app/accounts', {}, SIGNED);
    const expired = await get('/app/accounts', await bearer({ exp: NOW - 60 }));

    expect([unsigned, without, expired].map(({ status, headers }) => [status, headers.get('www-authenticate')])).toEqual([
      [401, 'Bearer'],
      [401, 'Bearer'],
      [401, 'Bearer error="invalid_token"'],
    ]);
    expect(unsigned.body).toMatchObject({
      type: 'urn:muster:problem:unauthenticated',
      detail: 'The request is not signed with IAM; callers with a token send it to the same path below /app.',
    });
    expect(expired.body['detail']).toBe('The token expired 2027-01-15T07:59:00.000Z; log in again.');
  });

  it('learns no path, no method and no size limit from the answer', async () => {
    const { app } = fixture();
    const long = 'x'.repeat(300_000);

    for (const [method, path, body] of [
      ['GET', '/app/nothing', undefined],
      ['POST', '/app/accounts', long],
      ['DELETE', '/app/summary', undefined],
      ['POST', '/openapi.json', '{}'],
    ] as const)
      expect((await app.request(path, { method, ...(body !== undefined && { body }) })).status).toBe(401);
  });
});

describe('the reference of the API', () => {
  it.each(['/docs', '/docs/redoc.js', '/openapi.json', '/app/docs', '/app/docs/redoc.js', '/app/openapi.json'])(
    'is read at %s without a token, and with one that has expired',
    async (path) => {
      const { app } = fixture();

      for (const headers of [{}, await bearer({ exp: NOW - 60 })]) {
        const answer = await app.request(path, { headers });
        expect(answer.status).toBe(200);
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      }
    },
  );
});

describe('a caller who may do nothing', () => {
  it('is answered 403 with the reason', async () => {
    const { get } = fixture();
    const answers = [
      await get('/app/accounts', await bearer({ 'muster:accounts': '*' })),
      await get('/app/accounts', await bearer({ 'muster:role': 'admin' })),
      await get('/accounts', {}, { event: { requestContext: { authorizer: { iam: { userArn: 'arn:aws:iam::123456789012:user/eve' } } } } }),
    ];

    expect(answers.map(({ status, body }) => [status, body['detail']])).toEqual([
      [403, expect.stringContaining('The token gives no role: its claim muster:role is missing')],
      [403, expect.stringContaining('The token does not say what you may see')],
      [403, expect.stringContaining('arn:aws:iam::123456789012:user/eve may call this API, but has no role in it')],
    ]);
  });
});

describe('an issuer that does not answer', () => {
  it('is no reason to refuse the token: 503', async () => {
    const silent = new TokenIssuer();
    silent.failure = new TypeError('fetch failed');
    const { get } = fixture(silent);

    const { status, body } = await get('/app/accounts', await bearer({}));

    expect(status).toBe(503);
    expect(body).toMatchObject({
      type: 'urn:muster:problem:unavailable',
      detail: expect.stringContaining(`The keys of ${ISSUER} cannot be read`),
    });
  });
});

describe('the door for tokens', () => {
  it('leads to the same routes, also by paths that a gateway has decoded', async () => {
    const { app, store } = fixture();
    const headers = await bearer({ 'muster:role': 'admin', 'muster:accounts': '*' });
    await store.put('accounts', accountRow({ account_id: account('1') }));

    for (const path of ['/app/accounts/aws:000000000001', '/app/accounts/aws%3A000000000001', '/app/openapi.json', '/app/docs'])
      expect([path, (await app.request(path, { headers })).status]).toEqual([path, 200]);
    for (const path of ['/app', '/app/', '/app/app/accounts', '/app/nothing'])
      expect([path, (await app.request(path, { headers })).status]).toEqual([path, 404]);
    // An account of an Azure directory has a slash in its id.
    const directory = '/app/accounts/azure:tenant/00000000-0000-0000-0000-000000000000';
    expect(await (await app.request(directory, { headers })).json()).toMatchObject({
      detail: expect.stringContaining('azure:tenant/00000000-0000-0000-0000-000000000000'),
    });
  });

  it('is told to anyone, who then knows where to log in', async () => {
    const { get } = fixture();

    const { status, body, headers } = await get('/.well-known/oauth-protected-resource/app');

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      resource: 'http://localhost/app',
      authorization_servers: [ISSUER],
      bearer_methods_supported: ['header'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      muster_audiences: [AUDIENCE],
      muster_client_id: 'cli',
    });
  });

  it('is not told where the deployment takes no tokens', async () => {
    const { app } = apiFixture();

    expect((await app.request('/.well-known/oauth-protected-resource/app')).status).toBe(404);
  });

  it('stands in the OpenAPI document, with how to get through it', async () => {
    const { app } = fixture();
    const document = (await (await app.request('/openapi.json', {}, SIGNED)).json()) as {
      readonly servers: readonly object[];
      readonly security: unknown;
      readonly components: { readonly securitySchemes: unknown };
      readonly paths: Readonly<Record<string, { readonly get: { readonly security?: unknown } }>>;
    };

    expect(document.servers).toMatchObject([{ url: '/' }, { url: '/app' }]);
    expect(document.security).toEqual([{ iam: [] }, { token: [] }]);
    expect(document.components.securitySchemes).toMatchObject({
      iam: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
    expect(document.paths['/.well-known/oauth-protected-resource/app']?.get.security).toEqual([]);
    expect(document.paths['/me']?.get.security).toBeUndefined();
  });
});
