/** The issuer of tokens of the local platform: OpenID Connect without passwords, where whoever logs in chooses which user to be. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { OAuth2Issuer, OAuth2Service, type MutableRedirectUri, type MutableResponse, type MutableToken } from 'oauth2-mock-server';
import { isLoopbackHost } from '../../shared/loopback.ts';
import { SIGNED_IN, UI } from '../../shared/web/addresses.ts';
import { BrowserSessions } from './browser-sessions.ts';
import { choosePage, refusalPage, signedOutPage, signOutPage } from './choose-page.ts';
import { problem } from './gateway-event.ts';
import { claimsOf, CUSTOMER_EMAIL, LOCAL_CLIENT_ID, LOCAL_USERS, type LocalUser, userNamed } from './local-users.ts';
import { isAskedForHere } from './loopback.ts';
import { ONE_TIME, signInOnce } from './one-time-sign-in.ts';
import { PAGE_HEADERS } from './page.ts';

export interface LocalIssuer {
  /** `http://127.0.0.1:4000/oidc` */
  readonly url: string;
  /** Answers a request below the issuer's path. Returns false for any other one, and leaves it alone. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** A token for the platform's own calls, as the administrator. */
  ownToken(): Promise<string>;
  /** A token by which a page of the platform's own origin begins a session of the administrator, once. */
  oneTimeToken(): string;
}

export interface IssuerOptions {
  /** `http://127.0.0.1:4000` */
  readonly origin: string;
  /** The id of the customer with this e-mail address; undefined if there is none. */
  readonly customerOf: (email: string) => Promise<string | undefined>;
}

/** Path on the API's port: with one origin for both, a page that the platform serves may ask for tokens. */
const PATH = '/oidc';
/**
 * The method of each path that is answered, besides that of one-time tokens. No other way of writing a path is known, because the mock
 * takes `/authorize/` for `/authorize`; its userinfo and introspection know no users and are not offered.
 */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['/.well-known/openid-configuration', 'GET'],
  ['/jwks', 'GET'],
  ['/authorize', 'GET'],
  ['/token', 'POST'],
  ['/revoke', 'POST'],
  ['/endsession', 'GET'],
]);
const CODE_MS = 60_000;
const OWN_TOKEN_SECONDS = 24 * 3600;

export const issuerUrl = (origin: string): string => `${origin}${PATH}`;

/** The user that somebody has chosen, by the code or the refresh token that was given for it. */
interface Grant {
  readonly user: LocalUser;
  readonly until: number;
  /** Where a code was sent to; only the same client gets a token for it. */
  readonly redirect?: string;
}

interface TokenForm {
  readonly grant_type?: unknown;
  readonly code?: unknown;
  readonly code_verifier?: unknown;
  readonly redirect_uri?: unknown;
  readonly refresh_token?: unknown;
}

export async function createIssuer({ origin, customerOf }: IssuerOptions): Promise<LocalIssuer> {
  const issuer = new OAuth2Issuer();
  issuer.url = issuerUrl(origin);
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  await issuer.keys.add({ ...(await exportJWK(privateKey)), alg: 'RS256', kid: randomUUID() });
  const service = new OAuth2Service(issuer);
  const grants = new Map<string, Grant>();
  /** The customers of the users, looked up before a request is handled, because the events below cannot wait. */
  const customers = new WeakMap<IncomingMessage, string | undefined>();
  /** The users for whom codes are asked for. */
  const users = new WeakMap<IncomingMessage, LocalUser>();
  const sessions = new BrowserSessions(PATH, new URL(origin).port);

  service.on('beforeWellKnownOpenIdConfiguration', ({ body }: MutableResponse) => {
    if (body !== '') for (const name of ['userinfo_endpoint', 'introspection_endpoint']) delete body[name];
  });
  service.on('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri, request: IncomingMessage) => {
    const [user, redirect] = [users.get(request), queryOf(request).get('redirect_uri')];
    const code = url.searchParams.get('code');
    if (user && redirect !== null && code !== null) grants.set(code, { user, redirect, until: Date.now() + CODE_MS });
  });
  service.on('beforeTokenSigning', ({ payload }: MutableToken, request: TokenRequest) => {
    const user = grantOf(grants, request.body)?.user;
    if (user) Object.assign(payload, claimsOf(user, customers.get(request)));
  });
  service.on('beforeResponse', (response: MutableResponse, { body }: TokenRequest) => {
    const granted = grantOf(grants, body);
    for (const used of [body.code, body.refresh_token]) if (typeof used === 'string') grants.delete(used);
    if (!granted) {
      response.statusCode = 400;
      response.body = { error: 'invalid_grant', error_description: UNKNOWN_GRANT };
    } else if (response.body !== '' && typeof response.body['refresh_token'] === 'string')
      grants.set(response.body['refresh_token'], { user: granted.user, until: Infinity });
  });

  const authorize = (request: IncomingMessage, response: ServerResponse, hasCustomer: boolean): unknown => {
    const query = queryOf(request);
    const reason = refusalOf(query);
    if (reason !== undefined) return response.writeHead(400, PAGE_HEADERS).end(refusalPage(reason));
    // Only the dashboard has sessions: whoever logs in by the command line chooses, and the dashboard stays whose it is.
    const isDashboard = query.get('redirect_uri') === `${origin}${SIGNED_IN}`;
    const prompts = (query.get('prompt') ?? '').split(' ');
    // Another site's link chooses nobody.
    const chosen = isAskedForHere(request.headers) ? userNamed(query.get('user')) : undefined;
    const known = isDashboard && !prompts.some((prompt) => ASKS_AGAIN.includes(prompt)) ? sessions.userOf(request) : undefined;
    const user = chosen ?? known;
    if (!user && prompts.includes('none')) return redirectTo(response, query.get('redirect_uri') ?? '', query, { error: 'login_required' });
    if (!user) return response.writeHead(200, PAGE_HEADERS).end(choosePage(query, hasCustomer));
    users.set(request, user);
    if (isDashboard && chosen) response.setHeader('set-cookie', sessions.begin(chosen, request));
    return service.requestHandler(request, response);
  };

  const endSession = (request: IncomingMessage, response: ServerResponse): unknown => {
    const query = queryOf(request);
    // Another site's link signs nobody out.
    if (!isAskedForHere(request.headers)) return response.writeHead(200, PAGE_HEADERS).end(signOutPage(query));
    response.setHeader('set-cookie', sessions.end(request));
    const back = query.get('post_logout_redirect_uri');
    if (back?.startsWith(`${origin}${UI}/`)) return redirectTo(response, back, query, {});
    return response.writeHead(200, PAGE_HEADERS).end(signedOutPage());
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const path = request.url?.split('?')[0] ?? '';
    if (path === ONE_TIME) return await signInOnce(request, response, sessions, OWN_USER);
    const method = METHODS.get(path);
    if (method === undefined) return refuse(response, 404, UNKNOWN_PATH);
    if (request.method !== method) return refuse(response.setHeader('allow', method), 405, `The issuer takes ${method} at ${PATH}${path}.`);
    if (path === '/endsession') return endSession(request, response);
    const customer = path === '/token' || path === '/authorize' ? await customerOf(CUSTOMER_EMAIL) : undefined;
    customers.set(request, customer);
    if (path === '/authorize') return authorize(request, response, customer !== undefined);
    return service.requestHandler(request, response);
  };

  return {
    url: issuerUrl(origin),
    handle: (request, response) => {
      if (request.url !== PATH && !request.url?.startsWith(`${PATH}/`)) return false;
      request.url = request.url.slice(PATH.length);
      answer(request, response).catch(() =>
        response.writeHead(503, PAGE_HEADERS).end(refusalPage('The platform cannot answer; try again.')),
      );
      return true;
    },
    ownToken: async () =>
      await issuer.buildToken({
        expiresIn: OWN_TOKEN_SECONDS,
        scopesOrTransform: (_, payload) => Object.assign(payload, claimsOf(OWN_USER, undefined)),
      }),
    oneTimeToken: () => sessions.newToken(),
  };
}

