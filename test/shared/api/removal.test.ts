import { beforeEach, describe, expect, it } from '@jest/globals';
import { accountRow, account, apiFixture, JOB_ID, jobRow, putResources, resourceRow, taskRow } from '../../support/api-fixture.ts';
import { type Answer, send as sendTo } from '../../support/conforming-api.ts';
import { causedEvent } from '../../../shared/events/event.ts';
import { keyAttributes } from '../../../shared/storage/schema.ts';
import type { Key } from '../../../shared/storage/store.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MeddledStore } from '../scan/support.ts';

const ID = account('1');
const OTHER = account('2');
let memory: MemoryStore;
let store: MeddledStore;
let fixture: ReturnType<typeof apiFixture>;
beforeEach(async () => {
  memory = new MemoryStore();
  store = new MeddledStore(memory);
  fixture = apiFixture(store);
  for (const account_id of [ID, OTHER]) {
    await store.put('accounts', accountRow({ account_id }));
    await store.put('policy_results', { account_id, observed_at: '2026', results: '{}' });
    await store.put('scan_counts', { account_id, scan: '2026-11-20' });
    await store.put('findings', findingRow({ account_id }));
    await putResources(store, [
      resourceRow({ account_id }),
      resourceRow({ account_id, resource_id: 'vpc-2' }, { is_last: 0 }),
      resourceRow({ account_id, segment: 'us-east-1' }),
    ]);
  }
});

/** An event for any row: removal looks at none of it. */
const LOST = {
  type: 'muster.account.unreadable',
  subject: ID,
  time: '2026-11-21T14:30:22.000Z',
  severity: 'high',
  data: { account_id: ID, name: 'payments', connection_id: 'aws', since: '2026-11-21T14:30:22.000Z', error: 'The role was deleted.' },
} as const;

const send = async (method: string, path: string, body?: object): Promise<Answer> =>
  sendTo(fixture.app, path, { method, ...(body && { body }) });
const remove = async (id: string) => send('DELETE', `/accounts/${encodeURIComponent(id)}`);
const rowsOf = (id: string): number =>
  (['accounts', 'resources', 'findings', 'coverage', 'policy_results', 'scan_counts'] as const).flatMap((table) =>
    memory.rows(table).filter((row) => row['account_id'] === id),
  ).length;

