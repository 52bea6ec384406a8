import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EXIT } from '../../../bin/commands/exit-codes.ts';
import type { AccountRecord } from '../../../shared/exports/records.ts';
import { openExport } from '../../../shared/exports/read-export.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { fetched, NETWORK } from '../../support/fake-cloud.ts';
import { ExportWorld } from '../../support/export-world.ts';
import { serve, type Served } from '../../support/serve.ts';
import { World } from '../../support/world.ts';
import { CommandLine } from './support/command-line.ts';

const A = parseAccountId('111111111111');
const B = parseAccountId('222222222222');
const DAY = '2026-11-21';
const MANIFEST_OF_B = /\/manifests\/.*\/account=222222222222\//;
const NIGHT_MANIFEST = /\/manifests\/date=[^/]+\/job=[^/]+\/manifest\.json$/;

const line = new CommandLine();
let store: Served;
let world: World;
let exports: ExportWorld;
let folder: string;
/** Returns the store's answer to a request in place of the object; the object is served if it returns undefined. */
let trouble: ((request: Request) => Response | undefined) | undefined;

beforeAll(async () => {
  await line.open();
  store = await serve((request) => {
    const content = exports.objects.contents.get(decodeURIComponent(new URL(request.url).pathname.slice(1)));
    return trouble?.(request) ?? (content ? new Response(content.toString()) : new Response('gone', { status: 404 }));
  });
});
afterAll(async () => {
  await line.close();
  await store.close();
});
beforeEach(async () => {
  trouble = undefined;
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  world = await World.withAccounts(A, B);
  world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-b'), fetched('vpc-a')]);
  world.cloud.put(B, NETWORK, 'eu-west-1', [fetched('vpc-c')]);
  await world.runJob();
  // The API reads the store that the workers write.
  line.reset(world.store);
  exports = new ExportWorld(world, line.fixture.exports);
  exports.objects.url = async (key) => `${store.url}/${encodeURIComponent(key)}?X-Amz-Signature=secret`;
});
afterEach(() => {
  exports.close();
  rmSync(folder, { recursive: true, force: true });
});

const muster = (...args: string[]) => line.muster(args);
const get = (name: string, ...args: string[]) => muster('exports', 'get', DAY, '--into', join(folder, name), ...args);
const jobOf = async () => (await exports.run()).job_id;

describe('muster exports run', () => {
  it('asks for an export of everything', async () => {
    const { code, out } = await muster('exports', 'run');

    expect(code).toBe(0);
    expect(line.fixture.jobs.started).toEqual([{ operation: 'export' }]);
    expect(out).toMatch(/follow it with "muster exports status .* --watch"/);
  });
});

describe('muster exports list', () => {
  it('shows nights, newest first', async () => {
    await exports.run();
    world.clock.advance(24 * 3_600_000);
    const job = await jobOf();

    const { lines } = await muster('--json', 'exports', 'list');

    expect(lines.map(({ date, accounts, failed }) => [date, accounts, failed])).toEqual([
      ['2026-11-22', 2, 0],
      [DAY, 2, 0],
    ]);
    expect(lines[0]).toMatchObject({ job_id: job, rows: { resources: 3 } });
  });

  it('says what to do if there is none', async () => {
    expect((await muster('exports', 'list')).out).toMatch(/no export yet; make one with "muster exports run"/);
  });
});

