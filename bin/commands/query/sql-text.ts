/** As much of SQL's grammar as it takes to tell where a statement ends, and what in it is no literal. */

/** A literal, a quoted name, a comment, or anything up to the next of them. */
const TOKEN =
  /[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|\$(\w*)\$[^]*?\$\1\$|[A-Za-z_]\w*|[^'"\-/$;A-Za-z_]+|[^]/g;
/** What opens a token that nothing closes: the rest of the statement is still to come. */
const OPEN = /^(?:'|"|\/\*|\$\w*\$)/;

export interface Split {
  /** Without their semicolons; none is empty or a mere comment. */
  readonly statements: readonly string[];
  /** What follows the last semicolon. */
  readonly rest: string;
}

export function splitStatements(text: string): Split {
  const statements: string[] = [];
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.length === 1 && OPEN.test(text.slice(index, index + 80))) break;
    if (token !== ';') continue;
    statements.push(text.slice(start, index));
    start = index + 1;
  }
  return { statements: statements.map((each) => each.trim()).filter(saysSomething), rest: text.slice(start) };
}

/** Whether there is more in it than white space and comments. */
export const saysSomething = (sql: string): boolean => bare(sql).trim() !== '';

/** Without comments and literals; quoted names lose their quotes. */
export const bare = (sql: string): string =>
  sql.replaceAll(TOKEN, (token) => {
    if (token.startsWith('--') || token.startsWith('/*')) return ' ';
    if (token.length > 1 && token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    return /^(?:[eE]?'.*'|\$\w*\$.*)$/s.test(token) ? "''" : token;
  });

/** On one line, without comments; a line break within a literal stays. */
export const oneLine = (sql: string): string =>
  sql
    .replaceAll(TOKEN, (token) => {
      if (token.startsWith('--')) return '';
      if (token.startsWith('/*')) return ' ';
      return /^[\s\d(),.*+=<>:?!|%&@[\]{}~^#]+$/.test(token) ? token.replaceAll(/\s+/g, ' ') : token;
    })
    .trim();
