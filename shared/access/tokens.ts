/** Verifies the bearer tokens of an OpenID Connect issuer: who signed them, for whom, and for how long. */
import { createRemoteJWKSet, customFetch, decodeJwt, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { Unauthenticated, Unavailable } from '../errors.ts';
import { isoTime, type Clock } from '../seams.ts';

export interface VerifierOptions {
  /** As the issuer writes itself in `iss`. Its discovery document says where its keys are. */
  readonly issuer: string;
  /** The audiences of which a token must name one. */
  readonly audiences: readonly string[];
  readonly clock: Clock;
  /** Seconds by which the clocks of the issuer and of Muster may differ; 30 if absent. */
  readonly tolerance?: number;
  /** The algorithms by which a token may be signed; `ALGORITHMS` if absent. */
  readonly algorithms?: readonly string[];
  /** Calls the issuer, and gives up by itself after some seconds. */
  readonly fetch: typeof fetch;
}

/** Every algorithm signs with a key that only the issuer has. Those that verify with a shared secret, and `none`, are not among them. */
export const ALGORITHMS: readonly string[] = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

/** The longest token that is looked at, in characters. API Gateway takes 10,240 bytes of headers. */
export const MAX_TOKEN = 16_384;

/** The types of tokens that say who calls. Others, such as logout tokens, may have the same audience and signature. */
const TYPES: readonly unknown[] = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];

/** How long a program that verifies tokens waits for their issuer. */
export const ISSUER_WAIT_MS = 5_000;
/** Keys are not asked for again before this time has passed, whatever tokens come. */
const COOLDOWN_MS = 30_000;
/** Keys are asked for again after this time, so that one that the issuer has withdrawn is not trusted for long. */
const MAX_KEY_AGE_MS = 10 * 60_000;

export class TokenVerifier {
  readonly #options: VerifierOptions;
  #keys: Promise<RemoteJWKSet> | undefined;
  /** When the issuer last failed to answer, by the clock. */
  #failedAt = -Infinity;

  constructor(options: VerifierOptions) {
    this.#options = options;
  }

  /**
   * Returns the claims of a token.
   * @throws Unauthenticated if it cannot be trusted @throws Unavailable if the issuer's keys cannot be read
   */
  async verify(token: string): Promise<JWTPayload> {
    const { issuer, audiences, clock, tolerance = 30, algorithms = ALGORITHMS } = this.#options;
    if (token.length > MAX_TOKEN) throw new Unauthenticated(`The token has ${token.length} characters; at most ${MAX_TOKEN} are taken.`);
    try {
      // A token of another issuer names a key that this one does not have; the reason to tell is the issuer.
      const { iss } = decodeJwt(token);
      if (iss !== issuer) throw new Unauthenticated(`The token is of the issuer ${shown(iss)}; this API takes tokens of ${issuer}.`);
      const { payload, protectedHeader } = await jwtVerify(token, async (header, input) => (await this.#keySet())(header, input), {
        issuer,
        algorithms: [...algorithms],
        clockTolerance: tolerance,
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp', 'sub'],
      });
      if (!TYPES.includes(protectedHeader.typ?.toLowerCase()))
        throw new Unauthenticated(
          `The token has the type ${shown(protectedHeader.typ)}, which does not say who calls; send an access token.`,
        );
      const named = audiencesOf(payload);
      if (!named.some((each) => audiences.includes(each)))
        throw new Unauthenticated(`The token is for ${listed(named) || 'nobody'}; this API takes tokens for ${listed(audiences)}.`);
      return payload;
    } catch (error) {
      throw this.#reasonOf(error);
    }
  }

  async #keySet(): Promise<RemoteJWKSet> {
    this.#keys ??= this.#discover().catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return await this.#keys;
  }

  async #discover(): Promise<RemoteJWKSet> {
    const { issuer } = this.#options;
    const response = await this.#fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
    });
    const found: unknown = await response.json();
    const { issuer: own, jwks_uri: keys } = Object(found) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
    if (own !== issuer) throw new Error(`The discovery document of ${issuer} is of the issuer ${shown(own)}.`);
    const url = URL.parse(String(keys));
    if (!url || (url.protocol !== 'https:' && issuer.startsWith('https:')))
      throw new Error(`The discovery document of ${issuer} names no keys at an https address.`);
    return createRemoteJWKSet(url, {
      timeoutDuration: ISSUER_WAIT_MS,
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: MAX_KEY_AGE_MS,
      [customFetch]: async (address, options) => await this.#fetch(address, options),
    });
  }

  /** Asks the issuer, unless it has just failed to answer: requests with bad tokens cannot make Muster call it all the time. */
  async #fetch(address: string, options: RequestInit): Promise<Response> {
    const { clock, fetch: send } = this.#options;
    if (clock.now() - this.#failedAt < COOLDOWN_MS) throw new Error('The issuer failed to answer a moment ago.');
    try {
      const response = await send(address, options);
      if (response.status !== 200) throw new Error(`${address} answered ${response.status}.`);
      return response;
    } catch (error) {
      this.#failedAt = clock.now();
      throw error;
    }
  }

  /** The error to throw for one of jose, or for one of the issuer. */
  #reasonOf(error: unknown): Error {
    if (error instanceof Unauthenticated) return error;
    const { issuer, algorithms = ALGORITHMS } = this.#options;
    const sentence = SENTENCES.find(({ kinds }) => kinds.some((kind) => error instanceof kind));
    if (error instanceof errors.JWTExpired) return new Unauthenticated(`The token expired${timeText(error.payload.exp)}; log in again.`);
    if (error instanceof errors.JWTClaimValidationFailed) {
      const { claim, payload } = error;
      if (claim === 'nbf') return new Unauthenticated(`The token is not valid before${timeText(payload.nbf)}; check the issuer's clock.`);
      return new Unauthenticated(`The token has no valid claim ${shown(claim)}; a token of ${issuer} must have it.`);
    }
    if (sentence) return new Unauthenticated(sentence.text(issuer, algorithms));
    return new Unavailable(`The keys of ${issuer} cannot be read, so the token cannot be checked; try again in a minute.`, {
      cause: error,
    });
  }
}

const SENTENCES = [
  {
    kinds: [errors.JOSEAlgNotAllowed],
    text: (_: string, algorithms: readonly string[]) =>
      `The token is not signed by an allowed algorithm; allowed are ${algorithms.join(', ')}.`,
  },
  {
    kinds: [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys],
    text: (issuer: string) => `The token is signed with a key that ${issuer} does not have; log in again.`,
  },
  { kinds: [errors.JWSSignatureVerificationFailed], text: (issuer: string) => `The signature of the token is not that of ${issuer}.` },
  {
    kinds: [errors.JWTInvalid, errors.JWSInvalid, errors.JOSENotSupported],
    text: () => 'The token is not a well-formed JSON Web Token.',
  },
] as const;

/** The audiences that a token names. Access tokens of Cognito name the client instead, as API Gateway knows too. */
function audiencesOf({ aud, client_id: client }: JWTPayload): readonly string[] {
  if (aud !== undefined) return [aud].flat();
  return typeof client === 'string' ? [client] : [];
}

const timeText = (seconds: unknown): string =>
  typeof seconds === 'number' && Math.abs(seconds) < 8.64e12 ? ` ${isoTime(seconds * 1000)}` : '';

const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value.slice(0, 200)) : 'unknown');
const listed = (values: readonly string[]): string => values.slice(0, 10).map(shown).join(', ');
