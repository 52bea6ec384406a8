import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseAccountId } from '../../../shared/ids.ts';
import { runTask } from '../../../shared/jobs/run-task.ts';
import { TASK_STAGES } from '../../../shared/observability/stages.ts';
import { OPERATIONS } from '../../../shared/operations.ts';
import { builtInPolicies } from '../../../shared/policies/catalog.ts';
import { ScanWork } from '../../../shared/scan/scan-work.ts';
import { cloudError, fetched, NETWORK } from '../../support/fake-cloud.ts';
import { ExportWorld } from '../../support/export-world.ts';
import { type KeptSpan } from '../../support/fakes.ts';
import { World } from '../../support/world.ts';
import { silentOutbox } from '../../support/memory-publisher.ts';

const A = parseAccountId('111111111111');
const B = parseAccountId('222222222222');

let world: World;
let exports: ExportWorld;
beforeEach(async () => {
  world = await World.withAccounts(A, B);
  exports = new ExportWorld(world);
  for (const account of [A, B]) world.cloud.put(account, NETWORK, 'eu-west-1', [fetched('vpc-a'), fetched('vpc-b')]);
});
afterEach(() => {
  exports.close();
});

/** An inventory of every account, and the export that follows it if there is anything to export. */
async function runNightly(): Promise<void> {
  await world.start({ operation: 'inventory', then: { operation: 'export' }, client_token: 'nightly-2026-11-21T02:00:00Z' });
  await world.drainOnce();
  for (const message of exports.takeMessages()) await exports.work(message);
}

async function runScan(): Promise<void> {
  const { store, clock, metrics } = world;
  const library = { load: async () => ({ policies: builtInPolicies(), problems: [] }) };
  const work = new ScanWork({ store, outbox: silentOutbox(store), library, clock, writeConcurrency: 2, metrics });
  await world.start({ operation: 'scan' });
  for (const message of exports.takeMessages()) {
    await runTask(message, world.delivery(), { ...world.deps(), work });
  }
}

describe('the metrics of a nightly inventory and its export', () => {
  it('count a successful night, and say what was read and how long it took', async () => {
    await runNightly();

    const { metrics } = world;
    expect(metrics.of('night')).toEqual([{ set: 'night', dimensions: {}, values: { SuccessfulNights: 1 } }]);
    expect(metrics.of('job').map(({ dimensions }) => dimensions)).toEqual([
      { operation: 'inventory', status: 'completed' },
      { operation: 'export', status: 'completed' },
    ]);
    expect(metrics.of('accounts').map(({ values }) => values)).toEqual([
      { FailedAccounts: 0, PartialAccounts: 0 },
      { FailedAccounts: 0, PartialAccounts: 0 },
    ]);
    expect(metrics.of('task').map(({ dimensions }) => dimensions)).toEqual([
      { operation: 'inventory', outcome: 'completed' },
      { operation: 'inventory', outcome: 'completed' },
      { operation: 'export', outcome: 'completed' },
      { operation: 'export', outcome: 'completed' },
    ]);
    expect(metrics.of('inventory')[0]?.values).toMatchObject({ ResourcesRead: 2, ResourcesChanged: 2, ResourcesDeleted: 0 });
    expect(metrics.of('slice')[0]).toMatchObject({ dimensions: { outcome: 'complete' }, values: { SlicesRead: expect.any(Number) } });
    expect(metrics.of('export')[0]?.values['ExportedFiles']).toBeGreaterThan(0);
  });

  it('tell how long each stage of each task took, as its operation names them, and so do the spans of its trace', async () => {
    await runNightly();
    await runScan();

    for (const { name, stages } of Object.values(OPERATIONS)) {
      const counted = world.metrics.of('stage').filter(({ dimensions }) => dimensions['operation'] === name);
      const times = Map.groupBy(counted, ({ dimensions }) => dimensions['stage'] ?? '');
      expect([...times.keys()].toSorted()).toEqual([...TASK_STAGES, ...stages].toSorted());
      // Once for each account.
      expect(new Set([...times.values()].map(({ length }) => length))).toEqual(new Set([2]));

      const shown = world.spans.spans
        .filter(({ path }) => path.startsWith(`${name} task/`))
        .map(({ path }) => path.slice(`${name} task/`.length));
      expect([...new Set(shown)].toSorted()).toEqual(['work', ...stages].toSorted());
    }
    expect(world.spans.spans.every(({ ended }) => ended === 1)).toBe(true);
  });

  it('are successful too where a newer export of the date has replaced its files before it ended', async () => {
    await world.start({ operation: 'inventory', then: { operation: 'export' }, client_token: 'nightly-2026-11-21T02:00:00Z' });
    await world.drainOnce();
    const [first, second] = exports.takeMessages();
    await exports.work(first!);
    world.clock.advance(1000);
    await exports.run();
    expect(world.metrics.of('night')).toEqual([]);

    await exports.work(second!);

    expect(world.metrics.of('night')).toHaveLength(1);
  });

  it('count no successful night if every account is denied: the job and all of its accounts failed', async () => {
    for (const account of [A, B]) world.cloud.refuse(account, cloudError('denied'));
    await runNightly();

    const { metrics } = world;
    expect(metrics.of('job')).toEqual([
      { set: 'job', dimensions: { operation: 'inventory', status: 'failed' }, values: { JobsEnded: 1, JobSeconds: expect.any(Number) } },
    ]);
    expect(metrics.of('accounts')).toEqual([
      { set: 'accounts', dimensions: { operation: 'inventory' }, values: { FailedAccounts: 100, PartialAccounts: 0 } },
    ]);
    expect(metrics.of('night')).toEqual([]);
    const ended = world.log.entries.filter(({ message }) => message === 'Task ended.').map(({ fields }) => fields);
    expect(ended).toEqual(
      [A, B].map((account_id) =>
        expect.objectContaining({
          account_id,
          operation: 'inventory',
          status: 'failed',
          error_class: 'denied',
          error_code: expect.any(String),
        }),
      ),
    );
  });

  it('count a successful night if one account is denied, and the share of accounts that failed', async () => {
    world.cloud.refuse(B, cloudError('denied'));
    await runNightly();

    expect(world.metrics.of('accounts')[0]?.values).toEqual({ FailedAccounts: 50, PartialAccounts: 0 });
    expect(world.metrics.of('night')).toHaveLength(1);
  });

  it('count no successful night for an export that no inventory started', async () => {
    await world.runJob();
    await exports.run();

    expect(world.metrics.of('job')).toHaveLength(2);
    expect(world.metrics.of('night')).toEqual([]);
  });
});

