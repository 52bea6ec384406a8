/** Writes Markdown of which no text from a definition can become markup, a Vue expression or an attribute. */

/** A page of the site, by its path in the folder of pages: `policies/aws/s3/bucket-versioning-enabled.md`. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '{': '&#123;', '}': '&#125;', '|': '&#124;' };

/** Plain text in one line; what stands between backticks is shown as code. */
export const text = (plain: string): string =>
  plain
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : escaped(part)))
    .join('');

// Vue reads {{ in a page, even if it is written as entities.
const escaped = (plain: string): string =>
  plain.replaceAll('{{', '{ {').replaceAll(/[<>&{}|\\`*_[\]#~]/g, (character) => ENTITIES[character] ?? `\\${character}`);

/** Code within a line, also in a table. */
export const code = (plain: string): string => {
  const fence = plain.includes('`') ? '``' : '`';
  const space = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${space}${plain.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}${space}${fence}`;
};

/** A block of code, which keeps its lines. */
export const block = (language: string, lines: string): string => {
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${lines.trimEnd()}\n${fence}`;
};

/** A link to a page of the site; `label` is Markdown. */
export const link = (label: string, path: string, anchor = ''): string => `[${label}](/${path}${anchor && `#${anchor}`})`;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Parts of a page, with an empty line between them; empty parts are left out. */
export const parts = (...given: readonly (string | undefined)[]): string => `${given.filter(Boolean).join('\n\n')}\n`;

export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** The values by a key, sorted by the key. */
export const grouped = <T>(values: readonly T[], key: (value: T) => string): readonly (readonly [string, readonly T[]])[] =>
  [...Map.groupBy(values, key)].toSorted(([a], [b]) => (a < b ? -1 : 1));
