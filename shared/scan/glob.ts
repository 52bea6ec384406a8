/**
 * Globs over resource ids, names and native ids: `*` is any text, including slashes and colons, `?` is one character, and every
 * other character is itself. (In `matchesGlob` of node:path, `*` does not match a slash, which many ARNs contain.)
 */

/** Takes at most time proportional to the product of both lengths. */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  /** Position of the last `*`. If the text after it does not match, the `*` takes one more character and matching resumes there. */
  let star = -1;
  let taken = 0;
  while (at < text.length) {
    if (pattern[place] === '*') {
      star = place++;
      taken = at;
    } else if (pattern[place] === '?' || pattern[place] === text[at]) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  while (pattern[place] === '*') place++;
  return place === pattern.length;
}
