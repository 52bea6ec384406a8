/** DuckDB inside Muster's own process: it sorts keys and writes files, within limits of memory and disk space. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBAppender, type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { asNotWritten, NotWritten, TooLarge } from './errors.ts';

/** DuckDB's memory limit. What does not fit goes to its temporary folder. */
const MEMORY = '256MiB';
/** DuckDB's messages about a full disk: the operating system's words, or DuckDB's own limit for its temporary folder. */
const DISK_FULL = /no space left on device|disk quota exceeded|not enough space|max_temp_directory_size/i;
const OUT_OF_MEMORY = /^out of memory error/i;
const TOO_LARGE =
  `The export cannot be written: to sort and write it takes more memory than the ${MEMORY} that DuckDB may use; ` +
  'read fewer accounts, services or regions at once.';

export interface TableAppender {
  readonly appender: DuckDBAppender;
  close(): void;
}

export class Database implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<DuckDBConnection>();
  readonly #closers = new Set<() => void>();
  readonly #signal: AbortSignal | undefined;
  /** A new folder for the caller's files. It is removed with the database. */
  readonly folder: string;

  private constructor(folder: string, instance: DuckDBInstance, signal: AbortSignal | undefined) {
    this.folder = folder;
    this.#instance = instance;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#interrupt);
  }

  /**
   * Makes a new folder inside `parent`, which must exist. Once `signal` is aborted, statements reject with its reason.
   * @throws NotWritten
   */
  static async open(parent: string, signal?: AbortSignal): Promise<Database> {
    const folder = await makeFolder(parent);
    const instance = await DuckDBInstance.create(':memory:', {
      // One thread writes rows in the order in which it reads them, so that every machine writes the same bytes.
      threads: '1',
      memory_limit: MEMORY,
      temp_directory: join(folder, 'spill'),
      // DuckDB limits the bytes of Parquet's row groups only if this is off. One thread keeps the order anyway.
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    return new Database(folder, instance, signal);
  }

  /** Runs one statement. @throws NotWritten if the disk is full; TooLarge if it takes too much memory; the reason of an aborted signal */
  async run(sql: string): Promise<void> {
    await this.#asked(async (connection) => await connection.run(sql));
  }

  /** The first row of an answer, as JavaScript values; undefined if there is none. @throws as `run` */
  async row(sql: string): Promise<readonly unknown[] | undefined> {
    return await this.#asked(async (connection) => (await connection.runAndReadAll(sql)).getRowsJS()[0]);
  }

  /**
   * An answer of any size, chunk by chunk. A stream of the DuckDB client that fails ends without an error: the caller must count the rows.
   * @throws as `run`
   */
  async *chunks(sql: string): AsyncGenerator<DuckDBDataChunk> {
    const connection = await this.#connect();
    try {
      for await (const chunk of await connection.stream(sql)) {
        yield chunk;
        this.#signal?.throwIfAborted();
      }
    } catch (error) {
      throw this.#reasonOf(error);
    } finally {
      this.#leave(connection);
    }
  }

  /** Appends to a table until `close`, or until the database is disposed of. */
  async appender(table: string): Promise<TableAppender> {
    const connection = await this.#connect();
    const appender = await connection.createAppender(table);
    const close = (): void => {
      if (!this.#closers.delete(close)) return;
      appender.closeSync();
      this.#leave(connection);
    };
    this.#closers.add(close);
    return { appender, close };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#interrupt);
    for (const close of this.#closers) close();
    for (const connection of this.#connections) this.#leave(connection);
    this.#instance.closeSync();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #asked<T>(ask: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#connect();
    try {
      return await ask(connection);
    } catch (error) {
      throw this.#reasonOf(error);
    } finally {
      this.#leave(connection);
    }
  }

  async #connect(): Promise<DuckDBConnection> {
    this.#signal?.throwIfAborted();
    const connection = await this.#instance.connect();
    this.#connections.add(connection);
    return connection;
  }

  #leave(connection: DuckDBConnection): void {
    this.#connections.delete(connection);
    connection.closeSync();
  }

  readonly #interrupt = (): void => {
    for (const connection of this.#connections) connection.interrupt();
  };

  #reasonOf(error: unknown): unknown {
    if (this.#signal?.aborted) return this.#signal.reason;
    // An error of the native library need not be an instance of this realm's Error.
    const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
    if (DISK_FULL.test(message))
      return new NotWritten(`${this.folder} cannot be written: the disk is full; make room, or write to another disk.`, { cause: error });
    return OUT_OF_MEMORY.test(message) ? new TooLarge(TOO_LARGE, { cause: error }) : error;
  }
}

async function makeFolder(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'sort-'));
  } catch (error) {
    throw asNotWritten(parent, error);
  }
}

/** The text as a string literal of SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