describe('the span of a task', () => {
  const tasks = (): readonly KeptSpan[] => world.spans.spans.filter(({ path }) => path === 'inventory task');

  it('says which task it is and how it ended', async () => {
    world.cloud.refuse(B, cloudError('denied'));
    const { job_id } = await world.runJob();

    expect(tasks().map(({ fields, error }) => ({ ...fields, error }))).toEqual([
      { operation: 'inventory', job_id, account_id: A, outcome: 'completed', error: undefined },
      { operation: 'inventory', job_id, account_id: B, outcome: 'failed', error: undefined },
    ]);
    expect(world.spans.spans.find(({ path, error }) => path === 'inventory task/login' && error)?.error).toMatchObject({
      code: 'cloud_error',
    });
  });

  it('has the error that nobody foresaw, and says that the task is tried again', async () => {
    const error = new Error('the table is away');
    world.cloud.session = () => Promise.reject(error);
    await world.start();
    await world.drainOnce();

    expect(tasks()[0]).toMatchObject({ fields: { account_id: A, outcome: 'retries' }, error, ended: 1 });
  });
});

describe('the metrics of jobs', () => {
  it('count the tasks that the poller ends', async () => {
    await world.start();
    world.clock.advance(7 * 3_600_000);
    await world.poll();

    expect(world.metrics.of('task').map(({ dimensions }) => dimensions)).toEqual(
      Array.from({ length: 2 }, () => ({ operation: 'inventory', outcome: 'failed' })),
    );
  });

  it('do not count the accounts of a cancelled job as failed', async () => {
    const { job_id } = await world.start();
    await world.jobs.requestCancel(job_id, world.clock.now());
    await world.poll();

    expect(world.metrics.of('job').map(({ dimensions }) => dimensions)).toEqual([{ operation: 'inventory', status: 'cancelled' }]);
    expect(world.metrics.of('accounts')).toEqual([]);
  });

  it('count the share of accounts that are partial', async () => {
    world.cloud.fail(B, NETWORK, 'eu-west-1', cloudError('denied'));
    await world.runJob();

    expect(world.metrics.of('accounts').map(({ values }) => values)).toEqual([{ FailedAccounts: 0, PartialAccounts: 50 }]);
  });

  it.each([
    [99, 0],
    [100, 1],
  ])('count the shares of %d listed accounts in %d jobs', async (accounts, jobs) => {
    const listed = Array.from({ length: accounts }, (_, index) => parseAccountId(String(500_000_000_000 + index)));
    world = await World.withAccounts(...listed, A);
    for (const account of listed) world.cloud.refuse(account, cloudError('denied'));
    await world.runJob({ operation: 'inventory', accounts: listed });

    expect(world.metrics.of('job').map(({ dimensions }) => dimensions)).toEqual([{ operation: 'inventory', status: 'failed' }]);
    expect(world.metrics.of('accounts')).toHaveLength(jobs);
  });

  it('count the open jobs at the end of each poll, also if there is none', async () => {
    await world.poll();
    await world.start();
    await world.poll();

    expect(world.metrics.of('poll').map(({ values }) => values)).toEqual([{ OpenJobs: 0 }, { OpenJobs: 1 }]);
  });
});