describe('muster exports get', () => {
  it('makes one export of the files of all accounts', async () => {
    await exports.run();

    const { code, out } = await get('night');

    expect({ code, out }).toEqual({ code: 0, out: `Wrote ${join(folder, 'night')}: 3 resources of 2 accounts.\n` });
    const night = await openExport(join(folder, 'night'));
    const ids: string[] = [];
    for await (const { account_id, resource_id } of night.records('resources')) ids.push(`${account_id} ${resource_id}`);
    expect(ids).toEqual([`${A} vpc-a`, `${A} vpc-b`, `${B} vpc-c`]);
    expect(night.manifest).toMatchObject({ source: 'platform', scope: { accounts: '*' }, collected_at: '2026-11-21T14:30:22.000Z' });
    expect(readdirSync(join(folder, 'night')).toSorted()).toEqual([
      'accounts.jsonl',
      'accounts.parquet',
      'changes.jsonl',
      'changes.parquet',
      'coverage.jsonl',
      'coverage.parquet',
      'findings.jsonl',
      'findings.parquet',
      'inventory.jsonl',
      'inventory.parquet',
      'managed.jsonl',
      'managed.parquet',
      'manifest.json',
      'relationships.jsonl',
      'relationships.parquet',
    ]);
  });

  it('writes the same bytes for another night of the same state, in every format', async () => {
    world.clock.advance(24 * 3_600_000);
    await exports.run();
    world.clock.advance(24 * 3_600_000);
    await exports.run();
    const names = ['inventory.jsonl', 'inventory.csv', 'inventory.parquet', 'coverage.jsonl', 'accounts.jsonl'];

    for (const day of ['2026-11-22', '2026-11-23'])
      await muster('exports', 'get', day, '--into', join(folder, day), '--formats', 'parquet,csv,jsonl');

    for (const name of names)
      expect({ name, same: readFileSync(join(folder, '2026-11-22', name)).equals(readFileSync(join(folder, '2026-11-23', name))) }).toEqual(
        { name, same: true },
      );
  });

  it('fetches only the accounts that are selected, into a folder that is named', async () => {
    await exports.run();
    await world.store.update('accounts', { account_id: A }, { set: { organizational_unit: 'Prod/Web' } });

    const { code, out } = await get('part', '--account', 'unit:/Root/Prod/*');
    const { manifest } = await openExport(join(folder, 'part'));

    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('2 resources of 1 account.') });
    expect(manifest.scope.accounts).toEqual([A]);
    expect(readFileSync(join(folder, 'part', 'accounts.jsonl'), 'utf8')).not.toContain(B);
    expect(await get('none', '--account', 'unit:/Root/Nowhere')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--account: .*selects no account/),
    });
    expect(await muster('exports', 'get', DAY, '--account', A)).toMatchObject({
      code: 2,
      err: expect.stringContaining('name a folder for it with --into'),
    });
    expect(readdirSync(folder)).toEqual(['part']);
  });

  it('refuses selected accounts of which the night has none', async () => {
    await exports.run();
    await world.accounts.add({ account_id: parseAccountId('333333333333'), connection_id: 'aws' }, world.clock);

    expect(await get('none', '--account', '333333333333')).toMatchObject({
      code: 2,
      err: expect.stringContaining('has none of the accounts 333333333333'),
    });
  });

  it('takes the newest night by that word', async () => {
    await exports.run();

    const { lines } = await muster('--json', 'exports', 'get', 'newest', '--into', join(folder, 'newest'));

    expect(lines).toMatchObject([{ date: DAY, missing: [] }]);
  });

  it.each([
    ['exports', 'get', 'newest'],
    ['exports', 'get', '2026-11-22'],
    ['diff', DAY, 'newest'],
  ])('takes no older night if the newest cannot be read: %s %s %s', async (...args) => {
    await exports.run();
    world.clock.advance(24 * 3_600_000);
    await exports.run();
    cut(/\/manifests\/date=2026-11-22\/job=[^/]+\/manifest/);

    const { code, err } = await muster(...args, '--into', join(folder, 'x'));

    expect({ code, err }).toEqual({
      code: EXIT.badExport,
      err: expect.stringMatching(/^muster: The export of 2026-11-22 cannot be read: its manifest is damaged; .*\.\n$/),
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes on with the export that it has begun with while another one is published', async () => {
    const first = await jobOf();
    world.clock.advance(60_000);
    line.fixture.exports.get = onFirst(line.fixture.exports.get.bind(line.fixture.exports), async () => {
      world.cloud.put(A, NETWORK, 'eu-west-1', []);
      await world.runJob();
      await exports.run();
    });

    const { lines } = await muster('--json', 'exports', 'get', DAY, '--into', join(folder, 'night'));

    expect(lines).toMatchObject([{ job_id: first, missing: [] }]);
    expect((await exports.pointer(DAY))?.job_id).not.toBe(first);
    expect((await openExport(join(folder, 'night'))).manifest.files.find(({ name }) => name === 'inventory.jsonl')).toMatchObject({
      rows: 3,
    });
  });

  it('tells which accounts are not in it, and ends with 3', async () => {
    const { job_id } = await exports.start();
    const [first, second] = exports.takeMessages();
    await exports.work(first!);
    exports.objects.fails = new Error('away');
    exports.receiveCount = 5;
    // The task fails, and its worker cannot publish the export while the bucket is away; the poller does it later.
    await exports.work(second!).catch(() => undefined);
    exports.objects.fails = undefined;
    await exports.poll();
    expect(await world.job(job_id)).toMatchObject({ status: 'completed_with_errors' });

    const { code, err } = await get('night');

    expect(code).toBe(3);
    expect(err).toMatch(/^muster: aws:222222222222 is not in it: The export of aws:222222222222 failed/);
    expect(existsSync(join(folder, 'night', 'inventory.jsonl'))).toBe(true);
    const night = await openExport(join(folder, 'night'));
    expect(night.manifest.not_whole).toContainEqual({ account_id: B, segment: '*', type: '*', outcome: 'failed' });
    const accounts: AccountRecord[] = [];
    for await (const account of night.records('accounts')) accounts.push(account);
    expect(accounts).toMatchObject([
      { account_id: A, status: 'ok', enabled: true },
      { account_id: B, status: 'failed', enabled: null, error: expect.stringContaining(B), resources: 0 },
    ]);
  });

  it('tries again where the store fails for a moment', async () => {
    await exports.run();
    let troubles = 3;
    trouble = () => (troubles-- > 0 ? new Response('slow down', { status: 503 }) : undefined);

    expect((await get('night')).code).toBe(0);
  });

  it('asks for new links where the old ones are refused, once for all files of the account', async () => {
    await exports.run();
    const signed = new Map<string, number>();
    exports.objects.url = async (key) => {
      signed.set(key, (signed.get(key) ?? 0) + 1);
      return `${store.url}/${encodeURIComponent(key)}?signed=${signed.get(key)}`;
    };
    let refused = 0;
    trouble = (request) => {
      if (!request.url.endsWith('?signed=1')) return undefined;
      refused += 1;
      return new Response('expired', { status: 403 });
    };

    expect((await get('night')).code).toBe(0);
    expect(refused).toBe(2);
    expect(new Set(signed.values())).toEqual(new Set([2]));
  });

  const refusals: readonly (readonly [string, () => void | Promise<void>, number, RegExp])[] = [
    [
      "an account's manifest is another one",
      () => touch(MANIFEST_OF_B),
      7,
      /cannot be read: its manifest of aws:222222222222 is damaged; /,
    ],
    [
      "an account's manifest is gone",
      () => remove(MANIFEST_OF_B),
      7,
      /cannot be read: its manifest of aws:222222222222 is no longer in the bucket \(it has expired, .*\); /,
    ],
    ["an account's manifest is damaged", () => cut(MANIFEST_OF_B), 7, /cannot be read: its manifest of aws:222222222222 is damaged; /],
    [
      'a file is not the one that was named',
      () => touch('exports/jsonl/inventory/'),
      7,
      /cannot be fetched: inventory\.jsonl of aws:111111111111 is damaged or missing; /,
    ],
    ['a file is gone', () => remove('exports/jsonl/coverage/'), 7, /: coverage\.jsonl of aws:\d+ is damaged or missing; /],
    ["the night's manifest is damaged", () => touch(NIGHT_MANIFEST), 7, /^muster: The export of .* its manifest is damaged; /],
    [
      "the night's manifest is gone",
      () => remove(NIGHT_MANIFEST),
      7,
      /^muster: The export of .* its manifest is no longer in the bucket \(it has expired, .*\); /,
    ],
    [
      'the links are refused whenever they are made',
      () => {
        trouble = () => new Response('no', { status: 403 });
      },
      4,
      /cannot be fetched from 127\.0\.0\.1:\d+ \(it answered 403\); try again/,
    ],
    [
      'the store is away',
      () => {
        trouble = () => new Response('no', { status: 500 });
      },
      4,
      /cannot be fetched from 127\.0\.0\.1:\d+ \(it answered 500\); try again/,
    ],
  ];
  it.each(refusals)('leaves nothing behind if %s', async (_, happen, exitCode, message) => {
    await exports.run();
    await happen();

    const { code, err } = await get('night');

    expect(code).toBe(exitCode);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/secret|GET \//);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [['2026-13-01'], 2, /12 months/],
    [['2020-01-01'], 2, /no export of 2020-01-01; "muster exports list" lists them/],
    [['yesterday'], 2, /"yesterday" is not a night; write a day like 2026-11-21, or newest/],
    [['../jobs'], 2, /is not a night/],
    [[DAY, '--formats', 'xml'], 2, /"xml" is not known; allowed are jsonl, csv, parquet/],
  ])('refuses %j', async (args, exitCode, message) => {
    await exports.run();

    const { code, err } = await muster('exports', 'get', ...args, '--into', join(folder, 'x'));

    expect({ code, err }).toEqual({ code: exitCode, err: expect.stringMatching(message) });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('overwrites nothing', async () => {
    await exports.run();
    await get('night');

    const { code, err } = await get('night');

    expect({ code, err }).toEqual({ code: 6, err: expect.stringMatching(/exists already/) });
  });
});

/** Returns `read` with `happen` called once, before the first read. */
function onFirst(read: (key: string) => Promise<Buffer | undefined>, happen: () => Promise<void>): typeof read {
  let first = true;
  return async (key) => {
    if (first) {
      first = false;
      await happen();
    }
    return await read(key);
  };
}

function cut(part: string | RegExp): void {
  const [key, content] = [...exports.objects.contents].find(([name]) => name.search(part) >= 0)!;
  exports.objects.contents.set(key, content.subarray(0, 20));
}

/** Changes a byte of the first object whose key matches. */
function touch(part: string | RegExp): void {
  const [key, content] = [...exports.objects.contents].find(([name]) => name.search(part) >= 0)!;
  exports.objects.contents.set(key, Buffer.from(content.toString().replace('2', '3')));
}

function remove(part: string | RegExp): void {
  for (const key of exports.objects.contents.keys()) if (key.search(part) >= 0) exports.objects.contents.delete(key);
}
