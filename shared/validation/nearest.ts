/** Suggestions for names that are nearly right. */

const MAX_SUGGESTIONS = 3;

/** The names of `known` closest to `name`, best first; empty if none is near. Case does not count. */
export function nearest(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((a, b) => a.distance - b.distance || a.candidate.localeCompare(b.candidate))
    .slice(0, MAX_SUGGESTIONS)
    .map(({ candidate }) => candidate);
}

const MAX_ENUMERATED = 12;

/** `Acl, Name, Policy`, or the first twelve `and 40 more`. */
export const enumerated = (names: readonly string[]): string =>
  names.length <= MAX_ENUMERATED
    ? names.join(', ')
    : `${names.slice(0, MAX_ENUMERATED).join(', ')} and ${names.length - MAX_ENUMERATED} more`;

/** ` Did you mean vpc?`, or nothing. */
export function suggestion(name: string, known: readonly string[]): string {
  const names = nearest(name, known);
  return names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
}

/** A name that ends like the other (`vpc` for `AWS::EC2::VPC`) is as near as one with a typing error. */
function distanceOf(wanted: string, candidate: string): number {
  if (wanted === '' || wanted.length > 200) return Infinity;
  if (candidate.split(/::|[/.]/).at(-1) === wanted) return 0;
  const edits = editDistance(wanted, candidate);
  return edits <= Math.max(1, Math.floor(candidate.length / 3)) ? edits : Infinity;
}

/** Levenshtein. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
