/**
 * Random values that depend on names only. Every draw hashes its own key, so it does not depend on earlier draws: the estate is the same
 * in whatever order it is read, and resources that the second day adds change no others.
 */
import { hash } from 'node:crypto';

const digest = (key: string): string => hash('sha256', key);

/** 2^48: twelve hexadecimal digits stay exact in a double. */
const RANGE = 2 ** 48;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export class Draw {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** A number in [0, 1). */
  fraction(name: string): number {
    return Number.parseInt(digest(`${this.#key}/${name}`).slice(0, 12), 16) / RANGE;
  }

  chance(name: string, probability: number): boolean {
    return this.fraction(name) < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  integer(name: string, least: number, most: number): number {
    return least + Math.floor(this.fraction(name) * (most - least + 1));
  }

  pick<Choices extends readonly [unknown, ...unknown[]]>(name: string, choices: Choices): Choices[number] {
    return choices[Math.floor(this.fraction(name) * choices.length)] ?? choices[0];
  }

  /** Up to 64 lower-case hexadecimal digits. */
  hex(name: string, length: number): string {
    return digest(`${this.#key}/${name}`).slice(0, length);
  }

  /** Up to 32 characters of the alphabet that IAM's unique ids are written in. */
  base32(name: string, length: number): string {
    const bytes = Buffer.from(digest(`${this.#key}/${name}`), 'hex');
    return Array.from(bytes.subarray(0, length), (byte) => BASE32[byte % BASE32.length]).join('');
  }

  uuid(name: string): string {
    const hex = this.hex(name, 32);
    return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
  }
}
