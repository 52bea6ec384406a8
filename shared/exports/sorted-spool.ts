/** An external merge sort: any number of records in bounded memory, out in order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asNotWritten } from './errors.ts';
import { FileSink } from './file-sink.ts';
import { lineChunks } from './lines.ts';
import { type Entry, merged } from './merge.ts';
import { compareText } from './order.ts';

/** Of JSON text; the records themselves take a few times as much. */
const HELD_BYTES = 8 * 2 ** 20;
/** Sorted files that are merged at once: so many of one level become one of the next. */
const FAN_IN = 64;

export interface SpoolOptions<T> {
  /** Exists. The spool makes a folder of its own inside, once it needs one. */
  readonly folder: string;
  readonly compare: (a: T, b: T) => number;
  /** JSON text that is held in memory before it goes to the disk. */
  readonly maxBytes?: number;
}

/**
 * Records are JSON values and come out as JSON reads them back. Where `compare` sees no difference their texts decide,
 * so that the order never depends on who came first.
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
  /** Sorted files; those of level n were merged n times. */
  readonly #levels: string[][] = [];

  constructor({ folder, compare, maxBytes = HELD_BYTES }: SpoolOptions<T>) {
    this.#parent = folder;
    this.#maxBytes = maxBytes;
    this.#compare = (a, b) => compare(a.record, b.record) || compareText(a.text, b.text);
  }

  /** Records added so far. */
  get size(): number {
    return this.#size;
  }

  /** Several may add at once; each awaits its own. @throws NotWritten if the disk is full */
  async add(record: T): Promise<void> {
    const text = JSON.stringify(record);
    this.#held.push({ record, text });
    this.#heldBytes += text.length;
    this.#size += 1;
    if (this.#heldBytes >= this.#maxBytes) await this.#spill();
  }

  /** All that was added. To be asked for once every `add` has settled. */
  async *sorted(): AsyncGenerator<T> {
    const held = chunksOf(this.#held.toSorted(this.#compare));
    const files = this.#levels.flat().map((file) => lineChunks(file));
    for await (const { record } of merged([...files, held], this.#compare)) yield record;
  }

  /** Removes what is on the disk. */
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
    // Taken before anything is waited for: several may write at once.
    const name = `${(this.#filesMade += 1)}.jsonl`;
    const path = join(await this.#folder, name);
    await using sink = await FileSink.create(path);
    for await (const { text } of entries) await sink.writeText(`${text}\n`);
    await sink.finish();
    return path;
  }
}

/** As merging wants them. */
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