describe('DELETE /accounts/{id}', () => {
  it('removes all that is stored of the account, and nothing of others', async () => {
    const others = rowsOf(OTHER);

    expect(await remove(ID)).toMatchObject({ status: 200, body: { account_id: ID, removed: true } });

    expect(rowsOf(ID)).toBe(0);
    expect(rowsOf(OTHER)).toBe(others);
    expect((await remove(ID)).status).toBe(404);
  });

  it('takes 12 digits too, and refuses other ids', async () => {
    expect((await remove('000000000001')).body).toMatchObject({ removed: true });
    for (const id of ['1', 'aws:1', '__proto__', '*', 'aws:000000000001#x', 'x'.repeat(300), '\u0000', '../jobs'])
      expect((await remove(id)).status).toBe(400);
    expect((await remove('999999999999')).body).toMatchObject({ status: 404, detail: 'No account aws:999999999999 is registered.' });
  });

  it('tells later inventories that the resources may have a history', async () => {
    await store.put('leases', { account_id: ID, operation: 'inventory', observed_at: '2026-11-20T00:00:00.000Z' });
    await remove(ID);

    expect(await store.get('leases', { account_id: ID, operation: 'inventory' })).toMatchObject({ removed_at: expect.any(String) });
    expect(await store.get('leases', { account_id: ID, operation: 'scan' })).toBeUndefined();
  });

  describe.each(['resources', 'findings', 'unreadable_accounts'] as const)('with events in rows of %s that are not sent', (table) => {
    const rows = () => memory.rows(table).filter((row) => row['account_id'] === ID);
    beforeEach(async () => {
      if (table === 'unreadable_accounts') await store.put(table, { account_id: ID, error: 'The role was deleted.' });
      for (const row of rows()) {
        // The attributes of a key are texts or numbers.
        const key = Object.fromEntries(keyAttributes(table).map((name) => [name, row[name]])) as Key;
        const event = causedEvent({ table, key, transition: 'test' }, LOST);
        await store.put(table, { ...row, ...fixture.bus.outbox.of(table, key, [event]) });
      }
    });

    it('sends them before it deletes the rows', async () => {
      const count = rows().length;
      expect(count).toBeGreaterThan(0);
      expect(await remove(ID)).toMatchObject({ status: 200 });
      expect(fixture.bus.publisher.sent).toHaveLength(count);
      expect(rows()).toEqual([]);
    });

    it('is refused while the bus does not take them, and can be done when it does', async () => {
      const before = rows();
      fixture.bus.publisher.refuses = () => true;
      expect(await remove(ID)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('try again in a few minutes') } });
      expect(rows()).toEqual(before);
      fixture.bus.publisher.refuses = () => false;
      fixture.clock.advance(60_000);
      expect(await remove(ID)).toMatchObject({ status: 200 });
      expect(fixture.bus.publisher.sent).toHaveLength(before.length);
    });
  });

  it('lets the account be registered again, as a new one', async () => {
    await remove(ID);

    const added = await send('POST', '/accounts', { accounts: [{ account_id: ID }] });

    expect(added.body).toMatchObject({ accounts: [{ result: 'created', account: { enabled: true, status: 'never_run' } }] });
  });

  it.each(['queued', 'in_progress'] as const)('is refused while a task of the account is %s, and changes nothing', async (status) => {
    await store.put('jobs', jobRow({ status: 'in_progress', open: '1' }));
    await store.put('job_tasks', taskRow({ account_id: ID, status }));
    const before = memory.snapshot();

    const { status: code, body } = await remove(ID);

    expect(code).toBe(409);
    expect(body['detail']).toBe(`The job ${JOB_ID} works on the account ${ID}; wait until it has ended, or cancel it, and try again.`);
    expect(memory.snapshot()).toBe(before);
  });

  it('goes on while an open job works on other accounts only, or is done with this one', async () => {
    await store.put('jobs', jobRow({ status: 'in_progress', open: '1' }));
    await store.put('job_tasks', taskRow({ account_id: OTHER, status: 'in_progress' }));
    await store.put('job_tasks', taskRow({ account_id: ID, status: 'completed' }));

    expect((await remove(ID)).body).toMatchObject({ removed: true });
    expect((await remove(OTHER)).status).toBe(409);
  });

  it('is refused while a worker still holds the account, whose lease may have outlived its job', async () => {
    await store.put('leases', { account_id: ID, operation: 'scan', lease_until: new Date(fixture.clock.now() + 1).toISOString() });

    expect((await remove(ID)).body['detail']).toBe(`The worker of scans still holds the account ${ID}; try again in a few minutes.`);

    await store.update('leases', { account_id: ID, operation: 'scan' }, { remove: ['lease_until'] });
    expect((await remove(ID)).body).toMatchObject({ removed: true });
  });

  it('says that rows are left if there was no time for them, and goes on when it is repeated', async () => {
    store.before = (method, table) => {
      if (method === 'delete' && table === 'findings') fixture.clock.advance(20_000);
    };

    expect((await remove(ID)).body).toEqual({ account_id: ID, removed: false });
    expect(await store.get('accounts', { account_id: ID })).toMatchObject({ enabled: false });
    expect(rowsOf(ID)).toBeGreaterThan(1);

    store.before = () => undefined;
    expect((await remove(ID)).body).toEqual({ account_id: ID, removed: true });
    expect(rowsOf(ID)).toBe(0);
  });

  it('keeps an account that is enabled meanwhile', async () => {
    store.before = async (method, table) => {
      if (method === 'delete' && table === 'policy_results')
        await memory.update('accounts', { account_id: ID }, { set: { enabled: true } });
    };

    expect((await remove(ID)).status).toBe(409);
    expect(await store.get('accounts', { account_id: ID })).toMatchObject({ enabled: true });
  });
});

describe('DELETE /connections/{id}', () => {
  const drop = async (id: string) => send('DELETE', `/connections/${encodeURIComponent(id)}`);
  beforeEach(async () => {
    await send('POST', '/connections', { connection_id: 'acquired', provider: 'aws' });
  });

  it('removes a connection that no account uses, once', async () => {
    expect(await drop('acquired')).toMatchObject({ status: 200, body: { connection_id: 'acquired' } });
    expect(await drop('acquired')).toMatchObject({ status: 404 });
    expect(await send('POST', '/connections', { connection_id: 'acquired', provider: 'aws' })).toMatchObject({ status: 201 });
  });

  it('is refused while accounts use it, and says how many and what to do', async () => {
    const digits = ['11', '12', '13', '14'];
    for (const each of digits) await store.put('accounts', accountRow({ account_id: account(each), connection_id: 'acquired' }));

    const { status, body } = await drop('acquired');

    expect(status).toBe(409);
    expect(body['detail']).toMatch(
      /^The connection acquired is used by 4 accounts \((aws:\d{12}, ){3}…\): move them to another connection, or remove them, first\.$/,
    );
    expect(await store.get('connections', { connection_id: 'acquired' })).toBeDefined();
  });

  it("is refused for the deployment's own, and finds no other", async () => {
    expect((await drop('aws')).status).toBe(409);
    for (const id of ['none', '__proto__', '*', 'a/b', ' ', '\u001b[31m', 'ä'.repeat(100)]) expect((await drop(id)).status).toBe(404);
    expect((await drop('x'.repeat(201))).status).toBe(400);
  });
});

