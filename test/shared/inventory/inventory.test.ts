import { beforeEach, describe, expect, it } from '@jest/globals';
import { applyChange } from '../../support/apply-change.ts';
import { LINKS_FORM, linkRowsOf } from '../../../shared/graph/link-rows.ts';
import { stateOf } from '../../../shared/inventory/changes.ts';
import { cloudError, fetched, NETWORK, USER } from '../../support/fake-cloud.ts';
import { canonicalValue } from '../../../shared/inventory/canonical-value.ts';
import type { ResourceState } from '../../../shared/inventory/model.ts';
import { MAX_JSON_CHARACTERS } from '../../../shared/storage/stored-form.ts';
import { HOSTILE_JSON, HOSTILE_NAMES, incompressible } from '../../support/hostile-json.ts';
import { parseAccountId } from '../../../shared/ids.ts';
import { AccountLeases } from '../../../shared/jobs/account-lease.ts';
import { keyAttributes } from '../../../shared/storage/schema.ts';
import type { Key } from '../../../shared/storage/store.ts';
import { World } from '../../support/world.ts';

const ACCOUNT = 'aws:111111111111';
const many = (count: number) => Array.from({ length: count }, (_, index) => fetched(`vpc-${String(index).padStart(3, '0')}`));

let world: World;
const list = (resources: Parameters<World['cloud']['put']>[3], region = 'eu-west-1') =>
  world.cloud.put(ACCOUNT, NETWORK, region, resources);
const inUse = async () =>
  (await world.resources())
    .filter((row) => row.is_last === 1)
    .map((row) => row.resource_id)
    .toSorted();
const writes = (table: string) =>
  [...world.store.requests]
    .filter(([name]) => /^(put|putMany|update) /.test(name) && name.endsWith(` ${table}`))
    .reduce((sum, [, count]) => sum + count, 0);

beforeEach(async () => {
  world = await World.withAccounts(ACCOUNT);
  world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice')]);
});

/** Runs an inventory one day later. */
const runNextDay = async (request?: object) => {
  world.clock.advance(86_400_000);
  return await world.runJob(request);
};

describe('the links of resources', () => {
  const named = (id: string, ...uses: readonly string[]) =>
    fetched(id, { relationships: uses.map((other) => ({ relation: 'uses', type: USER.type, id: other })) });
  const expected = async () => (await world.resources()).filter((row) => row.is_last === 1).flatMap(linkRowsOf);
  const keysOf = (rows: readonly object[]) =>
    (rows as readonly { readonly name_key: string; readonly entry: string }[])
      .map(({ name_key, entry }) => `${name_key} ${entry}`)
      .toSorted();
  const stored = async () => (await world.store.scan('links')).items;

  it('follow their rows through adds, changes, deletes and restores', async () => {
    for (const states of [
      [named('vpc-1', 'alice'), named('vpc-2')],
      [named('vpc-1'), named('vpc-2', 'alice', 'bob')],
      [named('vpc-2', 'bob')],
      [named('vpc-1', 'alice'), named('vpc-2', 'bob')],
    ]) {
      list(states);
      await runNextDay();
      expect(keysOf(await stored())).toEqual(keysOf(await expected()));
    }
    expect((await stored()).length).toBeGreaterThan(3);
  });

  it('cost no write while nothing changes', async () => {
    list([named('vpc-1', 'alice')]);
    await world.runJob();
    const before = writes('links');
    await runNextDay();

    expect(writes('links')).toBe(before);
  });

  it('are written for the rows of an earlier release, once and without a change', async () => {
    list([{ ...named('vpc-1', 'alice'), source_version: 'v1' }]);
    await world.runJob();
    for (const { links_form: _, ...row } of await world.resources()) await world.store.put('resources', row);
    for (const row of await stored()) await world.store.delete('links', { name_key: String(row['name_key']), entry: String(row['entry']) });
    await runNextDay();

    const rows = await world.resources();
    expect(keysOf(await stored())).toEqual(keysOf(await expected()));
    expect(rows.map(({ version, links_form }) => [version, links_form])).toEqual([
      [1, LINKS_FORM],
      [1, LINKS_FORM],
    ]);
    const before = writes('links');
    await runNextDay();
    expect(writes('links')).toBe(before);
  });
});

