/**
 * Where a task goes on: which steps of a plan are done. The plan itself is not stored, because it grows with the catalogue: each
 * attempt makes it again, and its fingerprint tells whether it is still the same. 25,200 steps take 4.2 KB.
 */
import { hash } from 'node:crypto';

export interface Position {
  /** Of the steps' names. */
  readonly fingerprint: string;
  /** One bit per step in order of their names, base64: set if the step is done. */
  readonly done: string;
}

const FINGERPRINT_DIGITS = 32;

/** `steps`: names of all steps of the plan, each once, in any order. */
export function positionOf(steps: readonly string[], isLeft: (step: string) => boolean): Position {
  const sorted = steps.toSorted();
  const bits = new Uint8Array(Math.ceil(sorted.length / 8));
  for (const [index, step] of sorted.entries()) if (!isLeft(step)) bits[index >> 3]! |= 1 << (index & 7);
  return { fingerprint: fingerprintOf(sorted), done: Buffer.from(bits).toString('base64') };
}

/** Names of the steps that are left. Undefined if `position` is of another plan: then nothing tells what is done. */
export function stepsLeft(steps: readonly string[], position: Position): ReadonlySet<string> | undefined {
  const sorted = steps.toSorted();
  if (fingerprintOf(sorted) !== position.fingerprint) return undefined;
  const bits = Buffer.from(position.done, 'base64');
  return new Set(sorted.filter((_, index) => ((bits[index >> 3] ?? 0) & (1 << (index & 7))) === 0));
}

const fingerprintOf = (sorted: readonly string[]): string => hash('sha256', JSON.stringify(sorted)).slice(0, FINGERPRINT_DIGITS);
