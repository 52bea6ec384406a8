/** An external merge sort: sorts any number of records in bounded memory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asNotWritten } from './errors.ts';
import { FileSink } from './file-sink.ts';
import { lineChunks } from './lines.ts';
import { type Entry, merged } from './merge.ts';
import { compareText } from './order.ts';

/** Counts JSON text. The records themselves take a few times as much memory. */
const HELD_BYTES = 8 * 2 ** 20;
/** The number of sorted files that are merged at once: this many files of one level become one file of the next. */
const FAN_IN = 64;

export interface SpoolOptions<T> {
  /** An existing folder, in which the spool makes its own folder once it needs one. */
  readonly folder: string;
  readonly compare: (a: T, b: T) => number;
  /** The size of the JSON text that is held in memory before it goes to the disk. */
  readonly maxBytes?: number;
}

/**
 * Records are JSON values, and come back as `JSON.parse` reads them. If `compare` finds two records equal, their JSON texts are compared,
 * so that the order never depends on which record was added first.
 */
export class SortedSpool<T> {
  readonly #parent: string;
  readonly #maxBytes: number;
  readonly #compare: (a: Entry<T>, b: Entry<T>) => number;
  #held: Entry<T>[] = [];
  #heldBytes = 0;
  #size = 0;
  #folder: Promise<string> | undefined;
  #filesMade = 0;
  /** The sorted files by level. A file of level n was merged n times. */
  readonly #levels: string[][] = [];

  constructor({ folder, compare, maxBytes = HELD_BYTES }: SpoolOptions<T>) {
    this.#parent = folder;
    this.#maxBytes = maxBytes;
    this.#compare = (a, b) => compare(a.record, b.record) || compareText(a.text, b.text);
  }

  /** The number of records that were added so far. */
  get size(): number {
    return this.#size;
  }

  /** May be called again before an earlier call has settled; every caller must await its own. @throws NotWritten if the disk is full */
  async add(record: T): Promise<void> {
    const text = JSON.stringify(record);
    this.#held.push({ record, text });
    this.#heldBytes += text.length;
    this.#size += 1;
    if (this.#heldBytes >= this.#maxBytes) await this.#spill();
  }

  /** All records in order. Call it after every `add` has settled. */
  async *sorted(): AsyncGenerator<T> {
    const held = chunksOf(this.#held.toSorted(this.#compare));
    const files = this.#levels.flat().map((file) => lineChunks(file));
    for await (const { record } of merged([...files, held], this.#compare)) yield record;
  }

  /** Removes the spool's files. */
  async close(): Promise<void> {
    this.#held = [];
    this.#levels.length = 0;
    const folder = this.#folder;
    this.#folder = undefined;
    if (folder) await rm(await folder, { recursive: true, force: true });
  }

  async #spill(): Promise<void> {
    const held = this.#held.toSorted(this.#compare);
    this.#held = [];
    this.#heldBytes = 0;
    await this.#keep(0, await this.#write(held));
  }

  async #keep(level: number, file: string): Promise<void> {
    const files = (this.#levels[level] ??= []);
    files.push(file);
    if (files.length < FAN_IN) return;
    this.#levels[level] = [];
    const smaller = files.map((path) => lineChunks(path));
    const larger = await this.#write(merged(smaller, this.#compare));
    await Promise.all(files.map((path) => rm(path)));
    await this.#keep(level + 1, larger);
  }

  async #write(entries: Iterable<Entry<T>> | AsyncIterable<Entry<T>>): Promise<string> {
    this.#folder ??= makeFolder(this.#parent);
    // The number is taken before the first await, because several writes may run at once.
    const name = `${(this.#filesMade += 1)}.jsonl`;
    const path = join(await this.#folder, name);
    await using sink = await FileSink.create(path);
    for await (const { text } of entries) await sink.writeText(`${text}\n`);
    await sink.finish();
    return path;
  }
}

/** The entries in the form that `merged` takes. */
async function* chunksOf(entries: readonly { readonly text: string }[]): AsyncGenerator<readonly string[]> {
  yield entries.map(({ text }) => text);
}

async function makeFolder(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'sort-'));
  } catch (error) {
    throw asNotWritten(parent, error);
  }
}
