/**
 * Sorts any number of lines of text by their keys. The lines are written to a file in the order in which they are added. DuckDB sorts
 * only their keys and positions, so that long lines take no memory.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, TableAppender } from './database.ts';
import { asNotWritten } from './errors.ts';

/** The bytes of lines that are buffered before they are written. */
const GATHERED = 2 ** 20;
/** The most bytes of UTF-8 that a UTF-16 unit takes. */
const BYTES_A_UNIT = 3;
const LINE_END = 0x0a;
/** The keys that DuckDB's appender holds before they go into the table. DuckDB's memory limit does not cover the appender. */
const KEYS_HELD = 8192;
/** The most bytes of adjacent lines that are read at once. */
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

  /** The spool can be used until the database is disposed of. @throws NotWritten */
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

  /** The number of lines that were added so far. */
  get size(): number {
    return this.#size;
  }

  /** The size of the longest line in bytes. */
  get longest(): number {
    return this.#longest;
  }

  /**
   * Lines are sorted by each of `texts` in turn, by code points, then by `number`, null first. `line` must not contain a line end.
   * @throws NotWritten
   */
  add(texts: readonly string[], number: number | null, line: string): void {
    const place = this.#bytes + this.#held;
    const bytes = this.#write(line);
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

  /** Writes all lines, in order, into one new file. @throws NotWritten */
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

  /** Closes the spool's file. The file and the spool's table are removed with the database. */
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

  /** Writes a line and its end. Returns their bytes. */
  #write(line: string): number {
    const most = line.length * BYTES_A_UNIT + 1;
    if (most > GATHERED - this.#held) this.#flush();
    if (most > GATHERED) return this.#append(Buffer.from(`${line}\n`));
    const bytes = this.#buffer.write(line, this.#held) + 1;
    this.#held += bytes;
    this.#buffer[this.#held - 1] = LINE_END;
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

/** Joins texts into one that sorts like the list: U+0000 twice separates them, and a text's own U+0000 is followed by U+0001. */
const keyOf = (texts: readonly string[]): string =>
  texts.map((text) => (text.includes('\0') ? text.replaceAll('\0', '\0\u0001') : text)).join('\0\0');

/** The lines at these positions, many in a buffer. Reads adjacent lines at once. A buffer is valid until the next one is requested. */
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
