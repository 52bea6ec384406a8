/**
 * Token buckets: what keeps an inventory from eating an account's own API budget. A session holds one per
 * (region, service); every attempt takes a token, retries included.
 */
import type { Clock } from '../../seams.ts';
import { HEADROOM, type ApiLimit, type AwsService } from './services.ts';

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
export class RateLimiter<S extends string = AwsService> {
  readonly #clock: Clock;
  readonly #limits: Readonly<Record<S, ApiLimit>>;
  /** Before this nobody has called the account for `#idleMs`. */
  readonly #openedAt: number;
  readonly #idleMs: number;
  readonly #buckets = new Map<string, TokenBucket>();

  /** `limits`: as published. */
  constructor(clock: Clock, idleMs: number, limits: Readonly<Record<S, ApiLimit>>) {
    this.#clock = clock;
    this.#limits = limits;
    this.#openedAt = clock.now();
    this.#idleMs = idleMs;
  }

  async take(service: S, region: string): Promise<void> {
    const key = `${service}/${region}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(withHeadroom(this.#limits[service]), this.#clock, this.#idleMs + this.#clock.now() - this.#openedAt);
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
