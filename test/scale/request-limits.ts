/** The limits of requests as a cloud enforces them, with a note of how near callers came. */
import type { Clock } from '../../shared/seams.ts';

type Now = Pick<Clock, 'now'>;

/** A limit, and the most of it that was in use at any time. */
export interface LimitFigures {
  readonly limit: string;
  readonly allowed: number;
  readonly most: number;
  readonly refused: number;
}

/** Buckets of the same size, one for each key. A bucket that is empty refuses. */
export class Buckets {
  readonly #clock: Now;
  readonly #limit: { readonly burst: number; readonly per_second: number };
  readonly #taken = new Map<string, { taken: number; at: number }>();
  #most = 0;
  #refused = 0;

  constructor(clock: Now, limit: { readonly burst: number; readonly per_second: number }) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Milliseconds after which to come again; undefined if the request is allowed. */
  refuse(key: string): number | undefined {
    const now = this.#clock.now();
    const before = this.#taken.get(key) ?? { taken: 0, at: now };
    const taken = Math.max(0, before.taken - ((now - before.at) / 1000) * this.#limit.per_second) + 1;
    const isAllowed = taken <= this.#limit.burst;
    this.#taken.set(key, { taken: isAllowed ? taken : taken - 1, at: now });
    if (isAllowed) this.#most = Math.max(this.#most, taken);
    else this.#refused += 1;
    return isAllowed ? undefined : 1000;
  }

  figures(limit: string): LimitFigures {
    return { limit, allowed: this.#limit.burst, most: Math.ceil(this.#most), refused: this.#refused };
  }
}

/** At most so many units in any window of time. */
export class Window {
  readonly #clock: Now;
  readonly #limit: { readonly most: number; readonly window_ms: number };
  readonly #used: { readonly at: number; readonly units: number }[] = [];
  #sum = 0;
  #most = 0;
  #refused = 0;

  constructor(clock: Now, limit: { readonly most: number; readonly window_ms: number }) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Milliseconds after which to come again; undefined if the request is allowed. */
  refuse(units = 1): number | undefined {
    const now = this.#clock.now();
    const { most, window_ms } = this.#limit;
    while (this.#used[0] && this.#used[0].at <= now - window_ms) this.#sum -= this.#used.shift()!.units;
    if (this.#sum + units > most) {
      this.#refused += 1;
      return (this.#used[0]?.at ?? now) + window_ms - now;
    }
    this.#used.push({ at: now, units });
    this.#sum += units;
    this.#most = Math.max(this.#most, this.#sum);
    return undefined;
  }

  figures(limit: string): LimitFigures {
    return { limit, allowed: this.#limit.most, most: this.#most, refused: this.#refused };
  }
}
