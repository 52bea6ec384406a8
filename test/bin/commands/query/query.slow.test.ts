import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { EXIT } from '../../../../bin/commands/exit-codes.ts';
import { Cache } from '../../../../bin/commands/query/cache.ts';
import { openDuckDb } from '../../../../bin/commands/query/duckdb-engine.ts';
import { printResult } from '../../../../bin/commands/query/render.ts';
import { DATASET_NAMES } from '../../../../shared/exports/datasets.ts';
import { parseAccountId } from '../../../../shared/ids.ts';
import { viewColumnsOf } from '../../../../shared/exports/view-columns.ts';
import type { Manifest, ManifestFile } from '../../../../shared/exports/manifest.ts';
import { openExport } from '../../../../shared/exports/read-export.ts';
import type { ResourceRecord } from '../../../../shared/exports/records.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { Kept, Place } from './support.ts';

let place: Place;
beforeEach(() => {
  place = new Place();
});
afterEach(() => place.remove());

const exported = async (resources: readonly ResourceRecord[], ...formats: readonly ('jsonl' | 'csv' | 'parquet')[]): Promise<void> => {
  await writtenExport(place.path('export'), { resources, formats: formats.length > 0 ? formats : ['jsonl', 'parquet'] });
};
const bucket = (resource_id: string, given: Partial<ResourceRecord> = {}): ResourceRecord => resourceRecord({ resource_id, ...given });