type TokenRequest = IncomingMessage & { readonly body: TokenForm };

const UNKNOWN_GRANT = 'The code or the refresh token is not known: it was used or has expired, or the platform was started again.';
const UNKNOWN_PATH = `The issuer has no such path; ${PATH}/.well-known/openid-configuration names its paths.`;
const OWN_USER = LOCAL_USERS.find(({ role }) => role === 'admin')!;

/** The values of `prompt` by which a client asks for the choice, whoever is signed in. */
const ASKS_AGAIN = ['login', 'select_account'];

const queryOf = ({ url = '' }: IncomingMessage): URLSearchParams => new URL(url, 'http://localhost').searchParams;

function refuse(response: ServerResponse, status: number, detail: string): void {
  const { headers, body } = problem(status, detail);
  response.writeHead(status, { ...headers, 'cache-control': 'no-store' }).end(body);
}

/** Sends the browser back to the client, with the `state` that the client gave. */
function redirectTo(response: ServerResponse, address: string, query: URLSearchParams, values: Readonly<Record<string, string>>): void {
  const url = new URL(address);
  for (const [name, value] of Object.entries({ ...values, state: query.get('state') }))
    if (value !== null) url.searchParams.set(name, value);
  response.writeHead(302, { location: url.href, 'cache-control': 'no-store' }).end();
}

/** The reason why a request gets no token: a code is worth nothing without the proof of the client that asked for it. */
function grantOf(
  grants: ReadonlyMap<string, Grant>,
  { grant_type, code, code_verifier, redirect_uri, refresh_token }: TokenForm,
): Grant | undefined {
  const given = grant_type === 'authorization_code' ? code : grant_type === 'refresh_token' ? refresh_token : undefined;
  const grant = typeof given === 'string' ? grants.get(given) : undefined;
  if (!grant || grant.until < Date.now()) return undefined;
  if (grant_type === 'authorization_code' && (code_verifier === undefined || grant.redirect !== redirect_uri)) return undefined;
  if (grant_type === 'refresh_token' && grant.redirect !== undefined) return undefined;
  return grant;
}

/** Why a login cannot go on; undefined if it can. Codes are sent to this machine only. */
function refusalOf(query: URLSearchParams): string | undefined {
  const redirect = URL.parse(query.get('redirect_uri') ?? '');
  if (query.get('client_id') !== LOCAL_CLIENT_ID) return `The client_id is not ${LOCAL_CLIENT_ID}.`;
  if (!redirect || redirect.protocol !== 'http:' || !isLoopbackHost(redirect.hostname))
    return 'The redirect_uri is not an http address of this machine.';
  if (query.get('response_type') !== 'code') return 'The response_type is not code.';
  if (!query.get('code_challenge') || query.get('code_challenge_method') !== 'S256')
    return 'There is no code_challenge by S256, without which a code would be worth something to whoever sees it.';
  return undefined;
}
