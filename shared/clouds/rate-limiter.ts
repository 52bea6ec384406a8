/**
 * Token buckets, which limit the share of an account's request limit that an inventory uses. A session has one for each region
 * and service, and one for each operation that AWS counts by itself; every attempt takes a token, retries included.
 */
import type { Clock } from '../seams.ts';
import type { ApiLimit } from './types/definition.ts';

/** The share of a published limit that Muster uses; the rest is left to the account's own software. */
const HEADROOM = 0.5;

/** The published limits of one service. */
export interface ServiceLimits {
  /** The limit of all its read calls together; of each operation by itself with `perOperation`. */
  readonly limit: ApiLimit;
  readonly perOperation?: true;
  /** The limits of operations that have one of their own, by operation. */
  readonly limits?: Readonly<Record<string, ApiLimit>>;
  /** The service whose API serves this one, so that the two share one limit. */
  readonly api?: string;
}

/**
 * Lets at most `burst + perSecond × t` callers pass in any t seconds, in the order in which they call.
 *
 * Each caller reserves the next free token and sleeps until it is due (the generic cell rate algorithm), so there is no
 * queue and no timer to stop.
 */
export class TokenBucket {
  readonly #clock: Clock;
  /** Milliseconds in which one token refills. */
  readonly #interval: number;
  readonly #burst: number;
  /** The time at which the bucket is full again if no more tokens are taken. */
  #fullAt: number;

  /** `idleMs`: milliseconds since the last call; the bucket counts as empty at that call, and has refilled since. */
  constructor(limit: ApiLimit, clock: Clock, idleMs: number) {
    this.#clock = clock;
    this.#interval = 1000 / limit.perSecond;
    this.#burst = limit.burst;
    this.#fullAt = clock.now() + Math.max(0, this.#burst * this.#interval - idleMs);
  }

  /** Takes a token; returns when the caller may send its request. */
  async take(): Promise<void> {
    const now = this.#clock.now();
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
    // Timers take whole milliseconds only.
    const wait = Math.round(this.#fullAt - this.#burst * this.#interval - now);
    if (wait > 0) await this.#clock.sleep(wait);
  }
}

/** The buckets of one session. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #services: Readonly<Record<string, ServiceLimits>>;
  /** The time at which the account had been idle for `#idleMs`. */
  readonly #openedAt: number;
  readonly #idleMs: number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `services`: the published limits, by the service's id. */
  constructor(clock: Clock, idleMs: number, services: Readonly<Record<string, ServiceLimits>>) {
    this.#clock = clock;
    this.#services = services;
    this.#openedAt = clock.now();
    this.#idleMs = idleMs;
  }

  /** @throws TypeError for a service that has no limits */
  async take(service: string, region: string, operation: string): Promise<void> {
    const limits = this.#services[service];
    if (!limits) throw new TypeError(`The service ${service} has no limits.`);
    const own = limits.limits?.[operation];
    const isApart = own !== undefined || limits.perOperation === true;
    const key = `${limits.api ?? service}/${region}/${isApart ? operation : ''}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(withHeadroom(own ?? limits.limit), this.#clock, this.#idleMs + this.#clock.now() - this.#openedAt);
      this.#buckets.set(key, bucket);
    }
    await bucket.take();
  }
}

/** The share of the limit that Muster uses; the burst is at least one, because a smaller one would let no call pass. */
export const withHeadroom = ({ perSecond, burst }: ApiLimit): ApiLimit => ({
  perSecond: perSecond * HEADROOM,
  burst: Math.max(1, Math.floor(burst * HEADROOM)),
});
