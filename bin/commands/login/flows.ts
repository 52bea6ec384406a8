/** Logs in at an OpenID Connect issuer: by a page of the issuer that answers to this machine, or by a code that is typed on another one. */
import { createServer, type Server } from 'node:http';
import { decodeJwt } from 'jose';
import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  initiateDeviceAuthorization,
  None,
  pollDeviceAuthorizationGrant,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  ResponseBodyError,
  tokenRevocation,
} from 'openid-client';
import { isLoopbackHost } from '../../../shared/loopback.ts';
import { codeOf } from '../../local/user-error.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { reasonOf } from '../fetch-failure.ts';
import { printable } from '../output.ts';
import type { Login } from './login-file.ts';
import type { LoginPlace } from './metadata.ts';

export interface Waiting {
  /** Shows a line to the user. */
  readonly say: (line: string) => void;
  /** Aborted when the user gives up, or too much time has passed. */
  readonly signal: AbortSignal;
}

interface Tokens {
  readonly access_token: string;
  readonly id_token?: string | undefined;
  readonly refresh_token?: string | undefined;
}

/** Waits on `port` for the answer of the issuer's page. @throws CommandError */
export async function loginByCode(place: LoginPlace, port: number, { say, signal }: Waiting): Promise<Login> {
  const issuer = await issuerOf(place);
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const nonce = randomNonce();
  await using answer = await awaitAnswer(port, state);
  const redirect = `http://localhost:${answer.port}/callback`;
  const url = buildAuthorizationUrl(issuer, {
    redirect_uri: redirect,
    scope: place.scopes,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  say(`Open this page in a browser on this machine, and log in:\n\n  ${url.href}\n`);
  const answered = await Promise.race([answer.query, aborted(signal)]);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  try {
    const login = loginOf(place, await authorizationCodeGrant(issuer, new URL(`${redirect}?${answered}`), checks));
    answer.tell('You are logged in. You can close this page.');
    return login;
  } catch (error) {
    answer.tell('The login failed. The command line says why.');
    throw failureOf(place, error);
  }
}

/** Shows a code, which the user types on a page of the issuer on any machine. @throws CommandError */
export async function loginByDevice(place: LoginPlace, { say, signal }: Waiting): Promise<Login> {
  const issuer = await issuerOf(place);
  if (issuer.serverMetadata().device_authorization_endpoint === undefined)
    throw new CommandError(
      `${place.issuer.href} offers no login by a code for another device; run "muster login" without --device where there is a browser.`,
      EXIT.refused,
    );
  try {
    const started = await initiateDeviceAuthorization(issuer, { scope: place.scopes });
    const [code, page] = [printable(started.user_code), printable(started.verification_uri)];
    say(`Open this page in any browser, and type the code ${code}:\n\n  ${page}\n`);
    return loginOf(place, await pollDeviceAuthorizationGrant(issuer, started, undefined, { signal }));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw failureOf(place, error);
  }
}

/** A new token for a login; undefined if the issuer gives none any more. @throws CommandError if the issuer cannot be reached */
export async function renewed(login: Login): Promise<Login | undefined> {
  if (login.refresh_token === undefined) return undefined;
  const place = { issuer: new URL(login.issuer), clientId: login.client_id, scopes: '', audiences: login.audiences };
  try {
    return loginOf(place, { refresh_token: login.refresh_token, ...(await refreshTokenGrant(await issuerOf(place), login.refresh_token)) });
  } catch (error) {
    if (error instanceof ResponseBodyError) return undefined;
    throw error instanceof CommandError ? error : failureOf(place, error);
  }
}

/** Asks the issuer to take the login back. Returns false if it offers that not. @throws CommandError */
export async function revoke(login: Login): Promise<boolean> {
  const place = { issuer: new URL(login.issuer), clientId: login.client_id, scopes: '', audiences: login.audiences };
  const issuer = await issuerOf(place);
  if (login.refresh_token === undefined || issuer.serverMetadata().revocation_endpoint === undefined) return false;
  try {
    await tokenRevocation(issuer, login.refresh_token, { token_type_hint: 'refresh_token' });
    return true;
  } catch (error) {
    throw failureOf(place, error);
  }
}

async function issuerOf(place: Pick<LoginPlace, 'issuer' | 'clientId'>): Promise<Configuration> {
  const { issuer, clientId } = place;
  const isLocal = issuer.protocol === 'http:' && isLoopbackHost(issuer.hostname);
  try {
    return await discovery(issuer, clientId, undefined, None(), isLocal ? { execute: [allowInsecureRequests] } : {});
  } catch (error) {
    throw new CommandError(`The issuer ${issuer.href} cannot be used (${reasonOf(error)}).`, EXIT.unreachable, { cause: error });
  }
}

interface Answer extends AsyncDisposable {
  readonly port: number;
  /** The query with which the issuer's page has sent the browser back. */
  readonly query: Promise<string>;
  /** Answers the browser. */
  tell(text: string): void;
}

/** Listens on the loopback interface for the browser that the issuer sends back. @throws CommandError if the port is taken */
async function awaitAnswer(port: number, state: string): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let waiting: ((text: string) => void) | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const send = (status: number, text: string): void => {
      response
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close' })
        .end(`${text}\n`);
    };
    // Anyone on this machine, and any page in the browser, may call this port; only the answer to this login has its state.
    if (request.method !== 'GET' || url.pathname !== '/callback' || url.searchParams.get('state') !== state || waiting)
      return send(404, 'There is nothing here.');
    waiting = (text) => send(200, text);
    resolve(url.search.slice(1));
  });
  const actual = await listening(server, port);
  return {
    port: actual,
    query: promise,
    tell: (text) => waiting?.(text),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      await closed;
    },
  };
}

