import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import { synthesized } from '../lib/templates.ts';
import { Chance } from '../simulation/chance.ts';
import { Scheduler } from '../simulation/scheduler.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { measureAccount } from './account.ts';
import { measureCatalogue, WatchedStore } from './catalogue.ts';
import { measureCancel, measureDeadline } from './ends.ts';
import { measureOtherClouds } from './other-clouds.ts';
import { estimate } from './estimate.ts';
import { itemBytes } from '../../shared/storage/item-size.ts';
import { readUnits, writeUnits } from './units.ts';
import { MeteredStore } from './metered-store.ts';
import {
  ACCOUNT_PROFILE,
  BATCH_SIZE,
  DEFAULT_WORKERS,
  FUNCTIONS,
  LATENCIES,
  MB_PER_VCPU,
  PAGE_BYTES,
  VISIBILITY_SECONDS,
} from './model.ts';
import { PartitionLimits } from './partition-limits.ts';
import { accountTables, catalogueTables, endsTable, engineTable, estimateTable } from './report.ts';
import { measure, type Scenario } from './scenarios.ts';
import { noUsage } from './usage.ts';

const scenario = (more: Partial<Scenario>): Scenario => ({
  name: 'a small one',
  jobs: 1,
  accountsPerJob: 200,
  workers: 50,
  taskBytes: 600,
  accountSeconds: 16,
  ...more,
});

/**
 * One write each: claim of the task, account lease, coverage, end of the task, the account's row, release of the lease, the job's count.
 */
const WRITES_OF_A_TASK = 7;

describe('one job over 200 accounts', () => {
  it('sends and receives one message an account, and none more', async () => {
    const { usage, received, tasks, jobs } = await measure(scenario({}));

    expect({ tasks, jobs }).toEqual({ tasks: { completed: 200 }, jobs: { completed: 1 } });
    expect(usage['job-handler'].messages_sent).toBe(200);
    expect(usage.worker.messages_sent + usage.poller.messages_sent).toBe(0);
    expect(received).toBe(200);
  });

  it('writes a row an account to start it, seven a task, and the job row three times besides', async () => {
    const { usage, job_row_writes } = await measure(scenario({}));

    // The row of the plan, the job's row, and the job's row again after all messages are sent.
    expect(usage['job-handler'].writes).toBe(200 + 3);
    // The worker of the last task closes the job.
    expect(usage.worker.writes).toBe(200 * WRITES_OF_A_TASK + 1);
    expect(job_row_writes).toBe(200 + 3);
    expect(usage.poller.writes).toBe(0);
  });

  it('closes within a second of its last task', async () => {
    const { close_s } = await measure(scenario({}));

    expect(close_s).toBeLessThan(1);
  });

  it('is measured the same every time', async () => {
    const [first, second] = [await measure(scenario({})), await measure(scenario({}))];

    expect({ ...second, peak_heap_mb: 0 }).toEqual({ ...first, peak_heap_mb: 0 });
  });
});

describe('several jobs at once', () => {
  it('cost each as much as one alone when their accounts differ', async () => {
    const { usage, received, jobs } = await measure(scenario({ jobs: 10, accountsPerJob: 20 }));

    expect(jobs).toEqual({ completed: 10 });
    expect(received).toBe(200);
    expect(usage.worker.writes).toBe(200 * WRITES_OF_A_TASK + 10);
  });

  it('wait for each other over the same accounts without a lost task or a used-up receive', async () => {
    const { usage, received, jobs, tasks } = await measure(scenario({ jobs: 5, accountsPerJob: 20, sameAccounts: true }));

    expect({ jobs, tasks }).toEqual({ jobs: { completed: 5 }, tasks: { completed: 100 } });
    expect(usage.worker.messages_sent).toBeGreaterThan(0);
    expect(received).toBe(100 + usage.worker.messages_sent);
  });
});

describe('an end without workers', () => {
  it('comes with one poll at the deadline', async () => {
    const { polls, polls_cut_off, writes } = await measureDeadline(2, 50);

    expect({ polls, polls_cut_off }).toEqual({ polls: 1, polls_cut_off: 0 });
    expect(writes).toBeGreaterThanOrEqual(2 * (50 + 1));
  });

  it('comes with the cancellation of a job of 200 accounts, while its user waits', async () => {
    const { request, polls } = await measureCancel(200);

    expect(request?.answered).toBe(true);
    expect(polls).toBe(0);
  });
});

describe('accounts of Azure and OCI', () => {
  it('keep every limit of requests, and take as many calls as the README tells', async () => {
    const { kinds, limits } = await measureOtherClouds(20);

    expect(limits.map(({ limit, refused }) => ({ limit, refused }))).toEqual(limits.map(({ limit }) => ({ limit, refused: 0 })));
    for (const { limit, allowed, most } of limits) expect([limit, most <= allowed / 2 && most > 0]).toEqual([limit, true]);
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const told = [...readme.matchAll(/^\| ((?:Azure|OCI|directory of)[^|]*) \| (\d+) \|$/gm)];
    expect(told).toHaveLength(4);
    for (const [, kind = '', calls] of told) {
      const measured = kinds.find((each) => kind.startsWith(each.kind))?.calls ?? 0;
      expect([kind, Math.abs(measured - Number(calls)) / measured <= 0.1]).toEqual([kind, true]);
    }
  });
});

