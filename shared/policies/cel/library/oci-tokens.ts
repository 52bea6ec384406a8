/** Divides a statement of an OCI policy into words, quoted names and marks. */

/** The statement does not have the form that OCI's documentation gives. */
export class Unreadable extends Error {}

export interface Token {
  /** In lower case, without quotes. */
  readonly text: string;
  /** The same for a word or mark that is not quoted, which may be a keyword. */
  readonly word: string | undefined;
}

/** A name may have quoted parts: `'Default'/'Network Admins'`. */
const TOKEN = /\s*(?:(!=|[{}(),=])|((?:'[^']*'|[^\s'{}(),=!])+))/gy;

/** @throws Unreadable if a quoted name does not end */
export function tokensOf(statement: string): readonly Token[] {
  const text = statement.trim();
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, mark, name = ''] = match;
    end = match.index + whole.length;
    const plain = name.replaceAll("'", '').toLowerCase();
    tokens.push(mark === undefined ? { text: plain, word: name.includes("'") ? undefined : plain } : { text: mark, word: mark });
  }
  if (end < text.length) throw new Unreadable(`'${text.slice(end, end + 20)}' is not expected`);
  return tokens;
}

const MARKS: ReadonlySet<string> = new Set(['{', '}', '(', ')', ',', '=', '!=']);

export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get ended(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Whether the next token is this keyword or mark, which is then taken. */
  take(word: string): boolean {
    if (this.#tokens[this.#next]?.word !== word) return false;
    this.#next++;
    return true;
  }

  /** @throws Unreadable if the next token is none of these keywords */
  one(words: readonly string[]): string {
    const word = words.find((each) => this.take(each));
    if (word === undefined) throw new Unreadable(`'${this.rest()}' does not begin with ${words.join(', ')}`);
    return word;
  }

  /** The next name or word. @throws Unreadable if there is none */
  name(): string {
    const token = this.#tokens[this.#next];
    if (!token || (token.word !== undefined && MARKS.has(token.word))) throw new Unreadable(`a name is missing before '${this.rest()}'`);
    this.#next++;
    return token.text;
  }

  /** The tokens before the keyword, which is taken too. @throws Unreadable if it does not follow */
  until(word: string): readonly Token[] {
    const at = this.#tokens.findIndex((token, index) => index >= this.#next && token.word === word);
    if (at < 0) throw new Unreadable(`it has no '${word}'`);
    const before = this.#tokens.slice(this.#next, at);
    this.#next = at + 1;
    return before;
  }

  skipTo(word: string): void {
    while (!this.ended && this.#tokens[this.#next]!.word !== word) this.#next++;
  }

  /** The beginning of what has not been read. */
  rest(): string {
    return this.#tokens
      .slice(this.#next, this.#next + 5)
      .map(({ text }) => text)
      .join(' ');
  }
}
