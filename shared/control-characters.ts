/** Characters of texts from others that control a terminal, change the direction of its text, or cannot be seen. */

/** C0 and C1 controls, line and paragraph separators, marks and overrides of direction, byte order marks, invisible tags. */
const DANGEROUS = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Tells whether people see all of the text: it is on one line, well-formed, and without such characters or others that show nothing. */
export const isPlainText = (text: string): boolean => printable(text) === text && text.isWellFormed() && !INVISIBLE.test(text);

/** How a message names what `isPlainText` refuses. */
export const NOT_PLAIN = 'characters that control a text, change its direction or cannot be seen';

/** A joiner (U+200C, U+200D) may stand behind these: emoji, and letters of the scripts whose spelling needs joiners. */
const JOINABLE = ['Arab', 'Syrc', 'Mong', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr']
  .map((script) => `\\p{Script=${script}}`)
  .join('');

/** A joiner or a selector of variants that changes nothing, the blank of Braille, and every other character that displays ignore. */
const INVISIBLE = new RegExp(
  [
    `(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F${JOINABLE}])[\\u200C\\u200D]`,
    '[\\u200C\\u200D](?=\\s|$)',
    '(?<!\\p{Extended_Pictographic})[\\uFE0E\\uFE0F](?!\\u20E3)',
    '(?![\\u200C\\u200D\\uFE0E\\uFE0F])\\p{Default_Ignorable_Code_Point}',
    '\\u2800',
  ].join('|'),
  'u',
);

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