describe('one account of the profile', () => {
  it('writes nothing for what has not changed but coverage and the task', async () => {
    const { runs, resources } = await measureAccount();

    expect(resources).toBe(1000);
    // Coverage is one row for each region.
    expect(runs[1]?.usage.writes).toBe(WRITES_OF_A_TASK - 1 + 18 + 1);
    // Besides, the ten rows that changed are read and written, their last changes copied again, and the new ones.
    expect((runs[2]?.usage.writes ?? 0) - (runs[1]?.usage.writes ?? 0)).toBe(3 * 10);
  });
});

/** The cost of a nightly run without changes when coverage rows were still updated type by type. */
const BEFORE_WHOLE_ROWS = { rru: 406.5, wru: 34, reads: 80, writes: 24 } as const;
const ALLOWED_GROWTH = 1.5;

describe('a night without changes', () => {
  it.each(Object.entries(BEFORE_WHOLE_ROWS) as [keyof typeof BEFORE_WHOLE_ROWS, number][])(
    'costs not much more %s than before',
    async (unit, before) => {
      const { runs } = await measureAccount();

      expect(runs[1]?.usage[unit]).toBeLessThanOrEqual(before * ALLOWED_GROWTH);
    },
  );
});

describe('the catalogue', () => {
  it('is measured against every limit of DynamoDB, and keeps each', async () => {
    const figures = await measureCatalogue({ types: 60, regions: 4, policies: 250 });

    expect(figures.slices).toBe(6 + 54 * 4);
    expect(figures.extremes.map(({ limit }) => limit).toSorted()).toEqual([
      'bytes of ConditionExpression',
      'bytes of ProjectionExpression',
      'bytes of UpdateExpression',
      'bytes of a page',
      'bytes of an item',
    ]);
    for (const { largest, allowed } of figures.extremes) expect(largest).toBeLessThan(allowed);
    expect(catalogueTables(figures)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('notes what comes nearest to a limit, and where', async () => {
    const store = new WatchedStore();
    await store.put('suppressions', { suppression_id: 'a' });
    await store.put('jobs', { job_id: 'b'.repeat(100) });

    expect(store.extremes()).toEqual([{ limit: 'bytes of an item', allowed: 400 * 1024, largest: 106, where: 'jobs' }]);
  });
});

describe('the tables', () => {
  it('hold no gap and no number that is none', async () => {
    const [costs, engine, end] = [await measureAccount(), await measure(scenario({ accountsPerJob: 20 })), await measureCancel(20)];

    const text = [accountTables(costs), engineTable([engine]), endsTable([end]), estimateTable(estimate(20, costs, engine))].join('\n');

    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('an invocation', () => {
  it('parses what arrives together one after the other: it has one CPU', async () => {
    const scheduler = new Scheduler(0);
    const clock = { now: () => scheduler.now(), sleep: async (ms: number) => await new Promise<void>((wake) => scheduler.after(ms, wake)) };
    const rows = new MemoryStore();
    for (const job_id of ['one', 'other']) await rows.put('job_tasks', { job_id, account_id: 'aws:111111111111' });
    const tables = { rows, limits: new PartitionLimits(), bytesOf: () => PAGE_BYTES, onWrite: () => undefined };
    const store = new MeteredStore(tables, { clock, random: new Chance(1), usage: noUsage(), memory_mb: MB_PER_VCPU / 2 });

    const pages = Promise.all(['one', 'other'].map((partition) => store.query('job_tasks', { partition })));
    let done = false;
    void pages.then(() => (done = true));
    await scheduler.until(() => done);

    expect(scheduler.now()).toBe(LATENCIES.dynamodb + 2 * 2 * LATENCIES.dynamodb_per_mb);
  });
});

describe('the model', () => {
  it('has the memory, timeouts and concurrency of the stack', () => {
    const template = synthesized().platform;
    const ids = { 'job-handler': 'JobHandler', worker: 'InventoryWorker', poller: 'Poller', api: 'ApiHandler' } as const;
    for (const [name, id] of Object.entries(ids) as [keyof typeof ids, string][]) {
      const { MemorySize: memory_mb, Timeout: timeout_s } = template
        .ofType('AWS::Lambda::Function')
        .find((resource) => new RegExp(`^${id}[0-9A-F]{8}$`).test(resource.id))!.Properties;

      expect({ name, memory_mb, timeout_s }).toEqual({ name, ...FUNCTIONS[name] });
    }
    const workers = template
      .ofType('AWS::Lambda::EventSourceMapping')
      .map(({ Properties }) => Properties['ScalingConfig'].MaximumConcurrency);
    expect(workers).toContain(DEFAULT_WORKERS);
    expect(template.one('AWS::Lambda::EventSourceMapping', 'InventoryWorker').Properties['BatchSize']).toBe(BATCH_SIZE);
    expect(template.ofType('AWS::SQS::Queue').map(({ Properties }) => Properties['VisibilityTimeout'])).toContain(VISIBILITY_SECONDS);
  });

  it('has registered types only in the profile of an account', () => {
    const registered = RESOURCE_TYPES.map(({ type }) => type);

    expect(Object.keys(ACCOUNT_PROFILE).filter((type) => !registered.includes(type))).toEqual([]);
  });

  it('counts bytes and units as DynamoDB does', () => {
    // 2 + 3, 1 + 2, 3 + (3 + 1 + 1 + 1), 4 + (3 + 2 + 2 × 2), 1 + 1
    expect(itemBytes({ id: 'abc', n: 1200, map: { a: null }, list: [1, 2], b: true })).toBe(5 + 3 + 9 + 13 + 2);
    expect([writeUnits(1), writeUnits(1024), writeUnits(1025)]).toEqual([1, 1, 2]);
    expect([readUnits(0, false), readUnits(4096, true), readUnits(4097, true)]).toEqual([0.5, 1, 2]);
  });
});