async function listening(server: Server, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host: '127.0.0.1' }, resolve);
    });
  } catch (error) {
    const what = codeOf(error) === 'EADDRINUSE' ? 'is in use' : 'cannot be used';
    throw new CommandError(
      `Port ${port}, on which the answer of the login arrives, ${what}: stop what listens there, or choose another with --port if the issuer allows it.`,
      EXIT.refused,
      { cause: error },
    );
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/**
 * The token that the API takes. An ID token says more of its user than Cognito's access token; it is sent only if it is meant for the API, which is so
 * where the client and the audience are the same.
 */
function loginOf({ issuer, clientId, audiences }: LoginPlace, { id_token, access_token, refresh_token }: Tokens): Login {
  for (const token of [id_token, access_token]) {
    const claims = token === undefined ? undefined : claimsOf(token);
    if (token === undefined || claims?.exp === undefined) continue;
    const named = claims.aud === undefined ? [claims['client_id']] : [claims.aud].flat();
    if (!named.some((each) => typeof each === 'string' && audiences.includes(each))) continue;
    return {
      issuer: issuer.href,
      client_id: clientId,
      audiences,
      token,
      expires_at: claims.exp,
      ...(refresh_token !== undefined && { refresh_token }),
    };
  }
  throw new CommandError(
    `${issuer.href} gave no token for ${audiences.join(', ')}; the client must be allowed to ask for one (--scopes), or muster:oidc-audience names another audience.`,
    EXIT.refused,
  );
}

function claimsOf(token: string): ReturnType<typeof decodeJwt> | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

/** The issuer's own reason is told; tokens and codes are not. */
function failureOf({ issuer }: Pick<LoginPlace, 'issuer'>, error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const isAnswer = error instanceof AuthorizationResponseError || error instanceof ResponseBodyError;
  const reason = isAnswer ? (error.error_description ?? error.error) : reasonOf(error);
  return new CommandError(`${issuer.href} refuses the login (${reason}).`, EXIT.notLoggedIn, { cause: error });
}
