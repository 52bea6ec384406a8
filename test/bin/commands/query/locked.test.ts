/** Finds every DuckDB function that can read a file by trying them all without the lock, then tries those with the lock. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { copyFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { Cache } from '../../../../bin/commands/query/cache.ts';
import { openDuckDb, type DuckDbEngine } from '../../../../bin/commands/query/duckdb-engine.ts';
import { openExport } from '../../../../shared/exports/read-export.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { Place } from './support.ts';

const READS = 'read|scan|glob|parquet|csv|json|file|path|sniff|http|url|load|env|import|copy|complete|query|secret|fs_|s3|list_dir|exists';
/** Functions with side effects are tested by name elsewhere: called here, they would change the test itself. */
const ACTS = '^(?:enable|disable|truncate|checkpoint|force|verify)_?';
const FILES = ['planted.csv', 'planted.json', 'planted.parquet', 'planted.duckdb', 'planted.txt', '*'];

/** Functions that certainly read files: the search has to find them. */
const KNOWN_READERS = [
  'glob',
  'parquet_metadata',
  'parquet_schema',
  'read_blob',
  'read_csv',
  'read_duckdb',
  'read_json',
  'read_parquet',
  'read_text',
  'sniff_csv',
  'sql_auto_complete',
];

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** Argument lists that hold a path. */
const ARGUMENTS: readonly ((path: string) => string)[] = [
  (path) => quoted(path),
  (path) => `[${quoted(path)}]`,
  (path) => `${quoted(path)}, 'a'`,
  (path) => `${quoted(path)}, 'a', 1`,
  (path) => quoted(`FROM ${quoted(path)}`),
  (path) => quoted(`FROM ${quoted(path).slice(0, -2)}`),
];

type Ask = (sql: string) => Promise<unknown>;

let place: Place;
let engine: DuckDbEngine;
let open: DuckDBInstance;
let askOpen: Ask;
/** Statements that call a function as a table, and as an expression. */
let functions: readonly string[];
beforeAll(async () => {
  place = new Place();
  await writtenExport(place.path('export'), { resources: [resourceRecord()], formats: ['jsonl', 'parquet'] });
  mkdirSync(place.path('there'));
  copyFileSync(place.path('export', 'inventory.parquet'), place.path('there', 'planted.parquet'));
  writeFileSync(place.path('there', 'planted.csv'), 'a,b\n1,2\n');
  writeFileSync(place.path('there', 'planted.json'), '{"a":1}\n');
  writeFileSync(place.path('there', 'planted.txt'), 'planted');
  const database = await DuckDBInstance.create(place.path('there', 'planted.duckdb'));
  await (await database.connect()).run('CREATE TABLE a AS SELECT 1 AS a');
  database.closeSync();

  open = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' });
  const connection = await open.connect();
  askOpen = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
  const listed = await connection.runAndReadAll(
    `SELECT DISTINCT function_name, function_type FROM duckdb_functions()
      WHERE function_type IN ('table', 'table_macro', 'scalar', 'macro')
        AND (function_type IN ('table', 'table_macro') OR regexp_matches(function_name, '${READS}'))
        AND NOT regexp_matches(function_name, '${ACTS}') ORDER BY ALL`,
  );
  functions = listed.getRows().map(([name, type]) => `${String(type).startsWith('table') ? 'SELECT * FROM' : 'SELECT'} "${String(name)}"`);
  const cache = await Cache.open(place.path('cache'), { maxBytes: 2 ** 30, now: Date.now });
  engine = await openDuckDb(await openExport(place.path('export')), cache);
});
afterAll(async () => {
  await engine.close();
  open.closeSync();
  place.remove();
});

const askLocked: Ask = async (sql) => {
  const rows: unknown[] = [];
  for await (const batch of (await engine.run(sql)).batches) rows.push(...batch);
  return rows;
};

/** The statements that answer differently for an existing file and for a missing one. */
async function telling(ask: Ask, statements: readonly string[]): Promise<readonly string[]> {
  const answers = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const sql of statements)
      found.push(
        await ask(sql).then(
          (rows) => JSON.stringify(rows),
          (error: unknown) => String(error),
        ),
      );
    return found;
  };
  const there = await answers();
  renameSync(place.path('there'), place.path('elsewhere'));
  try {
    const gone = await answers();
    return statements.filter((_, at) => there[at] !== gone[at]);
  } finally {
    renameSync(place.path('elsewhere'), place.path('there'));
  }
}

const paths = (): readonly string[] => FILES.map((file) => place.path('there', file));

describe('a query cannot read a file beside the export', () => {
  it('by any function of DuckDB', async () => {
    const calls = functions.flatMap((name) => ARGUMENTS.flatMap((args) => paths().map((path) => `${name}(${args(path)})`)));

    const readers = await telling(askOpen, calls);

    const names = new Set(readers.map((sql) => /"(\w+)"/.exec(sql)![1]!));
    expect([...names]).toEqual(expect.arrayContaining(KNOWN_READERS));
    expect(await telling(askLocked, readers)).toEqual([]);
  }, 60_000);

  it('by its name alone', async () => {
    const statements = paths().map((path) => `SELECT * FROM ${quoted(path)}`);

    expect(await telling(askOpen, statements)).toContain(statements[0]);
    expect(await telling(askLocked, statements)).toEqual([]);
  });

  it('although it reads the export itself', async () => {
    expect(await askLocked('SELECT count(*) FROM resources')).toEqual([[1]]);
  });
});
