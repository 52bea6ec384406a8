/** The seeded random numbers of a simulation. Every random decision is drawn from here, so that a seed determines the whole history. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random } from '../../shared/seams.ts';

const RESOLUTION = 2 ** 30;

export class Chance implements Random {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  fraction(): number {
    return (this.#generator.next() >>> 2) / RESOLUTION;
  }

  /** True with this probability. Draws no number for 0 and 1. */
  hits(probability: number): boolean {
    if (probability <= 0) return false;
    return probability >= 1 || this.fraction() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(0, items.length - 1)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }

  /** A random part of `items`: each of them with `probability`, but at least one. */
  some<T>(items: readonly T[], probability = 0.5): readonly T[] {
    const chosen = items.filter(() => this.hits(probability));
    return chosen.length > 0 ? chosen : [this.pick(items)];
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.int(0, 15).toString(16)).join('');
  }

  /** The generator's state. Two runs of a seed that made other draws have other states. */
  state(): string {
    return this.#generator.getState().join(',');
  }
}
