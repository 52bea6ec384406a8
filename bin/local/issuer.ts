/** The issuer of tokens of the local platform: OpenID Connect without passwords, where whoever logs in chooses which user to be. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { OAuth2Issuer, OAuth2Service, type MutableRedirectUri, type MutableResponse, type MutableToken } from 'oauth2-mock-server';
import { isLoopbackHost } from '../../shared/access/oidc-settings.ts';
import { choosePage, PAGE_HEADERS, refusalPage } from './choose-page.ts';
import { claimsOf, CUSTOMER_EMAIL, LOCAL_CLIENT_ID, LOCAL_USERS, type LocalUser, userNamed } from './local-users.ts';

export interface LocalIssuer {
  /** `http://127.0.0.1:4000/oidc` */
  readonly url: string;
  /** Answers a request below the issuer's path. Returns false for any other one, and leaves it alone. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** A token for the platform's own calls, as the administrator. */
  ownToken(): Promise<string>;
}

export interface IssuerOptions {
  /** `http://127.0.0.1:4000` */
  readonly origin: string;
  /** The id of the customer with this e-mail address; undefined if there is none. */
  readonly customerOf: (email: string) => Promise<string | undefined>;
}

/** Path on the API's port: with one origin for both, a page that the platform serves may ask for tokens. */
const PATH = '/oidc';
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

  service.on('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri, request: IncomingMessage) => {
    const { user, redirect } = choiceOf(request);
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

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url?.split('?')[0];
    const customer = path === '/token' || path === '/authorize' ? await customerOf(CUSTOMER_EMAIL) : undefined;
    customers.set(request, customer);
    if (path !== '/authorize' || request.method !== 'GET') return service.requestHandler(request, response);
    const { query, user } = choiceOf(request);
    const reason = refusalOf(query);
    if (reason !== undefined) response.writeHead(400, PAGE_HEADERS).end(refusalPage(reason));
    else if (!user) response.writeHead(200, PAGE_HEADERS).end(choosePage(query, customer !== undefined));
    else service.requestHandler(request, response);
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
  };
}

type TokenRequest = IncomingMessage & { readonly body: TokenForm };

const UNKNOWN_GRANT = 'The code or the refresh token is not known: it was used or has expired, or the platform was started again.';
const OWN_USER = LOCAL_USERS.find(({ role }) => role === 'admin')!;

function choiceOf({ url = '' }: IncomingMessage): {
  readonly query: URLSearchParams;
  readonly user: LocalUser | undefined;
  readonly redirect: string | null;
} {
  const query = new URL(url, 'http://localhost').searchParams;
  return { query, user: userNamed(query.get('user')), redirect: query.get('redirect_uri') };
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
