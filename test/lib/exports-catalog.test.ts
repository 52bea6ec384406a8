import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from '@jest/globals';
import { columnsOf } from '../../bin/commands/query/columns.ts';
import {
  ATHENA_DATABASE,
  ATHENA_WORKGROUP,
  filesTable,
  NIGHT_COLUMNS,
  NIGHTS_VIEW,
  newestView,
  nightsView,
  POINTER_COLUMNS,
  POINTERS_TABLE,
} from '../../shared/exports/athena.ts';
import { SQL_VIEWS } from '../../shared/exports/sql-views.ts';
import { DATASET_NAMES, DATASETS } from '../../shared/exports/datasets.ts';
import { fileKey } from '../../shared/exports/night-layout.ts';
import { type JobId, parseAccountId } from '../../shared/ids.ts';
import { MemoryObjects } from '../support/memory-objects.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { jobOfNight, putNight } from '../support/night-objects.ts';
import { synthesized } from './templates.ts';

interface Column {
  readonly Name: string;
  readonly Type: string;
}

const { platform } = synthesized();
const bucket = platform.one('AWS::S3::Bucket');
const tables = platform.ofType('AWS::Glue::Table').map(({ Properties }) => Properties['TableInput']);
const tableNamed = (name: string) => tables.find(({ Name }) => Name === name);
const viewOf = (name: string) =>
  JSON.parse(Buffer.from(/^\/\* Presto View: (\S+) \*\/$/.exec(tableNamed(name).ViewOriginalText)![1]!, 'base64').toString()) as {
    readonly originalSql: string;
    readonly catalog: string;
    readonly schema: string;
    readonly columns: readonly { name: string }[];
  };
const inBucket = (text: string) => ({ 'Fn::Join': ['', ['s3://', { Ref: bucket.id }, `/${text}`]] });

const A = parseAccountId('111111111111');
const B = parseAccountId('222222222222');

describe('tables of Athena', () => {
  it('are one of the pointers and one of the files of each dataset, and views of the nights, of every night and of the newest', () => {
    const names = tables.map(({ Name }) => Name as string);

    expect(names.toSorted()).toEqual(
      [
        POINTERS_TABLE,
        NIGHTS_VIEW,
        ...DATASET_NAMES.map(filesTable),
        ...DATASET_NAMES.map(nightsView),
        ...DATASET_NAMES.map(newestView),
        ...SQL_VIEWS.map(({ name }) => name),
      ].toSorted(),
    );
    expect(platform.ofType('AWS::Glue::Table').map(({ Properties }) => Properties['DatabaseName'])).toEqual(
      names.map(() => ATHENA_DATABASE),
    );
    expect(platform.one('AWS::Glue::Database').Properties['DatabaseInput'].Name).toBe(ATHENA_DATABASE);
  });

  it.each(DATASET_NAMES)('%s has every column of its dataset, and the date as its partition', (dataset) => {
    const { StorageDescriptor, PartitionKeys } = tableNamed(filesTable(dataset));

    expect(StorageDescriptor.Columns.map(({ Name }: Column) => Name)).toEqual(Object.keys(DATASETS[dataset].columns));
    expect(PartitionKeys.map(({ Name }: Column) => Name)).toEqual(['date']);
  });

  it.each(DATASET_NAMES)('%s looks where the worker writes, and no further back than exports are kept', (dataset) => {
    const { Parameters } = tableNamed(filesTable(dataset));
    const key = fileKey(dataset, 'parquet', { date: '2026-11-21', job_id: 'exp-1' as JobId, account_id: A, attempt: 1 });
    const template = key.slice(0, key.indexOf('job=')).replace('2026-11-21', '${date}');

    expect(Parameters['storage.location.template']).toEqual(inBucket(template));
    expect(Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.date.format': 'yyyy-MM-dd',
      'projection.date.range': 'NOW-401DAYS,NOW',
    });
  });

  it.each(DATASET_NAMES)('%s of the newest nightly export has the columns of a local query, in their order', (dataset) => {
    const view = viewOf(dataset);
    const columns = columnsOf(dataset).map(({ name }) => name);

    expect(view).toMatchObject({ catalog: 'awsdatacatalog', schema: ATHENA_DATABASE });
    expect(view.columns.map(({ name }) => name)).toEqual(columns);
    expect(tableNamed(dataset).StorageDescriptor.Columns.map(({ Name }: Column) => Name)).toEqual(columns);
    expect(viewOf(nightsView(dataset)).columns.map(({ name }) => name)).toEqual(['date', ...columns]);
  });

  it('have the columns of what an export writes for them', async () => {
    const objects = await published();
    const pointer = JSON.parse(objects.contents.get(pointerKeys(objects)[0]!)!.toString()) as object;

    expect(Object.keys(pointer).toSorted()).toEqual(POINTER_COLUMNS.map(({ name }) => name).toSorted());
    expect(viewOf(NIGHTS_VIEW).columns.map(({ name }) => name)).toEqual(NIGHT_COLUMNS.map(({ name }) => name));
  });
});

