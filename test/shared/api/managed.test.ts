/** Managed resources over the API. The plain managers have no provider: what a worker would see is written into the rows. */
import { describe, expect, it } from '@jest/globals';
import type { Authenticate } from '../../../shared/access/authenticate.ts';
import type { Principal } from '../../../shared/access/principal.ts';
import { ManagedRepository, type RowChange } from '../../../shared/managed/repository.ts';
import type { ManagedId } from '../../../shared/managed/model.ts';
import { readableUid } from '../../../shared/readable-ids.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';

/** An answer, of which each test looks at the members that it is about. */
type Json = ReturnType<typeof JSON.parse>;

const ACCOUNT = account('1');
const db = { type: 'plain_store', name: 'shop-db', account_id: ACCOUNT, region: 'eu-west-1', config: { engine: 'oak' } };
const build = {
  type: 'plain_worker',
  name: 'build',
  account_id: ACCOUNT,
  config: { command: 'run' },
  dependencies: [{ name: 'db', relation: 'uses', resource: { type: 'plain_store', name: 'shop-db', region: 'eu-west-1' } }],
};
const PATH = '/managed-resources';

const caller =
  (principal: Pick<Principal, 'role' | 'scope'>): Authenticate =>
  async () =>
    await Promise.resolve({ id: 'ann', name: 'Ann', ...principal });
const scope = { kind: 'limited', accounts: new Set([ACCOUNT]) } as const;
const FIRST = caller({ role: 'operator', scope });
const VIEWER = caller({ role: 'viewer', scope });

async function managedApi(authenticate?: Authenticate) {
  const store = new MemoryStore();
  await store.put('accounts', accountRow());
  await store.put('accounts', accountRow({ account_id: account('2') }));
  const fixture = apiFixture(store, undefined, authenticate);
  const rows = new ManagedRepository({ store, outbox: fixture.bus.outbox, clock: fixture.clock });
  const send = async (line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const [method = '', path = ''] = line.split(' ');
    const init = { method, headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers } };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fixture.app.request(path, body === undefined ? init : { ...init, body: text });
    return { status: response.status, etag: response.headers.get('etag'), body: (await response.json()) as Json };
  };
  const add = async (body: object): Promise<ManagedId> => (await send(`POST ${PATH}`, body)).body['managed_id'];
  /** Writes what a worker would have seen. */
  const seen = async (id: ManagedId, set: NonNullable<RowChange['set']>) =>
    await rows.change(id, ({ generation }) => ({ set: { observed_generation: generation, applied_generation: generation, ...set } }));
  const stored = async (): Promise<number> => (await store.scan('managed_resources', {})).items.length;
  const audits = async (): Promise<readonly Json[]> => (await store.scan('audit', {})).items;
  return { ...fixture, store, rows, send, add, seen, stored, audits };
}

const READY = {
  provider_resource_id: 'store-1',
  actual_config: { engine: 'oak', size: 'small', port: 1234, shelf: 'top', endpoint: 'db.example' },
  last_reconciled: '2026-11-21T14:00:00.000Z',
};