describe('the first inventory of an account', () => {
  it('stores its resources in batches', async () => {
    list(many(30));
    await world.runJob();

    expect(await inUse()).toHaveLength(31);
    expect(world.store.requests.get('put resources')).toBeUndefined();
    expect(world.store.requests.get('putMany resources')).toBe(31);
  });

  it('stores them one by one, on the condition that there is no row, where a batch is lost or cut short', async () => {
    list(many(30));
    const putMany = world.store.putMany.bind(world.store);
    world.store.putMany = async (table, items) => {
      await putMany(table, table === 'resources' ? items.slice(0, 3) : items);
      if (table === 'resources') throw new Error('The rest of the batch is lost.');
    };
    await world.runJob();

    expect(await inUse()).toHaveLength(31);
    expect(world.store.requests.get('put resources')).toBeGreaterThan(20);
  });

  it('overwrites no row once a newer run has taken the account', async () => {
    list(many(1));
    const putMany = world.store.putMany.bind(world.store);
    const get = world.store.get.bind(world.store);
    const key = { account_id: ACCOUNT, operation: 'inventory' };
    world.store.get = async (table, asked) => {
      const row = await get(table, asked);
      return table === 'leases' && row ? { ...row, observed_at: '2099-01-01T00:00:00.000Z' } : row;
    };
    const batches: string[] = [];
    world.store.putMany = async (table, items) => {
      batches.push(table);
      await putMany(table, items);
    };
    await world.runJob();

    expect(await get('leases', key)).toBeDefined();
    expect(batches).not.toContain('resources');
    expect(await inUse()).toHaveLength(2);
  });

  it('goes on with the versions of resources whose account was removed before', async () => {
    list([fetched('vpc-1')]);
    await world.runJob();
    await new AccountLeases(world.store, 'inventory').markRemoved(parseAccountId(ACCOUNT), world.clock.now());
    for (const table of ['resources', 'coverage'] as const)
      for (const row of world.store.rows(table)) {
        const key = keyAttributes(table).map((name) => [name, row[name] as string]);
        await world.store.delete(table, Object.fromEntries(key) as Key);
      }

    list([fetched('vpc-1', { tags: { Owner: 'net' } })]);
    await runNextDay();

    expect(await world.resource(ACCOUNT, 'vpc-1')).toMatchObject({ version: 2, last_change: { op: 'add' } });
    const uid = (await world.resource(ACCOUNT, 'vpc-1'))!.resource_uid;
    expect(
      world.store
        .rows('changes')
        .filter(({ resource_uid }) => resource_uid === uid)
        .map(({ version }) => version),
    ).toEqual([1, 2]);
  });
});

