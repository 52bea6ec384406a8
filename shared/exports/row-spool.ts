/**
 * Lines of text of any number, out in the order of their keys. The lines lie in a file as they come; DuckDB sorts nothing but
 * their keys and places, so that long lines cost no memory.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, TableAppender } from './database.ts';
import { asNotWritten } from './errors.ts';

/** Bytes of lines that are gathered before they are written. */
const GATHERED = 2 ** 20;
/** A character takes at most so many bytes of UTF-8. */
const BYTES_A_UNIT = 3;
/** Keys that DuckDB's appender holds, in memory of its own that no limit bounds, before they go into the table. */
const KEYS_HELD = 8192;
/** Bytes that are read at once where lines lie side by side. */
const READ_TOGETHER = 2 ** 20;

let spoolsMade = 0;

export class RowSpool implements Disposable {
  readonly #database: Database;
  readonly #table: string;
  readonly #path: string;
  readonly #keys: TableAppender;
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafeSlow(GATHERED);
  #held = 0;
  #bytes = 0;
  #keysHeld = 0;
  #size = 0;
  #longest = 0;

  private constructor(database: Database, table: string, path: string, keys: TableAppender, file: number) {
    this.#database = database;
    this.#table = table;
    this.#path = path;
    this.#keys = keys;
    this.#file = file;
  }

  /** It lasts as long as the database. @throws NotWritten */
  static async create(database: Database): Promise<RowSpool> {
    const table = `spool_${(spoolsMade += 1)}`;
    const path = join(database.folder, `${table}.txt`);
    await database.run(`CREATE TABLE ${table} (texts VARCHAR, number INTEGER, place DOUBLE, bytes INTEGER)`);
    const keys = await database.appender(table);
    try {
      return new RowSpool(database, table, path, keys, openSync(path, 'wx+'));
    } catch (error) {
      throw asNotWritten(path, error);
    }
  }

  /** Lines added so far. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of the longest line. */
  get longest(): number {
    return this.#longest;
  }

  /**
   * Sorted by `texts`, one after the other by code points, then by `number`, null first. `line` has no line end in it.
   * @throws NotWritten
   */
  add(texts: readonly string[], number: number | null, line: string): void {
    const place = this.#bytes + this.#held;
    const bytes = this.#write(`${line}\n`);
    const { appender } = this.#keys;
    appender.appendVarchar(keyOf(texts));
    if (number === null) appender.appendNull();
    else appender.appendInteger(number);
    appender.appendDouble(place);
    appender.appendInteger(bytes);
    appender.endRow();
    this.#size += 1;
    this.#longest = Math.max(this.#longest, bytes);
    this.#keysHeld += 1;
    if (this.#keysHeld >= KEYS_HELD) this.#flushKeys();
  }

  /** All lines that were added, in order, in one new file. @throws NotWritten */
  async sortInto(path: string): Promise<void> {
    try {
      await using file = await open(path, 'wx');
      for await (const bytes of this.#sorted()) await file.writeFile(bytes);
    } catch (error) {
      throw asNotWritten(path, error);
    }
  }

  /** The lines in order, many at a time. */
  async *lines(): AsyncGenerator<readonly string[]> {
    for await (const bytes of this.#sorted()) yield bytes.toString().split('\n').slice(0, -1);
  }

  /** Closes its file. What else it has is the database's, and goes with it. */
  [Symbol.dispose](): void {
    closeSync(this.#file);
  }

  async *#sorted(): AsyncGenerator<Buffer> {
    this.#flush();
    this.#flushKeys();
    let rows = 0;
    const sql = `SELECT place, bytes FROM ${this.#table} ORDER BY texts, number NULLS FIRST, place`;
    for await (const chunk of this.#database.chunks(sql)) {
      rows += chunk.rowCount;
      yield* gathered(this.#file, chunk.getColumnValues(0) as number[], chunk.getColumnValues(1) as number[]);
    }
    if (rows !== this.#size) throw new Error(`Only ${rows} of ${this.#size} sorted lines could be read back.`);
  }

  #write(text: string): number {
    if (text.length * BYTES_A_UNIT > GATHERED - this.#held) this.#flush();
    if (text.length * BYTES_A_UNIT > GATHERED) return this.#append(Buffer.from(text));
    const bytes = this.#buffer.write(text, this.#held);
    this.#held += bytes;
    return bytes;
  }

  #flush(): void {
    if (this.#held > 0) this.#append(this.#buffer.subarray(0, this.#held));
    this.#held = 0;
  }

  #append(bytes: Buffer): number {
    try {
      for (let from = 0; from < bytes.length;) from += writeSync(this.#file, bytes, from);
    } catch (error) {
      throw asNotWritten(this.#path, error);
    }
    this.#bytes += bytes.length;
    return bytes.length;
  }

  #flushKeys(): void {
    if (this.#keysHeld > 0) this.#keys.appender.flushSync();
    this.#keysHeld = 0;
  }
}

/** One text that has the order of all of them: U+0000 ends each, and is followed by U+0001 where a text has one of its own. */
const keyOf = (texts: readonly string[]): string =>
  texts.map((text) => (text.includes('\0') ? text.replaceAll('\0', '\0\u0001') : text)).join('\0\0');

/** The lines at these places, many in a buffer. Reads at once what lies side by side. A buffer lasts until the next one is asked for. */
function* gathered(file: number, places: readonly number[], sizes: readonly number[]): Generator<Buffer> {
  let buffer = Buffer.allocUnsafe(READ_TOGETHER);
  let used = 0;
  for (let row = 0; row < places.length;) {
    const place = places[row] as number;
    let bytes = sizes[row] as number;
    for (row += 1; places[row] === place + bytes && bytes + (sizes[row] as number) <= READ_TOGETHER; row += 1)
      bytes += sizes[row] as number;
    if (used + bytes > buffer.length) {
      if (used > 0) yield buffer.subarray(0, used);
      used = 0;
      if (bytes > buffer.length) buffer = Buffer.allocUnsafe(bytes);
    }
    for (let read = 0; read < bytes;) {
      const more = readSync(file, buffer, used + read, bytes - read, place + read);
      if (more === 0) throw new Error('A spooled line ends before its end: something has cut its file.');
      read += more;
    }
    used += bytes;
  }
  if (used > 0) yield buffer.subarray(0, used);
}