/** Two exports of the 20th, of which the one that was requested first ends last, and one of the 21st. */
async function published(): Promise<MemoryObjects> {
  const [store, objects] = [new MemoryStore(), new MemoryObjects()];
  await putNight(store, objects, '2026-11-20', [A, B], { time: '120000' });
  await putNight(store, objects, '2026-11-20', [A], { time: '040000' });
  await putNight(store, objects, '2026-11-21', [A], { failed: [B] });
  return objects;
}

const pointerKeys = ({ contents }: MemoryObjects): readonly string[] => [...contents.keys()].filter((key) => key.includes('/pointers/'));

/** The views' own SQL, asked in DuckDB, which shares this part of Athena's dialect. */
async function asked(objects: MemoryObjects, statement: string): Promise<readonly unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE SCHEMA ${ATHENA_DATABASE}`);
    const pointers = pointerKeys(objects).map((key) => `'${objects.contents.get(key)!.toString().trim()}'`);
    const types = POINTER_COLUMNS.map(({ name, sql }) => `"${name}" ${sql === 'array(varchar)' ? 'VARCHAR[]' : sql}`);
    await connection.run(`CREATE TABLE ${ATHENA_DATABASE}.${POINTERS_TABLE} (${types.join(', ')})`);
    for (const pointer of pointers) {
      const values = POINTER_COLUMNS.map(({ name, sql }) =>
        sql === 'array(varchar)' ? `(${pointer}::JSON->'${name}')::VARCHAR[]` : `${pointer}::JSON->>'${name}'`,
      );
      await connection.run(`INSERT INTO ${ATHENA_DATABASE}.${POINTERS_TABLE} SELECT ${values.join(', ')}`);
    }
    const columns = Object.keys(DATASETS.resources.columns).map((name) => `"${name}" VARCHAR`);
    await connection.run(
      `CREATE TABLE ${ATHENA_DATABASE}.${filesTable('resources')} ("date" VARCHAR, "$path" VARCHAR, ${columns.join(', ')})`,
    );
    for (const key of objects.contents.keys()) {
      const [, date, account] = /^exports\/parquet\/inventory\/date=([^/]+)\/.*account=(\d+)/.exec(key) ?? [];
      // One row of each file, and one of an attempt that no pointer names.
      for (const path of date ? [key, key.replace('attempt=1', 'attempt=10')] : [])
        await connection.run(
          `INSERT INTO ${ATHENA_DATABASE}.${filesTable('resources')} ("date", "$path", account_id, resource_id, provider, native_id) VALUES ('${date}', 's3://bucket/${path}', '${account}', '${path}', 'aws', 'arn:x')`,
        );
    }
    for (const name of [NIGHTS_VIEW, nightsView('resources'), 'resources'])
      await connection.run(`CREATE VIEW ${ATHENA_DATABASE}.${name} AS ${viewOf(name).originalSql}`);
    return (await connection.runAndReadAll(statement)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('views of Athena', () => {
  it('show of each date the export that was requested last', async () => {
    const rows = await asked(await published(), `SELECT "date", job_id, exported, failed FROM muster.nights ORDER BY "date"`);

    expect(rows).toEqual([
      ['2026-11-20', jobOfNight('2026-11-20', '120000'), 2, 0],
      ['2026-11-21', jobOfNight('2026-11-21'), 1, 1],
    ]);
  });

  it('name for each date the accounts that have no rows because their export failed', async () => {
    const rows = await asked(await published(), `SELECT "date", failed_accounts FROM muster.nights ORDER BY "date"`);

    expect(rows).toEqual([
      ['2026-11-20', []],
      ['2026-11-21', [B]],
    ]);
  });

  it('show of each night the files of the attempts that its pointer names, and no other', async () => {
    const rows = await asked(await published(), `SELECT "date", account_id, resource_id FROM muster.resources_nights ORDER BY ALL`);

    const file = (date: string, account: string, time?: string) => {
      const place = { date, job_id: jobOfNight(date, time), account_id: parseAccountId(account), attempt: 1 };
      return [date, account, fileKey('resources', 'parquet', place)];
    };
    expect(rows).toEqual([
      file('2026-11-20', '111111111111', '120000'),
      file('2026-11-20', '222222222222', '120000'),
      file('2026-11-21', '111111111111'),
    ]);
  });

  it('show under the name of the dataset the newest night alone', async () => {
    const rows = await asked(await published(), 'SELECT account_id, arn FROM muster.resources');

    expect(rows).toEqual([['111111111111', 'arn:x']]);
  });
});

describe('the workgroup', () => {
  it('encrypts results, does not let queries change that, limits the scanned bytes, and its results expire', () => {
    const { Name, WorkGroupConfiguration: configuration } = platform.one('AWS::Athena::WorkGroup').Properties;

    expect(Name).toBe(ATHENA_WORKGROUP);
    expect(configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 250 * 2 ** 30,
      ResultConfiguration: { OutputLocation: inBucket('athena-results/'), EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
    });
    expect(bucket.Properties['LifecycleConfiguration'].Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'athena-results/', ExpirationInDays: 7, Status: 'Enabled' }),
    );
  });
});
