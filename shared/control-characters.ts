/** Characters of texts from others that control a terminal, change the direction of its text, or cannot be seen. */

/** C0 and C1 controls, line and paragraph separators, marks and overrides of direction, byte order marks, invisible tags. */
const DANGEROUS = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Whether the text is on one line and without such characters. */
export const isPlainText = (text: string): boolean => printable(text) === text && text.isWellFormed();

/** The text on one line, without such characters. */
export const printable = (text: string): string => text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(DANGEROUS, '');

/** The text with each such character as its escape, such as `\u001b`; with `kept`, these characters stay. */
export const escapedText = (text: string, kept = ''): string =>
  text.replaceAll(DANGEROUS, (character) => (kept.includes(character) ? character : escapeOf(character)));

/**
 * JSON with such characters escaped; it still means the same. `JSON.stringify` leaves C1 controls and overrides of direction as they are.
 * Line breaks stay, because in the output of `JSON.stringify` they stand between values only.
 */
export const escapedJson = (json: string): string => escapedText(json, '\n');

const escapeOf = (character: string): string =>
  Array.from({ length: character.length }, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join('');
