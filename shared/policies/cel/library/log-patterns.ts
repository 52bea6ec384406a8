/**
 * Decides whether a filter pattern of CloudWatch Logs matches events of which some fields are known:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */

/** Fields of an event by their paths, such as `userIdentity.type`: a text, or null where the events have no such field. */
export type EventFields = ReadonlyMap<string, string | null>;

/** Undefined: not known. */
type Truth = boolean | undefined;

interface Token {
  readonly kind: 'sign' | 'comparison' | 'text' | 'expression' | 'selector';
  readonly text: string;
}

/** Kinds of tokens in the order of the groups of `TOKEN`; a word and a quoted text are compared alike. */
const KINDS = ['sign', 'comparison', 'text', 'expression', 'selector', 'text'] as const;
const TOKEN =
  /\s*(?:(\|\||&&|[()])|(!=|<=|>=|=|<|>)|"((?:[^"\\]|\\.)*)"|(%[^%]*%)|(\$(?:\.[\w-]+|\.?\[(?:\d+|'[^']*'|"[^"]*")\])+)|([^\s=!<>()&|"%$]+))/y;

/**
 * Whether a filter pattern matches every event that has these fields, whatever its others are: a condition on a field that the event does not
 * name leaves some of them out. Undefined for a pattern of terms or columns, a regular expression, and syntax that AWS may have added since.
 */
export type FilterPattern = (event: EventFields) => Truth;

const NONE: FilterPattern = () => false;
const NOT_KNOWN: FilterPattern = () => undefined;

/** Reads a pattern once for all events. It never throws: it is not known what a pattern that cannot be read matches. */
export function filterPattern(pattern: string): FilterPattern {
  const text = pattern.trim();
  // It counts every event of the log group, and so tells none of them from another.
  if (text === '') return NONE;
  if (!text.startsWith('{') || !text.endsWith('}')) return NOT_KNOWN;
  const tokens = tokensOf(text.slice(1, -1));
  return (tokens && new Reader(tokens).all()) ?? NOT_KNOWN;
}

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const token = new RegExp(TOKEN);
  while (text.slice(token.lastIndex).trim() !== '') {
    const match = token.exec(text);
    if (!match) return undefined;
    const group = match.slice(1).findIndex((part) => part !== undefined);
    tokens.push({ kind: KINDS[group]!, text: match[group + 1]! });
  }
  return tokens;
}

/** Reads a condition. Its methods return undefined for what they cannot read. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  all(): FilterPattern | undefined {
    const condition = this.#either();
    return this.#at < this.#tokens.length ? undefined : condition;
  }

  #either(): FilterPattern | undefined {
    return this.#joined('||', () => this.#both(), or);
  }

  #both(): FilterPattern | undefined {
    return this.#joined('&&', () => this.#single(), and);
  }

  #joined(sign: string, next: () => FilterPattern | undefined, join: (left: Truth, right: Truth) => Truth): FilterPattern | undefined {
    let condition = next();
    while (condition && this.#takes(sign)) {
      const [left, right] = [condition, next()];
      condition = right && ((event) => join(left(event), right(event)));
    }
    return condition;
  }

  #single(): FilterPattern | undefined {
    if (this.#takes('(')) {
      const condition = this.#either();
      return this.#takes(')') ? condition : undefined;
    }
    const [selector, operator, operand] = [this.#next(), this.#next(), this.#next()];
    if (selector?.kind !== 'selector' || !operator || !operand) return undefined;
    const path = pathOf(selector.text);
    switch (operator.kind === 'text' ? operator.text.toUpperCase() : operator.text) {
      case '=':
      case '!=':
        return compared(path, operator.text, operand);
      case '<':
      case '>':
      case '<=':
      case '>=':
        // Numbers only: the fields of an event are texts here.
        return NONE;
      case 'IS':
        return isOneOf(path, operand.text.toUpperCase());
      case 'NOT':
        return operand.text.toUpperCase() === 'EXISTS' ? (event) => event.get(path) === null : undefined;
      default:
        return undefined;
    }
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.#at++;
    return true;
  }
}

function compared(path: string, operator: string, { kind, text }: Token): FilterPattern | undefined {
  if (kind !== 'text' && kind !== 'expression') return undefined;
  const parts = text.replaceAll(/\\(.)/g, '$1').split('*');
  return (event) => {
    const value = event.get(path);
    if (value === undefined) return false;
    // The guide does not say whether an event without the field differs from the text.
    if (value === null) return operator === '=' ? false : undefined;
    return kind === 'expression' ? undefined : fits(parts, value) === (operator === '=');
  };
}

/** A text is neither true, false nor null; of a field that is missing, the guide does not say whether it is null. */
function isOneOf(path: string, operand: string): FilterPattern | undefined {
  if (!['TRUE', 'FALSE', 'NULL'].includes(operand)) return undefined;
  return operand === 'NULL' ? (event) => (event.get(path) === null ? undefined : false) : NONE;
}

const or = (left: Truth, right: Truth): Truth => (left === true || right === true ? true : left === false ? right : undefined);
const and = (left: Truth, right: Truth): Truth => (left === false || right === false ? false : left === true ? right : undefined);

/** `$.a['b']` as `a.b`. */
const pathOf = (selector: string): string => selector.replaceAll(/\.?\['([^']*)'\]|\.?\["([^"]*)"\]/g, '.$1$2').replace(/^\$\./, '');

/** Whether the value is these parts with any text between each two of them. */
function fits(parts: readonly string[], value: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = value.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}
