/** Holds a login's access tokens: one for each API, shared by all sessions of the login and renewed before they expire. */
import type { TokenCredential } from '@azure/identity';
import type { Clock } from '../../../seams.ts';
import { AzureError } from './azure-error.ts';

/** Milliseconds before its end at which a token is renewed. */
const RENEW_BEFORE = 5 * 60_000;

interface Held {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

export class TokenSource {
  readonly #create: () => Promise<TokenCredential>;
  readonly #clock: Clock;
  readonly #held = new Map<string, Promise<Held>>();
  #credential: Promise<TokenCredential> | undefined;

  /** `create` makes the credential. It is called again to renew a token that an API refused, because a credential has a cache of its own. */
  constructor(create: () => Promise<TokenCredential>, clock: Clock) {
    this.#create = create;
    this.#clock = clock;
  }

  /** @throws AzureError of the source `entra`; a network error; CloudError if a secret or the federated token could not be read */
  async token(scope: string): Promise<string> {
    const held = await this.#held.get(scope);
    if (held && held.expires - this.#clock.now() > RENEW_BEFORE) return held.token;
    return (await this.#fetch(scope, held?.token)).token;
  }

  /** A token other than `refused`, which an API did not accept. */
  async renewed(scope: string, refused: string): Promise<string> {
    const held = await this.#held.get(scope);
    if (held && held.token !== refused) return held.token;
    this.#credential = undefined;
    return (await this.#fetch(scope, refused)).token;
  }

  /** Fetches a token unless another caller does already. `old`: the token that the new one replaces. */
  async #fetch(scope: string, old: string | undefined): Promise<Held> {
    const current = this.#held.get(scope);
    const held = await current;
    if (held && held.token !== old) return held;
    // Another caller has begun to fetch while this one waited.
    const begun = this.#held.get(scope);
    if (begun && begun !== current) return await begun;
    const fetching = this.#ask(scope);
    this.#held.set(scope, fetching);
    fetching.catch(() => {
      if (this.#held.get(scope) === fetching) this.#held.delete(scope);
    });
    return await fetching;
  }

  async #ask(scope: string): Promise<Held> {
    try {
      this.#credential ??= this.#create();
      const credential = await this.#credential;
      const given = await credential.getToken(scope);
      if (given === null) throw new AzureError('entra', 'LoginFailed', '');
      return { token: given.token, expires: given.expiresOnTimestamp };
    } catch (error) {
      this.#credential = undefined;
      throw error;
    }
  }
}

export interface TokenClaims {
  /** The tenant that issued the token. */
  readonly tenant: string | undefined;
  /** The name of the user, or the client id of the application. */
  readonly user: string | undefined;
  /** The permissions that were granted to the application, or that the user's tool has: `Policy.Read.All`. */
  readonly permissions: readonly string[];
  /** Whether the login is that of a person: what it may do then also depends on the person's own roles. */
  readonly isDelegated: boolean;
}

/** The facts that a token states of its login. The API checks the token; Muster only shows this. */
export function claimsOf(token: string): TokenClaims {
  const [, payload = ''] = token.split('.');
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
    const text = (name: string): string | undefined => (typeof claims[name] === 'string' ? claims[name] : undefined);
    const roles = Array.isArray(claims['roles']) ? claims['roles'].filter((role) => typeof role === 'string') : [];
    return {
      tenant: text('tid'),
      user: text('upn') ?? text('unique_name') ?? text('appid') ?? text('azp') ?? text('oid'),
      permissions: [...roles, ...(text('scp')?.split(' ') ?? [])],
      isDelegated: text('scp') !== undefined,
    };
  } catch {
    return { tenant: undefined, user: undefined, permissions: [], isDelegated: false };
  }
}
