import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountRow } from '../../../shared/connections/model.ts';
import { AccountContent } from '../../../shared/exports/account-content.ts';
import type { ChangeRecord, CoverageRecord, ResourceRecord } from '../../../shared/exports/records.ts';
import type { Manifest } from '../../../shared/exports/manifest.ts';
import { writeExport } from '../../../shared/exports/write-export.ts';
import { type CustomerId, parseAccountId, resourceUid } from '../../../shared/ids.ts';
import { untimed } from '../../../shared/observability/stages.ts';
import type { Key, Query, Store } from '../../../shared/storage/store.ts';
import type { TableName } from '../../../shared/storage/schema.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { managedRow } from '../../support/managed-rows.ts';
import { World } from '../../support/world.ts';

const A = parseAccountId('111111111111');
const DAY = '2026-11-21';
const HOUR = 3_600_000;
const uid = (id: string) => resourceUid(A, NETWORK.type, 'eu-west-1', id);

let world: World;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-test-'));
  world = await World.withAccounts(A);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const see = (...ids: readonly string[]) => {
  world.cloud.put(
    A,
    NETWORK,
    'eu-west-1',
    ids.map((id) => fetched(id)),
  );
};

async function all<T>(records: Iterable<T> | AsyncIterable<T> | undefined): Promise<T[]> {
  const kept: T[] = [];
  for await (const record of records ?? []) kept.push(record);
  return kept;
}

async function open(store: Store = world.store, day = DAY): Promise<AccountContent> {
  const account = (await world.store.get('accounts', { account_id: A })) as AccountRow | undefined;
  return await AccountContent.open(store, account!, { day, folder, goOn: () => Promise.resolve(), stage: untimed });
}

/** Reads the content in the order in which the writer of files reads it. */
async function read(store?: Store, day?: string) {
  const content = (await open(store, day)).records();
  const resources: ResourceRecord[] = await all(content.resources);
  await all(content.findings);
  const changes: ChangeRecord[] = await all(content.changes);
  const coverage: CoverageRecord[] = await all(content.coverage);
  return { resources, changes, coverage, accounts: await all(content.accounts) };
}

const told = (changes: readonly ChangeRecord[]) => changes.map(({ op, resource_id, version }) => `${op} ${resource_id} ${version}`);
const outcomes = (coverage: readonly CoverageRecord[]) => coverage.map(({ segment, type, outcome }) => [segment, type, outcome]);

