/**
 * Token buckets: what keeps an inventory from eating an account's own API budget. A session holds one per region and
 * service, and one per operation with a limit of its own; every attempt takes a token, retries included.
 */
import type { Clock } from '../../seams.ts';
import type { ApiLimit } from './types/definition.ts';

/** Share of a published limit that Muster allows itself, so that an inventory never eats the account's own API budget. */
export const HEADROOM = 0.5;

/** The published limits of one service. */
export interface ServiceLimits {
  /** Its read calls, all together. */
  readonly limit: ApiLimit;
  /** Operations that have a limit of their own. */
  readonly limits?: Readonly<Record<string, ApiLimit>>;
  /** The service whose API answers for it, and whose limit it therefore shares. */
  readonly api?: string;
}

/**
 * Never lets more than `burst + perSecond × t` pass in any t seconds, in the order of asking.
 *
 * Each caller books the next free token and sleeps until it is due (the generic cell rate algorithm), so there is no
 * queue to keep and no timer to stop.
 */
export class TokenBucket {
  readonly #clock: Clock;
  /** Milliseconds that one token takes to come back. */
  readonly #interval: number;
  readonly #burst: number;
  /** When the bucket would be full again if nobody took any more. */
  #fullAt: number;

  /** `idleMs`: for how long nobody has taken a token; before that the bucket counts as empty. */
  constructor(limit: ApiLimit, clock: Clock, idleMs: number) {
    this.#clock = clock;
    this.#interval = 1000 / limit.perSecond;
    this.#burst = limit.burst;
    this.#fullAt = clock.now() + Math.max(0, this.#burst * this.#interval - idleMs);
  }

  /** Returns when the caller may go. */
  async take(): Promise<void> {
    const now = this.#clock.now();
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
    // Whole milliseconds, as timers know no finer ones.
    const wait = Math.round(this.#fullAt - this.#burst * this.#interval - now);
    if (wait > 0) await this.#clock.sleep(wait);
  }
}

/** The buckets of one session. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #services: Readonly<Record<string, ServiceLimits>>;
  /** Before this nobody has called the account for `#idleMs`. */
  readonly #openedAt: number;
  readonly #idleMs: number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `services`: by id, as published. */
  constructor(clock: Clock, idleMs: number, services: Readonly<Record<string, ServiceLimits>>) {
    this.#clock = clock;
    this.#services = services;
    this.#openedAt = clock.now();
    this.#idleMs = idleMs;
  }

  /** @throws TypeError for a service that has no limits */
  async take(service: string, region: string, operation: string): Promise<void> {
    const limits = this.#services[service];
    if (!limits) throw new TypeError(`There is no limit of the service ${service}.`);
    const own = limits.limits?.[operation];
    const key = `${limits.api ?? service}/${region}/${own ? operation : ''}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(withHeadroom(own ?? limits.limit), this.#clock, this.#idleMs + this.#clock.now() - this.#openedAt);
      this.#buckets.set(key, bucket);
    }
    await bucket.take();
  }
}

/** A burst below one token would never let anyone pass. */
export const withHeadroom = ({ perSecond, burst }: ApiLimit): ApiLimit => ({
  perSecond: perSecond * HEADROOM,
  burst: Math.max(1, Math.floor(burst * HEADROOM)),
});