describe('the tables of an export', () => {
  const HOSTILE = [
    bucket('a', { name: null, tags: null, native_id: null }),
    bucket('b', { name: `'; DROP "x" -- \u{1F600}\u0000\u001B[31m`, tags: { 'a:b': '=1+1', é: 'ü' }, config: {} }),
    bucket('c', { config: { Big: 1e19, Small: 1e-7, Deep: [{ A: null }, [], ''], Text: 'null' } }),
  ];

  it('hold the rows that were written', async () => {
    await exported(HOSTILE);

    const rows = await place.rows('SELECT resource_id, name, native_id, tags, config, unread, first_seen_at FROM resources');

    expect(rows.map((row) => ({ ...row, config: JSON.parse(String(row['config'])) }))).toEqual(
      HOSTILE.map(({ resource_id, name, native_id, tags, config, first_seen_at }) => ({
        resource_id,
        name,
        native_id,
        tags: tags && JSON.stringify(tags),
        config,
        unread: '{}',
        first_seen_at,
      })),
    );
  });

  it('have the ARN of AWS resources beside the native id, and no ARN for other providers', async () => {
    const [arn, path] = ['arn:aws:s3:::a', '/subscriptions/1/vaults/b'];
    const account_id = parseAccountId('azure:11111111-1111-1111-1111-111111111111');
    await exported([bucket('a', { native_id: arn }), bucket('b', { account_id, native_id: path })]);

    expect(await place.rows('SELECT native_id, arn FROM resources ORDER BY native_id DESC')).toEqual([
      { native_id: arn, arn },
      { native_id: path, arn: null },
    ]);
    expect(Object.keys((await place.rows('SELECT * FROM resources'))[0]!).slice(9, 11)).toEqual(['native_id', 'arn']);
  });

  it('can be read where the cache of the user cannot be written, and nothing is left in the temporary folder', async () => {
    await exported([bucket('a')]);
    writeFileSync(place.path('cache'), 'a file, not a folder');
    mkdirSync(place.path('tmp'));
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = place.path('tmp');
    try {
      expect(await place.rows('SELECT resource_id FROM resources')).toEqual([{ resource_id: 'a' }]);
    } finally {
      if (usual === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = usual;
    }

    expect(readdirSync(place.path('tmp'))).toEqual([]);
  });

  it('are six, with the columns and types of the datasets', async () => {
    await exported([bucket('a')]);

    for (const table of DATASET_NAMES) {
      const columns = await place.rows(`DESCRIBE SELECT * FROM ${table}`);
      const types = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' } as const;
      expect(columns.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
        viewColumnsOf(table).map(({ name, type }) => [name, types[type]]),
      );
    }
  });

  it('are empty if the export has no file for them, and a message says so', async () => {
    await exported([bucket('a')]);

    const { code, out, err } = await place.query('--format', 'csv', 'SELECT count(*) AS n FROM findings');

    expect([code, out]).toEqual([EXIT.ok, 'n\n0\n']);
    expect(err).toMatch(/collected 2026-11-21T12:00:00\.000Z\nThe export has no file for findings: the table is empty\.\n$/);
  });

  it("are read whatever characters the folder's name has", async () => {
    await writtenExport(place.path(`it's [odd] *?`), { resources: [bucket('a')], formats: ['jsonl'] });
    await writtenExport(place.path('{lines} [1]'), { resources: [bucket('a')], formats: ['jsonl'] });

    for (const name of [`it's [odd] *?`, '{lines} [1]']) {
      const { out } = await place.muster(['query', '--from', place.path(name), '--format', 'csv', 'SELECT resource_id FROM resources']);
      expect(out).toBe('resource_id\na\n');
    }
  });
});

describe('the export to query', () => {
  const at = async (name: string, collected_at: string): Promise<void> => {
    await writtenExport(place.path('out', name), { resources: [bucket(name)], collected_at });
  };

  it('is the newest complete one in the folder that muster run writes into', async () => {
    await at('b', '2026-11-20T00:00:00.000Z');
    await at('a', '2026-11-21T00:00:00.000Z');
    mkdirSync(place.path('out', 'c'));
    mkdirSync(place.path('out', '.d.partial-1'));

    const { out, err } = await place.muster([
      'query',
      '--outdir',
      place.path('out'),
      '--format',
      'csv',
      'SELECT resource_id FROM resources',
    ]);

    expect(out).toBe('resource_id\na\n');
    expect(err).toBe(`${place.path('out', 'a')}, collected 2026-11-21T00:00:00.000Z\n`);
  });

  it('is found by the outdir setting of muster run, even if other settings are wrong', async () => {
    await at('a', '2026-11-21T00:00:00.000Z');
    writeFileSync(place.path('muster.yaml'), `outdir: ${place.path('out')}\nworkers_region: many\nday: 9\n`);
    const wrong = { MUSTER_RUN_OUTDRI: 'x', MUSTER_RUN_WORKERS_ACCOUNTS: '0', MUSTER_RUN_PROFILE: 'a', MUSTER_RUN_CONNECTION: 'b' };
    const sql = ['query', '--format', 'csv', 'SELECT resource_id FROM resources'];

    const byVariable = await place.muster(sql, '', { ...wrong, MUSTER_RUN_OUTDIR: place.path('out') });
    const byFile = await place.muster(sql, '', { ...wrong, MUSTER_RUN_CONFIG: place.path('muster.yaml') });

    expect([byVariable, byFile].map(({ out }) => out)).toEqual(['resource_id\na\n', 'resource_id\na\n']);
  });

  it('is refused if there is none', async () => {
    const { code, err } = await place.muster(['query', '--outdir', place.path('none'), 'SELECT 1']);

    expect(code).toBe(EXIT.refused);
    expect(err).toMatch(/^muster: There is no export in .*none; make one by "muster run", .*--from\.\n$/);
  });

  it('is refused with the exit code of muster diff if the named folder does not exist', async () => {
    const { code, err } = await place.muster(['query', '--from', place.path('nowhere'), 'SELECT 1']);

    expect([code, err]).toEqual([EXIT.badExport, expect.stringMatching(/nowhere does not exist; name the folder of an export\.\n$/)]);
  });

  it('is refused with another message if the folder cannot be listed', async () => {
    writeFileSync(place.path('file'), '');

    const { code, err } = await place.muster(['query', '--outdir', place.path('file'), 'SELECT 1']);

    expect(code).toBe(EXIT.badExport);
    expect(err).toMatch(/^muster: .*file, where the exports should be, cannot be listed \(ENOTDIR\); name a folder .*--from\.\n$/);
  });
});

describe('the newest export whose manifest cannot be read', () => {
  const ask = async () => await place.muster(['query', '--outdir', place.path('out'), 'SELECT 1']);
  const manifest = () => place.path('out', 'newest', 'manifest.json');
  beforeEach(async () => {
    await writtenExport(place.path('out', 'older'), { resources: [bucket('a')], collected_at: '2026-11-20T00:00:00.000Z' });
    await writtenExport(place.path('out', 'newest'), { resources: [bucket('b')], collected_at: '2026-11-21T00:00:00.000Z' });
  });

  it.each([
    ['truncated', 'is corrupt', () => truncateSync(manifest(), 40)],
    ['of another kind', 'is corrupt', () => writeFileSync(manifest(), '{"collected_at":"yesterday"}')],
    [
      'a folder',
      'cannot be read \\(EISDIR\\)',
      () => {
        rmSync(manifest());
        mkdirSync(manifest());
      },
    ],
  ])('for it is %s is named, and no older one is asked', async (_, what, spoil) => {
    spoil();

    const { code, out, err } = await ask();

    expect([code, out]).toEqual([EXIT.badExport, '']);
    expect(err).toMatch(new RegExp(`^muster: .* the manifest\\.json of .*newest ${what}; name an export by --from, or move .*\\.\n$`));
  });

  it('is skipped if it has no manifest: it is not an export', async () => {
    rmSync(manifest());
    writeFileSync(place.path('out', 'notes.txt'), '');

    expect(await ask()).toMatchObject({ code: EXIT.ok, err: expect.stringContaining('older') });
  });
});

describe('an export that is not what its manifest says', () => {
  it('is refused if a byte of a file was changed', async () => {
    await exported([bucket('a'), bucket('b')]);
    const file = place.path('export', 'inventory.parquet');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(file, bytes);

    const { code, out, err } = await place.query('SELECT count(*) FROM resources');

    expect([code, out]).toEqual([EXIT.badExport, '']);
    expect(err).toMatch(/muster: .*inventory\.parquet does not match its SHA-256 in the export's manifest; .*\n$/);
  });

  it('is refused if it is truncated, and leaves no mark in the cache', async () => {
    await exported([bucket('a')]);
    truncateSync(place.path('export', 'coverage.parquet'), 3);

    expect((await place.query('SELECT 1')).code).toBe(EXIT.badExport);
    expect(existsSync(place.path('cache')) ? readdirSync(place.path('cache', 'muster', 'queries')) : []).toEqual([]);
  });
});

describe('an export whose rows are not in Parquet', () => {
  const ADVICE = 'a query reads Parquet, which every complete export has: make the export again, or copy it again.';
  const manifestOf = (): Manifest => JSON.parse(readFileSync(place.path('export', 'manifest.json'), 'utf8')) as Manifest;
  const keepFiles = (isKept: (file: ManifestFile) => boolean): void => {
    const manifest = manifestOf();
    writeFileSync(place.path('export', 'manifest.json'), JSON.stringify({ ...manifest, files: manifest.files.filter(isKept) }));
  };

  it('is refused if its manifest names no file', async () => {
    await exported([bucket('a')]);
    keepFiles(() => false);

    const { code, err } = await place.query('SELECT count(*) FROM resources');

    expect(code).toBe(EXIT.badExport);
    expect(err).toContain(`muster: ${place.path('export')} has no Parquet files; ${ADVICE}\n`);
  });

  it('is refused, and not treated as empty, if only some datasets are in Parquet', async () => {
    await exported([bucket('a')], 'csv');
    keepFiles(({ dataset, format }) => dataset !== 'resources' || format === 'csv');

    const { code, err } = await place.query('SELECT count(*) FROM resources');

    expect(code).toBe(EXIT.badExport);
    expect(err).toContain(`has its resources only as inventory.csv; ${ADVICE}\n`);
  });

  it.each([
    ['has a CSV without rows beside what can be read', ({ dataset, format }: ManifestFile) => dataset !== 'resources' || format === 'csv'],
    ['leaves out the files without rows', ({ rows }: ManifestFile) => rows > 0],
  ])('is not one that %s: its empty tables are empty', async (_, isKept) => {
    await exported([], 'csv');
    keepFiles(isKept);

    const { code, out, err } = await place.query('--format', 'csv', 'SELECT count(*) AS n FROM resources');

    expect([code, out]).toEqual([EXIT.ok, 'n\n0\n']);
    expect(err).toMatch(/The export has no file for resources: the table is empty\.\n$/);
  });
});

describe('the mark that the files of an export were verified', () => {
  const marks = (): readonly string[] => readdirSync(place.path('cache', 'muster', 'queries'));

  it('is made once', async () => {
    await exported([bucket('a')]);
    await place.query('SELECT 1');
    const made = marks();

    expect(await place.rows('SELECT resource_id FROM resources')).toEqual([{ resource_id: 'a' }]);
    expect([made.length, marks()]).toEqual([1, made]);
  });

  it('can be made by two processes at once', async () => {
    await exported([bucket('a'), bucket('b')]);

    const counts = await Promise.all(Array.from({ length: 4 }, async () => place.rows('SELECT count(*) AS n FROM resources')));

    expect(counts.flat()).toEqual(Array.from({ length: 4 }, () => ({ n: 2 })));
    expect(marks()).toHaveLength(1);
  });

  it('does not count for another export in the same folder', async () => {
    await exported([bucket('a')]);
    await place.query('SELECT 1');
    await writtenExport(place.path('other'), { resources: [bucket('b')] });
    cpSync(place.path('other'), place.path('export'), { recursive: true });

    expect(await place.rows('SELECT resource_id FROM resources')).toEqual([{ resource_id: 'b' }]);
    expect(marks()).toHaveLength(2);
  });

  it.each([
    ['written', () => writeFileSync(place.path('cache'), 'in the way')],
    // A link to a missing target cannot be made into a folder on any system; on Linux, `/proc` fails in the same way.
    ['made', () => symlinkSync('nowhere', place.path('cache'))],
  ])('is made for one query alone where the cache cannot be %s', async (_, spoil) => {
    await exported([bucket('a')]);
    spoil();

    expect(await place.rows('SELECT resource_id FROM resources')).toEqual([{ resource_id: 'a' }]);
  });
});

describe('a query can only read', () => {
  beforeEach(async () => exported([bucket('a')]));

  it.each([
    `COPY resources TO '$/out.csv'`,
    `COPY (SELECT 1) TO '$/export/inventory.parquet'`,
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM read_text('$/export/manifest.json')`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM 'https://example.com/x.parquet'`,
    `ATTACH '$/new.db'`,
    `INSTALL httpfs`,
    `LOAD httpfs`,
    `SET enable_external_access = true`,
    `PRAGMA threads = 1`,
    `PRAGMA database_list`,
    `CREATE TABLE x AS SELECT 1`,
    `CREATE OR REPLACE VIEW resources AS SELECT 1`,
    `DROP VIEW resources`,
    `INSERT INTO resources SELECT * FROM resources`,
    `EXPORT DATABASE '$/dump'`,
    `EXPLAIN ANALYZE COPY resources TO '$/out.csv'`,
    `SELECT * FROM enable_profiling(save_location = '$/profile.txt')`,
    `SELECT * FROM "enable_logging" ('QueryLog', storage = 'file', storage_path = '$/log')`,
    `SELECT * FROM query('SELECT * FROM enable_profiling(save_location = ''$/profile.txt'')')`,
    `SELECT * FROM duckdb_secrets()`,
  ])('not: %s', async (sql) => {
    const before = [readdirSync(place.folder), readFileSync(place.path('export', 'inventory.parquet'))];

    const { code, out, err } = await place.query(sql.replaceAll('$', place.folder));

    expect([code, out]).toEqual([EXIT.refused, '']);
    expect(err.split('\n')).toHaveLength(3);
    expect([readdirSync(place.folder).filter((name) => name !== 'cache'), readFileSync(place.path('export', 'inventory.parquet'))]).toEqual(
      before,
    );
  });

  it('may use the names of forbidden functions as other words', async () => {
    expect(await place.rows(`SELECT 'enable_profiling(' AS a -- query(`)).toEqual([{ a: 'enable_profiling(' }]);
  });
});

describe('SQL that is wrong', () => {
  beforeEach(async () => exported([bucket('a')]));

  it.each([
    ['SELECT nme FROM resources', /line 1, column 8: there is no column nme\. Did you mean name /],
    ['SELECT *\nFROM resurces', /line 2, column 6: there is no table resurces\. Did you mean resources\?/],
    ['SELECT * FROM zzzzzz', /there is no table zzzzzz\. There are resources, /],
    [`SELECT 'é',\n  lowr(name) FROM resources`, /line 2, column 3: there is no function lowr\. Did you mean lower\?/],
    ['INSERT INTO resources VALUES (1)', /resources is not a table\./],
    ['SELEC 1', /line 1, column 1: syntax error at or near "SELEC"/],
    [`SELECT 'x`, /unterminated quoted string/],
    ['SELECT 1; SELECT 2', /Write one statement at a time/],
    ['SELECT ?', /placeholder/],
    ['/* nothing */', /The statement is empty/],
    [' ', /The statement is empty/],
    ['SELECT CAST(name AS integer) FROM resources', /could not convert string 'a' to INT32/],
    ['EXPLAIN ANALYZE SELECT 1', /EXPLAIN shows the plan of a SELECT only/],
  ])('is told in one sentence: %s', async (sql, says) => {
    const { code, out, err } = await place.query(sql);

    expect([code, out]).toEqual([EXIT.refused, '']);
    expect(err).toMatch(says);
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('is refused with both --from and --athena', async () => {
    expect((await place.query('--athena', 'SELECT 1')).err).toMatch(/^muster: --athena queries the platform and --from an export/);
  });
});

describe('the output of a query', () => {
  beforeEach(async () => exported([bucket('a', { name: '=cmd()|x\u001B[31m\u202E' }), bucket('b', { name: null })]));

  it('is a table without control characters', async () => {
    const { out } = await place.query('SELECT resource_id, name, [1, 2] AS list FROM resources');

    expect(out).toBe('resource_id  name          list\na            =cmd()|x[31m  [1,2]\nb                          [1,2]\n');
  });

  it('is CSV without formulas', async () => {
    const { out } = await place.query('--format', 'csv', 'SELECT resource_id, name, -1 AS n, NULL AS nothing, true AS yes FROM resources');

    expect(out).toBe(`resource_id,name,n,nothing,yes\na,'=cmd()|x\u001B[31m\u202E,-1,,true\nb,,-1,,true\n`);
  });

  it('is JSON Lines with numbers, lists and structures', async () => {
    const sql = `SELECT 9007199254740993 AS big, 42::hugeint AS small, 1.50 AS decimal, 0.1::double AS float, 'nan'::double AS nan,
      [1, NULL] AS list, {'a': [true]} AS struct, MAP {'k': 1} AS map, NULL AS nothing, DATE '2026-11-21' AS day,
      TIMESTAMPTZ '2026-11-21 01:02:03.456+01' AS moment, TIMESTAMP '2026-11-21 01:02:03' AS local, INTERVAL '1' DAY AS span, 1 AS x, 2 AS x`;

    const { out } = await place.query('--format', 'json', sql);

    expect(JSON.parse(out)).toEqual({
      big: '9007199254740993',
      small: 42,
      decimal: 1.5,
      float: 0.1,
      nan: 'NaN',
      list: [1, null],
      struct: { a: [true] },
      map: { k: 1 },
      nothing: null,
      day: '2026-11-21',
      moment: '2026-11-21T00:02:03.456Z',
      local: '2026-11-21T01:02:03.000',
      span: '1 day',
      x: 1,
      x_2: 2,
    });
  });

  it('is JSON Lines with the global --json too', async () => {
    expect((await place.muster(['--json', 'query', '--from', place.path('export'), 'SELECT 1 AS one'])).out).toBe('{"one":1}\n');
  });

  it('has one heading and every row, however many there are', async () => {
    const { out } = await place.query('--format', 'csv', 'SELECT range AS n FROM range(5000)');

    expect(out).toBe(`n\n${Array.from({ length: 5000 }, (_, n) => `${n}\n`).join('')}`);
  });

  it('ends with an error, not silently cut short, if the last row fails', async () => {
    const sql = `SELECT CAST(CASE WHEN range = 900000 THEN 'x' ELSE '1' END AS integer) FROM range(1000000)`;

    const { code, err } = await place.query('--format', 'csv', sql);

    expect([code, err]).toEqual([EXIT.refused, expect.stringMatching(/could not convert string 'x' to INT32/)]);
  });

  it('is in the order of the ORDER BY', async () => {
    const rows = await place.rows('SELECT range AS n FROM range(10000) ORDER BY n DESC');

    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 10_000 }, (_, n) => 9999 - n));
  });

  it('is the heading alone if there is no row', async () => {
    expect((await place.query('SELECT name FROM resources WHERE false')).out).toBe('name\n');
    expect((await place.query('--format', 'json', 'SELECT name FROM resources WHERE false')).out).toBe('');
  });

  it('is the plan with --explain, without running the statement', async () => {
    const { code, out } = await place.query('--explain', 'SELECT error(name) FROM resources');

    expect(code).toBe(EXIT.ok);
    expect(out).toMatch(/READ_PARQUET/);
  });
});

describe('an interrupted query', () => {
  it.each([
    ['before its first row', 'SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range + b.range = 1'],
    ['between its rows', 'SELECT a.range FROM range(1000000) a, range(20) b'],
  ])('ends %s, and the next one runs', async (_when, sql) => {
    await exported([bucket('a')]);
    const cache = await Cache.open(place.path('cache'), { maxBytes: 1e9, now: () => 0 });
    const engine = await openDuckDb(await openExport(place.path('export')), cache);
    const read = async (statement: string): Promise<number> => (await printResult(await engine.run(statement), 'csv', new Kept())).rows;

    const interrupting = setInterval(() => engine.interrupt(), 20);
    const asked = read(sql).finally(() => clearInterval(interrupting));

    await expect(asked).rejects.toMatchObject({ message: 'The query was interrupted.', exitCode: EXIT.failed });
    expect(await read('SELECT 1')).toBe(1);
    await engine.close();
  });
});

describe("Trino's functions", () => {
  beforeEach(async () => exported([bucket('a')]));

  it.each([
    [`json_extract_scalar('{"a":{"b":[1,"x"]}}', '$.a.b[1]')`, 'x'],
    [`json_extract_scalar('{"a":{"b":1}}', '$.a')`, null],
    [`json_extract_scalar('{"a":null}', '$.a')`, null],
    [`json_extract_scalar('{"a":true}', '$.a')`, 'true'],
    [`json_extract_scalar('{"a:b":"x"}', '$["a:b"]')`, 'x'],
    [`json_format(json_extract('{"a":{"b":1}}', '$.a'))`, '{"b":1}'],
    [`json_array_contains('["a","b"]', 'b')`, true],
    [`json_array_contains('[1,2]', 2)`, true],
    [`json_array_contains('[1,2]', 3)`, false],
    [`json_array_length('[1,2]')`, 2],
    [`json_array_get('["a","b"]', 1)`, '"b"'],
    [`json_size('{"a":{"b":1,"c":2}}', '$.a')`, 2],
    [`json_size('{"a":[1]}', '$.a')`, 1],
    [`date_diff('day', from_iso8601_timestamp('2026-11-20T23:00:00Z'), from_iso8601_timestamp('2026-11-21T22:00:00Z'))`, 0],
    [`date_diff('day', from_iso8601_date('2026-11-01'), DATE '2026-11-21')`, 20],
    [`to_iso8601(date_add('day', -1, from_iso8601_timestamp('2026-11-21T00:00:00Z')))`, '2026-11-20T00:00:00.000Z'],
    [`to_unixtime(from_unixtime(60))`, 60],
    [`regexp_like('abc', 'b')`, true],
    [`regexp_extract('abc', 'x')`, null],
    [`regexp_extract('abc', 'a(b)', 1)`, 'b'],
    [`split_part('a.b', '.', 2)`, 'b'],
    [`split_part('a.b', '.', 3)`, null],
    [`concat('a', NULL)`, null],
    [`concat('a', 'b', 'c')`, 'abc'],
    [`cardinality(ARRAY['a', 'b'])`, 2],
    [`element_at(ARRAY['a', 'b'], 2)`, 'b'],
    [`element_at(ARRAY['a', 'b'], 3)`, null],
    [`array_join(ARRAY['a', 'b'], '+')`, 'a+b'],
    [`approx_distinct(1)`, 1],
    [`7 / 2`, 3],
  ])('%s is %p', async (expression, value) => {
    expect(await place.rows(`SELECT ${expression} AS value`)).toEqual([{ value }]);
  });
});
