/** Types without a definition, and slices that are known from a search alone. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import { SEARCH_ONLY } from '../../../shared/clouds/cloud.ts';
import { undeclaredType } from '../../../shared/clouds/resource-type.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { nestedLists } from '../../support/hostile-json.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';
const IMAGE = undeclaredType('aws', 'Image', 'regional');
const LISTED = undeclaredType('aws', 'Listed', 'regional');
const searchOnly = new CloudError('Search does not tell what it left out.', { class: 'unsupported', error_code: SEARCH_ONLY });
const many = (count: number, prefix = 'vpc') => Array.from({ length: count }, (_, index) => fetched(`${prefix}-${index}`));

let world: World;
const accountRow = async () => await world.accounts.get(ACCOUNT as never);
const inUse = async (): Promise<number> => (await world.resources()).filter(({ is_last }) => is_last === 1).length;
const counted = async (): Promise<number> =>
  Object.values((await accountRow())?.resource_counts ?? {}).reduce((sum, count) => sum + count, 0);
const nextDay = async () => {
  world.clock.advance(86_400_000);
  return await world.runJob();
};

beforeEach(async () => {
  world = await World.withAccounts(ACCOUNT);
  world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice')]);
  world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', many(3));
  world.cloud.undeclared = [
    { type: IMAGE.type, segment: 'eu-west-1' },
    { type: LISTED.type, segment: 'us-east-1' },
  ];
  world.cloud.put(ACCOUNT, IMAGE, 'eu-west-1', many(5, 'image'));
  world.cloud.fail(ACCOUNT, IMAGE, 'eu-west-1', searchOnly, 3);
  world.cloud.put(ACCOUNT, LISTED, 'us-east-1', many(2, 'listed'));
});

describe('types that are known from a search alone', () => {
  it('do not keep a job from being completed, but their slices are partial, and are counted apart', async () => {
    const job = await world.runJob();

    expect(job).toMatchObject({ status: 'completed', completed: 1 });
    expect(job.totals?.inventory).toMatchObject({ slices: { partial: 1, complete: 4 }, incomplete_slices: [], search_only_slices: 1 });
    expect(await world.coverage(ACCOUNT, 'eu-west-1', IMAGE.type)).toMatchObject({
      outcome: 'partial',
      error: { error_code: SEARCH_ONLY },
    });
    expect(await accountRow()).toMatchObject({
      status: 'ok',
      undeclared_types: ['Image', 'Listed'],
      coverage: { whole: 4, not_whole: 0, search_only_types: 1 },
    });
  });

  it('leave a job with errors if a type with a definition was not read whole, and the search is no cause that it names', async () => {
    world.cloud.fail(ACCOUNT, NETWORK, 'us-east-1', cloudError('denied'));
    const job = await world.runJob();

    expect(job).toMatchObject({ status: 'completed_with_errors', partial: 1 });
    expect(job.totals?.inventory?.incomplete_slices).toMatchObject([{ outcome: 'denied', slices: 1 }]);
    expect(await accountRow()).toMatchObject({ status: 'partial', coverage: { whole: 3, not_whole: 1, search_only_types: 1 } });
  });

  it('leave a job with errors if the search itself fails', async () => {
    world.cloud.fail(ACCOUNT, IMAGE, 'eu-west-1', cloudError('denied'), 1);
    expect(await world.runJob()).toMatchObject({ status: 'completed_with_errors', partial: 1 });
  });

  it('leave a job with errors if a resource that the search told of cannot be stored', async () => {
    // The first id is too long for a row, which the store finds; the second resource is nested too deep, which the fetcher finds.
    for (const lost of [fetched('i'.repeat(2000)), fetched('deep', { config: { Id: nestedLists(200_000) } })]) {
      world.cloud.put(ACCOUNT, IMAGE, 'eu-west-1', [fetched('small'), lost]);
      world.cloud.fail(ACCOUNT, IMAGE, 'eu-west-1', searchOnly, 1);
      const job = await nextDay();

      expect(job).toMatchObject({ status: 'completed_with_errors', partial: 1 });
      expect(job.totals?.inventory).toMatchObject({ incomplete_slices: [{ outcome: 'partial', slices: 1 }] });
      expect(job.totals?.inventory).not.toHaveProperty('search_only_slices');
      expect(await world.coverage(ACCOUNT, 'eu-west-1', IMAGE.type)).toMatchObject({
        outcome: 'partial',
        error: { class: 'too_large', message: expect.stringMatching(/^1 resources cannot be stored/) },
      });
      expect(await accountRow()).toMatchObject({ status: 'partial', coverage: { not_whole: 1, search_only_types: 0 } });
    }
  });
});

describe('the number of resources of an account', () => {
  it('is that of the stored resources in use, of every type', async () => {
    await world.runJob();

    expect(await counted()).toBe(11);
    expect(await counted()).toBe(await inUse());
    expect((await accountRow())?.resource_counts).toEqual({ 'AWS::EC2::VPC': 3, 'AWS::IAM::User': 1, Image: 5, Listed: 2 });
  });

  it('counts what a slice that was read in part has stored: of earlier runs and of this one', async () => {
    await world.runJob();
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('new-1'), fetched('new-2'), fetched('new-3')]);
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('denied'), 1);
    await nextDay();

    expect(await world.coverage(ACCOUNT)).toMatchObject({ outcome: 'partial', count: 5 });
    expect(await counted()).toBe(13);
    expect(await counted()).toBe(await inUse());
  });

  it('counts what a slice that could not be read had before', async () => {
    await world.runJob();
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('denied'));
    await nextDay();

    expect(await counted()).toBe(await inUse());
    expect(await counted()).toBe(11);
  });

  it('counts no resource that the run saw and could not store', async () => {
    world.cloud.put(ACCOUNT, NETWORK, 'eu-west-1', [fetched('small'), fetched('i'.repeat(2000))]);
    await world.runJob();

    expect(await world.coverage(ACCOUNT)).toMatchObject({ outcome: 'partial', count: 1 });
    expect(await counted()).toBe(await inUse());
  });

  it('counts what a run has stored in a slice that it was interrupted in', async () => {
    world.cloud.onPage = () => world.clock.advance(world.workerMs / 4);
    const { job_id } = await world.start({ operation: 'inventory' });
    await world.drainOnce();
    world.cloud.onPage = () => undefined;

    expect((await world.job(job_id)).status).toBe('in_progress');
    const slices = await Promise.all(
      [[NETWORK, 'eu-west-1'] as const, [USER, 'global'] as const, [IMAGE, 'eu-west-1'] as const, [LISTED, 'us-east-1'] as const].map(
        async ([{ type }, segment]) => (await world.coverage(ACCOUNT, segment, type))?.count ?? 0,
      ),
    );
    expect(await inUse()).toBeGreaterThan(0);
    expect(slices.reduce((sum, count) => sum + count, 0)).toBe(await inUse());
    while (world.queue.messages.length > 0) await world.drainOnce();
    expect(await counted()).toBe(11);
  });
});
