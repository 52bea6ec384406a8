/** Enough of SQL's grammar to find where a statement ends, and which of its parts are literals or comments. */

/** A literal, a quoted name, a comment, or anything up to the next of them. */
const TOKEN =
  /[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|\$(\w*)\$[^]*?\$\1\$|[A-Za-z_]\w*|[^'"\-/$;A-Za-z_]+|[^]/g;
/** The opening mark of a literal, name or comment that is not closed yet: the statement goes on. */
const OPEN = /^(?:'|"|\/\*|\$\w*\$)/;

export interface Split {
  /** Complete statements without their semicolons; empty ones and mere comments are left out. */
  readonly statements: readonly string[];
  /** The text after the last semicolon. */
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
  return { statements: statements.map((each) => each.trim()).filter(hasCode), rest: text.slice(start) };
}

/** True if the text holds more than white space and comments. */
export const hasCode = (sql: string): boolean => codeOnly(sql).trim() !== '';

/** The statement with its comments and literals blanked, and quoted names without their quotes. */
export const codeOnly = (sql: string): string =>
  sql.replaceAll(TOKEN, (token) => {
    if (token.startsWith('--') || token.startsWith('/*')) return ' ';
    if (token.length > 1 && token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    return /^(?:[eE]?'.*'|\$\w*\$.*)$/s.test(token) ? "''" : token;
  });

/** The statement's texts: its literals without their quotes. */
export const literalsIn = (sql: string): readonly string[] =>
  [...sql.matchAll(TOKEN)]
    .map(([token]) => token)
    .flatMap((token) => (/^'.*'$/s.test(token) && token.length > 1 ? [token.slice(1, -1).replaceAll("''", "'")] : []));

/** The statement on one line, without comments; a line break within a literal stays. */
export const oneLine = (sql: string): string =>
  sql
    .replaceAll(TOKEN, (token) => {
      if (token.startsWith('--')) return '';
      if (token.startsWith('/*')) return ' ';
      return /^[\s\d(),.*+=<>:?!|%&@[\]{}~^#]+$/.test(token) ? token.replaceAll(/\s+/g, ' ') : token;
    })
    .trim();
