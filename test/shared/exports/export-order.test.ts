import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimAccount } from '../../../shared/exports/account-object.ts';
import type { Night } from '../../../shared/exports/night.ts';
import { accountManifestKey, fileKey, nightKey } from '../../../shared/exports/night-layout.ts';
import { type AccountId, type JobId, parseAccountId } from '../../../shared/ids.ts';
import { AccountLeases } from '../../../shared/jobs/account-lease.ts';
import { cancelJob } from '../../../shared/jobs/cancel-job.ts';
import { fetched, NETWORK } from '../../support/fake-cloud.ts';
import { ExportWorld } from '../../support/export-world.ts';
import { World } from '../../support/world.ts';

const A = parseAccountId('111111111111');
const B = parseAccountId('222222222222');
const DAY = '2026-11-21';
const MINUTE = 60_000;

let world: World;
let exports: ExportWorld;
beforeEach(async () => {
  world = await World.withAccounts(A, B);
  world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-a')]);
  world.cloud.put(B, NETWORK, 'eu-west-1', [fetched('vpc-b')]);
  await world.runJob();
  exports = new ExportWorld(world);
});
afterEach(() => {
  exports.close();
});

async function started() {
  const { job_id } = await exports.start();
  const [a, b] = exports.takeMessages();
  world.clock.advance(MINUTE);
  return { job_id, a: a!, b: b! };
}
async function failLastTry(message: Parameters<ExportWorld['work']>[0]): Promise<void> {
  exports.objects.fails = new Error('The bucket is away.');
  exports.receiveCount = 5;
  await exports.work(message).catch(() => undefined);
  exports.objects.fails = undefined;
  exports.receiveCount = 1;
}
const night = () => exports.json(nightKey(DAY)) as Night;
const statuses = () => exports.accounts(DAY).map(({ status }) => status);
const objectsOf = (id: AccountId) =>
  new Map([...exports.objects.contents].filter(([key]) => key.includes(id.replace('aws:', 'account=')) && !key.includes('nights')));
const filesOf = (id: AccountId) => [...objectsOf(id).keys()].filter((key) => !key.includes('/manifests/'));