/** The world's tables as a replica that lags behind shows them: `stale` replaces some of the store's methods. */
function lagging(stale: Partial<Store>): Store {
  return new Proxy(world.store, {
    get: (target, name) => {
      const method = (stale as Record<string | symbol, unknown>)[name] ?? Reflect.get(target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}

describe('the changes of an export', () => {
  it('are those of its day and of the whole day before, and of no other', async () => {
    see('vpc-a');
    await world.runJob();
    world.clock.advance(24 * HOUR);
    see('vpc-a', 'vpc-b');
    await world.runJob();
    world.clock.advance(24 * HOUR);
    see('vpc-a');
    await world.runJob();

    expect(told((await read(undefined, DAY)).changes)).toEqual(['add vpc-a 1']);
    expect(told((await read(undefined, '2026-11-22')).changes)).toEqual(['add vpc-a 1', 'add vpc-b 1']);
    expect(told((await read(undefined, '2026-11-23')).changes)).toEqual(['add vpc-b 1', 'delete vpc-b 2']);
    expect(told((await read(undefined, '2026-11-25')).changes)).toEqual([]);
  });

  it('lack none where a night is made each night: what comes after one is in the next', async () => {
    see('vpc-a');
    await world.runJob();
    const first = await read();
    world.clock.advance(HOUR);
    see('vpc-a', 'vpc-b');
    await world.runJob();

    const second = await read(undefined, '2026-11-22');

    expect(told(first.changes)).toEqual(['add vpc-a 1']);
    expect(told(second.changes)).toEqual(['add vpc-a 1', 'add vpc-b 1']);
  });

  it('hold what a row tells and the history does not have yet, deletes among it', async () => {
    see('vpc-a', 'vpc-b', 'vpc-c');
    await world.runJob();
    see('vpc-a', 'vpc-c');
    await world.runJob();
    world.store.expire('changes', { resource_uid: uid('vpc-a'), version: 1 });
    world.store.expire('changes', { resource_uid: uid('vpc-b'), version: 2 });

    const { changes } = await read();

    expect(told(changes)).toEqual(['add vpc-a 1', 'add vpc-b 1', 'delete vpc-b 2', 'add vpc-c 1']);
    expect(changes[0]!.patch).toEqual([{ op: 'add', path: '', value: expect.objectContaining({ config: expect.anything() }) }]);
  });

  it('are the same whether a row or the history told them', async () => {
    see('vpc-a');
    await world.runJob();
    const fromRow = (await read()).changes;
    world.clock.advance(HOUR);
    world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-a', { name: 'another' })]);
    await world.runJob();

    const both = (await read()).changes;

    expect(told(both)).toEqual(['add vpc-a 1', 'update vpc-a 2']);
    expect(both[0]).toEqual(fromRow[0]);
  });

  it('are read again, consistently, where the index knows of one that a batch does not find', async () => {
    see('vpc-a');
    await world.runJob();
    world.cloud.put(A, NETWORK, 'eu-west-1', [fetched('vpc-a', { name: 'another' })]);
    await world.runJob();
    const gets: unknown[] = [];
    const store = lagging({
      getMany: () => Promise.resolve([]),
      get: async (table: TableName, key: Key, options?: { readonly consistent?: boolean }) => {
        gets.push([table, key['version'], options]);
        return await world.store.get(table, key);
      },
    });

    expect(told((await read(store)).changes)).toEqual(['add vpc-a 1', 'update vpc-a 2']);
    expect(gets).toEqual([['changes', 1, { consistent: true }]]);
  });

  it('are read in batches, each once and in order', async () => {
    const ids = Array.from({ length: 250 }, (_, number) => `vpc-${String(number).padStart(3, '0')}`);
    see(...ids);
    await world.runJob();
    world.cloud.put(
      A,
      NETWORK,
      'eu-west-1',
      ids.map((id) => fetched(id, { name: 'another' })),
    );
    await world.runJob();

    expect(told((await read()).changes)).toEqual(ids.flatMap((id) => [`add ${id} 1`, `update ${id} 2`]));
  });
});

describe('the reads of an export', () => {
  it('are consistent, but for the index', async () => {
    see('vpc-a');
    await world.runJob();
    const queries: [string, string | undefined, boolean | undefined][] = [];
    const store = lagging({
      query: async (table: TableName, query: Query) => {
        queries.push([table, query.index, query.consistent]);
        return await world.store.query(table, query);
      },
    });

    await read(store);

    expect(new Set(queries.map(([table]) => table))).toEqual(new Set(['coverage', 'resources', 'findings', 'changes']));
    expect(queries.filter(([, index, consistent]) => consistent !== true && index === undefined)).toEqual([]);
  });
});

describe('the coverage of an export', () => {
  it('does not call whole what the newest run of the account could not read', async () => {
    see('vpc-a');
    await world.runJob();
    const before = await read();
    world.clock.advance(24 * HOUR);
    world.cloud.refuse(A, cloudError('denied'));
    await world.runJob();

    const { coverage, resources, accounts } = await read();

    expect(before.coverage.length).toBeGreaterThan(1);
    expect(coverage).toEqual(
      before.coverage.map((slice) => ({
        ...slice,
        outcome: 'denied',
        error_class: 'denied',
        error_message: expect.stringMatching(/./),
        complete_at: slice.complete_at,
      })),
    );
    expect(coverage[0]!.error_message).toBe(accounts[0]!.error);
    expect(coverage.find(({ type }) => type === NETWORK.type)).toMatchObject({ resources: 1, complete_at: expect.any(String) });
    expect(resources).toHaveLength(1);
  });

  it.each([
    [{ service: 'ec2' }, NETWORK.type, [USER.type]],
    [{ service: 'iam' }, USER.type, [NETWORK.type]],
    [{ regions: ['global'] }, USER.type, [NETWORK.type]],
  ])('says so only of what that run was to read: %j', async (limit, lost, kept) => {
    see('vpc-a');
    await world.runJob();
    world.clock.advance(24 * HOUR);
    world.cloud.refuse(A, cloudError('denied'));
    await world.runJob({ operation: 'inventory', ...limit });

    const { coverage } = await read();
    const outcomesOf = (type: string) => new Set(coverage.filter((slice) => slice.type === type).map(({ outcome }) => outcome));

    expect(outcomesOf(lost)).toEqual(new Set(['denied']));
    for (const type of kept) expect(outcomesOf(type)).toEqual(new Set(['complete']));
    expect(coverage.every(({ outcome, error_message }) => outcome === 'denied' || error_message === null)).toBe(true);
  });

  it('is whole again once a run has read the account', async () => {
    see('vpc-a');
    world.cloud.refuse(A, cloudError('denied'));
    await world.runJob();
    world.cloud.heal();
    await world.runJob();

    expect(new Set((await read()).coverage.map(({ outcome }) => outcome))).toEqual(new Set(['complete']));
  });

  it('keeps what a failed run itself saw whole', async () => {
    see('vpc-a');
    await world.runJob();
    const row = (await world.store.get('accounts', { account_id: A }))!;
    await world.store.put('accounts', { ...row, status: 'failed' });

    expect((await read()).coverage.every(({ outcome }) => outcome === 'complete')).toBe(true);
  });

  it('names an account of which nothing was ever read, in the manifest too', async () => {
    world.cloud.refuse(A, cloudError('denied'));
    await world.runJob();

    const { coverage } = await read();
    const content = await open();
    const manifest = await writeExport(folder, content.records(), {
      formats: ['jsonl'],
      collected_at: `${DAY}T02:00:00.000Z`,
      source: 'platform',
      scope: { accounts: [A], services: '*', types: '*', regions: '*' },
    });

    expect(coverage).toMatchObject([
      { account_id: A, segment: '*', type: '*', outcome: 'denied', error_class: 'denied', error_message: expect.stringMatching(/./) },
    ]);
    expect(manifest).toMatchObject({ slices: { denied: 1 }, not_whole: [{ account_id: A, segment: '*', type: '*', outcome: 'denied' }] });
  });

  it('has no outcome for an account that no inventory was at', async () => {
    const { coverage } = await read();

    expect(outcomes(coverage)).toEqual([['*', '*', null]]);
    expect(coverage[0]!.error_message).toMatch(/No inventory has read this account yet/);
  });

  it('keeps what a run that read the account says of each slice', async () => {
    see('vpc-a');
    world.cloud.fail(A, USER, 'global', cloudError('denied'));
    await world.runJob();

    expect(outcomes((await read()).coverage)).toContainEqual(['global', USER.type, 'denied']);
  });
});

describe('the findings of an account', () => {
  const CUSTOMER = 'cus_4mK0cJ7pQ2vZs1xT9yB8aw' as CustomerId;
  const by = { suppression_id: 'sup-r-1', reason: 'known', author: 'ann' };
  const suppressions = async (owner?: CustomerId) => {
    await world.store.update('accounts', { account_id: A }, owner ? { set: { customer_id: owner } } : { remove: ['customer_id'] });
    const found = await all((await open()).records().findings);
    return found.map(({ suppression }) => suppression);
  };

  it('tell the owner of the account, who may read the files, only that operators suppressed one', async () => {
    const hidden = (resource_id: string, more: object = {}) =>
      findingRow({ account_id: A, resource_id }, { status: 'suppressed', suppression: { ...by, ...more } });
    await world.store.putMany('findings', [hidden('a'), hidden('b', { customer_id: CUSTOMER })]);

    expect(await suppressions(CUSTOMER)).toEqual([{ by: 'operators' }, by]);
    expect(await suppressions()).toEqual([by, by]);
  });
});

describe('the managed resources of an export', () => {
  const seen = { provider_resource_id: 'db-1', actual_config: { size: 'small' }, last_reconciled: '2026-11-21T10:00:00.000Z' };

  it('are those of the account, as they are, and not what is kept for its events alone', async () => {
    const own = managedRow({ spec: { account_id: A, name: 'shop', tags: { team: 'shop' } }, ...seen });
    await world.store.put('managed_resources', own);
    await world.store.put('managed_resources', managedRow({ spec: { account_id: parseAccountId('222222222222'), name: 'other' } }));
    await world.store.put('managed_resources', { managed_id: 'mgd_0', account_id: A, outbox_at: '2026-11-21T10:00:00.000Z' });

    expect(await all((await open()).records().managed)).toEqual([
      expect.objectContaining({
        managed_id: own.managed_id,
        account_id: A,
        name: 'shop',
        phase: 'Pending',
        tags: { team: 'shop' },
        actual_config: { size: 'small' },
        customer_id: null,
        resource_uid: null,
        generation: 1,
      }),
    ]);
  });

  it('make the same bytes whatever the order in which they are read', async () => {
    for (const name of ['c', 'a', 'b']) await world.store.put('managed_resources', managedRow({ spec: { account_id: A, name }, ...seen }));
    const bytesOf = async (name: string, store?: Store): Promise<string> => {
      const into = join(folder, name);
      mkdirSync(into);
      const scope: Manifest['scope'] = { accounts: [A], services: '*', types: '*', regions: '*' };
      await writeExport(into, (await open(store)).records(), { formats: ['jsonl'], collected_at: DAY, source: 'platform', scope });
      return readFileSync(join(into, 'managed.jsonl'), 'utf8');
    };
    const reversed = lagging({ getMany: async (table, keys) => (await world.store.getMany(table, keys)).toReversed() });

    const first = await bytesOf('first');
    expect(first.trimEnd().split('\n')).toHaveLength(3);
    expect(await bytesOf('second', reversed)).toBe(first);
  });
});
