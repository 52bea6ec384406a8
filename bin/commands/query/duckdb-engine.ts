/** DuckDB over one export, locked so that a statement can read the export's files and do nothing else. */
import { DuckDBInstance, StatementType, type DuckDBConnection, type DuckDBPreparedStatement, type DuckDBResult } from '@duckdb/node-api';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Export } from '../../../shared/exports/read-export.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import type { Cache } from './cache.ts';
import { INTERRUPTED, textOf, textual, type Completion, type Engine, type QueryTable, type Result, type Row } from './engine.ts';
import { attachExport, attachFiles, type AttachedExport, type FilesOfDatasets } from './export-tables.ts';
import { attachDiff } from './diff-tables.ts';
import { asCommandError, ONLY_THE_EXPORT } from './sql-error.ts';
import { codeOnly } from '../../../shared/queries/sql-text.ts';
import { TRINO_FUNCTIONS } from './trino-functions.ts';
import { plainValue } from './values.ts';

/** The most memory and temporary space of a session. */
export interface Bounds {
  readonly memoryMib: number;
  readonly spillGib: number;
}
const USUAL_BOUNDS: Bounds = { memoryMib: 4096, spillGib: 10 };
const EXPLAIN = 'EXPLAIN ';
const RESULT_TABLE = 'muster_answer';
const CREATE_RESULT = `CREATE OR REPLACE TEMP TABLE ${RESULT_TABLE} AS `;
/** Statements that return a few rows, and from which DuckDB cannot create a table. */
const DESCRIBES_TABLES = /^\s*(?:describe|desc|show|summarize)\b/i;

/**
 * Functions that a SELECT may call although they do more than read: they write profiles and logs, change DuckDB's settings, or run SQL
 * from a string, which these checks have not seen.
 */
const FORBIDDEN_FUNCTIONS =
  /\b(?:enable_\w+|disable_\w+|verify_\w+|query|query_table|json_execute_serialized_sql|truncate_duckdb_logs|write_log|checkpoint|force_checkpoint|import_database|copy_database|add_parquet_key)\s*\(/i;

export interface TypedResult extends Result {
  /** DuckDB's types of the columns, such as `BIGINT` or `VARCHAR[]`. */
  readonly types: readonly string[];
}

export interface DuckDbEngine extends Engine {
  run(sql: string): Promise<TypedResult>;
  /** Tables that are empty because the export has no file for them. */
  readonly missing: readonly DatasetName[];
}

/** @throws BadExport */
export const openDuckDb = async (source: Export, cache: Cache): Promise<DuckDbEngine> =>
  await open(async (connection) => await attachExport(connection, source, cache));

/** Over files of each dataset, which are not compared with a manifest. @throws BadExport */
export const openFilesInDuckDb = async (files: FilesOfDatasets, bounds: Bounds): Promise<DuckDbEngine> =>
  await open(async (connection) => await attachFiles(connection, files), bounds);

/** Over the folder of a comparison. @throws BadExport */
export const openDiffInDuckDb = async (folder: string): Promise<DuckDbEngine> =>
  await open(async (connection) => await attachDiff(connection, folder));

async function open(attach: (connection: DuckDBConnection) => Promise<AttachedExport>, bounds = USUAL_BOUNDS): Promise<DuckDbEngine> {
  const spill = join(tmpdir(), `muster-query-${process.pid}-${randomBytes(4).toString('hex')}.spill`);
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: `${Math.min(bounds.memoryMib, Math.floor(totalmem() / 2 ** 21))}MiB`,
    temp_directory: spill,
    max_temp_directory_size: `${bounds.spillGib}GiB`,
  });
  const connection = await instance.connect();
  const leave = (): void => rmSync(spill, { recursive: true, force: true });
  process.once('exit', leave);
  try {
    for (const macro of TRINO_FUNCTIONS) await connection.run(macro);
    const attached = await attach(connection);
    for (const setting of settingsFor(attached)) await connection.run(setting);
    return new LockedDuckDb(connection, attached, async () => {
      connection.closeSync();
      instance.closeSync();
      process.removeListener('exit', leave);
      leave();
      await attached.close();
    });
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw error;
  }
}

