/** How a resource differs from its specification, as a JSON Patch. */
import { canonicalJson } from '../canonical-json.ts';
import { enumerated } from '../validation/nearest.ts';
import type { Difference } from './manager.ts';
import type { PatchOperation } from './model.ts';

/** Turns what is specified into what is there. */
export const patchOf = (differences: readonly Difference[]): readonly PatchOperation[] =>
  differences.map(({ path, now, then }) =>
    now === null ? { op: 'remove', path } : { op: then === null ? 'add' : 'replace', path, value: now },
  );

/** The patch of a resource that is gone. */
export const GONE: readonly PatchOperation[] = [{ op: 'remove', path: '' }];

export const isSamePatch = (a: readonly PatchOperation[] | undefined, b: readonly PatchOperation[]): boolean =>
  a !== undefined && canonicalJson(a) === canonicalJson(b);

/** `size and /version` */
export const pathsOf = (differences: readonly Difference[]): string => enumerated(differences.map(({ path }) => path));