describe('a managed resource', () => {
  it('is asked for, listed, shown, and wakes the worker', async () => {
    const { send, management, audits } = await managedApi();
    const added = await send(`POST ${PATH}`, { ...db, tags: { team: 'shop' }, metadata: { owner: 'Ann' } });
    expect(added).toMatchObject({
      status: 202,
      etag: '"1"',
      body: { ...db, deletion_policy: 'retain', status: { phase: 'Pending', generation: 1, observed_generation: 0, conditions: [] } },
    });
    const id = added.body['managed_id'];
    expect(management.woken).toEqual([id]);
    expect(await send(`GET ${PATH}/${id}`)).toMatchObject({ status: 200, etag: '"1"', body: added.body });
    expect((await send(`GET ${PATH}/${id}/status`)).body).toEqual(added.body['status']);
    expect((await send(`GET ${PATH}`)).body).toEqual({ items: [added.body] });
    expect((await send(`GET ${PATH}/${id}/events`)).body).toMatchObject({
      items: [{ event: 'plain_store.requested', generation: 1, message: 'unknown has asked for it.' }],
    });
    expect(await audits()).toMatchObject([{ subject: id, what: 'addManagedResource' }]);
  });

  it('is listed by type, phase, account and customer, page by page', async () => {
    const { send, add, seen, clock } = await managedApi();
    const ids: string[] = [];
    for (const [place, account_id] of [ACCOUNT, account('2'), ACCOUNT].entries()) {
      ids.unshift(await add({ ...db, name: `db-${place}`, account_id }));
      clock.advance(1000);
    }
    await seen(ids[0] as ManagedId, { ...READY, conditions: [] });
    const listed = async (query: string): Promise<readonly string[]> => {
      const found: string[] = [];
      let cursor = '';
      do {
        const { status, body } = await send(`GET ${PATH}?${query}&limit=1${cursor}`);
        expect(status).toBe(200);
        found.push(...body['items'].map((item: Json) => item['managed_id']));
        cursor = body['next_cursor'] === undefined ? '' : `&cursor=${body['next_cursor']}`;
      } while (cursor !== '');
      return found;
    };
    expect(await listed('')).toEqual(ids);
    expect(await listed(`account_id=${ACCOUNT}`)).toEqual([ids[0], ids[2]]);
    expect(await listed('type=plain_store')).toEqual(ids);
    expect(await listed('type=plain_worker')).toEqual([]);
    expect(await listed('phase=Pending')).toEqual(ids);
    expect(await listed('phase=Ready,Failed')).toEqual([]);
    expect((await send(`GET ${PATH}?type=store`)).body).toMatchObject({ field: 'type', allowed: ['plain_store', 'plain_worker'] });
    expect((await send(`GET ${PATH}?phase=Redy`)).body['detail']).toContain('Did you mean Ready?');
  });

  it('with mistakes is refused with all of them, and nothing is stored', async () => {
    const { send, stored } = await managedApi();
    const { status, body } = await send(`POST ${PATH}`, { ...db, name: 'A_', config: { engine: 'pin', key: 'hunter2' } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ field: 'name', detail: expect.stringMatching(/There are 2 more problems\.$/) });
    expect(body['errors']).toEqual([
      { field: 'name', detail: expect.any(String) },
      { field: 'config.engine', detail: expect.stringContaining('"pin" came'), allowed: ['oak', 'pine'] },
      { field: 'config.key', detail: expect.stringContaining('write where the secret is') },
    ]);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(await stored()).toBe(0);
    expect((await send(`POST ${PATH}`, '{"config": {"port": 12345678901234567890}}')).body['detail']).toContain('cannot be kept exactly');
    expect((await send(`POST ${PATH}`, [])).body).toMatchObject({ status: 400, field: 'body' });
  });

  it('is refused a second time, and while the first is being deleted', async () => {
    const { send, add } = await managedApi();
    const id = await add(db);
    expect(await send(`POST ${PATH}`, db)).toMatchObject({ status: 409, body: { detail: expect.stringContaining(`already: ${id}`) } });
    expect((await send(`DELETE ${PATH}/${id}`)).status).toBe(202);
    expect(await send(`POST ${PATH}`, db)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is being deleted') } });
  });

  it('does not exist under an id that is none', async () => {
    const { send } = await managedApi();
    for (const id of ['nothing', 'mgd_aaaaaaaaaaaaaaaaaaaaaa'])
      for (const path of ['', '/status', '/events', '/plan']) expect((await send(`GET ${PATH}/${id}${path}`)).status).toBe(404);
  });
});

describe('a name that the inventory has', () => {
  const bucket = resourceRow(
    { type: 'AWS::S3::Bucket', resource_id: 'shop-db' },
    { name: 'shop-db', tags: { team: 'shop', 'aws:x': 'y' } },
  );

  it('is refused, and can be adopted without touching it', async () => {
    const { send, store, seen } = await managedApi();
    await putResources(store, [bucket]);
    const refused = await send(`POST ${PATH}`, db);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('POST /managed-resources/adopt') } });
    const adopted = await send(`POST ${PATH}/adopt`, { resource_id: readableUid(bucket.resource_uid), metadata: { owner: 'Ann' } });
    expect(adopted).toMatchObject({
      status: 202,
      body: {
        type: 'plain_store',
        name: 'shop-db',
        tags: { team: 'shop' },
        config: { engine: 'oak' },
        deletion_policy: 'retain',
        status: { provider_resource_id: 'shop-db', resource_id: readableUid(bucket.resource_uid) },
      },
    });
    await seen(adopted.body['managed_id'], READY);
    expect((await send(`GET ${PATH}/${adopted.body['managed_id']}/plan`)).body).toMatchObject({ action: 'none', fields: [] });
    expect((await send(`POST ${PATH}/adopt`, { resource_id: bucket.resource_uid })).status).toBe(409);
    expect((await send(`GET /resources/${encodeURIComponent(bucket.resource_uid)}`)).body).toMatchObject({
      managed_ids: [adopted.body['managed_id']],
    });
  });

  it.each([
    [{}, 400, 'resource_id'],
    [{ resource_id: 'shop-db' }, 400, 'not the id of a resource'],
    [{ resource_id: `${account('1')}@AWS::S3::Bucket@eu-west-1@other` }, 404, 'is in use'],
    [{ resource_id: `${account('1')}@AWS::EC2::VPC@eu-west-1@vpc-1` }, 400, 'no manager takes over resources of the type AWS::EC2::VPC'],
    [{ resource_id: `${account('1')}@AWS::S3::Bucket@eu-west-1@shop-db`, type: 'plain_worker' }, 400, 'is managed as plain_store'],
    [{ resource_id: `${account('1')}@AWS::S3::Bucket@eu-west-1@shop-db`, type: 'store' }, 400, 'no type of managed resources'],
    [{ resource_id: `${account('1')}@AWS::S3::Bucket@eu-west-1@shop-db`, config: {} }, 400, 'config: unknown'],
  ])('%j cannot be adopted', async (body, status, detail) => {
    const { send, store } = await managedApi();
    await putResources(store, [bucket, resourceRow({})]);
    expect(await send(`POST ${PATH}/adopt`, body)).toMatchObject({ status, body: { detail: expect.stringContaining(detail) } });
  });
});

