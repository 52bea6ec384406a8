import { beforeEach, describe, expect, it } from '@jest/globals';
import { coverageOf } from '../../../shared/inventory/coverage.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import type { JobId } from '../../../shared/ids.ts';
import { cloudError, fetched, NETWORK } from '../../support/fake-cloud.ts';
import { World } from '../../support/world.ts';

const A = 'aws:000000000001';
const MINUTE = 60_000;
const REQUEST = { operation: 'inventory', service: 'ec2', accounts: [A], regions: ['eu-west-1'] };
const messageOf = (job_id: JobId) => ({ job_id, account_id: parseAccountId(A) });
const networks = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => fetched(`vpc-${String(from + index).padStart(3, '0')}`));

let world: World;

beforeEach(async () => {
  world = await World.withAccounts(A);
});

const put = (resources: Parameters<World['cloud']['put']>[3]): void => world.cloud.put(A, NETWORK, 'eu-west-1', resources);
const inUse = async (): Promise<readonly string[]> =>
  (await world.resources()).filter(({ is_last }) => is_last === 1).map(({ resource_id }) => resource_id);
const coverage = async () => {
  const row = await world.store.get('coverage', { account_id: A, segment: 'eu-west-1' });
  return coverageOf(row!).slices[NETWORK.type];
};
/** Each page takes so long that an invocation reads three. */
const slowly = (): void => {
  world.cloud.onPage = () => world.clock.advance(4 * MINUTE);
};
const quickly = (): void => {
  world.cloud.onPage = () => undefined;
};

