/**
 * Measures `npm start` with a demo estate: resources a second and processor time of the first inventory, beside a bare loop of the same conditional
 * writes, and the most memory of all its processes. `node test/bench/local.ts [--accounts 300] [--jobs 50]`: further inventories and scans,
 * whose memory must not grow.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ApiClient } from '../../bin/local/api-client.ts';
import { dynamoDbClient, startDynamoDb } from '../../bin/local/dynamodb.ts';
import { demoAccounts } from '../../shared/clouds/aws/demo/accounts.ts';
import type { JobRequest } from '../../shared/jobs/job-request.ts';
import { isEnded, type JobRow } from '../../shared/jobs/model.ts';
import { systemClock } from '../../shared/real-seams.ts';
import { DynamoStore } from '../../shared/storage/dynamo-store.ts';
import { TABLES } from '../../shared/storage/schema.ts';
import { absent } from '../../shared/storage/store.ts';
import { demoResources } from '../shared/policies/fixtures.ts';
import { createTable } from '../support/dynamo.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MB = 2 ** 20;
const EVERY_MS = 200;
/** The unit of /proc/<pid>/stat on every Linux. */
const TICKS_A_SECOND = 100;
const BARE_WRITES = 3000;
/** As many writes at the same time as the workers of two cores have. */
const AT_ONCE = 32;
const WANTED_MB = { few: 600, many: 800 } as const;
const FEW_ACCOUNTS = 25;
/** Memory after the last job in this many times that after the job of this number. */
const WANTED_GROWTH = 1.2;
const SETTLED_AFTER = 10;

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '25' }, jobs: { type: 'string', default: '1' } } });
const accounts = Number(values.accounts);
const jobs = Number(values.jobs);

interface Use {
  /** Memory; what processes share, such as the program's file, is divided among them. */
  readonly bytes: number;
  /** Processor time in user and system mode. */
  readonly seconds: number;
}

/** Adds up what a process and all its descendants use; finds nothing where there is no /proc. */
async function treeUse(pid: number): Promise<Use> {
  try {
    const [memory, stat, threads] = await Promise.all([
      readFile(`/proc/${pid}/smaps_rollup`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readdir(`/proc/${pid}/task`),
    ]);
    const lists = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '')));
    const children = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
    const below = await Promise.all(children.map(treeUse));
    // The name of the program, in parentheses, may have spaces. The 14th to 17th fields are its user and system time and those of its ended children.
    const ticks = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 15)
      .map(Number);
    return {
      bytes: Number(/^Pss:\s+(\d+) kB$/m.exec(memory)?.[1]) * 1024 + below.reduce((sum, { bytes }) => sum + bytes, 0),
      seconds: [...ticks.map((each) => each / TICKS_A_SECOND), ...below.map(({ seconds }) => seconds)].reduce((sum, each) => sum + each, 0),
    };
  } catch {
    return { bytes: 0, seconds: 0 };
  }
}

/** Writes rows of resources one by one, each on the condition that there is none. @returns rows a second */
async function bareLoop(folder: string): Promise<number> {
  const server = await startDynamoDb(folder);
  const client = dynamoDbClient(server.url);
  try {
    await client.send(createTable('resources', TABLES.resources));
    const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    const store = new DynamoStore({ client: documents, onceClient: documents, clock: systemClock, tableName: (table) => table });
    const resources = await demoResources(FEW_ACCOUNTS, 1);
    let next = 0;
    const write = async (): Promise<void> => {
      while (next < BARE_WRITES) {
        const index = next++;
        const resource = resources[index % resources.length]!;
        const resource_id = `${resource.resource_id}-${index}`;
        const row = { ...resource, slice_id: resource.account_id, resource_id, type_shard: resource.type, resource_uid: resource_id };
        await store.put('resources', row, absent('slice_id'));
      }
    };
    const started = performance.now();
    await Promise.all(Array.from({ length: AT_ONCE }, write));
    return (BARE_WRITES * 1000) / (performance.now() - started);
  } finally {
    client.destroy();
    await server.stop();
  }
}

async function ended(api: ApiClient, request: JobRequest): Promise<JobRow> {
  const { job_id } = await api.startJob(request);
  for (;;) {
    const row = await api.job(job_id);
    if (isEnded(row.status)) return row;
    await sleep(EVERY_MS);
  }
}

const secondsOf = ({ started_at, completed_at }: JobRow): number => (Date.parse(completed_at ?? '') - Date.parse(started_at ?? '')) / 1000;

const resourcesOf = ({ totals }: JobRow): number => {
  const inventory: { readonly counts?: { readonly resources?: number } } | undefined = totals?.['inventory'];
  return inventory?.counts?.resources ?? 0;
};

const folder = await mkdtemp(join(tmpdir(), 'muster-local-'));
const bare = await bareLoop(join(folder, 'bare'));
const options = ['--no-job', '--no-web', '--port', '0', '--data', join(folder, 'data'), '--accounts', String(accounts)];
// A process group of its own, because npm does not pass signals on to what it has started.
const child = spawn('npm', ['start', '--silent', '--', ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
let peak = 0;
const watch = setInterval(() => void treeUse(child.pid ?? 0).then(({ bytes }) => (peak = Math.max(peak, bytes))), EVERY_MS);
try {
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url = /serves on (\S+)/.exec(line)?.[1];
    if (url !== undefined) break;
  }
  if (url === undefined) throw new Error('The platform did not start.');
  const api = new ApiClient({ url, headers: {} });
  await api.addAccounts(demoAccounts(accounts));
  const before = await treeUse(child.pid ?? 0);
  const inventory = await ended(api, { operation: 'inventory' });
  const seconds = (await treeUse(child.pid ?? 0)).seconds - before.seconds;
  const resources = resourcesOf(inventory);
  const rate = resources / secondsOf(inventory);
  await ended(api, { operation: 'scan', policy: '*' });
  process.stdout.write(
    `first inventory of ${accounts} accounts: ${resources} resources, ${Math.round(rate)} a second, ${seconds.toFixed(1)} s of processor time; a bare loop of their conditional writes: ` +
      `${Math.round(bare)} a second (${(bare / rate).toFixed(1)} ×)\n`,
  );
  const first = peak;
  let settled = 0;
  for (let job = 2; job <= jobs; job++) {
    peak = 0;
    await ended(api, job % 2 === 0 ? { operation: 'inventory' } : { operation: 'scan', policy: '*' });
    if (job === SETTLED_AFTER) settled = peak;
    process.stdout.write(`job ${job}: at most ${Math.round(peak / MB)} MB\n`);
  }
  const most = accounts <= FEW_ACCOUNTS ? WANTED_MB.few : WANTED_MB.many;
  const good = first / MB <= most && (settled === 0 || peak <= settled * WANTED_GROWTH);
  process.stdout.write(
    `memory of all processes with the first inventory and scan: at most ${Math.round(first / MB)} MB; wanted: at most ${most} MB` +
      `${settled === 0 ? '' : `, and after job ${jobs} at most ${WANTED_GROWTH} × that of job ${SETTLED_AFTER}`}: ${good ? 'kept' : 'missed'}\n`,
  );
  process.exitCode = good ? 0 : 1;
} finally {
  clearInterval(watch);
  const exited = once(child, 'exit');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  await exited;
  await rm(folder, { recursive: true, force: true });
}