describe('of two exports of a day', () => {
  it('the older one, which ends in between, takes nothing of what the newer one has written', async () => {
    const older = await started();
    const newer = await started();
    await exports.work(newer.a);
    const written = objectsOf(A);

    await exports.work(older.a);
    await exports.work(older.b);

    expect(await world.job(older.job_id)).toMatchObject({ status: 'completed_with_errors' });
    expect(night().job_id).toBe(older.job_id);
    expect(written.size).toBeGreaterThan(6);
    expect(objectsOf(A)).toEqual(written);

    await exports.work(newer.b);

    expect(night()).toMatchObject({ job_id: newer.job_id, exported: 2, failed: 0 });
    expect(objectsOf(A)).toEqual(written);
    expect(filesOf(B).length).toBeGreaterThan(6);
  });

  it('the older one takes nothing of what the newer one is just writing, if it is closed once more', async () => {
    const older = await started();
    await exports.work(older.a);
    await failLastTry(older.b);
    await exports.poll();
    expect(statuses()).toEqual(['exported', 'failed']);
    const newer = await started();
    const { objects } = exports;
    const putText = objects.putText.bind(objects);
    objects.putText = async (key, text) => {
      // The manifest comes last: every file is there, and the older export's second closer comes by.
      if (text.includes('"files"')) {
        objects.putText = putText;
        await exports.closeNight(await world.job(older.job_id), world.jobs.allTasks(older.job_id), world.clock.now() + MINUTE);
      }
      await putText(key, text);
    };

    await exports.work(newer.b);
    await exports.work(newer.a);

    expect(statuses()).toEqual(['exported', 'exported']);
    expect(filesOf(B).length).toBeGreaterThan(6);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('the older one writes nothing of an account that failed in the newer one, if its task comes %s the newer night', async (_, early) => {
    const older = await started();
    const newer = await started();
    await failLastTry(newer.b);
    if (early) await exports.work(older.b);
    await exports.work(newer.a);
    await exports.poll();
    expect(night()).toMatchObject({ job_id: newer.job_id, failed: 1 });
    if (!early) await exports.work(older.b);
    await exports.work(older.a);

    expect(await world.job(older.job_id)).toMatchObject({ status: early ? 'completed_with_errors' : 'failed' });
    expect(night().job_id).toBe(newer.job_id);
    expect(filesOf(B)).toEqual([]);
    expect(exports.json(accountManifestKey(DAY, B))).toMatchObject({ job_id: newer.job_id, status: 'failed' });
  });

  it('asked for in the same millisecond, one is the newer one for all', async () => {
    const first = await exports.start();
    const [firstA, firstB] = exports.takeMessages();
    const second = await exports.start();
    const [secondA, secondB] = exports.takeMessages();
    const [older, newer] = first.job_id < second.job_id ? [first, second] : [second, first];

    for (const message of [firstA!, secondB!, secondA!, firstB!]) await exports.work(message);

    expect((await world.job(older.job_id)).created_at).toBe((await world.job(newer.job_id)).created_at);
    expect(night()).toMatchObject({ job_id: newer.job_id, exported: 2 });
    expect(exports.json(accountManifestKey(DAY, A))).toMatchObject({ job_id: newer.job_id });
    expect(exports.json(accountManifestKey(DAY, B))).toMatchObject({ job_id: newer.job_id });
  });

  it('a newer one that was cancelled keeps what it has written, and the older one says so', async () => {
    const older = await started();
    const newer = await started();
    await exports.work(newer.a);
    await cancelJob(newer.job_id, world.deps());
    const written = objectsOf(A);

    await exports.work(older.a);
    await exports.work(older.b);

    expect(statuses()).toEqual(['failed', 'exported']);
    expect(objectsOf(A)).toEqual(written);
  });
});

describe('a night', () => {
  it('does not name an account as exported that a newer export has begun with and was cancelled', async () => {
    const older = await started();
    await exports.work(older.a);
    const newer = await started();
    const { objects } = exports;
    const putFile = objects.putFile.bind(objects);
    objects.putFile = async (...file) => {
      await cancelJob(newer.job_id, world.deps());
      world.clock.advance(MINUTE);
      await putFile(...file);
    };
    await exports.work(newer.a);
    objects.putFile = putFile;
    expect(filesOf(A)).toEqual([]);

    await exports.work(older.b);

    expect(await world.job(newer.job_id)).toMatchObject({ status: 'cancelled' });
    expect(await world.job(older.job_id)).toMatchObject({ status: 'completed_with_errors', completed: 2 });
    expect(exports.accounts(DAY)).toEqual([
      expect.objectContaining({ account_id: A, status: 'failed', error: expect.stringContaining(`taken over by ${newer.job_id}`) }),
      expect.objectContaining({ account_id: B, status: 'exported' }),
    ]);
    expect(night()).toMatchObject({ exported: 1, failed: 1 });
  });

  it('is made though a cancel came when every account was done', async () => {
    const { job_id, a, b } = await started();
    await exports.work(a);
    const worker = new ExportWorld(world, exports.objects);
    worker.closeNight = () => Promise.resolve('busy');
    await worker.work(b);
    worker.close();

    await cancelJob(job_id, world.deps());
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
    expect(statuses()).toEqual(['exported', 'exported']);
  });

  it('is not made if a cancel came while an account was worked on, whatever that failed for', async () => {
    const { job_id, a, b } = await started();
    await exports.work(a);
    const { objects } = exports;
    objects.putFile = async () => {
      await cancelJob(job_id, world.deps());
      world.clock.advance(1);
      throw new Error('The bucket is away.');
    };
    exports.receiveCount = 5;

    await exports.work(b);

    expect(await world.task(job_id, B)).toMatchObject({ status: 'failed', error: { class: 'transient' } });
    expect(await world.job(job_id)).toMatchObject({ status: 'cancelled' });
    expect(exports.objects.contents.has(nightKey(DAY))).toBe(false);
  });

  it('is not written again while only what is left of failed accounts keeps the job open', async () => {
    const { job_id, a, b } = await started();
    await failLastTry(b);
    const leases = new AccountLeases(world.store, 'export');
    await leases.take(B, { job_id, attempt: 7 }, world.clock.now() + MINUTE, world.clock.now());
    await exports.work(a);
    const puts = exports.objects.history.filter((line) => line === `+${nightKey(DAY)}`);
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress' });

    await exports.poll();

    expect(exports.objects.history.filter((line) => line === `+${nightKey(DAY)}`)).toEqual(puts);
    await leases.release(B, { job_id, attempt: 7 }, world.clock.now());
    await exports.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors' });
    expect(filesOf(B)).toEqual([]);
  });
});

describe('what is not as an export has left it', () => {
  it.each([
    ['gone', undefined, 'is not in the bucket: something has removed it'],
    ['cut off', '{"collected_at": "2026-', 'is not what was written: something has changed it'],
  ])('is told: an exported account whose manifest is %s has failed', async (_, text, why) => {
    const { job_id, a, b } = await started();
    await exports.work(a);
    if (text) await exports.objects.putText(accountManifestKey(DAY, A), text);
    else exports.objects.contents.delete(accountManifestKey(DAY, A));

    await exports.work(b);

    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors', completed: 2 });
    expect(night()).toMatchObject({ job_id, exported: 1, failed: 1 });
    expect(exports.accounts(DAY)[0]).toMatchObject({ account_id: A, status: 'failed', error: expect.stringContaining(why) });
    expect(filesOf(A)).toEqual([]);
    expect(world.log.entries).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('is not what its task has written') }),
    );
  });

  it.each([
    ['the night', nightKey(DAY)],
    ['an account', accountManifestKey(DAY, A)],
  ])('counts as not there where the manifest of %s is cut off', async (_, key) => {
    await exports.objects.putText(key, '{"collected_at": "2026-');

    const job = await exports.run();

    expect(job).toMatchObject({ status: 'completed' });
    expect(night()).toMatchObject({ job_id: job.job_id, exported: 2 });
    expect(world.log.entries).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('cannot be read'), fields: { key } }),
    );
  });

  it.each([
    ['says so', false],
    ['cannot be read', true],
  ])('leaves no file of an earlier export that the new one has not, where the object that tells of it %s', async (_, isCutOff) => {
    const stale = fileKey('findings', 'jsonl', DAY, A);
    const earlier = { collected_at: `${DAY}T00:00:00.000Z`, job_id: 'exp-all-20261121-000000-000000' as JobId };
    await claimAccount(exports.objects, DAY, A, { ...earlier, status: 'writing' });
    if (isCutOff) await exports.objects.putText(accountManifestKey(DAY, A), '{"collected_at": "2026-');
    await exports.objects.putText(stale, '{}\n');

    await exports.run();

    expect(exports.objects.contents.has(stale)).toBe(false);
  });
});

describe('an export whose night cannot be written', () => {
  it('ends with errors at its deadline, never as if all were well', async () => {
    const { job_id, a, b } = await started();
    const { objects } = exports;
    const putText = objects.putText.bind(objects);
    objects.putText = async (key, text) => {
      if (key === nightKey(DAY)) throw new Error('The bucket is away.');
      await putText(key, text);
    };
    await exports.work(a);
    await exports.work(b);
    await exports.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress', completed: 2 });

    world.clock.advance(7 * 60 * MINUTE);
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors', completed: 2 });
  });
});
