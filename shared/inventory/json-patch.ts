/** JSON Patch (RFC 6902) between two values. The cost is bounded even for long lists. */
import { createPatch, type Operation, type Pointer } from 'rfc6902';
import { canonicalJson } from '../canonical-json.ts';

/** The shortest patch between lists of m and n elements costs m × n comparisons. It is not computed for lists that need more than this. */
const MAX_LIST_COMPARISONS = 10_000;

export const jsonPatch = (before: unknown, after: unknown): Operation[] => createPatch(before, after, patchLongLists);

function patchLongLists(before: unknown, after: unknown, at: Pointer): Operation[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length * after.length <= MAX_LIST_COMPARISONS) return undefined;
  const patch = patchInOneOrder(before, after, at);
  return patch && patch.length < after.length ? patch : [{ op: 'replace', path: at.toString(), value: after }];
}

/**
 * A patch that removes the elements that only `before` has, and adds those that only `after` has. Undefined if the elements that both
 * have are in another order, which never happens between two sets in canonical form.
 */
function patchInOneOrder(before: readonly unknown[], after: readonly unknown[], at: Pointer): Operation[] | undefined {
  const wanted = after.map((value) => ({ value, text: canonicalJson(value) }));
  const missing = new Map<string, number>();
  for (const { text } of wanted) missing.set(text, (missing.get(text) ?? 0) + 1);
  const removed: number[] = [];
  const kept: string[] = [];
  for (const [place, value] of before.entries()) {
    const text = canonicalJson(value);
    const left = missing.get(text) ?? 0;
    if (left === 0) removed.push(place);
    else {
      missing.set(text, left - 1);
      kept.push(text);
    }
  }
  const patch: Operation[] = removed.toReversed().map((place) => ({ op: 'remove', path: at.add(String(place)).toString() }));
  let next = 0;
  for (const [place, { value, text }] of wanted.entries()) {
    if (kept[next] === text) next += 1;
    else patch.push({ op: 'add', path: at.add(String(place)).toString(), value });
  }
  return next === kept.length ? patch : undefined;
}
