/** Texts of other people (names, tags, reasons) in the syntaxes of the reports. None of them can end an element, a string or a cell. */
import { escapedJson, escapedText } from '../control-characters.ts';

/** Characters that XML 1.0 does not have, beside the controls that `escapedText` shows: they would make the whole file invalid. */
const NOT_XML = /[\uFFFE\uFFFF]/g;

/** The text with controls, marks of direction and invisible characters shown as escapes: what is seen is what is there. */
export const visible = (text: string, kept = ''): string =>
  escapedText(text.toWellFormed(), kept).replaceAll(NOT_XML, (character) => `\\u${character.charCodeAt(0).toString(16)}`);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For the text and the attributes of HTML and XML. Line breaks stay, and in an attribute of XML they are read as blanks. */
export const markup = (text: string): string => visible(text, '\n').replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);

/** JSON on one line, which stays whole inside of a script element, and which no terminal takes for a command. */
export const json = (value: unknown): string => escapedJson(JSON.stringify(value, wellFormed));

/** For data inside of an HTML page: no text in it can end the element or begin a comment. */
export const jsonInPage = (value: unknown): string => json(value).replaceAll(/[<>&]/g, (character) => escapeOf(character));

const escapeOf = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Half of a surrogate pair, which UTF-8 does not have, becomes U+FFFD, as in the other files of an export. */
function wellFormed(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (Object.keys(value).every((key) => key.isWellFormed())) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), member]));
}

/** At most `most` UTF-16 units. A text that is cut ends with `…`. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`;
}
