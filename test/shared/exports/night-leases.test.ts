import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Night } from '../../../shared/exports/night.ts';
import { nightKey } from '../../../shared/exports/night-layout.ts';
import { NightLeases } from '../../../shared/exports/night-lease.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import type { TaskMessage } from '../../../shared/jobs/model.ts';
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

async function started(): Promise<{ readonly job_id: Night['job_id']; readonly a: TaskMessage; readonly b: TaskMessage }> {
  const { job_id } = await exports.start();
  const [a, b] = exports.takeMessages();
  world.clock.advance(MINUTE);
  return { job_id, a: a!, b: b! };
}
const filesOf = (account: string) =>
  [...exports.objects.contents.keys()].filter((key) => key.includes(`account=${account.slice(4)}/`) && !key.includes('/manifests/'));
async function failLastTry(message: TaskMessage): Promise<void> {
  exports.objects.fails = new Error('The bucket is away.');
  exports.receiveCount = 5;
  await exports.work(message);
  exports.objects.fails = undefined;
  exports.receiveCount = 1;
}
/** Lets `happen` happen once, before the first object whose text has this in it is written. */
function before(text: string, happen: () => Promise<void>): void {
  const { objects } = exports;
  const putText = objects.putText.bind(objects);
  objects.putText = async (key, content) => {
    if (content.includes(text)) {
      objects.putText = putText;
      await happen();
    }
    await putText(key, content);
  };
}

describe('who ends an export', () => {
  it('leaves the job open while another writes the night of the date, and a later poll ends it', async () => {
    const { job_id, a, b } = await started();
    await new NightLeases(world.store).take(DAY, 'another', world.clock.now() + 5 * MINUTE, world.clock.now());
    await exports.work(a);
    await exports.work(b);
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress', completed: 2 });
    expect(exports.objects.contents.has(nightKey(DAY))).toBe(false);

    await new NightLeases(world.store).release(DAY, 'another');
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
  });

  it('does not take a lease for that of another which it was given, where the answer was lost and the request repeated', async () => {
    const leases = new NightLeases(world.store);
    const now = world.clock.now();
    const take = (holder: string) => leases.take(DAY, holder, now + MINUTE, now);
    expect([await take('me'), await take('me'), await take('another')]).toEqual([true, true, false]);
    await leases.release(DAY, 'another');
    expect(await take('another')).toBe(false);
    await leases.release(DAY, 'me');
    expect(await take('another')).toBe(true);
  });

  it('does not wait for one that died', async () => {
    const { job_id, a, b } = await started();
    await new NightLeases(world.store).take(DAY, 'another', world.clock.now() + MINUTE, world.clock.now());
    await exports.work(a);
    await exports.work(b);

    world.clock.advance(2 * MINUTE);
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
  });

  it('waits for the task of an older export that still works on an account which failed in its own', async () => {
    const older = await started();
    const newer = await started();
    const ended: string[] = [];
    await failLastTry(newer.b);
    before('"status":"writing"', async () => {
      await exports.work(newer.a);
      ended.push((await world.job(newer.job_id)).status);
    });

    await exports.work(older.b);
    await exports.poll();

    expect(ended).toEqual(['in_progress']);
    expect(await world.job(newer.job_id)).toMatchObject({ status: 'completed_with_errors' });
    expect(filesOf(B)).toEqual([]);
  });

  it('gives the account back that it has cleared', async () => {
    const { a, b } = await started();
    await failLastTry(b);
    await exports.work(a);

    expect(await world.lease(B, 'export')).not.toHaveProperty('lease_until');
    expect(await exports.run()).toMatchObject({ status: 'completed' });
  });
});

describe('a task', () => {
  it('of an account that a newer night has not, because it was switched off meanwhile, leaves nothing of it', async () => {
    const older = await started();
    await world.accounts.setEnabled(B, false);
    const newer = await exports.run();
    await world.accounts.setEnabled(B, true);

    await exports.work(older.b);

    expect(await world.task(older.job_id, B)).toMatchObject({ status: 'failed', error: { error_code: 'Superseded' } });
    expect(exports.json(nightKey(DAY))).toMatchObject({ job_id: newer.job_id, accounts: 1 });
    expect([...exports.objects.contents.keys()].filter((key) => key.includes('account=222222222222'))).toEqual([]);
  });

  it('that was failed at the deadline while it worked takes its files back', async () => {
    const { job_id, a, b } = await started();
    await exports.work(a);
    before('"files"', async () => {
      world.clock.advance(7 * 60 * MINUTE);
      await exports.poll();
    });
    world.workerMs = 8 * 60 * MINUTE;

    await exports.work(b);

    expect(await world.task(job_id, B)).toMatchObject({ status: 'failed', error: { class: 'deadline' } });
    expect((await world.accounts.get(B))?.['last_export']?.status).not.toBe('completed');
    expect(exports.accounts(DAY).map(({ status }) => status)).toEqual(['exported', 'failed']);
    expect(filesOf(B)).toEqual([]);
    expect(filesOf(A).length).toBeGreaterThan(6);
  });
});
