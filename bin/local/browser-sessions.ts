/** The sessions of browsers at the local issuer, and the tokens by which the platform's own links begin one. Both end with the platform. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { LocalUser } from './local-users.ts';

/** Tokens and sessions are looked up by this, so that the time of a look-up tells nothing about them. */
const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const newSecret = (): string => randomBytes(32).toString('base64url');

export class BrowserSessions {
  readonly #cookie: string;
  readonly #path: string;
  readonly #tokens = new Set<string>();
  readonly #users = new Map<string, LocalUser>();

  /** @param path the only path to which browsers send the cookie @param port names the cookie, because browsers send those of one port to every other */
  constructor(path: string, port: string) {
    this.#path = path;
    this.#cookie = `muster-session-${port}`;
  }

  /** A token that signs in once. */
  newToken(): string {
    const token = newSecret();
    this.#tokens.add(digest(token));
    return token;
  }

  /** Returns true if the token is good, and uses it up: a second time it is not. */
  takeToken(token: string): boolean {
    return this.#tokens.delete(digest(token));
  }

  /** Begins a session, in place of the one that the request has. Returns the header `Set-Cookie` of the answer. */
  begin(user: LocalUser, request: IncomingMessage): string {
    this.#forget(request);
    const secret = newSecret();
    this.#users.set(digest(secret), user);
    return this.#setCookie(secret);
  }

  userOf(request: IncomingMessage): LocalUser | undefined {
    const secret = this.#secretOf(request);
    return secret === undefined ? undefined : this.#users.get(digest(secret));
  }

  /** Ends the session of the request. Returns the header `Set-Cookie` of the answer. */
  end(request: IncomingMessage): string {
    this.#forget(request);
    return `${this.#setCookie('')}; Max-Age=0`;
  }

  #forget(request: IncomingMessage): void {
    const secret = this.#secretOf(request);
    if (secret !== undefined) this.#users.delete(digest(secret));
  }

  #secretOf({ headers }: IncomingMessage): string | undefined {
    const start = `${this.#cookie}=`;
    const pairs = (headers.cookie ?? '').split(/; */);
    return pairs.find((pair) => pair.startsWith(start))?.slice(start.length);
  }

  #setCookie(value: string): string {
    return `${this.#cookie}=${value}; HttpOnly; SameSite=Strict; Path=${this.#path}`;
  }
}