describe('a slice that takes longer to read than an invocation', () => {
  it('is read on from its last page by the next ones, each page once, and ends complete', async () => {
    put(networks(20));
    slowly();
    const job = await world.runJob(REQUEST);
    expect(job).toMatchObject({ status: 'completed', totals: { inventory: { counts: { resources: 20, added: 20, unchanged: 0 } } } });
    expect((await world.task(job.job_id, A)).hops).toBeGreaterThan(1);
    // A page that has come when the time is up is read again.
    expect(world.cloud.apiCalls).toBeLessThan(10 + 5);
    expect(await coverage()).toMatchObject({ outcome: 'complete', count: 20 });
    expect(world.checkpoints.objects.size).toBe(0);
  });

  it('loses the resources that no page listed, and keeps those that the pages of earlier invocations listed', async () => {
    put(networks(20));
    await world.runJob(REQUEST);
    put(networks(20).filter((_, index) => index % 5 !== 0));
    slowly();
    const job = await world.runJob(REQUEST);
    expect(job).toMatchObject({ status: 'completed', totals: { inventory: { counts: { resources: 16, unchanged: 16, deleted: 4 } } } });
    expect(await inUse()).toEqual(
      networks(20)
        .map(({ resource_id }) => resource_id)
        .filter((_, index) => index % 5 !== 0),
    );
  });

  it('goes on after a transient error where it was', async () => {
    put(networks(20));
    world.cloud.fail(A, NETWORK, 'eu-west-1', cloudError('transient'), 7);
    const { job_id } = await world.start(REQUEST);
    expect(await world.work(messageOf(job_id))).toMatchObject({ kind: 'retry' });
    expect(world.checkpoints.objects.size).toBe(1);
    world.cloud.heal();
    world.cloud.apiCalls = 0;
    expect(await world.work(messageOf(job_id), 2)).toEqual({ kind: 'done' });
    expect(world.cloud.apiCalls).toBe(3);
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'completed',
      totals: { inventory: { counts: { resources: 20, added: 20 } } },
    });
    expect(world.checkpoints.objects.size).toBe(0);
  });

  it('begins again if its page token has expired, and deletes nothing that was listed', async () => {
    put(networks(20));
    slowly();
    const { job_id } = await world.start(REQUEST);
    await world.work(messageOf(job_id));
    world.cloud.takesTokens = false;
    quickly();
    world.cloud.apiCalls = 0;
    await world.drainOnce();
    expect(world.cloud.apiCalls).toBe(10);
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'completed',
      totals: { inventory: { counts: { resources: 20, added: 20, deleted: 0 } } },
    });
    expect(await inUse()).toHaveLength(20);
  });

  it('ends partial if its page token expires again and again, so that no invocation comes further', async () => {
    put(networks(20));
    world.cloud.takesTokens = false;
    slowly();
    const job = await world.runJob(REQUEST);
    expect(job).toMatchObject({ status: 'completed_with_errors' });
    expect(await coverage()).toMatchObject({ outcome: 'partial', error: { class: 'out_of_time' } });
  });

  it('begins again if another job has read the account meanwhile', async () => {
    put(networks(20));
    slowly();
    const { job_id } = await world.start(REQUEST);
    await world.work(messageOf(job_id));
    expect(world.checkpoints.objects.size).toBe(1);
    quickly();
    // The other job sees a resource on a page that the first one has read already.
    put([fetched('vpc-000a'), ...networks(20)]);
    const other = await world.start({ ...REQUEST, client_token: 'other' });
    await world.work(messageOf(other.job_id));
    world.cloud.apiCalls = 0;
    await world.work(messageOf(job_id));
    expect(world.cloud.apiCalls).toBe(11);
    expect(await inUse()).toContain('vpc-000a');
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'completed',
      totals: { inventory: { counts: { resources: 21, deleted: 0 } } },
    });
    expect(world.checkpoints.objects.size).toBe(0);
  });

  it.each([
    ['is lost', () => world.checkpoints.objects.clear(), false],
    ['is of another form', () => world.checkpoints.objects.forEach((_, key) => world.checkpoints.objects.set(key, Buffer.from('?'))), true],
  ])('begins again if its checkpoint %s', async (_what, spoil, isLogged) => {
    put(networks(20));
    slowly();
    const { job_id } = await world.start(REQUEST);
    await world.work(messageOf(job_id));
    spoil();
    quickly();
    world.cloud.apiCalls = 0;
    await world.drainOnce();
    expect(world.cloud.apiCalls).toBe(10);
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'completed',
      totals: { inventory: { counts: { resources: 20, added: 20 } } },
    });
    expect(world.log.entries.some(({ level }) => level === 'error')).toBe(isLogged);
  });

  it('deletes more than one invocation has time for in several', async () => {
    put(networks(1000));
    world.cloud.pageSize = 100;
    await world.runJob(REQUEST);
    put(networks(550, 450));
    const { job_id } = await world.start(REQUEST);
    const remove = world.store.put.bind(world.store);
    world.store.put = async (...given) => {
      if (given[0] === 'resources') world.clock.advance(5_000);
      await remove(...given);
    };
    await world.work(messageOf(job_id));
    const left = (await inUse()).length;
    expect(left).toBeGreaterThan(550);
    expect(left).toBeLessThan(1000);
    world.store.put = remove;
    await world.drainOnce();
    expect(await world.task(job_id, A)).toMatchObject({
      status: 'completed',
      totals: { inventory: { counts: { resources: 550, deleted: 450 } } },
    });
    expect((await inUse()).length).toBe(550);
  });
});

describe('a slice that has more resources than may be read', () => {
  it('ends partial and tells why, keeps as many as may be read, and deletes nothing', async () => {
    put(networks(10));
    await world.runJob(REQUEST);
    put(networks(9, 5));
    world.maxResources = 7;
    const job = await world.runJob(REQUEST);
    expect(job).toMatchObject({
      status: 'completed_with_errors',
      totals: { inventory: { counts: { resources: 7, added: 2, deleted: 0 } } },
    });
    expect(await inUse()).toEqual(networks(12).map(({ resource_id }) => resource_id));
    expect(await coverage()).toMatchObject({
      outcome: 'partial',
      count: 12,
      error: {
        class: 'capped',
        error_code: 'ResourceLimit',
        message: expect.stringMatching(/has more than 7 resources.*Raise max-resources-per-slice/),
      },
    });
  });

  it('is complete with exactly as many, also if its list names one twice', async () => {
    put([...networks(5), ...networks(1)]);
    world.maxResources = 5;
    expect(await world.runJob(REQUEST)).toMatchObject({ status: 'completed', totals: { inventory: { counts: { resources: 5 } } } });
    expect(await coverage()).toMatchObject({ outcome: 'complete', count: 5 });
  });
});
