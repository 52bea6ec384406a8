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
 * Whether the pattern matches every event that has these fields, whatever its others are: a condition on a field that `event` does not name
 * leaves some of them out. Undefined for a pattern of terms or columns, a regular expression, and syntax that AWS may have added since.
 */
export function patternCovers(pattern: string, event: EventFields): Truth {
  const text = pattern.trim();
  // It counts every event of the log group, and so tells none of them from another.
  if (text === '') return false;
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const tokens = tokensOf(text.slice(1, -1));
  return tokens && new Reader(tokens, event).all();
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

/** Reads and decides a condition in one pass. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #event: EventFields;
  #at = 0;
  #broken = false;

  constructor(tokens: readonly Token[], event: EventFields) {
    this.#tokens = tokens;
    this.#event = event;
  }

  all(): Truth {
    const truth = this.#either();
    return this.#broken || this.#at < this.#tokens.length ? undefined : truth;
  }

  #either(): Truth {
    let truth = this.#both();
    while (this.#takes('||')) truth = or(truth, this.#both());
    return truth;
  }

  #both(): Truth {
    let truth = this.#single();
    while (this.#takes('&&')) truth = and(truth, this.#single());
    return truth;
  }

  #single(): Truth {
    if (this.#takes('(')) {
      const truth = this.#either();
      return this.#takes(')') ? truth : this.#cannotRead();
    }
    const selector = this.#next();
    if (selector?.kind !== 'selector') return this.#cannotRead();
    const path = pathOf(selector.text);
    const named = this.#event.has(path);
    const value = this.#event.get(path) ?? null;
    const operator = this.#next();
    const operand = this.#next();
    if (!operator || !operand) return this.#cannotRead();
    switch (operator.kind === 'text' ? operator.text.toUpperCase() : operator.text) {
      case '=':
      case '!=':
        return this.#compared(operator.text, operand, named, value);
      case '<':
      case '>':
      case '<=':
      case '>=':
        // Numbers only: the fields of an event are texts here.
        return false;
      case 'IS':
        return ['TRUE', 'FALSE', 'NULL'].includes(operand.text.toUpperCase()) ? isOneOf(operand.text, named, value) : this.#cannotRead();
      case 'NOT':
        return operand.text.toUpperCase() === 'EXISTS' ? named && value === null : this.#cannotRead();
      default:
        return this.#cannotRead();
    }
  }

  #compared(operator: string, { kind, text }: Token, named: boolean, value: string | null): Truth {
    if (kind !== 'text' && kind !== 'expression') return this.#cannotRead();
    if (!named) return false;
    // The guide does not say whether an event without the field differs from the text.
    if (value === null) return operator === '=' ? false : undefined;
    if (kind === 'expression') return undefined;
    const same = fits(text.replaceAll(/\\(.)/g, '$1').split('*'), value);
    return operator === '=' ? same : !same;
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

  #cannotRead(): undefined {
    this.#broken = true;
    return undefined;
  }
}

/** A text is neither true, false nor null; of a field that is missing, the guide does not say whether it is null. */
function isOneOf(operand: string, named: boolean, value: string | null): Truth {
  return named && value === null && operand.toUpperCase() === 'NULL' ? undefined : false;
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
