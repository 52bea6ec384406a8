/** An OpenID Connect issuer in memory: its keys, the tokens that it signs, and what it answers. */
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

export const ISSUER = 'https://login.example.com/realms/acme';
export const AUDIENCE = 'muster';
/** Seconds since the epoch at which tokens are made and checked. */
export const NOW = 1_800_000_000;

export interface SignOptions {
  readonly kid?: string;
  readonly alg?: string;
  readonly typ?: string;
  readonly key?: CryptoKey;
}

export class TokenIssuer {
  /** The addresses that were asked. */
  readonly asked: string[] = [];
  /** Set to make every request fail. */
  failure: Error | undefined;
  readonly #keys = new Map<string, { readonly alg: string; readonly pair: Awaited<ReturnType<typeof generateKeyPair>> }>();
  readonly #document: Readonly<Record<string, unknown>>;

  constructor(document: Readonly<Record<string, unknown>> = {}) {
    this.#document = { issuer: ISSUER, jwks_uri: `${ISSUER}/keys`, ...document };
  }

  async addKey(kid: string, alg = 'RS256'): Promise<CryptoKey> {
    const pair = await generateKeyPair(alg, { extractable: true });
    this.#keys.set(kid, { alg, pair });
    return pair.privateKey;
  }

  async publicPem(kid: string): Promise<string> {
    return await exportSPKI(this.#keys.get(kid)!.pair.publicKey);
  }

  readonly fetch: typeof fetch = async (address) => {
    const url = address instanceof Request ? address.url : address.toString();
    this.asked.push(url);
    if (this.failure) throw this.failure;
    if (url === `${ISSUER}/.well-known/openid-configuration`) return Response.json(this.#document);
    if (url !== `${ISSUER}/keys`) return new Response('not found', { status: 404 });
    const keys = await Promise.all(
      [...this.#keys].map(async ([kid, { alg, pair }]) => ({ ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' })),
    );
    return Response.json({ keys });
  };

  /** Signs a token for AUDIENCE that is valid for five minutes; `undefined` leaves a claim out. */
  async sign(claims: Readonly<Record<string, unknown>> = {}, { kid = 'first', alg, typ = 'JWT', key }: SignOptions = {}): Promise<string> {
    const known = this.#keys.get(kid);
    const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'ann', iat: NOW, exp: NOW + 300, ...claims };
    return await new SignJWT(JSON.parse(JSON.stringify(payload)) as JWTPayload)
      .setProtectedHeader({ alg: alg ?? known?.alg ?? 'RS256', kid, typ })
      .sign(key ?? known!.pair.privateKey);
  }
}
