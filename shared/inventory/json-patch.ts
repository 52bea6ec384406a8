/** JSON Patch (RFC 6902) between two values, at a cost that is bounded for long lists too. */
import { createPatch, type Operation } from 'rfc6902';
import { canonicalJson } from './canonical-json.ts';

/** A list of m elements against one of n costs m × n comparisons and more memory; above this it is replaced as a whole. */
const MAX_LIST_COMPARISONS = 10_000;

export const jsonPatch = (before: unknown, after: unknown): Operation[] => createPatch(before, after, replaceLongLists);

function replaceLongLists(before: unknown, after: unknown, at: { toString(): string }): Operation[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length * after.length <= MAX_LIST_COMPARISONS) return undefined;
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ op: 'replace', path: at.toString(), value: after }];
}