describe('an inventory', () => {
  it('stores every resource of every page with its identity, state and first change', async () => {
    list([fetched('vpc-1', { tags: { Owner: 'net' } }), fetched('vpc-2'), fetched('vpc-3')]);
    const job = await world.runJob();
    expect(job).toMatchObject({
      status: 'completed',
      completed: 1,
      totals: { inventory: { counts: { added: 4, resources: 4 }, slices: { complete: 3 } } },
    });
    expect(await world.resource(ACCOUNT, 'vpc-1')).toMatchObject({
      slice_id: 'aws:111111111111#AWS::EC2::VPC#eu-west-1',
      resource_uid: 'aws:111111111111|AWS::EC2::VPC|eu-west-1|vpc-1',
      kind: 'network',
      tags: { Owner: 'net' },
      version: 1,
      is_last: 1,
      last_change: { op: 'add', version: 1, job_id: job.job_id },
    });
    expect((await world.history((await world.resource(ACCOUNT, 'vpc-1'))!)).map(({ op }) => op)).toEqual(['add']);
  });

  it("leaves a resource's row as it is while the cloud lists the resource with the same version", async () => {
    const shown = (source_version: string, Id: string) => fetched('vpc-1', { source_version, config: { Id } });
    list([shown('v1', 'first'), fetched('vpc-2')]);
    await world.runJob();

    // The version is the same, so the run does not read the rest.
    list([shown('v1', 'not looked at'), fetched('vpc-2')]);
    const second = await runNextDay();
    expect(second.totals?.inventory).toMatchObject({ counts: { unchanged: 3, updated: 0, deleted: 0, resources: 3 } });
    expect(await world.resource(ACCOUNT, 'vpc-1')).toMatchObject({ config: { Id: 'first' }, version: 1, source_version: 'v1', is_last: 1 });

    list([shown('v2', 'third'), fetched('vpc-2')]);
    const third = await runNextDay();
    expect(third.totals?.inventory).toMatchObject({ counts: { unchanged: 2, updated: 1 } });
    expect(await world.resource(ACCOUNT, 'vpc-1')).toMatchObject({ config: { Id: 'third' }, source_version: 'v2' });

    list([fetched('vpc-2')]);
    await runNextDay();
    list([shown('v2', 'back again'), fetched('vpc-2')]);
    const last = await runNextDay();
    expect(last.totals?.inventory).toMatchObject({ counts: { restored: 1 } });
    expect(await world.resource(ACCOUNT, 'vpc-1')).toMatchObject({ config: { Id: 'back again' }, is_last: 1 });
  });

  it('stores a new version of a resource whose state is the same, so that its details are not read again each night, and makes no change of it', async () => {
    const shown = (source_version: string, tags?: object) => fetched('vpc-1', { source_version, ...tags });
    list([shown('old v1')]);
    await world.runJob();

    // The definition of the type has changed: everything is read again, and is as it was.
    list([shown('new v1')]);
    const second = await runNextDay();
    expect(second.totals?.inventory).toMatchObject({ counts: { updated: 0 } });
    const row = (await world.resource(ACCOUNT, 'vpc-1'))!;
    expect(row).toMatchObject({ version: 1, source_version: 'new v1' });
    expect((await world.history(row)).map(({ op }) => op)).toEqual(['add']);
  });

  it('stores the region of a resource, which may differ from the segment that lists it', async () => {
    const at = (region: string) => world.cloud.put(ACCOUNT, USER, 'global', [fetched('alice', { region }), fetched('bob')]);
    at('westeurope');
    await world.runJob();

    const users = async () => (await world.resources()).filter(({ type }) => type === USER.type);
    const rows = await users();
    expect(rows.map(({ resource_id, segment, region }) => [resource_id, segment, region])).toEqual([
      ['alice', 'global', 'westeurope'],
      ['bob', 'global', 'global'],
    ]);
    expect(rows[0]?.resource_uid).toBe(`${ACCOUNT}|${USER.type}|global|alice`);

    at('northeurope');
    const moved = await runNextDay();
    expect(moved.totals?.inventory).toMatchObject({ counts: { updated: 1, unchanged: 1, added: 0, deleted: 0 } });
    expect((await users())[0]).toMatchObject({
      region: 'northeurope',
      last_change: { op: 'update', patch: [{ op: 'replace', path: '/region', value: 'northeurope' }] },
    });
  });

  it('writes nothing to resources and changes when nothing changed', async () => {
    list(many(7));
    await world.runJob();
    world.store.requests.clear();
    const second = await runNextDay();
    expect(second.totals?.inventory).toMatchObject({ counts: { unchanged: 8, added: 0, updated: 0 } });
    expect({ resources: writes('resources'), changes: writes('changes') }).toEqual({ resources: 0, changes: 0 });
  });

  it('writes nothing when the cloud answers in another order, at any level', async () => {
    const rules = [{ Ports: [443, 80] }, { Ports: [22, 3389] }];
    list([fetched('vpc-1', { config: { Rules: rules } })]);
    await world.runJob();
    list([fetched('vpc-1', { config: { Rules: rules.map(({ Ports }) => ({ Ports: Ports.toReversed() })).toReversed() } })]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ unchanged: 2, updated: 0 });
  });

  it('records a change when the order of a list changes that the type names as ordered', async () => {
    list([fetched('vpc-1', { config: { Steps: ['build', 'test'] } })]);
    await world.runJob();
    list([fetched('vpc-1', { config: { Steps: ['test', 'build'] } })]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ unchanged: 1, updated: 1 });
  });

  it('neither queries nor writes resources for a slice that was empty and still is', async () => {
    await world.runJob({ operation: 'inventory', service: 'ec2' });
    world.store.requests.clear();
    await runNextDay({ operation: 'inventory', service: 'ec2' });
    expect(world.store.requests.get('query resources')).toBeUndefined();
    expect(world.store.requests.get('put coverage')).toBe(2);
  });

  it('records updates, deletes and restores so that applying them in order rebuilds the resource', async () => {
    list([fetched('a', { config: { Size: 1, Stays: true, Long: 'a text that is long enough to make a patch worth its while' } })]);
    await world.runJob();
    list([fetched('a', { config: { Size: 2, Stays: true, Long: 'a text that is long enough to make a patch worth its while' } })]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ updated: 1, unchanged: 1 });
    list([]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ deleted: 1 });
    expect(await world.resource(ACCOUNT, 'a')).toMatchObject({
      is_last: 0,
      version: 3,
      expires_at: expect.any(Number),
      config: { Size: 2 },
    });
    list([fetched('a', { config: { Size: 3 } })]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ restored: 1 });
    const row = (await world.resource(ACCOUNT, 'a'))!;
    const history = await world.history(row);
    expect(history.map(({ op, version }) => [op, version])).toEqual([
      ['add', 1],
      ['update', 2],
      ['delete', 3],
      ['restore', 4],
    ]);
    expect(history[1]?.patch).toEqual([{ op: 'replace', path: '/config/Size', value: 2 }]);
    const rebuilt = history.reduce<ReturnType<typeof applyChange>>((state, change) => applyChange(state, change), null);
    expect(rebuilt?.config).toEqual(row.config);
    expect(row.deleted_at).toBeUndefined();
    expect(row.expires_at).toBeUndefined();
  });

  it('records no change when only volatile fields have changed', async () => {
    list([fetched('a', { config: { LastLookedAt: 'monday' } })]);
    await world.runJob();
    list([fetched('a', { config: { LastLookedAt: 'tuesday' } })]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ updated: 0 });
  });

  it('stores the later of two entries for a resource within a page', async () => {
    list([fetched('a', { config: { Size: 1 } }), fetched('a', { config: { Size: 2 } })]);
    const job = await world.runJob();
    expect(job.totals?.inventory?.counts).toMatchObject({ added: 2, updated: 0 });
    expect((await world.resource(ACCOUNT, 'a'))?.config).toEqual({ Size: 2 });
  });

  it('stores a time of use whole and as it was last read, without a change of the resource', async () => {
    const used = (LastUsed: string | undefined, more: object = {}) => fetched('a', { config: { ...(LastUsed && { LastUsed }), ...more } });
    list([used(undefined)]);
    await world.runJob();
    for (const time of ['2026-11-20T08:00:00.000Z', '2026-11-20T08:00:01.000Z', '2026-11-21T19:00:00.000Z']) {
      list([used(time)]);
      expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ updated: 0 });
      expect(await world.resource(ACCOUNT, 'a')).toMatchObject({ config: { LastUsed: time }, version: 1 });
    }
    list([used('2026-11-22T08:00:00.000Z', { Size: 2 })]);
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ updated: 1 });
    list([used(undefined, { Size: 3 })]);
    await runNextDay();

    const row = (await world.resource(ACCOUNT, 'a'))!;
    const history = await world.history(row);
    expect(history.map(({ op }) => op)).toEqual(['add', 'update', 'update']);
    expect(history.reduce<ResourceState | null>(applyChange, null)).toEqual(stateOf(row));
  });

  it('writes a row whose times of use alone differ once, and no row of which nothing differs', async () => {
    const used = (LastUsed: string) => [fetched('a', { config: { LastUsed } }), fetched('b', { config: { LastUsed: 'x' } })];
    list(used('2026-11-20T08:00:00.000Z'));
    await world.runJob();
    const written: string[] = [];
    const put = world.store.put.bind(world.store);
    world.store.put = async (table, item, condition) => {
      if (table === 'resources') written.push((item as { resource_id: string }).resource_id);
      await put(table, item, condition);
    };
    list(used('2026-11-21T08:00:00.000Z'));
    await runNextDay();
    await runNextDay();
    expect(written).toEqual(['a']);
  });

  it.each([
    ['denied', 'denied'],
    ['unsupported', 'unsupported'],
    ['invalid', 'failed'],
  ] as const)('deletes nothing from a slice whose fetch is %s', async (errorClass, outcome) => {
    list(many(3));
    await world.runJob();
    list([]);
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError(errorClass));
    const job = await runNextDay();
    expect(job.totals?.inventory?.slices).toMatchObject({ [outcome]: 1 });
    expect(await inUse()).toHaveLength(4);
    expect(await world.coverage(ACCOUNT)).toMatchObject({ outcome, count: 3, populated: true });
  });

  it('deletes nothing from a slice whose fetch fails after a page, and keeps the resources of that page', async () => {
    list(many(5));
    await world.runJob();
    list([...many(2), fetched('new'), fetched('never-read')]);
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('invalid'), 2);
    const job = await runNextDay();
    expect(job).toMatchObject({ status: 'completed_with_errors', partial: 1 });
    expect(job.totals?.inventory?.slices).toMatchObject({ partial: 1, complete: 2 });
    expect(await inUse()).toContain('vpc-004');
  });

  it("deletes nothing outside of the job's scope", async () => {
    list(many(2));
    list([fetched('elsewhere')], 'us-east-1');
    await world.runJob();
    list([], 'eu-west-1');
    list([], 'us-east-1');
    world.cloud.put(ACCOUNT, USER, 'global', []);
    await runNextDay({ operation: 'inventory', service: 'ec2', regions: ['us-east-1'] });
    expect(await inUse()).toEqual(['alice', 'vpc-000', 'vpc-001']);
  });

  it('holds a mass delete until a second run does not list the resources either', async () => {
    list(many(30));
    await world.runJob();
    list(many(10));
    const first = await runNextDay();
    expect(first).toMatchObject({
      status: 'completed_with_errors',
      totals: { inventory: { slices: { suspect: 1 }, counts: { deleted: 0 } } },
    });
    expect(await inUse()).toHaveLength(31);
    expect((await world.coverage(ACCOUNT))?.held).toHaveLength(20);
    const second = await runNextDay();
    expect(second).toMatchObject({ status: 'completed', totals: { inventory: { counts: { deleted: 20 } } } });
    expect(await inUse()).toHaveLength(11);
    expect(await world.coverage(ACCOUNT)).toEqual(expect.not.objectContaining({ held: expect.anything() }));
  });

  it('keeps the held ids when a run cannot read the slice', async () => {
    list(many(30));
    await world.runJob();
    list(many(10));
    await runNextDay();
    world.cloud.fail(ACCOUNT, NETWORK, 'eu-west-1', cloudError('denied'));
    await runNextDay();
    world.cloud.heal();
    expect((await runNextDay()).totals?.inventory?.counts).toMatchObject({ deleted: 20 });
  });

  it("deletes resources although a run died between the slice's first write and its coverage", async () => {
    await world.runJob({ operation: 'inventory', service: 'ec2' });
    list(many(1));
    let pages = 0;
    world.cloud.pageSize = 1;
    list(many(2));
    world.cloud.onPage = () => {
      pages += 1;
      if (pages > 2) throw new Error('the worker dies');
    };
    await runNextDay({ operation: 'inventory', service: 'ec2', regions: ['eu-west-1'] });
    expect(pages).toBeGreaterThan(0);
    expect(await world.coverage(ACCOUNT)).toMatchObject({ populated: true });
    world.cloud.onPage = () => undefined;
    list([]);
    await world.runJob({ operation: 'inventory', service: 'ec2' });
    expect(await inUse()).toEqual([]);
  });

  it('continues the versions of a resource whose row has expired', async () => {
    list([fetched('a')]);
    await world.runJob();
    const row = (await world.resource(ACCOUNT, 'a'))!;
    world.store.expire('resources', { slice_id: row.slice_id, resource_id: 'a' });
    await runNextDay();
    expect(await world.resource(ACCOUNT, 'a')).toMatchObject({ version: 2, last_change: { op: 'add' } });
  });

  it('names a resource that is too large to store, stores the others, and deletes none', async () => {
    list(many(2));
    await world.runJob();
    list([fetched('vpc-000', { config: { Huge: incompressible(600_000) } })]);
    const job = await runNextDay();
    expect(job).toMatchObject({ partial: 1 });
    expect(await inUse()).toEqual(['alice', 'vpc-000', 'vpc-001']);
    expect((await world.coverage(ACCOUNT))?.error).toMatchObject({ class: 'too_large', message: expect.stringContaining('vpc-000') });
  });

  it.each([
    ['has too much JSON', 'vpc-000', { Huge: 'x'.repeat(MAX_JSON_CHARACTERS) }],
    ['has an id that is not Unicode', 'vpc-\uD800', {}],
    ['has an id that is too long', 'x'.repeat(1200), {}],
  ])('names a resource that %s, and stores the others', async (_name, id, config) => {
    list([fetched(id, { config }), fetched('b')]);
    expect(await world.runJob()).toMatchObject({ partial: 1 });
    expect(await inUse()).toEqual(['alice', 'b']);
    expect((await world.coverage(ACCOUNT))?.error).toMatchObject({
      class: 'too_large',
      message: expect.stringContaining(id.slice(0, 100).toWellFormed()),
    });
  });

  it.each(Object.entries(HOSTILE_JSON))('stores a resource with %s as it is, and writes nothing the next day', async (_name, value) => {
    const tags = HOSTILE_NAMES;
    list([fetched('a', { name: '\uD800 json:', tags, config: { Value: value } })]);
    expect(await world.runJob()).toMatchObject({ completed: 1 });
    const row = (await world.resource(ACCOUNT, 'a'))!;
    expect(JSON.stringify([row.tags, row.name])).toBe(JSON.stringify([canonicalValue(tags), '\uD800 json:']));
    expect(JSON.stringify(row.config['Value'])).toBe(JSON.stringify(canonicalValue(value)));
    await runNextDay();
    expect((await world.resource(ACCOUNT, 'a'))?.version).toBe(1);
    list([fetched('a', { config: { Value: 1 } })]);
    await runNextDay();
    list([fetched('a', { tags, config: { Value: value } })]);
    await runNextDay();
    const changes = await world.history((await world.resource(ACCOUNT, 'a'))!);
    const state = changes.reduce<ResourceState | null>(applyChange, null);
    expect(JSON.stringify(state?.config['Value'])).toBe(JSON.stringify(canonicalValue(value)));
    expect(JSON.stringify(state?.tags)).toBe(JSON.stringify(canonicalValue(tags)));
  });

  it('names the permissions that detail reads lacked, and does not store their fields as absent', async () => {
    list([fetched('a', { unread: { Policy: { permission: 's3:GetBucketPolicy', error_code: 'AccessDenied' } } })]);
    const job = await world.runJob();
    expect(await world.task(job.job_id, ACCOUNT)).toMatchObject({
      status: 'completed',
      totals: { inventory: { missing_permissions: ['s3:GetBucketPolicy'], counts: { unread: 1 } } },
    });
  });
});
