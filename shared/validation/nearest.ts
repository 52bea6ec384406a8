/** Suggests known names for one that is misspelt. */

const MAX_SUGGESTIONS = 3;

/** At most three of the `known` names that are closest to `name`, the closest first; empty if none is near. Case does not count. */
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

/** `Acl, Name, Policy`; of more than twelve names, the first twelve and `and 40 more`. */
export const enumerated = (names: readonly string[]): string =>
  names.length <= MAX_ENUMERATED
    ? names.join(', ')
    : `${names.slice(0, MAX_ENUMERATED).join(', ')} and ${names.length - MAX_ENUMERATED} more`;

/** ` Did you mean vpc?`, or an empty text if no name is near. */
export function suggestion(name: string, known: readonly string[]): string {
  const names = nearest(name, known);
  return names.length === 0 ? '' : ` Did you mean ${names.join(' or ')}?`;
}

/** 0 if `wanted` is the last part of the candidate (`vpc` for `AWS::EC2::VPC`), else the edit distance; Infinity if the names are too different. */
function distanceOf(wanted: string, candidate: string): number {
  if (wanted === '' || wanted.length > 200) return Infinity;
  if (candidate.split(/::|[/.]/).at(-1) === wanted) return 0;
  const edits = editDistance(wanted, candidate);
  return edits <= Math.max(1, Math.floor(candidate.length / 3)) ? edits : Infinity;
}

/** The Levenshtein distance. */
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
