import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { columnsOf } from '../../../shared/exports/cells.ts';
import { DATASET_NAMES, fileName } from '../../../shared/exports/datasets.ts';
import { NotWritten } from '../../../shared/exports/errors.ts';
import { compareRecords } from '../../../shared/exports/order.ts';
import type { AccountRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import { type ExportContent, type ExportOptions, writeExport } from '../../../shared/exports/write-export.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { ACCOUNT, coverageRecord, REGION, resourceRecord, TYPE } from '../../support/export-records.ts';

const OPTIONS: ExportOptions = {
  formats: ['jsonl', 'csv', 'parquet'],
  collected_at: '2026-11-21T12:00:00.000Z',
  source: 'run',
  scope: { accounts: '*', services: '*', types: '*', regions: '*' },
};
const EVERY_FILE = ['accounts', 'coverage', 'inventory', 'relationships'];

const account: AccountRecord = {
  account_id: ACCOUNT,
  provider: 'aws',
  name: null,
  connection_id: null,
  organizational_unit: null,
  tags: null,
  enabled: true,
  status: 'ok',
  error: null,
  resources: 1,
};
const content = (given: Partial<ExportContent> = {}): ExportContent => ({
  resources: [resourceRecord()],
  coverage: [coverageRecord()],
  accounts: [account],
  ...given,
});

let parent: string;
let folders = 0;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'muster-write-'));
});
afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

async function emptyFolder(): Promise<string> {
  const folder = join(parent, `export-${(folders += 1)}`);
  await mkdir(folder);
  return folder;
}

/** Writes an export and returns its files by name. */
async function written(given: ExportContent, options: Partial<ExportOptions> = {}): Promise<Readonly<Record<string, Buffer>>> {
  const folder = await emptyFolder();
  await writeExport(folder, given, { ...OPTIONS, ...options });
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

/** The rows that a query returns in a DuckDB instance of its own, not the one that writes. */
async function selected(sql: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJS();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const linesOf = (file: Buffer | undefined): readonly string[] => String(file).split('\n').slice(0, -1);

const backwards = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, member]) => [name, backwards(member)]),
      )
    : value;

const someResources = fc
  .uniqueArray(
    fc.record({
      resource_id: fc.string({ unit: 'binary', minLength: 1 }),
      name: fc.option(fc.string({ unit: 'binary' })),
      tags: fc.option(fc.dictionary(fc.string(), fc.string({ unit: 'binary' }))),
      config: fc.dictionary(fc.string(), fc.jsonValue()),
    }),
    { selector: ({ resource_id }) => resource_id, maxLength: 8 },
  )
  .map((given) => given.map((each) => resourceRecord(each)).toSorted(compareRecords('resources')));

