import { describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import type { Template } from '../../bin/local/intrinsics.ts';
import { synthesizeLocally } from '../../bin/local/synthesize.ts';
import { eventually } from './support/eventually.ts';
import { queuesEmpty, startDemo, type Running } from './support/in-process.ts';
import { expectNothingLost } from './support/nothing-lost.ts';

const ACCOUNTS = 12;
/** Fewer than the five deliveries that a message has: the kills may all hit the same accounts. */
const KILLS = 3;
const WORKER_SECONDS = 10;

/**
 * The stack with a worker whose timeout is seconds instead of minutes, and with its queue's visibility timeout to match, so that
 * the messages and leases of a dead worker are free again in less than a minute.
 */
async function withShortWorkers(outdir: string): Promise<string> {
  const file = await synthesizeLocally(outdir);
  const template = JSON.parse(await readFile(file, 'utf8')) as Template;
  const Resources = { ...template.Resources };
  const set = (start: string, type: string, properties: Readonly<Record<string, unknown>>): void => {
    const [id, ...others] = Object.keys(Resources).filter((key) => key.startsWith(start) && Resources[key]?.Type === type);
    const resource = id === undefined ? undefined : Resources[id];
    if (id === undefined || !resource || others.length > 0) throw new Error(`The stack has not exactly one ${type} ${start}.`);
    Resources[id] = { ...resource, Properties: { ...resource.Properties, ...properties } };
  };
  set('InventoryWorker', 'AWS::Lambda::Function', { Timeout: WORKER_SECONDS });
  set('InventoryQueue', 'AWS::SQS::Queue', { VisibilityTimeout: 6 * WORKER_SECONDS });
  await writeFile(file, JSON.stringify({ ...template, Resources }));
  return file;
}

/** Kills a worker's thread while the worker holds the lease of a task. */
async function killOne({ platform, api, worker }: Running, jobId: string): Promise<void> {
  await eventually('a task under way, and its worker to be killed', async () => {
    const tasks = await api.tasks(jobId);
    if (!tasks.some(({ status }) => status === 'in_progress')) return undefined;
    return (await platform.crash(worker)) || undefined;
  });
}

describe('worker threads that are killed during a task', () => {
  it('neither prevent the end of the job nor lose a resource', async () => {
    const running = await startDemo(ACCOUNTS, withShortWorkers);
    const { api, worker } = running;
    const { job_id } = await api.start();

    for (let kill = 1; kill <= KILLS; kill++) {
      await api.reached(job_id, 2 * kill);
      await killOne(running, job_id);
    }
    const job = await api.ended(job_id);

    expect(job).toMatchObject({
      status: 'completed_with_errors',
      total_accounts: ACCOUNTS,
      completed: ACCOUNTS - 2,
      partial: 1,
      failed: 1,
    });
    expect((await running.printed(worker)).match(/Runtime exited with code/g)).toHaveLength(KILLS);
    const repeated = (await api.tasks(job_id)).filter(({ attempt }) => attempt > 1);
    expect(repeated.length).toBeGreaterThan(0);
    await expectNothingLost(api);
    await queuesEmpty(running);
  });
});