describe('a change', () => {
  it('that is to be a dry run is refused, and changes nothing', async () => {
    const { send, add } = await managedApi();
    const id = await add(db);
    const refused = await send(`PATCH ${PATH}/${id}?dry_run=true`, { config: { size: 'large' } });
    expect(refused).toMatchObject({ status: 400, body: { field: 'dry_run', detail: expect.stringContaining('takes no parameters') } });
    expect((await send(`GET ${PATH}/${id}`)).body['config']).toEqual(db.config);
  });

  it('is a merge patch, raises the generation, and needs the right ETag', async () => {
    const { send, add, management, audits } = await managedApi();
    const id = await add({ ...db, tags: { team: 'shop', cost: '1' } });
    const changed = await send(`PATCH ${PATH}/${id}`, { config: { size: 'large' }, tags: { cost: null } }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({
      status: 202,
      etag: '"2"',
      body: { config: { engine: 'oak', size: 'large' }, tags: { team: 'shop' }, status: { generation: 2 } },
    });
    expect(management.woken).toEqual([id, id]);
    expect((await send(`PATCH ${PATH}/${id}`, { paused: true }, { 'if-match': '"1"' })).status).toBe(412);
    expect(await send(`PATCH ${PATH}/${id}`, { config: { size: 'large' } })).toMatchObject({ status: 202, etag: '"2"' });
    expect((await audits()).map((entry) => entry['what'])).toContain('changeManagedResource');
  });

  it('of what makes the id is refused, and so is what an immutable field would become', async () => {
    const { send, add, seen } = await managedApi();
    const id = await add(db);
    const moved = await send(`PATCH ${PATH}/${id}`, { name: 'x', region: 'us-east-1', type: 'plain_store' });
    expect(moved.body['errors']).toMatchObject([{ field: 'name' }, { field: 'region' }]);
    expect((await send(`PATCH ${PATH}/${id}`, { config: { engine: 'pine' } })).status).toBe(202);
    await seen(id, { ...READY, actual_config: { ...READY.actual_config, engine: 'pine' } });
    expect(await send(`PATCH ${PATH}/${id}`, { config: { engine: 'oak', port: 0 } })).toMatchObject({
      status: 400,
      body: { field: 'config.port' },
    });
    expect((await send(`PATCH ${PATH}/${id}`, { config: { engine: 'oak' } })).body).toMatchObject({
      status: 400,
      errors: [{ field: 'config.engine', detail: expect.stringContaining('it is "pine", and cannot be changed once the resource exists') }],
    });
  });

  it('that replaces what is to be retained is refused', async () => {
    const { send, add, seen } = await managedApi();
    const id = await add(db);
    await seen(id, READY);
    const refused = await send(`PATCH ${PATH}/${id}`, { config: { shelf: 'low' } });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/^config\.shelf: .*deletion policy "retain"/) } });
    expect((await send(`PATCH ${PATH}/${id}`, { config: { shelf: 'low' }, deletion_policy: 'snapshot' })).status).toBe(202);
  });

  it('pauses: nothing is due, reconciled, deleted or operated on until it goes on', async () => {
    const { send, add, seen, rows } = await managedApi();
    const id = await add(db);
    await seen(id, READY);
    await send(`PATCH ${PATH}/${id}`, { paused: true });
    expect(await rows.get(id)).not.toHaveProperty('due');
    for (const [line, body] of [
      [`POST ${PATH}/${id}/reconcile`],
      [`DELETE ${PATH}/${id}`],
      [`POST ${PATH}/${id}/operations/tidy`, {}],
    ] as const)
      expect(await send(line, body)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is paused') } });
    await send(`PATCH ${PATH}/${id}`, { paused: false });
    expect(await rows.get(id)).toMatchObject({ due: 'due' });
    expect((await send(`POST ${PATH}/${id}/reconcile`)).status).toBe(202);
  });

  it('of what is being deleted is refused', async () => {
    const { send, add } = await managedApi();
    const id = await add(db);
    await send(`DELETE ${PATH}/${id}`);
    expect((await send(`PATCH ${PATH}/${id}`, { paused: true })).status).toBe(409);
  });

  it('of what is being deleted is taken if it names another secret, so that the provider can be asked again', async () => {
    const { send, add, rows } = await managedApi();
    const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/${name}`;
    const id = await add({ ...db, config: { ...db.config, key: secret('old-a1B2c3') } });
    await send(`DELETE ${PATH}/${id}`);
    const { deletion_requested_at } = (await rows.get(id))!;

    expect(await send(`PATCH ${PATH}/${id}`, { config: { key: secret('new-a1B2c3'), host: 'x' } })).toMatchObject({ status: 409 });
    expect(await send(`PATCH ${PATH}/${id}`, { config: { key: secret('new-a1B2c3') }, deletion_policy: 'delete' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('except for its references to secrets') },
    });
    expect((await send(`PATCH ${PATH}/${id}`, { config: { key: secret('new-a1B2c3') } })).status).toBe(202);
    expect(await rows.get(id)).toMatchObject({ deletion_requested_at, due: 'due', spec: { config: { key: secret('new-a1B2c3') } } });
  });
});

describe('a deletion', () => {
  it('is refused with the names of those that depend on it, until they are deleted too', async () => {
    const { send, add, rows } = await managedApi();
    const [store, worker] = [await add(db), await add(build)];
    const refused = await send(`DELETE ${PATH}/${store}`);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('plain_worker build; delete them first') } });
    expect(await send(`DELETE ${PATH}/${worker}`)).toMatchObject({
      status: 202,
      body: { status: { phase: 'Deleting', message: 'It is to be deleted.' } },
    });
    expect((await send(`DELETE ${PATH}/${store}`, undefined, { 'if-match': '"7"' })).status).toBe(412);
    expect((await send(`DELETE ${PATH}/${store}`)).status).toBe(202);
    const again = await send(`DELETE ${PATH}/${store}`);
    expect(again).toMatchObject({ status: 202 });
    expect((await rows.log(store, { limit: 10 })).items.map(({ event }) => event)).toEqual([
      'plain_store.deletion_requested',
      'plain_store.requested',
    ]);
    expect((await send(`GET ${PATH}/${store}/plan`)).body).toMatchObject({
      action: 'delete',
      notes: ['It stays at the provider, and is not managed any more.'],
    });
  });

  it('is allowed once nothing depends on it any more', async () => {
    const { send, add } = await managedApi();
    const [store, worker] = [await add(db), await add(build)];
    await send(`PATCH ${PATH}/${worker}`, { dependencies: [] });
    expect((await send(`DELETE ${PATH}/${store}`)).status).toBe(202);
  });
});

describe('a plan', () => {
  it('of a dry run has each field of a new resource, and stores nothing', async () => {
    const { send, stored, audits } = await managedApi();
    const plan = await send(`POST ${PATH}?dry_run=true`, { ...db, tags: { team: 'shop' } });
    expect(plan).toMatchObject({ status: 200, body: { action: 'create', observed_at: null, observed_seconds_ago: null, notes: [] } });
    expect(plan.body['fields']).toEqual(
      [
        ['/config/engine', 'oak'],
        ['/config/size', 'small'],
        ['/config/port', 1234],
        ['/config/shelf', 'top'],
        ['/tags/team', 'shop'],
      ].map(([path, then]) => ({ path, now: null, then, effect: 'create' })),
    );
    expect(await stored()).toBe(0);
    expect(await audits()).toEqual([]);
  });

  it('of a resource that is there says what would be changed, and how old that knowledge is', async () => {
    const { send, add, seen, clock } = await managedApi();
    const id = await add(db);
    clock.advance(270_000);
    await seen(id, { ...READY, last_reconciled: '2026-11-21T14:30:00.000Z' });
    clock.advance(8_000);
    const wish = { ...db, config: { engine: 'oak', size: 'large', shelf: 'low' }, tags: { team: 'shop' }, deletion_policy: 'delete' };
    const { body } = await send(`POST ${PATH}?dry_run=true`, wish);
    expect(body).toEqual({
      managed_id: id,
      action: 'replace',
      fields: [
        { path: '/config/size', now: 'small', then: 'large', effect: 'update' },
        { path: '/config/shelf', now: 'top', then: 'low', effect: 'replace' },
        { path: '/tags/team', now: null, then: 'shop', effect: 'update' },
        { path: '/deletion_policy', now: 'retain', then: 'delete', effect: 'update' },
      ],
      observed_at: '2026-11-21T14:30:00.000Z',
      observed_seconds_ago: 300,
      notes: ['The resource is deleted as its deletion policy says, and created again.'],
    });
    const engine = await send(`POST ${PATH}?dry_run=true`, { ...db, config: { engine: 'pine' } });
    expect(engine.body).toMatchObject({ action: 'refuse', fields: [{ path: '/config/engine', effect: 'immutable' }] });
    expect((await send(`GET ${PATH}/${id}/plan`)).body).toMatchObject({ action: 'none' });
  });

  it('only tells what others have changed, unless drift is corrected', async () => {
    const { send, add, seen } = await managedApi();
    const id = await add(db);
    await seen(id, { ...READY, actual_config: { ...READY.actual_config, size: 'large' } });
    const field = { path: '/config/size', now: 'large', then: 'small', effect: 'update' };
    expect((await send(`GET ${PATH}/${id}/plan`)).body).toMatchObject({
      action: 'report',
      fields: [field],
      notes: ['Differences at the provider are only told, because drift is "report".'],
    });
    await send(`PATCH ${PATH}/${id}`, { drift: 'correct' });
    expect((await send(`GET ${PATH}/${id}/plan`)).body).toMatchObject({ action: 'update', fields: [field] });
  });

  it('has the outputs of dependencies once they were seen', async () => {
    const { send, add, seen } = await managedApi();
    const store = await add(db);
    const asked = { ...build, config: { command: 'run ${deps.db.endpoint}' } };
    const then = async () =>
      (await send(`POST ${PATH}?dry_run=true`, asked)).body['fields'].find(({ path }: Json) => path === '/config/command')['then'];
    expect(await then()).toBe('run ${deps.db.endpoint}');
    expect((await send(`POST ${PATH}?dry_run=true`, asked)).body['notes']).toEqual([
      'It waits for db; what they give to it is not known yet.',
    ]);
    await seen(store, READY);
    expect(await then()).toBe('run db.example');
  });
});

describe('plans of several requests', () => {
  const plan = async (send: Awaited<ReturnType<typeof managedApi>>['send'], ...resources: readonly object[]) =>
    await send(`POST ${PATH}/plan`, { resources });

  it('come in the order of their dependencies, and store nothing', async () => {
    const { send, stored, audits } = await managedApi();
    const { status, body } = await plan(send, build, db);
    expect(status).toBe(200);
    expect(body['items']).toMatchObject([
      { index: 1, type: 'plain_store', name: 'shop-db', action: 'create', notes: [] },
      {
        index: 0,
        type: 'plain_worker',
        name: 'build',
        action: 'create',
        notes: ['It waits for db; what they give to it is not known yet.'],
      },
    ]);
    expect([await stored(), await audits()]).toEqual([0, []]);
  });

  it('have the patch that makes what is there what is requested', async () => {
    const { send, add, seen } = await managedApi();
    const id = await add({ ...db, config: { engine: 'oak', size: 'large', host: 'x' }, tags: { team: 'shop' } });
    await seen(id, READY);
    const wish = { ...db, config: { engine: 'oak', size: 'medium' } };
    const { body } = await plan(send, wish);
    expect(body['items']).toMatchObject([{ managed_id: id, patch: { config: { size: 'medium', host: null }, tags: { team: null } } }]);
    await send(`PATCH ${PATH}/${id}`, body['items'][0]['patch']);
    expect((await plan(send, wish)).body['items']).toMatchObject([{ patch: {} }]);
  });

  it('are refused with everything that is wrong with any of them', async () => {
    const { send, add, seen } = await managedApi();
    await seen(await add({ ...db, name: 'old' }), READY);
    const { body } = await plan(
      send,
      { ...db, config: { engine: 'pine', size: 'huge' } },
      { ...db, config: { engine: 'oak' } },
      { ...db, name: 'old', config: { engine: 'pine', shelf: 'low' } },
    );
    expect(body['errors'].map(({ field }: Json) => field)).toEqual([
      'resources[0].config.size',
      'resources[1].name',
      'resources[2].config.engine',
      'resources[2].config.shelf',
    ]);
  });

  it('are refused in a circle, which is told by its path', async () => {
    const { send } = await managedApi();
    const back = { ...db, dependencies: [{ name: 'w', resource: { type: 'plain_worker', name: 'build' } }] };
    expect((await plan(send, build, back)).body['errors']).toMatchObject([
      {
        field: 'resources[0].dependencies',
        detail: expect.stringContaining('plain_worker build → plain_store shop-db → plain_worker build'),
      },
      { field: 'resources[1].dependencies' },
    ]);
  });

  it('say that a resource of the name is not managed', async () => {
    const { send, store } = await managedApi();
    await putResources(store, [resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'shop-db' }, { name: 'shop-db' })]);
    expect((await plan(send, db)).body['items']).toMatchObject([{ action: 'refuse', notes: [expect.stringContaining('take it over')] }]);
  });
});

describe('an operation', () => {
  it('is noted with its defaults, runs later, and is audited', async () => {
    const { send, add, seen, management, audits } = await managedApi();
    const id = await add(db);
    await seen(id, READY);
    const asked = await send(`POST ${PATH}/${id}/operations/tidy`);
    expect(asked).toMatchObject({
      status: 202,
      body: { name: 'tidy', parameters: { floor: 0 }, state: 'pending', operation_id: expect.stringMatching(/^[a-z2-7]{26}$/) },
    });
    const second = await send(`POST ${PATH}/${id}/operations/tidy`, { floor: 2 });
    expect(second.body['operation_id']).not.toBe(asked.body['operation_id']);
    expect((await send(`GET ${PATH}/${id}`)).body['operations']).toEqual([asked.body, second.body]);
    expect(management.woken).toEqual([id, id, id]);
    expect((await audits()).map((entry) => entry['what'])).toContain('operateOnManagedResource');
  });

  it('is refused if it is unknown, wrong, too early, or one too many', async () => {
    const { send, add, seen } = await managedApi();
    const id = await add(db);
    const operate = async (name: string, body: object = {}) => await send(`POST ${PATH}/${id}/operations/${name}`, body);
    expect(await operate('tidy')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('does not exist yet') } });
    await seen(id, READY);
    expect(await operate('tdy')).toMatchObject({ status: 404, body: { detail: expect.stringContaining('Did you mean tidy?') } });
    expect(await operate('constructor')).toMatchObject({ status: 404 });
    expect(await operate('tidy', { floor: 9, roof: 1 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'floor' }, { field: 'roof' }] },
    });
    await seen(id, {});
    for (let count = 0; count < 5; count++) expect((await operate('tidy')).status).toBe(202);
    expect(await operate('tidy')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('have not ended yet') } });
    await send(`PATCH ${PATH}/${id}`, { mode: 'observe' });
    expect(await operate('tidy')).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is only observed') } });
  });
});

describe('managers', () => {
  it('are listed, and shown with their schemas, whether or not resources are managed', async () => {
    const { send, management } = await managedApi();
    management.isOn = false;
    expect((await send('GET /managers')).body).toMatchObject({
      enabled: false,
      items: [{ type: 'plain_store' }, { type: 'plain_worker' }],
    });
    const { body } = await send('GET /managers/plain_store');
    expect(body).toMatchObject({
      holds_data: true,
      deletion_policies: ['retain', 'delete', 'snapshot'],
      config_schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['engine'] },
      defaults: { '/size': 'small', '/port': 1234, '/shelf': 'top' },
      sizes: { small: { litres: 1 } },
      operations: [{ name: 'tidy', parameters_schema: { properties: { floor: { maximum: 3 } } } }],
      permissions: ['plain:Tidy'],
      adopts: 'AWS::S3::Bucket',
    });
    expect(body['outputs'][0]).toEqual({ name: 'endpoint', documented_name: 'store_endpoint', reference: '${deps.NAME.endpoint}' });
    expect(await send('GET /managers/plain_sotre')).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('plain_store') },
    });
  });

  it('are all there is where resources are not managed', async () => {
    const { send, management } = await managedApi();
    management.isOn = false;
    for (const line of [
      `GET ${PATH}`,
      `POST ${PATH}`,
      `POST ${PATH}/adopt`,
      `GET ${PATH}/mgd_aaaaaaaaaaaaaaaaaaaaaa/status`,
      `DELETE ${PATH}/x`,
    ])
      expect(await send(line, line.startsWith('POST') ? {} : undefined)).toMatchObject({
        status: 409,
        body: { type: 'urn:muster:problem:not-turned-on', detail: expect.stringContaining('-c muster:manage=true') },
      });
  });
});

describe('a caller who may see some accounts only', () => {
  it('names no other account, depends on nothing there, and is not told of it', async () => {
    const { send } = await managedApi(FIRST);
    const foreign = await send(`POST ${PATH}`, { ...db, account_id: account('2') });
    expect(foreign).toMatchObject({ status: 400, body: { errors: [{ field: 'account_id' }] } });
    const dependent = {
      ...build,
      dependencies: [{ name: 'db', resource: { type: 'plain_store', name: 'db', account_id: account('2'), region: 'eu-west-1' } }],
    };
    expect((await send(`POST ${PATH}`, dependent)).body['errors']).toMatchObject([
      { detail: expect.stringContaining('there is no managed resource') },
    ]);
    expect((await send(`POST ${PATH}`, db)).status).toBe(202);
  });

  it('reads as a viewer, and changes nothing', async () => {
    const { send } = await managedApi(VIEWER);
    expect((await send(`GET ${PATH}`)).status).toBe(200);
    expect((await send(`POST ${PATH}`, db)).status).toBe(403);
  });

  it('is told how many depend on its resource that it may not see', async () => {
    const store = new MemoryStore();
    await store.put('accounts', accountRow());
    await store.put('accounts', accountRow({ account_id: account('2') }));
    const of = (authenticate?: Authenticate) => apiFixture(store, undefined, authenticate).app;
    const post = async (app: ReturnType<typeof of>, body: object): Promise<Json> =>
      await (
        await app.request(PATH, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      ).json();
    const { managed_id } = await post(of(FIRST), db);
    const dependencies = [{ name: 'db', managed_id }];
    await post(of(), { ...build, account_id: account('2'), dependencies });
    const refused = await of(FIRST).request(`${PATH}/${managed_id}`, { method: 'DELETE' });
    expect(await refused.json()).toMatchObject({ status: 409, detail: expect.stringContaining('depend on it: 1 that you may not see') });
  });
});
