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

/**
 * How native ids of each provider begin that name nothing in particular yet. A free part, written `*`, is any text without letters and
 * digits, and stands for the parts that differ from one resource to the next. The first shape stands for ids and names.
 */
const SHAPES = ['*', 'arn:aws*', 'arn:aws-cn*', 'arn:aws-us-gov*', '/subscriptions/*', 'ocid1.*'];
const NAMING = /[\p{L}\p{N}]/u;

/**
 * Whether the glob names nothing: it matches ids or names of which no letter and no digit is known (`*`, `??????`, `*:*`), or all
 * native ids of a provider (`arn:aws:*`). Takes at most time proportional to the length of the pattern.
 */
export const namesNothing = (pattern: string): boolean => /[*?]/.test(pattern) && SHAPES.some((shape) => fits(pattern, shape));

/** Whether the glob matches some text of the shape. Follows both from left to right: each place is a position in the glob and one in the shape. */
function fits(pattern: string, shape: string): boolean {
  const signs = Array.from(pattern);
  const width = shape.length + 1;
  const seen = new Set([0]);
  for (const place of seen) {
    const [inPattern, inShape] = [Math.floor(place / width), place % width];
    const [sign, part] = [signs[inPattern], shape[inShape]];
    if (sign === undefined && part === undefined) return true;
    const reach = (glob: number, other: number): void => void seen.add((inPattern + glob) * width + inShape + other);
    if (sign === '*') reach(1, 0);
    if (part === '*') reach(0, 1);
    if (sign === undefined || part === undefined || (sign !== '*' && sign !== '?' && !allows(part, sign))) continue;
    reach(sign === '*' ? 0 : 1, part === '*' ? 0 : 1);
  }
  return false;
}

/** Whether this part of a shape can be the character. */
const allows = (part: string, character: string): boolean => (part === '*' ? !NAMING.test(character) : part === character);
