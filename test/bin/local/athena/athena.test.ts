/** The local Athena as the API uses it: by the SDK's client, over exports in an S3, with the process that runs DuckDB. */
import { AthenaClient } from '@aws-sdk/client-athena';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAthena, type LocalAthena } from '../../../../bin/local/athena/athena.ts';
import type { GrantModel } from '../../../../bin/local/grants.ts';
import type { FunctionModel } from '../../../../bin/local/stack-model.ts';
import { ATHENA_WORKGROUP } from '../../../../shared/exports/athena.ts';
import { datasetPrefix, pointerObjectKey } from '../../../../shared/exports/night-layout.ts';
import type { JobId } from '../../../../shared/ids.ts';
import { AthenaSql } from '../../../../shared/queries/athena-sql.ts';
import type { Execution, ResultRow } from '../../../../shared/queries/sql-engine.ts';
import { startS3, type EmbeddedS3 } from '../../../support/embedded-s3.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';

const FUNCTION = 'Muster-ApiHandler';
const OTHER = 'Muster-ScanWorker';
const ACTIONS = ['athena:StartQueryExecution', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:StopQueryExecution'];
const WORKGROUP = `arn:aws:athena:us-east-1:000000000000:workgroup/${ATHENA_WORKGROUP}`;
const DAY = '2026-11-21';

let s3: EmbeddedS3;
let folder: string;
let bucket: string;
let athena: LocalAthena;
let sql: AthenaSql;
const clients: AthenaClient[] = [];

const clientOf = (caller: string): AthenaClient => {
  const client = new AthenaClient({
    endpoint: athena.url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: caller, secretAccessKey: 'local' },
  });
  clients.push(client);
  return client;
};

const functionModel = (name: string, grants: readonly GrantModel[]): FunctionModel => ({
  name,
  arn: name,
  directory: '',
  handler: '',
  environment: { EXPORTS_BUCKET: bucket },
  timeoutSeconds: 1,
  memoryMb: 1,
  grants,
  async: { retries: 0, maxAgeSeconds: 1 },
});

/** Puts the Parquet file of an attempt that has one bucket of each name. */
async function putAttempt(job_id: string, account: string, attempt: number, names: readonly string[]): Promise<string> {
  const from = mkdtempSync(join(folder, 'export-'));
  await writtenExport(join(from, 'out'), {
    resources: names.map((name) => resourceRecord({ resource_id: name, name })),
    formats: ['parquet'],
  });
  const place = `/job=${job_id}/provider=aws/account=${account}/attempt=${attempt}/`;
  const Key = `${datasetPrefix('resources', 'parquet')}date=${DAY}${place}inventory.parquet`;
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: readFileSync(join(from, 'out', 'inventory.parquet')) }));
  return place;
}

const publish = async (job_id: string, time: string, folders: readonly string[]) =>
  await s3.client.send(
    new PutObjectCommand({
      Bucket: bucket,
      // The test's ids are those of jobs.
      Key: pointerObjectKey({ date: DAY, job_id: job_id as JobId }, `${DAY}T${time}.000Z`),
      Body: JSON.stringify({ date: DAY, job_id, folders }),
    }),
  );

async function ended(id: string): Promise<Execution> {
  for (;;) {
    const found = await sql.execution(id);
    if (found !== undefined && found.state !== 'queued' && found.state !== 'running') return found;
    await sleep(20);
  }
}

async function rowsOf(statement: string): Promise<readonly ResultRow[]> {
  const id = await sql.start(statement);
  expect(await ended(id)).toMatchObject({ state: 'succeeded' });
  return (await sql.page(id, undefined, 100)).rows;
}

const failureOf = async (statement: string): Promise<string | undefined> => (await ended(await sql.start(statement))).error;