describe('DELETE /connections/{id} while accounts are given to it', () => {
  const OWN = { role_name: 'their-role' };
  beforeEach(async () => {
    await send('POST', '/connections', { connection_id: 'acquired', provider: 'aws', settings: OWN });
  });
  const removal = async (): Promise<Answer> => send('DELETE', '/connections/acquired');
  const connections = (): readonly unknown[] => memory.rows('connections').map(({ connection_id }) => connection_id);
  const usersOf = (): readonly unknown[] => memory.rows('accounts').filter(({ connection_id }) => connection_id === 'acquired');

  const GIVING = [
    ['adds an account', async () => send('POST', '/accounts', { accounts: [{ account_id: '000000000009', connection_id: 'acquired' }] })],
    ['moves an account', async () => send('PATCH', `/accounts/${encodeURIComponent(ID)}`, { connection_id: 'acquired' })],
  ] as const;

  /** Calls `meanwhile` once, before the first call of this kind. */
  function before(call: string, table: string, meanwhile: () => Promise<unknown>): void {
    let done = false;
    store.before = async (of, name): Promise<void> => {
      if (done || of !== call || name !== table) return;
      done = true;
      await meanwhile();
    };
  }

  it.each(GIVING)('a request that %s at any moment leaves no account without a connection', async (_what, give) => {
    for (const [call, table] of [
      ['update', 'connections'],
      ['scan', 'accounts'],
      ['delete', 'connections'],
    ] as const) {
      await send('POST', '/connections', { connection_id: 'acquired', provider: 'aws', settings: OWN });
      await send('DELETE', '/accounts/000000000009');
      await send('PATCH', `/accounts/${encodeURIComponent(ID)}`, { connection_id: 'aws' });
      let given: Answer | undefined;
      before(call, table, async () => {
        given = await give();
      });

      const removed = await removal();

      expect([call, removed.status, given?.status]).toEqual([call, call === 'update' ? 409 : 200, call === 'update' ? 200 : 409]);
      expect(connections().includes('acquired')).toBe(call === 'update');
      expect(usersOf()).toHaveLength(call === 'update' ? 1 : 0);
    }
  });

  it.each(GIVING)('a removal at any moment of a request that %s leaves no account without a connection', async (_what, give) => {
    for (const [call, table] of [
      ['put', 'accounts'],
      ['update', 'accounts'],
      ['get', 'connections'],
    ] as const) {
      await send('POST', '/connections', { connection_id: 'acquired', provider: 'aws', settings: OWN });
      before(call, table, removal);

      await give();

      expect(usersOf().length > 0 && !connections().includes('acquired')).toBe(false);
      await send('DELETE', '/accounts/000000000009');
      await send('PATCH', `/accounts/${encodeURIComponent(ID)}`, { connection_id: 'aws' });
    }
  });

  it('a removal that died is no obstacle after a minute: accounts are taken, and what is left of it removes nothing', async () => {
    await memory.update(
      'connections',
      { connection_id: 'acquired' },
      { set: { removing: 'dead', removing_until: fixture.clock.now() + 1000 } },
    );
    const [, add] = GIVING[0];
    expect((await add()).status).toBe(409);
    expect((await removal()).body).toMatchObject({ status: 409, detail: expect.stringContaining('Another request is removing') });
    await fixture.clock.sleep(2000);

    expect((await add()).status).toBe(200);

    expect(await memory.get('connections', { connection_id: 'acquired' })).not.toHaveProperty('removing');
    expect((await removal()).body).toMatchObject({ status: 409, detail: expect.stringContaining('is used by one account') });
    expect(await memory.get('connections', { connection_id: 'acquired' })).not.toHaveProperty('removing');
  });
});
