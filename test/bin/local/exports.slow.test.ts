/** Exports end to end: the deployed bundles on the local platform, the command line, and DuckDB over what lies in the bucket. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Platform } from '../../../bin/local/platform.ts';
import { startPlatform } from '../../../bin/local/platform.ts';
import { s3Client } from '../../../bin/local/queues.ts';
import { synthesizeLocally } from '../../../bin/local/synthesize.ts';
import { targetEnvironment } from '../../../bin/local/target.ts';
import { demoAccounts } from '../../../shared/clouds/aws/demo/accounts.ts';
import type { JobRow } from '../../../shared/jobs/model.ts';
import type { Totals } from '../../../shared/operations.ts';
import { runCommand } from '../commands/support/command-line.ts';

const ACCOUNTS = 2;

let platform: Platform;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'));
  platform = await startPlatform({
    dataDir: join(folder, 'data'),
    template: synthesizeLocally,
    port: 0,
    demo: { accounts: ACCOUNTS },
    environment: (model, demo) => targetEnvironment(model, { aws: false, ...demo }, undefined, {}),
  });
  await muster('accounts', 'add', ...demoAccounts(ACCOUNTS).map(({ account_id }) => account_id));
}, 120_000);
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const muster = async (...args: string[]) => await runCommand(['--json', ...args], { MUSTER_API: platform.url }, async () => sleep(200));

async function ended(jobId: string): Promise<JobRow> {
  const { lines } = await muster('jobs', 'show', jobId);
  const job = lines[0] as unknown as JobRow;
  if (job.completed_at !== undefined) return job;
  await sleep(200);
  return await ended(jobId);
}

/** The files of an export by key, without the part that names the job. */
async function exportedFiles(jobId: string): Promise<ReadonlyMap<string, Buffer>> {
  const client = s3Client(platform.endpoints.MUSTER_S3_ENDPOINT);
  const Bucket = platform.stack.buckets[0]!.name;
  const files = new Map<string, Buffer>();
  for await (const { Contents: objects = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: 'exports/' })) {
    for (const { Key: key = '' } of objects) {
      if (!/^exports\/(jsonl|parquet)\//.test(key) || !key.includes(`/job=${jobId}/`)) continue;
      const { Body: body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
      files.set(key.replace(`job=${jobId}/`, ''), Buffer.from(await body!.transformToByteArray()));
    }
  }
  client.destroy();
  return files;
}

async function sql(statement: string): Promise<readonly unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(statement)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('exports of the local platform', () => {
  it('follow a scan, are the same for the same state, and are read by DuckDB as they lie in the bucket', async () => {
    const then = { operation: 'scan', then: { operation: 'export' } };
    const answer = await fetch(`${platform.url}/jobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ operation: 'inventory', then }),
    });
    const inventory = await ended(((await answer.json()) as { job_id: string }).job_id);
    const scan = await ended(inventory.then_job_id!);
    const exported = await ended(scan.then_job_id!);
    expect(exported).toMatchObject({ operation: 'export', total_accounts: ACCOUNTS, failed: 0 });
    const first = await exportedFiles(exported.job_id);

    const again = await muster('exports', 'run', '--watch');
    expect(again.code).toBe(0);
    const { lines } = await muster('exports', 'list');
    const published = lines[0] as unknown as { readonly job_id: string };
    expect(published.job_id).not.toBe(exported.job_id);
    const second = await exportedFiles(published.job_id);

    expect(first.size).toBeGreaterThan(10);
    expect([...second.keys()]).toEqual([...first.keys()]);
    for (const [key, content] of second) expect({ key, same: first.get(key)?.equals(content) }).toEqual({ key, same: true });

    const got = await muster('exports', 'get', 'newest', '--into', join(folder, 'night'), '--formats', 'jsonl,parquet');
    expect(got).toMatchObject({ code: 0, err: '' });
    const bucket = join(folder, 'bucket');
    for (const [key, content] of second) {
      await mkdir(dirname(join(bucket, key)), { recursive: true });
      await writeFile(join(bucket, key), content);
    }
    const partitioned = `read_parquet('${bucket}/exports/parquet/inventory/*/*/*/*/*.parquet', hive_partitioning = true)`;
    const counts = 'SELECT account_id, type, count(*) AS n';
    const inBucket = await sql(`${counts} FROM ${partitioned} GROUP BY ALL ORDER BY ALL`);
    expect(inBucket.length).toBeGreaterThan(5);
    expect(await sql(`${counts} FROM read_json('${folder}/night/inventory.jsonl') GROUP BY ALL ORDER BY ALL`)).toEqual(inBucket);
    expect(await sql(`${counts} FROM read_parquet('${folder}/night/inventory.parquet') GROUP BY ALL ORDER BY ALL`)).toEqual(inBucket);
    expect(await sql(`SELECT DISTINCT provider, date::VARCHAR FROM ${partitioned}`)).toEqual([['aws', exported.created_at.slice(0, 10)]]);
    const findings = `read_parquet('${bucket}/exports/parquet/findings/*/*/*/*/*.parquet')`;
    expect(await sql(`SELECT count(*) FROM ${findings} WHERE status = 'open'`)).toEqual([[String(openFindings(scan))]]);
  }, 120_000);

  it('compare with each other, one fetched before and one named by its night', async () => {
    const { code } = await muster('diff', join(folder, 'night'), 'newest', '--into', join(folder, 'diff'), '--fail-on-changes');

    expect(code).toBe(0);
    const summary = JSON.parse(await readFile(join(folder, 'diff', 'diff_summary.json'), 'utf8')) as { counts: { unchanged: number } };
    expect(summary.counts.unchanged).toBeGreaterThan(10);
  });
});

const openFindings = ({ totals }: JobRow<Totals>): number =>
  Object.values(totals?.scan?.findings_by_severity ?? {}).reduce((sum, count) => sum + count, 0);