beforeAll(async () => {
  s3 = await startS3();
  folder = mkdtempSync(join(tmpdir(), 'muster-athena-test-'));
  mkdirSync(join(folder, 'results'));
  bucket = await s3.createBucket();
  athena = await startAthena({
    s3: s3.endpoint,
    folder: join(folder, 'results'),
    stack: {
      functions: [functionModel(FUNCTION, [{ actions: ACTIONS, resources: [WORKGROUP] }]), functionModel(OTHER, [])],
    },
  });
  sql = new AthenaSql(clientOf(FUNCTION));
});
afterAll(async () => {
  clients.forEach((client) => client.destroy());
  await athena.stop();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the local Athena', () => {
  it('says how to make an export while there is none', async () => {
    expect(await failureOf('SELECT 1')).toBe('There is no nightly export yet; make one with "muster exports run".');
  });

  it('reads the attempts of the newest published export, and a newer one once that is published', async () => {
    const first = await putAttempt('exp-1', '1', 2, ['a', 'b']);
    await putAttempt('exp-1', '1', 1, ['an attempt that failed']);
    await publish('exp-1', '04:00:00', [first, await putAttempt('exp-1', '2', 1, ['c'])]);
    await putAttempt('exp-2', '1', 1, ['not published']);
    expect(await rowsOf('SELECT name FROM resources ORDER BY name')).toEqual([['a'], ['b'], ['c']]);

    await publish('exp-3', '05:00:00', [await putAttempt('exp-3', '1', 1, ['d'])]);
    await publish('exp-0', '03:00:00', [await putAttempt('exp-0', '1', 1, ['old'])]);
    expect(await rowsOf('SELECT name FROM resources')).toEqual([['d']]);
  });

  it('gives texts, nulls and the types of Athena, with the names of the columns', async () => {
    const id = await sql.start(
      `SELECT 'a' AS text, NULL AS nothing, 12345678901234567890 AS huge, 1 AS n, true AS yes, 1.50 AS part, [1, 2] AS list, count(*) AS n FROM resources`,
    );
    await ended(id);

    expect(await sql.page(id, undefined, 10)).toEqual({
      columns: [
        { name: 'text', type: 'varchar' },
        { name: 'nothing', type: 'integer' },
        { name: 'huge', type: 'bigint' },
        { name: 'n', type: 'integer' },
        { name: 'yes', type: 'boolean' },
        { name: 'part', type: 'decimal' },
        { name: 'list', type: 'array' },
        { name: 'n', type: 'bigint' },
      ],
      rows: [['a', null, '12345678901234567890', '1', 'true', '1.5', '[1,2]', '1']],
    });
  });

  it('gives a result part by part, from each token on, also where lines are long', async () => {
    const id = await sql.start(
      `SELECT CAST(i AS varchar) AS i, repeat(chr(8232) || 'é', 300000) AS long FROM range(9) AS t (i) ORDER BY t.i`,
    );
    await ended(id);
    const first = await sql.page(id, undefined, 4);
    const second = await sql.page(id, first.next, 4);
    const third = await sql.page(id, second.next, 4);

    expect([first, second, third].map(({ rows }) => rows.map(([i]) => i))).toEqual([['0', '1', '2', '3'], ['4', '5', '6', '7'], ['8']]);
    expect(first.rows[3]?.[1]).toBe('\u2028é'.repeat(300_000));
    expect(third.next).toBeUndefined();
    expect((await sql.page(id, first.next, 1)).rows[0]?.[0]).toBe('4');
  });

  it('keeps no more rows than can be read, and one that tells of the others', async () => {
    const id = await sql.start('SELECT * FROM range(200000)');
    await ended(id);
    let rows = 0;
    let token: string | undefined;
    do {
      const page = await sql.page(id, token, 1000);
      rows += page.rows.length;
      token = page.next;
    } while (token !== undefined);

    expect(rows).toBeGreaterThan(10_000);
    expect(rows).toBeLessThan(20_000);
  });

  it('fails a query whose result is larger than it keeps', async () => {
    expect(await failureOf(`SELECT repeat('a', 1000000) AS a FROM range(100)`)).toBe(
      'The result has more than 64 MiB; select fewer columns or rows.',
    );
  });

  it.each([
    ['SELECT nmae FROM resources', /^The SQL is wrong at line 1, column 8: there is no column nmae\. Did you mean name/],
    ['SELECT 1 FROM elsewhere', /there is no table elsewhere/],
    [`SELECT * FROM read_text('/etc/passwd')`, /reads the tables of the export and nothing else/],
    [`SELECT * FROM 'https://example.com/a.parquet'`, /reads the tables of the export and nothing else|there is no table/],
    ['SET memory_limit = 1', /reads the tables of the export and nothing else/],
    ['SELECT 1; SELECT 2', /one statement at a time/],
    ['SELECT ?', /has a placeholder/],
    ['SELECT $1 AS a, 1 AS b', /has a placeholder/],
    ['SELECT name FROM resources WHERE name = ?', /has a placeholder/],
    ['EXPLAIN SELECT ?', /has a placeholder/],
  ])('fails %j with a sentence', async (statement, message) => {
    expect(await failureOf(statement)).toMatch(message);
  });

  it('describes tables and explains statements', async () => {
    expect((await rowsOf('DESCRIBE accounts')).map(([name]) => name)).toContain('account_id');
    expect(JSON.stringify(await rowsOf('EXPLAIN SELECT name FROM resources'))).toContain('PARQUET');
  });

  it('cancels a query that runs and one that waits, and then runs the next', async () => {
    const running = await sql.start('SELECT count(*) FROM range(100000000000) AS a, range(1000) AS b');
    const waiting = await sql.start('SELECT 1');
    await sql.stop(waiting);
    expect(await ended(waiting)).toMatchObject({ state: 'cancelled' });
    await sleep(300);
    expect((await sql.execution(running))?.state).toBe('running');
    await sql.stop(running);

    expect(await ended(running)).toMatchObject({ state: 'cancelled', ended_at: expect.stringContaining('T') });
    expect(await rowsOf('SELECT 1')).toEqual([['1']]);
    await sql.stop(running);
  });

  it('refuses more queries than may wait', async () => {
    const endless = await sql.start('SELECT count(*) FROM range(100000000000) AS a, range(1000) AS b');
    const waiting = [];
    for (let started = 0; started < 20; started++) waiting.push(await sql.start('SELECT 1'));

    await expect(sql.start('SELECT 1')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    for (const id of [...waiting, endless]) await sql.stop(id);
  });

  it('knows no other query', async () => {
    expect(await sql.execution('00000000-0000-0000-0000-000000000000')).toBeUndefined();
    await expect(sql.page('../../etc/passwd', undefined, 1)).rejects.toThrow('no longer kept');
  });

  it('refuses a function that has no grant', async () => {
    const other = new AthenaSql(clientOf(OTHER));

    await expect(other.start('SELECT 1')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(other.execution('q')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('answers whatever is sent to it with an error of Athena', async () => {
    const asked = async (target: string, body: string) => {
      const answer = await fetch(athena.url, { method: 'POST', headers: { 'x-amz-target': target }, body });
      return [answer.status, ((await answer.json()) as { readonly __type: string }).__type];
    };

    expect(await asked('AmazonAthena.constructor', '{}')).toEqual([400, 'UnknownOperationException']);
    expect(await asked('AmazonAthena.StartQueryExecution', '{')).toEqual([400, 'InvalidRequestException']);
    expect(await asked('AmazonAthena.StartQueryExecution', '{"QueryString":"SELECT 1","WorkGroup":"primary"}')).toEqual([
      400,
      'InvalidRequestException',
    ]);
    expect(await asked('AmazonAthena.GetQueryResults', '{"QueryExecutionId":"a","NextToken":"-1"}')).toEqual([
      400,
      'InvalidRequestException',
    ]);
  });

  it('writes results that only this user may read', () => {
    const results = readdirSync(join(folder, 'results')).filter((name) => name.endsWith('.jsonl'));

    expect(results.length).toBeGreaterThan(0);
    expect(results.map((name) => statSync(join(folder, 'results', name)).mode & 0o777)).toEqual(results.map(() => 0o600));
  });
});
