import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DATASET_NAMES, fileName } from '../../../shared/exports/datasets.ts';
import { filesBelow } from '../../../shared/exports/account-files.ts';
import { TooLarge } from '../../../shared/exports/errors.ts';
import { ExportWork } from '../../../shared/exports/export-work.ts';
import { publishExport } from '../../../shared/exports/publish-export.ts';
import type { Manifest } from '../../../shared/exports/manifest.ts';
import { accountManifestSchema, nightManifestSchema } from '../../../shared/exports/night.ts';
import { accountManifestKey, fileKey, nightManifestKey, pointerObjectKey } from '../../../shared/exports/night-layout.ts';
import type { ChangeRecord, CoverageRecord, FindingRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import { type AccountId, type JobId, parseAccountId } from '../../../shared/ids.ts';
import { cancelJob } from '../../../shared/jobs/cancel-job.ts';
import { OPERATIONS } from '../../../shared/operations.ts';
import { retryJob } from '../../../shared/jobs/retry-job.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { ExportWorld } from '../../support/export-world.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { World } from '../../support/world.ts';

const A = parseAccountId('111111111111');
const B = parseAccountId('222222222222');
const DAY = '2026-11-21';
const MINUTE = 60_000;

let world: World;
let exports: ExportWorld;
beforeEach(async () => {
  world = await World.withAccounts(A, B);
  // `ｅ` sorts before `😀` in UTF-8, and after it in UTF-16.
  world.cloud.put(A, NETWORK, 'eu-west-1', [
    fetched('vpc-😀'),
    fetched('vpc-ｅ'),
    fetched('vpc-a', { config: { Id: 'vpc-a', LastLookedAt: 1 } }),
  ]);
  world.cloud.put(A, NETWORK, 'us-east-1', [fetched('vpc-b')]);
  world.cloud.put(A, USER, 'global', [fetched('alice')]);
  world.cloud.put(B, NETWORK, 'eu-west-1', [fetched('vpc-c')]);
  await world.runJob();
  exports = new ExportWorld(world);
});
afterEach(() => {
  exports.close();
});

/** The place of an account's files in the export that the date's pointer names. */
const place = async (account_id: AccountId, attempt = 1, date = DAY) => {
  const job_id = (await exports.pointer(date))?.job_id ?? ('none' as JobId);
  return { date, job_id, account_id, attempt };
};
const lines = async <R>(account: AccountId, dataset: (typeof DATASET_NAMES)[number] = 'resources', date = DAY) =>
  exports.lines(fileKey(dataset, 'jsonl', await place(account, 1, date))) as readonly R[];
const keys = () => [...exports.objects.contents.keys()].toSorted();
const sha256 = (content: Buffer | undefined) =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');
/** Every file of data by its key without the job's id, so that files of two jobs can be compared. */
const files = () =>
  [...exports.objects.contents].flatMap(([key, content]) =>
    /\.(jsonl|parquet)$/.test(key) ? [[key.replace(/job=[^/]+/, ''), content] as const] : [],
  );

/** Makes writes of some texts fail until the returned function is called. */
function failWriting(isFailing: (key: string) => boolean): () => void {
  const { objects } = exports;
  const putText = objects.putText.bind(objects);
  objects.putText = async (key, text) => {
    if (isFailing(key)) throw new Error('The bucket is away.');
    await putText(key, text);
  };
  return () => {
    objects.putText = putText;
  };
}

describe('an export of the platform', () => {
  it('writes what is stored of each account, in the order of bytes, and leaves out what was deleted', async () => {
    world.cloud.put(A, USER, 'global', []);
    await world.runJob();

    await exports.run();

    const resources = await lines<ResourceRecord>(A);
    expect(resources.map(({ region, resource_id }) => `${region} ${resource_id}`)).toEqual([
      'eu-west-1 vpc-a',
      'eu-west-1 vpc-ｅ',
      'eu-west-1 vpc-😀',
      'us-east-1 vpc-b',
    ]);
    expect(resources[0]).toMatchObject({ account_id: A, first_seen_at: expect.any(String), content_hash: expect.any(String) });
    expect((await lines<ResourceRecord>(B)).map(({ resource_id }) => resource_id)).toEqual(['vpc-c']);
  });

  it('has the findings of the account, sorted by place and not by policy as they are stored', async () => {
    const vpc = { account_id: A, type: 'AWS::EC2::VPC' };
    await world.store.put('findings', findingRow({ ...vpc, policy_id: 'ec2.a', resource_id: 'vpc-b' }));
    await world.store.put('findings', findingRow({ ...vpc, policy_id: 'ec2.b', resource_id: 'vpc-a' }, { status: 'resolved' }));

    await exports.run();

    const found = await lines<FindingRecord>(A, 'findings');
    expect(found.map(({ resource_id, policy_id, status }) => [resource_id, policy_id, status])).toEqual([
      ['vpc-a', 'ec2.b', 'resolved'],
      ['vpc-b', 'ec2.a', 'open'],
    ]);
  });

  it('has the changes of its day and of the day before', async () => {
    world.clock.advance(24 * 60 * MINUTE);
    world.cloud.put(B, NETWORK, 'eu-west-1', [fetched('vpc-c', { name: 'another' })]);
    await world.runJob();

    await exports.run();

    expect(
      (await lines<ChangeRecord>(B, 'changes', '2026-11-22')).map(({ op, resource_id, version }) => [op, resource_id, version]),
    ).toEqual([
      ['add', 'vpc-c', 1],
      ['update', 'vpc-c', 2],
    ]);
  });

  it('says of each slice what was seen, and counts what it wrote of it', async () => {
    world.cloud.fail(A, NETWORK, 'us-east-1', cloudError('denied'));
    await world.runJob();

    await exports.run();

    const slices = await lines<CoverageRecord>(A, 'coverage');
    expect(slices.map(({ segment, type, outcome, resources }) => [segment, type, outcome, resources])).toEqual([
      ['eu-west-1', NETWORK.type, 'complete', 3],
      ['global', USER.type, 'complete', 1],
      ['us-east-1', NETWORK.type, 'denied', 1],
    ]);
    expect((exports.json(accountManifestKey(await place(A))) as Manifest).not_whole).toEqual([
      { account_id: A, segment: 'us-east-1', type: NETWORK.type, outcome: 'denied' },
    ]);
    expect(await exports.pointer(DAY)).toMatchObject({ slices: { complete: 5, denied: 1 } });
  });

  it('names every file with its hash in the manifest of the account, that in its own manifest, and that in the pointer', async () => {
    const job = await exports.run();

    const manifest = accountManifestSchema.parse(exports.json(accountManifestKey(await place(A))));
    expect(manifest.files.length).toBeGreaterThan(6);
    for (const { name, dataset, format, sha256: hash, bytes, rows } of manifest.files) {
      const content = exports.objects.contents.get(fileKey(dataset, format, await place(A)));
      expect({ name, bytes: content?.length, hash: sha256(content) }).toEqual({ name: fileName(dataset, format), bytes, hash });
      expect(rows).toBeGreaterThan(0);
    }
    const own = exports.objects.contents.get(nightManifestKey({ date: DAY, job_id: job.job_id }));
    const { night, accounts } = nightManifestSchema.parse(JSON.parse(own!.toString()));
    expect(accounts).toMatchObject([
      {
        account_id: A,
        status: 'exported',
        attempt: 1,
        manifest_sha256: sha256(exports.objects.contents.get(accountManifestKey(await place(A)))),
        rows: { resources: 5, accounts: 1 },
      },
      { account_id: B, status: 'exported' },
    ]);
    const counts = { accounts: 2, exported: 2, failed: 0, rows: { resources: 6, accounts: 2 } };
    expect(night).toMatchObject({ date: DAY, job_id: job.job_id, collected_at: job.created_at, ...counts });
    expect(await exports.pointer(DAY)).toMatchObject({ job_id: job.job_id, manifest_sha256: sha256(own), ...counts });
    expect(job).toMatchObject({ status: 'completed', totals: { export: { rows: { resources: 6, accounts: 2 } } } });
  });

  it('writes the manifest of an account after its files, and its own after all accounts', async () => {
    const { job_id, created_at } = await exports.run();

    const written = exports.objects.history;
    const manifests = written.flatMap((key, at) => (key.includes('/manifests/') ? [at] : []));
    expect(written.slice(0, manifests[0]).every((key) => key.includes('account=111111111111'))).toBe(true);
    expect(written.slice(-2)).toEqual([nightManifestKey({ date: DAY, job_id }), pointerObjectKey({ date: DAY, job_id }, created_at)]);
  });

  it('leaves no empty file and nothing in the temporary folder', async () => {
    await exports.run();

    expect(keys().filter((key) => key.includes('findings'))).toEqual([]);
    expect(readdirSync(exports.folder)).toEqual([]);
  });

  it('is byte-identical to another export of the same state', async () => {
    await exports.run();
    const before = files();
    exports.objects.contents.clear();
    world.clock.advance(MINUTE);

    await exports.run();

    expect(before.length).toBeGreaterThan(12);
    expect(new Map(files())).toEqual(new Map(before));
  });
});

describe('another export of the same day', () => {
  it('is what the pointer names from then on, and changes no object of the one before', async () => {
    const first = await exports.run();
    const before = new Map(exports.objects.contents);
    world.clock.advance(MINUTE);
    await world.accounts.setEnabled(B, false);
    world.cloud.put(A, USER, 'global', []);
    await world.runJob();

    const second = await exports.run();

    expect(await exports.pointer(DAY)).toMatchObject({ job_id: second.job_id, accounts: 1, exported: 1 });
    expect(second.job_id).not.toBe(first.job_id);
    for (const [key, content] of before) expect({ key, same: exports.objects.contents.get(key) === content }).toEqual({ key, same: true });
  });

  it('is named by the pointer only if it was requested last, whichever ends last, and its job says so', async () => {
    const early = await exports.start();
    const messages = exports.takeMessages();
    world.clock.advance(MINUTE);
    const late = await exports.run();

    for (const message of messages) await exports.work(message);

    expect(await world.job(early.job_id)).toMatchObject({
      status: 'completed',
      completed: 2,
      totals: { export: { superseded_by: late.job_id, rows: { resources: 6 } } },
    });
    expect((await world.job(late.job_id)).totals?.export).not.toHaveProperty('superseded_by');
    expect((await exports.pointer(DAY))?.job_id).toBe(late.job_id);
  });

  it('that was requested in the same millisecond is the newer one if its id is', async () => {
    const first = await exports.start();
    const firstMessages = exports.takeMessages();
    const second = await exports.start();
    const secondMessages = exports.takeMessages();
    const newer = first.job_id > second.job_id ? first : second;

    // The job with the newer id is published first, then the other one.
    const messages = newer === first ? [...firstMessages, ...secondMessages] : [...secondMessages, ...firstMessages];
    for (const message of messages) await exports.work(message);

    expect((await world.job(first.job_id)).created_at).toBe((await world.job(second.job_id)).created_at);
    expect((await exports.pointer(DAY))?.job_id).toBe(newer.job_id);
  });

  it('leaves the pointer as it was if it is cancelled', async () => {
    const { job_id } = await exports.run();
    world.clock.advance(MINUTE);
    const second = await exports.start();
    await exports.work(exports.takeMessages()[0]!);

    await cancelJob(second.job_id, world.deps());
    await exports.poll();

    expect(await world.job(second.job_id)).toMatchObject({ status: 'cancelled' });
    expect(await exports.pointer(DAY)).toMatchObject({ job_id, exported: 2 });
  });

  it('of another day leaves this one as it is', async () => {
    const { job_id } = await exports.run();
    world.clock.advance(24 * 60 * MINUTE);

    await exports.run();

    expect((await exports.pointer(DAY))?.job_id).toBe(job_id);
    expect((await exports.pointer('2026-11-22'))?.job_id).not.toBe(job_id);
  });
});

describe('a pointer', () => {
  it('expires with what it names, and nobody sees it then', async () => {
    const { created_at } = await exports.run();
    const expires = Date.parse(created_at) + 400 * 24 * 60 * MINUTE;
    expect((await exports.pointer(DAY))?.expires_at).toBe(Math.floor(expires / 1000));

    world.clock.advance(expires - world.clock.now());

    expect(await exports.pointer(DAY)).toBeUndefined();
  });

  it('and what it names are the same if a job is closed twice', async () => {
    const { job_id } = await exports.run();
    const before = { pointer: await exports.pointer(DAY), contents: new Map(exports.objects.contents) };
    const { objects } = exports;

    const again = await publishExport(await world.job(job_id), world.jobs.allTasks(job_id), {
      store: world.store,
      outbox: world.bus.outbox,
      objects,
      exportDays: 400,
    });

    expect(again).toEqual({ exported: 2, manifest_sha256: (await exports.pointer(DAY))?.manifest_sha256 });
    expect({ pointer: await exports.pointer(DAY), contents: objects.contents }).toEqual(before);
  });
});

describe('an attempt that has lost its task', () => {
  it('changes nothing that the next attempt has written', async () => {
    await exports.start();
    const [first, second] = exports.takeMessages();
    const { objects } = exports;
    const putFile = objects.putFile.bind(objects);
    let next: Promise<unknown> | undefined;
    // The first attempt pauses while its lease expires and another worker takes the task.
    objects.putFile = async (key, path) => {
      if (!next) {
        world.clock.advance(20 * MINUTE);
        await exports.poll();
        next = exports.work(exports.takeMessages()[0]!);
        await next;
      }
      await putFile(key, path);
    };

    await exports.work(first!);
    await exports.work(second!);

    expect(await exports.accounts(DAY)).toMatchObject([
      { account_id: A, attempt: 2 },
      { account_id: B, attempt: 1 },
    ]);
    const manifest_sha256 = (await exports.accounts(DAY))[0]?.manifest_sha256;
    expect(sha256(objects.contents.get(accountManifestKey(await place(A, 2))))).toBe(manifest_sha256);
    const folders = new Set(keys().flatMap((key) => /account=111111111111\/attempt=\d+/.exec(key) ?? []));
    expect(folders.size).toBe(2);
    const shown = exports.json(pointerObjectKey(await place(A), (await exports.pointer(DAY))!.created_at)) as { folders: string[] };
    expect(shown.folders).toEqual([expect.stringContaining('111111111111/attempt=2/'), expect.stringContaining('222222222222/attempt=1/')]);
  });
});

describe('an export of which something fails', () => {
  it('names the accounts that are not in it, and why', async () => {
    await exports.run();
    world.clock.advance(MINUTE);
    const { job_id } = await exports.start();
    const [first, second] = exports.takeMessages();
    await exports.work(first!);
    exports.objects.fails = new Error('The bucket is away.');
    exports.receiveCount = 5;
    await exports.work(second!).catch(() => undefined);
    exports.objects.fails = undefined;
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors', completed: 1, failed: 1 });
    expect(await exports.accounts(DAY)).toEqual([
      expect.objectContaining({ account_id: A, status: 'exported' }),
      expect.objectContaining({ account_id: B, status: 'failed', error: expect.stringContaining(B), files: 0 }),
    ]);
    expect(await exports.pointer(DAY)).toMatchObject({ job_id, accounts: 2, exported: 1, failed: 1 });
  });

  it('does not end before it is published', async () => {
    const { job_id } = await exports.start();
    const [first, second] = exports.takeMessages();
    await exports.work(first!);
    const restore = failWriting((key) => key === nightManifestKey({ date: DAY, job_id }));

    await exports.work(second!);
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress' });
    expect(await exports.pointer(DAY)).toBeUndefined();

    restore();
    await exports.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
    expect((await exports.pointer(DAY))?.job_id).toBe(job_id);
  });

  it('ends with errors at its deadline if it cannot be published', async () => {
    const { job_id } = await exports.start();
    failWriting((key) => key === nightManifestKey({ date: DAY, job_id }));
    for (const message of exports.takeMessages()) await exports.work(message);

    world.clock.advance(7 * 60 * MINUTE);
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors', completed: 2 });
  });

  it('is published though a cancel came when every account was done', async () => {
    const { job_id } = await exports.start();
    const restore = failWriting((key) => key.includes('/manifest.json') && !key.includes('account='));
    for (const message of exports.takeMessages()) await exports.work(message);
    restore();

    await cancelJob(job_id, world.deps());
    await exports.poll();

    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
    expect((await exports.pointer(DAY))?.job_id).toBe(job_id);
  });

  it('is not published if it was cancelled', async () => {
    const { job_id } = await exports.start();
    await exports.work(exports.takeMessages()[0]!);

    await cancelJob(job_id, world.deps());

    expect(await world.job(job_id)).toMatchObject({ status: 'cancelled' });
    await exports.poll();
    expect(await exports.pointer(DAY)).toBeUndefined();
  });

  it('tries an account that does not fit into an invocation once more, then says so', async () => {
    world.workerMs = 0;
    const job = await exports.run();

    const task = await world.task(job.job_id, A);
    expect(task).toMatchObject({ status: 'failed', hops: 1, error: { class: 'out_of_time', error_code: 'OutOfTime' } });
    expect(task.error?.message).toMatch(/does not fit into one invocation .* tried 2 times/);
    expect(job.status).toBe('failed');
    expect(exports.objects.contents.size).toBe(0);
  });

  it('does not count an attempt that began late in its invocation as one that did not fit', async () => {
    const { job_id } = await exports.start();
    for (let attempt = 1; attempt <= 3; attempt++) {
      for (const message of exports.takeMessages()) await exports.work(message, world.workerMs);
      expect(await world.task(job_id, A)).toMatchObject({ status: 'queued', hops: attempt });
    }

    for (const message of exports.takeMessages()) await exports.work(message);

    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
  });

  it('fails an account at once whose files take more memory than they may, and exports the others', async () => {
    const { job_id } = await exports.start();
    const [first, second] = exports.takeMessages();
    const { objects, folder } = exports;
    const disk = filesBelow(folder);
    const write = () => Promise.reject(new TooLarge('It takes too much memory.'));
    const clock = { sleep: () => new Promise<never>(() => undefined) };
    const work = new ExportWork({ store: world.store, objects, clock, metrics: world.metrics, files: { ...disk, write } });
    const small = new ExportWorld(world, objects);
    small.deps = () => ({ ...exports.deps(), work });

    await small.work(first!);
    await exports.work(second!);
    small.close();

    expect((await world.task(job_id, A)).error).toMatchObject({ class: 'too_large', error_code: 'OutOfMemory' });
    expect(await exports.pointer(DAY)).toMatchObject({ exported: 1, failed: 1 });
  });

  it('is left to the poller by a function that was not given what ends an export', async () => {
    const { job_id } = await exports.start();
    const messages = exports.takeMessages();
    for (const message of messages.slice(0, -1)) await exports.work(message);
    const without = { ...exports.deps(), operations: OPERATIONS };
    const last = new ExportWorld(world);
    last.deps = () => without;

    await last.work(messages.at(-1)!);
    last.close();
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress' });

    await exports.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
  });
});

describe('a request for an export', () => {
  it.each([
    [{ accounts: [A] }, 'accounts'],
    [{ service: 's3' }, 'service'],
    [{ regions: ['eu-west-1'] }, 'regions'],
    [{ policy: 's3.*' }, 'policy'],
    [{ retry_of: 'exp-1' }, 'retry_of'],
  ])('of a part, %j, is refused', async (part, field) => {
    await expect(exports.start(part)).rejects.toMatchObject({ field, message: expect.stringContaining(`leave ${field} out`) });
  });

  it('is named by its kind, and cannot be retried in part', async () => {
    world.workerMs = 0;
    const { job_id } = await exports.run();

    expect(job_id).toMatch(/^exp-all-20261121-/);
    await expect(retryJob(job_id, world.deps())).rejects.toThrow(/whole or made anew/);
  });

  it('may follow what follows an inventory, and then covers every account', async () => {
    const then = { operation: 'scan', then: { operation: 'export' } };
    const inventory = await world.runJob({ operation: 'inventory', accounts: [A], then });
    const scan = await world.job(inventory.then_job_id!);

    expect(scan).toMatchObject({ operation: 'scan', total_accounts: 1, then: { operation: 'export' } });
    const exported = await world.job(scan.then_job_id!);
    expect(exported).toMatchObject({ operation: 'export', total_accounts: 2, scope: { accounts: '*' } });
  });

  it('is checked before the job that it follows is started', async () => {
    const then = { operation: 'scan', then: { operation: 'export', service: 's3' } };

    await expect(world.start({ operation: 'inventory', then })).rejects.toMatchObject({ field: 'then.then.service' });
  });
});
