/** Makes the characters of a text visible that a browser would not show, or that would change how other text is shown. */

/** Control and format characters (such as U+202E, which turns text around), separators of lines, and what has no meaning of its own. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029\u115F\u1160\u3164\uFFA0]/gu;
/** Joins the parts of emoji and the letters of some scripts. */
const JOINERS = new Set(['\u200C', '\u200D']);

/** `a\u202Eb` becomes `a[U+202E]b`; a line break becomes a space. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) => {
    if (character === '\n' || character === '\t') return ' ';
    return JOINERS.has(character) ? character : `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}
