/**
 * Bounds the time of `matches`. JavaScript's engine backtracks, so each pattern is judged when its policy is loaded: a
 * pattern whose time can grow exponentially with the text is refused, and for the others the power of the growth is known.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { ExpressionProblem } from './expression-problem.ts';
import { literalText, walk } from './syntax.ts';

/** Matching a text takes at most about `ways` × length^`power` characters tried. `problem` is the rest of a sentence that begins with "The pattern". */
export type JudgedPattern = Cost | { readonly problem: string };

interface Cost {
  /** How many repetitions can divide a text between them. */
  readonly power: number;
  /** How many combinations of alternatives and optional parts there are. */
  readonly ways: number;
}

const MOST_WAYS = 1000;

/** The library passes the pattern to JavaScript unchanged, so it is judged as a JavaScript pattern. */
export function judgePattern(pattern: string): JudgedPattern {
  try {
    new RegExp(pattern);
  } catch (error) {
    return { problem: `is no regular expression: ${(error as Error).message.replace(/^Invalid regular expression: /, '')}.` };
  }
  const reader = new PatternReader(pattern);
  const { power, ways } = reader.alternatives();
  if (reader.problem !== undefined) return { problem: reader.problem };
  if (ways > MOST_WAYS)
    return { problem: `has ${MOST_WAYS} or more ways to choose between its alternatives and optional parts; split it.` };
  // A pattern without ^ is tried from every position of the text.
  return { power: pattern.startsWith('^') ? power : power + 1, ways };
}

/** The problems of every `matches` in the expression. */
export function patternProblems(ast: ASTNode): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  for (const node of walk(ast)) {
    if (node.op !== 'rcall' || node.args[0] !== 'matches') continue;
    const argument = node.args[2][0] ?? node;
    const pattern = literalText(argument);
    if (pattern === undefined) {
      problems.push({
        offset: argument.start,
        message: "matches needs its pattern as a literal text, such as '^prod-', so that it can be checked before it runs.",
      });
      continue;
    }
    const judged = judgePattern(pattern);
    if ('problem' in judged) problems.push({ offset: argument.start, message: `The pattern ${judged.problem}` });
  }
  return problems;
}

const SINGLE: Cost = { power: 0, ways: 1 };

/** Computes the cost of a pattern that JavaScript accepts, from its groups, alternatives and repetitions. */
class PatternReader {
  problem: string | undefined;
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Reads up to the end of the group, or of the pattern. */
  alternatives(): Cost {
    let power = 0;
    let ways = 0;
    let branch = SINGLE;
    for (; this.#at < this.#pattern.length && this.#pattern[this.#at] !== ')';) {
      if (this.#pattern[this.#at] === '|') {
        this.#at++;
        power = Math.max(power, branch.power);
        ways += branch.ways;
        branch = SINGLE;
      } else {
        const part = this.#repeated(this.#atom());
        branch = { power: branch.power + part.power, ways: branch.ways * part.ways };
      }
    }
    return { power: Math.max(power, branch.power), ways: ways + branch.ways };
  }

  #atom(): Cost {
    const character = this.#pattern[this.#at++]!;
    if (character === '\\') {
      if (/[1-9k]/.test(this.#pattern[this.#at] ?? '')) this.problem ??= 'refers back to a group, which CEL does not know.';
      this.#at++;
    } else if (character === '[') {
      while (this.#pattern[this.#at] !== ']') this.#at += this.#pattern[this.#at] === '\\' ? 2 : 1;
      this.#at++;
    } else if (character === '(') {
      const special = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.#pattern.slice(this.#at))?.[0];
      if (special !== undefined && special !== '?:') this.problem ??= 'has a look-around or a named group, which CEL does not know.';
      this.#at += special?.length ?? 0;
      const inner = this.alternatives();
      this.#at++;
      return inner;
    }
    return SINGLE;
  }

  /** The cost of `part`, which was read last, with the quantifier that follows it, if any. */
  #repeated(part: Cost): Cost {
    const quantifier = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#pattern.slice(this.#at));
    if (!quantifier) return part;
    const [text, least = '0', comma = ',', most = ''] = quantifier;
    this.#at += text.length;
    if (text.startsWith('?')) return { power: part.power, ways: part.ways + 1 };
    const isSimple = part.power === 0 && part.ways === 1;
    if (comma === '') return { power: part.power * Number(least), ways: part.ways ** Number(least) };
    if (isSimple) return { power: 1, ways: 1 };
    if (most !== '') return { power: part.power * Number(most), ways: (part.ways + 1) ** Number(most) };
    this.problem ??= 'repeats a group that itself repeats or has alternatives: its time can grow exponentially.';
    return part;
  }
}
