/** Enough of SQL's grammar to find where a statement ends, and which of its parts are literals or comments. */

/** A literal, a quoted name, a comment, or anything up to the next of them. */
const TOKEN =
  /[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?\*\/|\$(\w*)\$[^]*?\$\1\$|[A-Za-z_]\w*|[^'"\-/$;A-Za-z_]+|[^]/g;
/** The opening mark of a literal, name or comment. */
const OPENING = /[eE]?'|"|\/\*|\$\w*\$/y;

interface Token {
  readonly token: string;
  readonly index: number;
  /** The token is a literal, name or comment that is not closed: the statement goes on. */
  readonly isOpen: boolean;
}

/** A token that is not closed is the last one and has the rest of the text: to look for the end of each further mark would take quadratic time. */
function* tokensOf(text: string): Generator<Token, undefined> {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    // The mark of a closed one would be part of a longer token.
    OPENING.lastIndex = index;
    if (token.length === 1 && OPENING.test(text)) {
      yield { token: text.slice(index), index, isOpen: true };
      return;
    }
    yield { token, index, isOpen: false };
  }
}

/** The text with each of its tokens replaced, but for one that is not closed. */
const replaced = (sql: string, replacementOf: (token: string) => string): string =>
  [...tokensOf(sql)].map(({ token, isOpen }) => (isOpen ? token : replacementOf(token))).join('');

export interface Split {
  /** Complete statements without their semicolons; empty ones and mere comments are left out. */
  readonly statements: readonly string[];
  /** The text after the last semicolon. */
  readonly rest: string;
}

export function splitStatements(text: string): Split {
  const statements: string[] = [];
  let start = 0;
  for (const { token, index } of tokensOf(text)) {
    if (token !== ';') continue;
    statements.push(text.slice(start, index));
    start = index + 1;
  }
  return { statements: statements.map((each) => each.trim()).filter(hasCode), rest: text.slice(start) };
}

/** True if the text holds more than white space and comments. */
export const hasCode = (sql: string): boolean => codeOnly(sql).trim() !== '';

/** The statement with its comments and literals blanked, and quoted names without their quotes. What is not closed counts as code. */
export const codeOnly = (sql: string): string =>
  replaced(sql, (token) => {
    if (token.startsWith('--') || token.startsWith('/*')) return ' ';
    if (token.length > 1 && token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
    return /^(?:[eE]?'.*'|\$\w*\$.*)$/s.test(token) ? "''" : token;
  });

/** The statement's texts: its literals without their quotes. */
export const literalsIn = (sql: string): readonly string[] =>
  [...tokensOf(sql)].flatMap(({ token, isOpen }) => (!isOpen && /^'.*'$/s.test(token) ? [token.slice(1, -1).replaceAll("''", "'")] : []));

/** The statement on one line, without comments; a line break within a literal stays. */
export const oneLine = (sql: string): string =>
  replaced(sql, (token) => {
    if (token.startsWith('--')) return '';
    if (token.startsWith('/*')) return ' ';
    return /^[\s\d(),.*+=<>:?!|%&@[\]{}~^#]+$/.test(token) ? token.replaceAll(/\s+/g, ' ') : token;
  }).trim();
