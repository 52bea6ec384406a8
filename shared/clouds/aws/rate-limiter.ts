/**
 * Token buckets: what keeps an inventory from eating an account's own API budget. A session holds one per
 * (region, service); every attempt takes a token, retries included.
 */
import type { Clock } from '../../seams.ts';
import { HEADROOM, SERVICES, type ApiLimit, type AwsService } from './services.ts';

/**
 * Starts full. Never lets more than `burst + perSecond × t` pass in any t seconds, in the order of asking.
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
  #fullAt = -Infinity;

  constructor(limit: ApiLimit, clock: Clock) {
    this.#clock = clock;
    this.#interval = 1000 / limit.perSecond;
    this.#burst = limit.burst;
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
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(service: AwsService, region: string): Promise<void> {
    const key = `${service}/${region}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(withHeadroom(SERVICES[service]), this.#clock);
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
