/** Errors of Muster's own while an account is read: they end a resource or a slice, and no more. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { isOutage } from '../../../shared/storage/outage.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { nestedLists } from '../../support/hostile-json.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';
const SECRET = 'password=hunter2hunter2';

let world: World;
beforeEach(async () => {
  world = await World.withAccounts(ACCOUNT);
  world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice')]);
  world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('vpc-1'), fetched('vpc-2'), fetched('vpc-3')]);
  world.cloud.put(ACCOUNT, NETWORK, 'us-east-1', [fetched('vpc-us')]);
});

const named = (name: string, more: object = {}): Error => Object.assign(new Error(SECRET), { name, ...more });
const stored = async () => new Set((await world.resources()).map(({ resource_id }) => resource_id));

/** Makes the writes of one row fail. */
function failWritesOf(id: string, error: Error): void {
  const put = world.store.put.bind(world.store);
  world.store.put = async (table, item, condition) => {
    if (table === 'resources' && (item as { resource_id: string }).resource_id === id) throw error;
    await put(table, item, condition);
  };
  const putMany = world.store.putMany.bind(world.store);
  world.store.putMany = async (table, items) => {
    if (table === 'resources' && items.some((item) => (item as { resource_id: string }).resource_id === id)) throw error;
    await putMany(table, items);
  };
}

/** Runs an inventory whose message is received for the last time. */
async function runOnce(receiveCount = 5) {
  const { job_id } = await world.start();
  const [answer] = await world.drainOnce(receiveCount);
  return { answer, task: await world.task(job_id, ACCOUNT) };
}

describe('an error of Muster in one slice', () => {
  beforeEach(() => {
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', new TypeError(SECRET) as never, 1);
  });

  it('ends that slice, and all others are read', async () => {
    const { task } = await runOnce();
    expect(task.status).toBe('partial');
    expect(await stored()).toEqual(new Set(['alice', 'vpc-1', 'vpc-2', 'vpc-us']));
    expect(await world.coverage(ACCOUNT)).toMatchObject({ outcome: 'partial', error: { class: 'fault', error_code: 'TypeError' } });
    expect(await world.coverage(ACCOUNT, 'us-east-1')).toMatchObject({ outcome: 'complete' });
    expect(world.store.snapshot()).not.toContain(SECRET);
  });

  it('is logged and counted once', async () => {
    await runOnce();
    const faults = world.metrics.of('fault');
    expect(faults).toEqual([{ set: 'fault', dimensions: { operation: 'inventory' }, values: { AccountsWithFaults: 1 } }]);
    expect(JSON.stringify(world.log)).toContain('A part of a task met an unexpected error.');
  });

  it('is tried again while the message is received again, and counts for nothing if it has passed', async () => {
    const first = await runOnce(1);
    expect(first.answer).toMatchObject({ kind: 'retry' });
    expect(world.metrics.of('fault')).toEqual([]);
    world.cloud.heal();
    await world.work({ job_id: first.task.job_id, account_id: first.task.account_id }, 2);
    expect(await world.task(first.task.job_id, ACCOUNT)).toMatchObject({ status: 'completed' });
    expect(world.metrics.of('fault')).toEqual([]);
  });

  it('deletes nothing', async () => {
    world.cloud.heal();
    await world.runJob();
    world.clock.advance(86_400_000);
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', []);
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', new RangeError('x') as never);
    const { task } = await runOnce();
    expect(task.totals?.inventory?.counts.deleted).toBe(0);
    expect(await world.coverage(ACCOUNT)).toMatchObject({ outcome: 'failed', populated: true });
  });

  it('before the slice is opened ends that slice too', async () => {
    world.cloud.heal();
    await world.runJob();
    world.clock.advance(86_400_000);
    const query = world.store.query.bind(world.store);
    world.store.query = async (table, asked) => {
      if (table === 'resources' && asked.partition.endsWith('eu-west-1')) throw new TypeError(SECRET);
      return await query(table, asked);
    };
    world.cloud.put(ACCOUNT, NETWORK, 'us-east-1', [fetched('vpc-us'), fetched('vpc-new')]);
    const { task } = await runOnce();
    expect(task.status).toBe('partial');
    expect(await stored()).toContain('vpc-new');
    expect(await world.coverage(ACCOUNT)).toMatchObject({ outcome: 'failed', error: { class: 'fault' }, count: 3, populated: true });
  });
});

describe('a resource that cannot be written', () => {
  it.each([
    ['because the storage refuses it', named('ValidationException', { $metadata: {} })],
    ['because of an error in Muster', new TypeError(SECRET)],
  ])('is named, and all others are stored: %s', async (_name, error) => {
    failWritesOf('vpc-2', error);
    const { task } = await runOnce();
    expect(task.status).toBe('partial');
    expect(await stored()).toEqual(new Set(['alice', 'vpc-1', 'vpc-3', 'vpc-us']));
    const coverage = await world.coverage(ACCOUNT);
    expect(coverage).toMatchObject({ outcome: 'partial', error: { class: 'too_large', message: expect.stringContaining('vpc-2') } });
    expect(world.metrics.of('fault')).toHaveLength(1);
    expect(world.store.snapshot()).not.toContain(SECRET);
  });

  it('because it nests too deep for any text is named, and all others are stored', async () => {
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('deep', { config: { Id: nestedLists(200_000) } }), fetched('vpc-2')]);
    const { task } = await runOnce();
    expect(task.status).toBe('partial');
    expect(await stored()).toEqual(new Set(['alice', 'vpc-2', 'vpc-us']));
    expect((await world.coverage(ACCOUNT))?.error).toMatchObject({ class: 'too_large', message: expect.stringContaining('deep') });
  });
});

describe('an outage of the storage', () => {
  it('ends the attempt, which is tried again, and is nothing of a single slice', async () => {
    failWritesOf('vpc-2', named('ProvisionedThroughputExceededException'));
    const { answer, task } = await runOnce(1);
    expect(answer).toMatchObject({ kind: 'retry' });
    expect(task.status).toBe('queued');
    expect(JSON.stringify(world.log)).toContain('A task met an unexpected error.');
  });

  it('that lasts fails the account, which is counted', async () => {
    failWritesOf('vpc-2', named('ProvisionedThroughputExceededException'));
    const { task } = await runOnce();
    expect(task).toMatchObject({ status: 'failed', error: { class: 'fault' } });
    expect(world.metrics.of('fault')).toHaveLength(1);
  });

  it.each([
    ['a throttled request', named('ThrottlingException', { $metadata: {} }), true],
    ['a refused login', named('AccessDeniedException', { $metadata: {} }), true],
    ['a lost connection', named('Error', { code: 'ECONNRESET' }), true],
    ['a timeout', named('TimeoutError'), true],
    ['a refused row', named('ValidationException', { $metadata: {} }), false],
    ['an error in code', new TypeError('x'), false],
    ['no error', 'text', false],
  ])('%s: %#', (_name, error, expected) => {
    expect(isOutage(error)).toBe(expected);
  });
});

describe('an account that the cloud refuses', () => {
  it('is no fault of Muster', async () => {
    world.cloud.refuse(ACCOUNT, cloudError('denied'));
    await runOnce();
    expect(world.metrics.of('fault')).toEqual([]);
  });
});
