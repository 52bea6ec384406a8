/** Finds the line and column in a policy file of a path in its data, or of an offset in one of its expressions. */
import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Scalar } from 'yaml';
import { pathOf } from '../validation/invalid-request.ts';

/** Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a problem is in the file, and the path of its value: `tests[0].verdict`; without a path, it is the file as a whole. */
export interface Place extends Position {
  readonly path?: string;
}

export interface PolicyProblem extends Place {
  readonly file: string;
  readonly message: string;
}

/** `file:line:column: message`, as compilers write it, so that editors can jump to the position. */
export const problemText = ({ file, line, column, message }: PolicyProblem): string => `${file}:${line}:${column}: ${message}`;

export class PolicySource {
  readonly file: string;
  readonly #text: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(file: string, text: string, document: Document, lines: LineCounter) {
    this.file = file;
    this.#text = text;
    this.#document = document;
    this.#lines = lines;
  }

  /** Position of the value at `path`; if there is none, of the nearest value around it. */
  at(path: readonly PropertyKey[]): Place {
    return { ...this.#position(this.#startOf(path)), ...(path.length > 0 && { path: pathOf(path) }) };
  }

  has(path: readonly PropertyKey[]): boolean {
    return this.#document.hasIn(path);
  }

  /** Position of the key `key` in the map at `path`. */
  atKey(path: readonly PropertyKey[], key: string): Place {
    const map = this.#document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => (isScalar(item.key) ? item.key.value : item.key) === key) : undefined;
    const start = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
    return { ...(start === undefined ? this.at(path) : this.#position(start)), path: pathOf([...path, key]) };
  }

  /** Position of character `offset` of the text at `path`, in any YAML style. `offset` counts from the first character that is not white space. */
  within(path: readonly PropertyKey[], offset: number): Place {
    const node = this.#document.getIn(path, true);
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return this.at(path);
    // The check of `node.value` tells that it is a text, but does not narrow the type of `node`.
    return { ...this.#position(sourceOffset(this.#text, node as Scalar<string>, offset)), path: pathOf(path) };
  }

  #startOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return isSeq(node) || isMap(node) || isScalar(node) ? node.range[0] : 0;
    }
    return this.#document.contents?.range?.[0] ?? 0;
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/**
 * The offset in the file of a character of a scalar's value. It walks the source and the value side by side: they differ
 * only in indentation, folded line ends and escapes, and every other character stands for itself.
 */
function sourceOffset(text: string, node: Scalar<string>, offset: number): number {
  const value = node.value;
  const [start, end] = node.range!;
  let at = start;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') at = text.indexOf('\n', start) + 1;
  else if (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') at = start + 1;
  const wanted = offset + (value.length - value.trimStart().length);
  for (let index = 0; index <= wanted && at < end;) {
    if (text[at] === value[index]) {
      if (index === wanted) break;
      index++;
      at++;
    } else if (isSpace(value[index]) && isSpace(text[at])) {
      index++;
      at++;
    } else if (node.type === 'QUOTE_DOUBLE' && text[at] === '\\') {
      if (index === wanted) break;
      index++;
      at += 2;
    } else {
      at++;
    }
  }
  return Math.min(at, end);
}

const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\r' || character === '\t';
