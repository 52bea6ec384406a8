import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { DATASET_NAMES, DATASETS, type ColumnType } from '../../../shared/exports/datasets.ts';
import { FileSink } from '../../../shared/exports/file-sink.ts';
import { ParquetWriter } from '../../../shared/exports/parquet-writer.ts';
import { type Cell, columnsOf } from '../../../shared/exports/row.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';

let folder: string;
let sql: DuckDBConnection;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-parquet-'));
  sql = await (await DuckDBInstance.create()).connect();
});
afterAll(async () => {
  sql.closeSync();
  await rm(folder, { recursive: true, force: true });
});

type Row = readonly Cell[];
const ACCOUNTS = columnsOf(DATASETS.accounts);

async function writtenFile(columns: typeof ACCOUNTS, rows: Iterable<Row>): Promise<string> {
  const path = join(folder, `${(files += 1)}.parquet`);
  await using sink = await FileSink.create(path);
  const writer = new ParquetWriter(sink, columns);
  for (const row of rows) await writer.write(row);
  await writer.finish();
  return path;
}

const select = async (query: string): Promise<readonly Row[]> => (await sql.runAndReadAll(query)).getRowsJS() as readonly Row[];

const CELLS: Readonly<Record<ColumnType, fc.Arbitrary<Cell>>> = {
  text: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '\0', 'eu-west-1', 'x'.repeat(20_000)),
  ),
  json: fc.jsonValue().map(canonicalJson),
  integer: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  boolean: fc.boolean(),
};

const anAccount = (place: number): Row => [
  `aws:${String(place).padStart(12, '0')}`,
  'aws',
  `name ${place % 7}`,
  null,
  null,
  place % 2 === 0,
  'ok',
  null,
  place,
];

describe('Parquet', () => {
  it.each(DATASET_NAMES)('of %s is read by DuckDB with every value as it was: nulls, long texts, any character', async (dataset) => {
    const columns = columnsOf(DATASETS[dataset]);
    const row = fc.tuple(...columns.map(({ type }) => fc.option(CELLS[type])));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        expect(await select(`FROM '${await writtenFile(columns, rows)}'`)).toEqual(rows);
      }),
      { numRuns: 15 },
    );
  });

  it.each(DATASET_NAMES)('of no %s is a table with its columns and no row', async (dataset) => {
    const columns = columnsOf(DATASETS[dataset]);
    const names = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' } as const;

    const described = await select(`SELECT column_name, column_type FROM (DESCRIBE FROM '${await writtenFile(columns, [])}')`);

    expect(described).toEqual(columns.map(({ name, type }) => [name, names[type]]));
  });

  it('is cut into row groups by rows, and by size where rows are large', async () => {
    const small = await writtenFile(
      ACCOUNTS,
      Array.from({ length: 45_000 }, (_, place) => anAccount(place)),
    );
    const large = await writtenFile(
      ACCOUNTS,
      Array.from({ length: 40 }, (_, place) => anAccount(place).with(2, 'x'.repeat(2 ** 20))),
    );
    const groups = (path: string) => select(`SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('${path}') ORDER BY 1`);

    expect((await groups(small)).map(([, rows]) => Number(rows))).toEqual([20_000, 20_000, 5000]);
    expect((await groups(large)).map(([, rows]) => Number(rows))).toEqual([16, 16, 8]);
    expect(await select(`SELECT count(*)::INT, sum(resources)::BIGINT::INT FROM '${small}'`)).toEqual([[45_000, (45_000 * 44_999) / 2]]);
  });

  it('is the same bytes for the same rows, and names neither time nor place nor version', async () => {
    const rows = Array.from({ length: 1000 }, (_, place) => anAccount(place));

    const [first, second] = [await readFile(await writtenFile(ACCOUNTS, rows)), await readFile(await writtenFile(ACCOUNTS, rows))];

    expect(first.equals(second)).toBe(true);
    expect(first.includes(folder)).toBe(false);
    expect(await select(`SELECT created_by FROM parquet_file_metadata('${join(folder, `${files}.parquet`)}')`)).toEqual([['muster']]);
    expect(await select(`SELECT DISTINCT compression FROM parquet_metadata('${join(folder, `${files}.parquet`)}')`)).toEqual([['ZSTD']]);
  });
});