/** The last settings of a session: the final one locks the configuration. */
const settingsFor = ({ paths }: AttachedExport): readonly string[] => [
  // These two settings make DuckDB answer as Trino does: 7 / 2 is 3, and times are in UTC.
  'SET integer_division = true',
  `SET TimeZone = 'UTC'`,
  'SET errors_as_json = true',
  `SET allowed_paths = [${paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(', ')}]`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

type Columns = Pick<TypedResult, 'columns' | 'types'>;

class LockedDuckDb implements DuckDbEngine {
  readonly #connection: DuckDBConnection;
  readonly #attached: AttachedExport;
  readonly #close: () => Promise<void>;
  #isInterrupted = false;

  constructor(connection: DuckDBConnection, attached: AttachedExport, close: () => Promise<void>) {
    this.#connection = connection;
    this.#attached = attached;
    this.#close = close;
  }

  get tables(): readonly QueryTable[] {
    return this.#attached.tables;
  }

  get missing(): readonly DatasetName[] {
    return this.#attached.missing;
  }

  async run(sql: string): Promise<TypedResult> {
    const explain = /^\s*explain\s+(?!analyze\b|\()/i.exec(sql)?.[0];
    if (explain !== undefined) return this.#small(sql.slice(explain.length), EXPLAIN);
    return DESCRIBES_TABLES.test(codeOnly(sql)) ? this.#small(sql, '') : this.#rows(sql);
  }

  async explain(sql: string): Promise<string> {
    return textOf(await this.#small(sql, EXPLAIN), (row) => row.at(-1));
  }

  /** Runs a statement whose result is small enough for memory. */
  async #small(sql: string, prefix: string): Promise<TypedResult> {
    return this.#checked(sql, prefix, async () => {
      const result = await this.#connection.run(`${prefix}${sql}`);
      return { columns: result.columnNames(), types: result.columnTypes().map(String), batches: this.#batches(result) };
    });
  }

  /** Runs a query into a temporary table, because DuckDB moves a growing table to the disk, but not a result held in memory. */
  async #rows(sql: string): Promise<TypedResult> {
    return this.#checked(sql, CREATE_RESULT, async (columns) => {
      const [kept] = await (await this.#connection.run(`${CREATE_RESULT}${sql}`)).getRows();
      return { ...columns, batches: this.#batches(await this.#connection.stream(`FROM ${RESULT_TABLE}`), Number(kept?.[0])) };
    });
  }

  async #checked(sql: string, prefix: string, ask: (columns: Columns) => Promise<TypedResult>): Promise<TypedResult> {
    this.#isInterrupted = false;
    let before = 0;
    try {
      const columns = await this.#columnsOf(sql);
      before = prefix.length;
      return await ask(columns);
    } catch (error) {
      throw asCommandError(
        error,
        sql,
        before,
        this.tables.map(({ name }) => name),
      );
    }
  }

  /** Counts the rows, because a stream of the DuckDB client that fails or is interrupted ends without an error. */
  async *#batches(result: DuckDBResult, expected?: number): AsyncGenerator<readonly Row[]> {
    let count = 0;
    for await (const rows of result.yieldRows()) {
      count += rows.length;
      yield rows.map((row) => row.map(plainValue));
    }
    if (expected === undefined) return;
    if (count !== expected) {
      const message = this.#isInterrupted ? INTERRUPTED : `Only ${count} of ${expected} rows could be read back from the temporary folder.`;
      throw new CommandError(message, EXIT.failed);
    }
    await this.#connection.run(`DROP TABLE ${RESULT_TABLE}`);
  }

  /** The statement's columns. @throws CommandError unless it is one statement that only reads */
  async #columnsOf(sql: string): Promise<Columns> {
    const text = codeOnly(sql);
    if (FORBIDDEN_FUNCTIONS.test(text)) throw new CommandError(ONLY_THE_EXPORT, EXIT.refused);
    if (/^\s*explain\b/i.test(text))
      throw new CommandError('EXPLAIN shows the plan of a SELECT only; write EXPLAIN SELECT ….', EXIT.refused);
    if (/^\s*pragma\b/i.test(text)) throw new CommandError(ONLY_THE_EXPORT, EXIT.refused);
    const statement = await this.#prepare(sql);
    try {
      const { statementType, parameterCount, columnCount } = statement;
      if (statementType !== StatementType.SELECT) throw new CommandError(ONLY_THE_EXPORT, EXIT.refused);
      // A placeholder has no type, which a column may have of it.
      if (parameterCount > 0)
        throw new CommandError('The SQL has a placeholder (? or $1), but values cannot be passed; write the value itself.', EXIT.refused);
      const each = <T>(read: (at: number) => T): readonly T[] => Array.from({ length: columnCount }, (_, at) => read(at));
      return { columns: each((at) => statement.columnName(at)), types: each((at) => String(statement.columnType(at))) };
    } finally {
      statement.destroySync();
    }
  }

  async #prepare(sql: string): Promise<DuckDBPreparedStatement> {
    const { count } = await this.#connection.extractStatements(sql);
    if (count !== 1) throw new CommandError('Write one statement at a time.', EXIT.refused);
    return this.#connection.prepare(sql);
  }

  interrupt(): void {
    this.#isInterrupted = true;
    this.#connection.interrupt();
  }

  async complete(line: string): Promise<Completion> {
    const found = await this.#connection.runAndReadAll('SELECT suggestion, suggestion_start FROM sql_auto_complete($1)', [line]);
    const rows = found.getRows().map((row) => row.map(plainValue));
    return { words: rows.map(([word]) => textual(word ?? null)), start: Number(rows[0]?.[1] ?? line.length) };
  }

  async close(): Promise<void> {
    await this.#close();
  }
}
