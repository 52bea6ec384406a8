/**
 * Globs over resource ids, names and native ids: `*` is any text, slashes and colons too, `?` is one character, all else is
 * itself. (`matchesGlob` of node:path is for paths: its `*` ends at a slash, and ARNs are full of them.)
 */

/** In time of the lengths' product at worst, whatever the pattern. */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  /** Where to go on from when what follows the newest `*` does not fit: it then stands for one character more. */
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