describe('the files of an export', () => {
  it('hold each record as one line of canonical JSON', async () => {
    await fc.assert(
      fc.asyncProperty(someResources, async (resources) => {
        const files = await written(content({ resources }), { formats: ['jsonl'] });

        expect(linesOf(files['inventory.jsonl'])).toEqual(resources.map(canonicalJson));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same bytes for the same records, however their members are ordered and however they come', async () => {
    await fc.assert(
      fc.asyncProperty(someResources, async (resources) => {
        async function* slowly(): AsyncGenerator<ResourceRecord> {
          for (const resource of resources) {
            await Promise.resolve();
            yield backwards(resource) as ResourceRecord;
          }
        }

        expect(await written(content({ resources: slowly() }))).toEqual(await written(content({ resources })));
      }),
      { numRuns: 10 },
    );
  });

  it('say nothing of when they were made, but for the manifest', async () => {
    const { 'manifest.json': first, ...files } = await written(content());
    const { 'manifest.json': second, ...filesLater } = await written(content(), { collected_at: '2027-01-01T00:00:00.000Z' });

    expect(filesLater).toEqual(files);
    expect(String(second)).toBe(String(first).replace('2026-11-21T12:00:00.000Z', '2027-01-01T00:00:00.000Z'));
  });

  it('are Parquet and the formats asked for, and of findings and changes only if there can be any', async () => {
    const [jsonl, all, withFindings] = await Promise.all([
      written(content(), { formats: ['jsonl'] }),
      written(content()),
      written(content({ findings: [], changes: [] }), { formats: ['parquet'] }),
    ]);

    expect(Object.keys(jsonl)).toEqual([...EVERY_FILE.flatMap((name) => [`${name}.jsonl`, `${name}.parquet`]), 'manifest.json'].toSorted());
    expect(Object.keys(all)).toEqual(
      [...EVERY_FILE.flatMap((name) => [`${name}.jsonl`, `${name}.parquet`]), 'inventory.csv', 'manifest.json'].toSorted(),
    );
    expect(Object.keys(withFindings)).toEqual(
      [...[...EVERY_FILE, 'findings', 'changes'].map((name) => `${name}.parquet`), 'manifest.json'].toSorted(),
    );
  });

  it('are named in the manifest with their rows, bytes and SHA-256', async () => {
    const folder = await emptyFolder();
    const manifest = await writeExport(
      folder,
      content({ resources: [resourceRecord({ resource_id: 'a' }), resourceRecord({ resource_id: 'b' })] }),
      OPTIONS,
    );

    for (const { name, bytes, sha256 } of manifest.files) {
      const file = await readFile(join(folder, name));
      expect([name, bytes, sha256]).toEqual([name, file.length, createHash('sha256').update(file).digest('hex')]);
    }
    expect(manifest.files.filter(({ dataset }) => dataset === 'resources').map(({ name, rows }) => [name, rows])).toEqual([
      ['inventory.jsonl', 2],
      ['inventory.csv', 2],
      ['inventory.parquet', 2],
    ]);
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual(manifest);
  });

  it('are told of by slice: how many ended how, and which were not seen whole', async () => {
    const slice = (type: string, outcome: 'complete' | 'denied' | 'unsupported' | null) => coverageRecord({ type, outcome });

    const manifest = await writeExport(
      await emptyFolder(),
      content({
        coverage: [slice('A', 'complete'), slice('B', 'denied'), slice('C', 'unsupported'), slice('D', null), slice('E', 'complete')],
      }),
      OPTIONS,
    );

    expect(manifest.slices).toEqual({ complete: 2, denied: 1, unsupported: 1 });
    expect(manifest.not_whole).toEqual([
      { account_id: ACCOUNT, segment: REGION, type: 'B', outcome: 'denied' },
      { account_id: ACCOUNT, segment: REGION, type: 'D', outcome: null },
    ]);
  });

  it('hold each relationship of each resource once, in order', async () => {
    const uses = (id: string) => ({ relation: 'uses', type: 'AWS::KMS::Key', id });
    const resources = [
      resourceRecord({ resource_id: 'a', relationships: [uses('z'), uses('b'), uses('z'), { ...uses('a'), relation: 'in' }] }),
      resourceRecord({ resource_id: 'b', relationships: [uses('c')] }),
    ];

    const files = await written(content({ resources }), { formats: ['jsonl'] });

    const lines = linesOf(files['relationships.jsonl']).map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    expect(lines.map((line) => [line['resource_id'], line['relation'], line['target_id']])).toEqual([
      ['a', 'in', 'a'],
      ['a', 'uses', 'b'],
      ['a', 'uses', 'z'],
      ['b', 'uses', 'c'],
    ]);
    expect(lines[0]).toEqual({
      account_id: ACCOUNT,
      region: REGION,
      segment: REGION,
      type: TYPE,
      resource_id: 'a',
      resource_uid: `${ACCOUNT}|${TYPE}|${REGION}|a`,
      relation: 'in',
      target_type: 'AWS::KMS::Key',
      target_id: 'a',
    });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('show %j in CSV so that no spreadsheet runs it', async (name) => {
    const files = await written(content({ resources: [resourceRecord({ name })] }), { formats: ['csv'] });

    const [, cell] = String(files['inventory.csv']).split(',bucket,bucket,');
    expect(cell?.replace(/^"/, '').startsWith(`'${name}`)).toBe(true);
  });

  it.each([
    ['ok;=1+1', "ok;'=1+1"],
    [' =1+1', " '=1+1"],
    ['a;b-c', 'a;b-c'],
    ['a\n@x', '"a\n\'@x"'],
  ])('show %j in CSV so that none runs it that begins its cells elsewhere', async (name, shown) => {
    const files = await written(content({ resources: [resourceRecord({ name })] }), { formats: ['csv'] });

    expect(String(files['inventory.csv'])).toContain(`,${shown},`);
  });

  it('show in CSV what a report asks for: null as nothing, objects as JSON, quotes doubled', async () => {
    const tags = { note: 'a "b", c' };
    const files = await written(content({ resources: [resourceRecord({ name: null, tags, content_hash: 'hash' })] }), { formats: ['csv'] });

    expect(String(files['inventory.csv'])).toBe(
      'account_id,region,type,kind,resource_id,name,native_id,tags,enrich_status,content_hash,first_seen_at,changed_at\n' +
        `${ACCOUNT},${REGION},${TYPE},bucket,bucket,,arn:aws:s3:::bucket,"{""note"":""a \\""b\\"", c""}",OK,hash,,\n`,
    );
  });

  it('are not written from the same record twice', async () => {
    const resources = ['b', 'a', 'b'].map((resource_id) => resourceRecord({ resource_id }));

    await expect(written(content({ resources }))).rejects.toThrow(
      `The resources of an export hold a record twice: ["${ACCOUNT}","${REGION}","${TYPE}","b"].`,
    );
    await expect(written(content({ accounts: [account, account] }))).rejects.toThrow(/The accounts of an export hold a record twice/);
  });

  it('are the same bytes in whatever order the records come', async () => {
    await fc.assert(
      fc.asyncProperty(someResources, async (resources) => {
        expect(await written(content({ resources: resources.toReversed() }))).toEqual(await written(content({ resources })));
      }),
      { numRuns: 10 },
    );
  });

  it('hold the rows in one order in every format, also if they fill several row groups of Parquet', async () => {
    const ids = Array.from({ length: 45_000 }, (_, number) => `id-${String(number).padStart(5, '0')}`);
    const relationships = [
      { relation: 'b', type: 'T', id: 'x' },
      { relation: 'a', type: 'T', id: 'x' },
    ];
    const resources = ids.toReversed().map((resource_id) => resourceRecord({ resource_id, relationships }));
    const files = await written(content({ resources }));
    const inLines = (name: string): readonly Readonly<Record<string, string>>[] => linesOf(files[name]).map((line) => JSON.parse(line));

    expect(inLines('inventory.jsonl').map(({ resource_id }) => resource_id)).toEqual(ids);
    expect(
      linesOf(files['inventory.csv'])
        .slice(1)
        .map((line) => /id-\d{5}/.exec(line)?.[0]),
    ).toEqual(ids);
    expect(inLines('relationships.jsonl').map(({ resource_id, relation }) => `${resource_id} ${relation}`)).toEqual(
      ids.flatMap((id) => [`${id} a`, `${id} b`]),
    );
  });

  it('hold hostile texts in every format as they are, but for half of a surrogate pair, which becomes U+FFFD', async () => {
    const name = 'nul \0, unit \u001f, line\r\nend, "quoted", \\ud800, \u2028, \u{1f600}, DEL \u007f, VT \u000b';
    const config = { big: 2 ** 53, bigger: 1e21, small: 1e-7, text: name, half: '\ud800', pair: '\\\ud800', long: 'x'.repeat(3 * 2 ** 20) };
    const resource = resourceRecord({ resource_id: '\udfffid', name, config });

    const folder = await emptyFolder();
    await writeExport(folder, content({ resources: [resource, resourceRecord()] }), OPTIONS);

    const shown = { ...config, half: '\ufffd', pair: '\\\ufffd' };
    const [line] = linesOf(await readFile(join(folder, 'inventory.jsonl'))).slice(-1);
    expect(JSON.parse(String(line))).toMatchObject({ resource_id: '\ufffdid', name, config: shown });
    const [row] = await selected(`SELECT resource_id, name, config FROM '${folder}/inventory.parquet' WHERE name <> 'bucket'`);
    expect(row).toEqual(['\ufffdid', name, canonicalJson(shown)]);
    const csv = String(await readFile(join(folder, 'inventory.csv')));
    expect(csv).toContain(`"${name.replaceAll('"', '""')}"`);
  });

  it('are cut into row groups of Parquet by rows, and by size where rows are large', async () => {
    const folder = await emptyFolder();
    const large = Array.from({ length: 40 }, (_, place) =>
      resourceRecord({ resource_id: `b${String(place).padStart(2, '0')}`, config: { text: `${place}`.repeat(2 ** 20) } }),
    );
    const accounts = Array.from({ length: 45_000 }, (_, place) => ({
      ...account,
      account_id: parseAccountId(`aws:${String(place).padStart(12, '0')}`),
      resources: place,
    }));
    await writeExport(folder, content({ resources: large, accounts }), OPTIONS);
    const groups = async (file: string) =>
      (
        await selected(`SELECT DISTINCT row_group_id, row_group_num_rows::INTEGER FROM parquet_metadata('${folder}/${file}') ORDER BY 1`)
      ).map(([, rows]) => rows);

    expect(await groups('accounts.parquet')).toEqual([20_480, 20_480, 4040]);
    expect((await groups('inventory.parquet')).length).toBeGreaterThan(1);
    expect(await selected(`SELECT sum(resources)::INTEGER FROM '${folder}/accounts.parquet'`)).toEqual([[(45_000 * 44_999) / 2]]);
  });

  it.each(DATASET_NAMES)('of %s are a table with its columns, though it has no row', async (dataset) => {
    const folder = await emptyFolder();
    await writeExport(folder, { resources: [], findings: [], changes: [], coverage: [], accounts: [], managed: [] }, OPTIONS);
    const names = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' } as const;

    const described = await selected(
      `SELECT column_name, column_type FROM (DESCRIBE FROM '${join(folder, fileName(dataset, 'parquet'))}')`,
    );

    expect(described).toEqual(columnsOf(dataset).map(({ name, type }) => [name, names[type]]));
  });

  it('end with the reason for which they are stopped, and leave nothing of what they needed meanwhile', async () => {
    const folder = await emptyFolder();
    const stop = new AbortController();
    function* stopping(): Generator<ResourceRecord> {
      yield resourceRecord();
      stop.abort(new Error('Stopped.'));
    }

    await expect(writeExport(folder, content({ resources: stopping() }), { ...OPTIONS, signal: stop.signal })).rejects.toThrow('Stopped.');
    expect(await readdir(folder)).toEqual([]);
  });

  it('overwrite nothing', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'coverage.jsonl'), 'mine');

    await expect(writeExport(folder, content(), OPTIONS)).rejects.toThrow(NotWritten);
    expect(await readFile(join(folder, 'coverage.jsonl'), 'utf8')).toBe('mine');
  });

  it('are not finished, and hold no file open, if the content fails', async () => {
    const folder = await emptyFolder();
    async function* failing(): AsyncGenerator<ResourceRecord> {
      yield resourceRecord();
      await Promise.reject(new Error('The cloud is gone.'));
    }
    const openBefore = await openFiles();

    await expect(writeExport(folder, content({ resources: failing() }), OPTIONS)).rejects.toThrow('The cloud is gone.');

    expect(await readdir(folder)).not.toContain('manifest.json');
    expect(await openFiles()).toEqual(openBefore);
  });

  it('may be of several accounts', async () => {
    const other = parseAccountId('aws:000000000002');

    const files = await written(content({ accounts: [account, { ...account, account_id: other }] }), { formats: ['jsonl'] });

    expect(linesOf(files['accounts.jsonl'])).toHaveLength(2);
  });
});

/** The files below the test's folder that this process has open. Only Linux lists them; elsewhere the list is empty. */
async function openFiles(): Promise<readonly string[]> {
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(descriptors.map((each) => readlink(`/proc/self/fd/${each}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(parent));
}
