/** IAM's wildcards: `*` for any text, `?` for one character. Both in linear space and at worst in time of the lengths' product. */

/** True if some text matches both patterns: what either names, the other may mean. */
export function patternsMeet(left: string, right: string): boolean {
  // reach[j]: whether what is left of `left` up to the row, and `right` up to j, can be the same text.
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
