/** Matches IAM's wildcards, `*` for any text and `?` for one character, in linear space and in the time of the lengths' product. */

/** True if some text matches both patterns. */
export function patternsMeet(left: string, right: string): boolean {
  // reach[j]: whether some text matches both the beginning of `left` that was read so far and the first j characters of `right`.
  let reach = [true];
  for (let j = 1; j <= right.length; j++) reach[j] = reach[j - 1]! && right[j - 1] === '*';
  for (const mine of left) {
    const next = [reach[0]! && mine === '*'];
    for (let j = 1; j <= right.length; j++) {
      const other = right[j - 1]!;
      const same = mine === other || mine === '?' || other === '?';
      next[j] = mine === '*' || other === '*' ? reach[j]! || next[j - 1]! || reach[j - 1]! : same && reach[j - 1]!;
    }
    reach = next;
  }
  return reach[right.length]!;
}
