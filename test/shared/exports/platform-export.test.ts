import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DATASET_NAMES, fileName } from '../../../shared/exports/datasets.ts';
import { accountManifestSchema } from '../../../shared/exports/account-object.ts';
import type { Manifest } from '../../../shared/exports/manifest.ts';
import { type Night, nightAccountSchema, nightSchema } from '../../../shared/exports/night.ts';
import { accountManifestKey, fileKey, nightAccountsKey, nightKey } from '../../../shared/exports/night-layout.ts';
import type { ChangeRecord, CoverageRecord, FindingRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import { type AccountId, parseAccountId } from '../../../shared/ids.ts';
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
  // `ｅ` is before `😀` in UTF-8, and after it in UTF-16.
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

const jsonl = (account: AccountId, dataset: (typeof DATASET_NAMES)[number] = 'resources') => fileKey(dataset, 'jsonl', DAY, account);
const night = () => exports.json(nightKey(DAY)) as Night;
const accountsOf = () => exports.accounts(DAY);
const keys = () => [...exports.objects.contents.keys()].toSorted();
const sha256 = (content: Buffer | undefined) =>
  createHash('sha256')
    .update(content ?? '')
    .digest('hex');
/** Everything but the manifests, which say when. */
const files = () => [...exports.objects.contents].filter(([key]) => /\.(jsonl|parquet)$/.test(key) && !key.includes('night-accounts'));

describe('an export of the platform', () => {
  it('writes what is stored of each account, in the order of bytes, and leaves out what was deleted', async () => {
    world.cloud.put(A, USER, 'global', []);
    await world.runJob();

    await exports.run();

    const lines = exports.lines(jsonl(A)) as readonly ResourceRecord[];
    expect(lines.map(({ region, resource_id }) => `${region} ${resource_id}`)).toEqual([
      'eu-west-1 vpc-a',
      'eu-west-1 vpc-ｅ',
      'eu-west-1 vpc-😀',
      'us-east-1 vpc-b',
    ]);
    expect(lines[0]).toMatchObject({ account_id: A, first_seen_at: expect.any(String), content_hash: expect.any(String) });
    expect((exports.lines(jsonl(B)) as readonly ResourceRecord[]).map(({ resource_id }) => resource_id)).toEqual(['vpc-c']);
  });

  it('has the findings of the account, sorted by place and not by policy as they are stored', async () => {
    const place = { account_id: A, type: 'AWS::EC2::VPC' };
    await world.store.put('findings', findingRow({ ...place, policy_id: 'ec2.a', resource_id: 'vpc-b' }));
    await world.store.put('findings', findingRow({ ...place, policy_id: 'ec2.b', resource_id: 'vpc-a' }, { status: 'resolved' }));

    await exports.run();

    const found = exports.lines(jsonl(A, 'findings')) as readonly FindingRecord[];
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

    const key = fileKey('changes', 'jsonl', '2026-11-22', B);
    expect((exports.lines(key) as readonly ChangeRecord[]).map(({ op, resource_id, version }) => [op, resource_id, version])).toEqual([
      ['add', 'vpc-c', 1],
      ['update', 'vpc-c', 2],
    ]);
  });

  it('says of each slice what was seen, and counts what it wrote of it', async () => {
    world.cloud.fail(A, NETWORK, 'us-east-1', cloudError('denied'));
    await world.runJob();

    await exports.run();

    const slices = exports.lines(jsonl(A, 'coverage')) as readonly CoverageRecord[];
    expect(slices.map(({ segment, type, outcome, resources }) => [segment, type, outcome, resources])).toEqual([
      ['eu-west-1', NETWORK.type, 'complete', 3],
      ['global', USER.type, 'complete', 1],
      ['us-east-1', NETWORK.type, 'denied', 1],
    ]);
    expect((exports.json(accountManifestKey(DAY, A)) as Manifest).not_whole).toEqual([
      { account_id: A, segment: 'us-east-1', type: NETWORK.type, outcome: 'denied' },
    ]);
    expect(night()).toMatchObject({ slices: { complete: 5, denied: 1 } });
  });

  it('names every file with its hash in the manifest of the account, and that in the night', async () => {
    const job = await exports.run();

    const manifest = accountManifestSchema.parse(exports.json(accountManifestKey(DAY, A)));
    expect(manifest.files.length).toBeGreaterThan(6);
    for (const { name, dataset, format, sha256: hash, bytes, rows } of manifest.files) {
      const content = exports.objects.contents.get(fileKey(dataset, format, DAY, A));
      expect({ name, bytes: content?.length, hash: sha256(content) }).toEqual({
        name: fileName(dataset, format),
        bytes,
        hash,
      });
      expect(rows).toBeGreaterThan(0);
    }
    const [first] = accountsOf();
    expect(nightAccountSchema.parse(first)).toMatchObject({
      account_id: A,
      status: 'exported',
      manifest_sha256: sha256(exports.objects.contents.get(accountManifestKey(DAY, A))),
      rows: { resources: 5, accounts: 1 },
    });
    expect(nightSchema.parse(night())).toMatchObject({
      date: DAY,
      job_id: job.job_id,
      collected_at: job.created_at,
      accounts: 2,
      exported: 2,
      failed: 0,
      rows: { resources: 6, accounts: 2 },
      accounts_file: { rows: 2, sha256: sha256(exports.objects.contents.get(nightAccountsKey(DAY, night().accounts_file.sha256))) },
    });
    expect(job).toMatchObject({
      status: 'completed',
      totals: { export: { rows: { resources: 6, accounts: 2 } } },
    });
  });

  it('writes the manifest of an account after its files, and that of the night after all', async () => {
    await exports.run();

    const written = exports.objects.history;
    const manifests = written.flatMap((line, at) => (line.includes('/manifests/') ? [at] : []));
    expect(written.slice(0, manifests[0]).every((line) => line.includes('account=111111111111'))).toBe(true);
    expect(written.at(-1)).toBe(`+${nightKey(DAY)}`);
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
  it('takes the place of the one before, without what is no more', async () => {
    await exports.run();
    const first = night();
    world.clock.advance(MINUTE);
    await world.accounts.setEnabled(B, false);
    world.cloud.put(A, NETWORK, 'eu-west-1', []);
    world.cloud.put(A, NETWORK, 'us-east-1', []);
    world.cloud.put(A, USER, 'global', []);
    await world.runJob();

    await exports.run();

    expect(night()).toMatchObject({ accounts: 1, exported: 1 });
    expect(night().job_id).not.toBe(first.job_id);
    expect(keys().filter((key) => key.includes('account=222222222222'))).toEqual([]);
    expect(keys().filter((key) => key.includes('/inventory/'))).toEqual([]);
    expect(exports.objects.history.findLastIndex((line) => line.startsWith('-'))).toBeGreaterThan(
      exports.objects.history.lastIndexOf(`+${nightKey(DAY)}`),
    );
  });

  it('leaves other days alone', async () => {
    await exports.run();
    const before = keys();
    world.clock.advance(24 * 60 * MINUTE);
    await world.accounts.setEnabled(B, false);

    await exports.run();

    expect(keys()).toEqual(expect.arrayContaining(before));
  });

  it('counts only if it was asked for last, whichever ends last', async () => {
    const early = await exports.start();
    const messages = exports.takeMessages();
    world.clock.advance(MINUTE);
    const late = await exports.run();
    const before = new Map(exports.objects.contents);

    for (const message of messages) await exports.work(message);

    expect(await world.job(early.job_id)).toMatchObject({ status: 'failed', failed: 2 });
    expect((await world.task(early.job_id, A)).error).toMatchObject({ error_code: 'Superseded', message: /newer export/ });
    expect(night().job_id).toBe(late.job_id);
    expect(exports.objects.contents).toEqual(before);
  });
});

describe('an export of which something fails', () => {
  it('names the accounts that are not in it, and why, and keeps nothing of them', async () => {
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
    expect(accountsOf()).toEqual([
      expect.objectContaining({ account_id: A, status: 'exported' }),
      expect.objectContaining({ account_id: B, status: 'failed', error: expect.stringContaining(B), files: 0 }),
    ]);
    expect(night()).toMatchObject({ accounts: 2, exported: 1, failed: 1 });
    expect(keys().filter((key) => key.includes('account=222222222222'))).toEqual([accountManifestKey(DAY, B)]);
    expect(exports.json(accountManifestKey(DAY, B))).toMatchObject({ job_id, status: 'failed', error: expect.stringContaining(B) });
  });

  it('does not end before its night is written', async () => {
    const { job_id } = await exports.start();
    const [first, second] = exports.takeMessages();
    await exports.work(first!);
    const { objects } = exports;
    const putText = objects.putText.bind(objects);
    objects.putText = async (key, text) => {
      if (key === nightKey(DAY)) throw new Error('The bucket is away.');
      await putText(key, text);
    };

    await exports.work(second!);
    expect(await world.job(job_id)).toMatchObject({ status: 'in_progress' });

    objects.putText = putText;
    await exports.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed' });
    expect(night().job_id).toBe(job_id);
  });

  it('makes no night if it was cancelled', async () => {
    const { job_id } = await exports.start();
    await exports.work(exports.takeMessages()[0]!);

    await cancelJob(job_id, world.deps());

    expect(await world.job(job_id)).toMatchObject({ status: 'cancelled' });
    expect(exports.objects.contents.has(nightKey(DAY))).toBe(false);
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
