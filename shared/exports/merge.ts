/** A k-way merge of sorted lines of JSON. */
import TinyQueue from 'tinyqueue';

/** One record and its JSON text. */
export interface Entry<T> {
  readonly record: T;
  readonly text: string;
}

/** The lines of one source in ascending order, in chunks. */
export type SortedLines = AsyncIterable<readonly string[]>;

/** Holds a chunk and one parsed record of each source. Closes every source if the caller stops early. */
export async function* merged<T>(sources: readonly SortedLines[], compare: (a: Entry<T>, b: Entry<T>) => number): AsyncGenerator<Entry<T>> {
  const readers = sources.map((lines) => new Reader<T>(lines));
  try {
    const waiting = new TinyQueue<Reader<T>>([], (a, b) => compare(a.head, b.head));
    for (const reader of readers) if (await reader.advance()) waiting.push(reader);
    for (let least = waiting.pop(); least; least = waiting.pop()) {
      yield least.head;
      const advanced = least.advance();
      if (advanced === true || (await advanced)) waiting.push(least);
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.stop()));
  }
}

class Reader<T> {
  readonly #chunks: AsyncIterator<readonly string[]>;
  #lines: readonly string[] = [];
  #place = 0;
  #head: Entry<T> | undefined;

  constructor(lines: SortedLines) {
    this.#chunks = lines[Symbol.asyncIterator]();
  }

  /** The current line. Valid only after `advance` returned true. */
  get head(): Entry<T> {
    if (!this.#head) throw new Error('A reader has no line before it was advanced to one.');
    return this.#head;
  }

  /** Moves to the next line; false if there is none. Returns a promise only if a chunk must be read. */
  advance(): true | Promise<boolean> {
    const text = this.#lines[this.#place];
    if (text === undefined) return this.#nextChunk();
    this.#place += 1;
    this.#head = { record: JSON.parse(text) as T, text };
    return true;
  }

  async stop(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #nextChunk(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#lines = value;
    this.#place = 0;
    return await this.advance();
  }
}
