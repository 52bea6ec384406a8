/** Lets requests in as the authorizer of their route does: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
import { userInfo } from 'node:os';
import type { JWTPayload } from 'jose';
import { ISSUER_WAIT_MS, TokenVerifier } from '../../shared/access/tokens.ts';
import { APP } from '../../shared/access/door.ts';
import { Unauthenticated, Unavailable } from '../../shared/errors.ts';
import { systemClock } from '../../shared/real-seams.ts';
import { type Authorized, type GatewayRequest, type GatewayResponse, json, problem } from './gateway-event.ts';
import { LOCAL_ACCOUNT } from './stack.ts';
import type { AuthorizerModel } from './stack-model.ts';

/** Resolves with what the event says of the caller, or with the response to a caller who is not let in. */
export type Authorize = (authorizer: AuthorizerModel, request: Pick<GatewayRequest, 'headers'>) => Promise<Authorized | GatewayResponse>;

export const isRefused = (answer: Authorized | GatewayResponse): answer is GatewayResponse => 'statusCode' in answer;

/** API Gateway verifies signatures by RSA only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** @param tokensOnly whether a request without a token is refused on every route that wants to know who calls */
export function createAuthorizer({ tokensOnly }: { readonly tokensOnly: boolean }): Authorize {
  const verifiers = new Map<string, TokenVerifier>();
  const verifierOf = ({ issuer, audiences }: Extract<AuthorizerModel, { kind: 'jwt' }>): TokenVerifier => {
    const key = JSON.stringify([issuer, audiences]);
    const known =
      verifiers.get(key) ?? new TokenVerifier({ issuer, audiences, clock: systemClock, tolerance: 0, algorithms: ALGORITHMS, fetch: ask });
    verifiers.set(key, known);
    return known;
  };
  return async (authorizer, { headers }) => {
    if (authorizer.kind === 'none') return {};
    if (authorizer.kind === 'iam') return tokensOnly ? refused('Bearer', NEEDS_TOKEN) : { iam: { userArn: LOCAL_USER } };
    const token = headers.authorization?.replace(/^Bearer +/i, '');
    if (!token) return unauthorized('Bearer');
    try {
      return { jwt: { claims: textsOf(await verifierOf(authorizer).verify(token)), scopes: null } };
    } catch (error) {
      if (!(error instanceof Unauthenticated || error instanceof Unavailable)) throw error;
      return unauthorized(
        `Bearer scope="" error="invalid_token" error_description="${error.message.replaceAll(/["\\]/g, "'").replaceAll(/[^ -~]/g, '?')}"`,
      );
    }
  };
}

const NEEDS_TOKEN = `The platform was started with --auth, so every call needs a token: log in with "muster login", or send Authorization: Bearer <token> to ${APP}/….`;

const ask: typeof fetch = async (address, options) => await fetch(address, { signal: AbortSignal.timeout(ISSUER_WAIT_MS), ...options });

/** API Gateway's own response, which is not problem details. */
const unauthorized = (challenge: string): GatewayResponse => withChallenge(json(401, { message: 'Unauthorized' }), challenge);

const refused = (challenge: string, detail: string): GatewayResponse => withChallenge(problem(401, detail), challenge);

const withChallenge = (answer: GatewayResponse, challenge: string): GatewayResponse => ({
  ...answer,
  headers: { ...answer.headers, 'www-authenticate': challenge },
});

/** API Gateway passes every claim on as text, and a list in brackets. */
const textsOf = (claims: JWTPayload): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [name, Array.isArray(value) ? `[${value.map(textOf).join(' ')}]` : textOf(value)]),
  );

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The identity of every signed request: the user who runs the platform, since it listens on the loopback interface only. */
export const LOCAL_USER = `arn:aws:iam::${LOCAL_ACCOUNT}:user/${userName()}`;

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // The user id has no name on this machine, as in some containers.
    return 'local';
  }
}
