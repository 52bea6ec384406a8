/** The outcome of a call for one entry: what it answered, why it could not be read, or that it was deleted after it was listed. */
import type { UnreadField } from '../cloud.ts';
import type { Entry } from './calls.ts';

export type Outcome<T> = { readonly value: T } | { readonly unread: UnreadField } | { readonly gone: true };

export type Outcomes = ReadonlyMap<Entry, Outcome<unknown>>;

export const GONE = { gone: true } as const;

/** Waits until all have settled, so that no read goes on after the slice has failed. */
export async function settled<T>(reads: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(reads);
  return await Promise.all(reads);
}
