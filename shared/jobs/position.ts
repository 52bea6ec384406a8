/**
 * A position says which steps of a plan are done, so that a later attempt continues with the others. The plan itself is not stored,
 * because it grows with the catalogue: each attempt makes it again, and compares fingerprints to see whether it is still the same plan.
 * A position of 25,200 steps takes 4.2 KB.
 */
import { hash } from 'node:crypto';

export interface Position {
  /** The first 32 hexadecimal digits of the SHA-256 of the steps' sorted names. */
  readonly fingerprint: string;
  /** One bit per step in the order of the names, in base64. The bit is set if the step is done. */
  readonly done: string;
}

const FINGERPRINT_DIGITS = 32;

/** @param steps the names of all steps of the plan, each once, in any order */
export function positionOf(steps: readonly string[], isLeft: (step: string) => boolean): Position {
  const sorted = steps.toSorted();
  const bits = new Uint8Array(Math.ceil(sorted.length / 8));
  for (const [index, step] of sorted.entries()) if (!isLeft(step)) bits[index >> 3]! |= 1 << (index & 7);
  return { fingerprint: fingerprintOf(sorted), done: Buffer.from(bits).toString('base64') };
}

/** The names of the steps that are left. Undefined if `position` belongs to another plan, and so does not say which of these steps are done. */
export function stepsLeft(steps: readonly string[], position: Position): ReadonlySet<string> | undefined {
  const sorted = steps.toSorted();
  if (fingerprintOf(sorted) !== position.fingerprint) return undefined;
  const bits = Buffer.from(position.done, 'base64');
  return new Set(sorted.filter((_, index) => ((bits[index >> 3] ?? 0) & (1 << (index & 7))) === 0));
}

const fingerprintOf = (sorted: readonly string[]): string => hash('sha256', JSON.stringify(sorted)).slice(0, FINGERPRINT_DIGITS);
