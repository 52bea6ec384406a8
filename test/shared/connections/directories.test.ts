import { describe, expect, it } from '@jest/globals';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../../shared/connections/connection-repository.ts';
import { Conflict, NotFound } from '../../../shared/errors.ts';
import { account, accountRow } from '../../support/api-fixture.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const clock = new ManualClock();

describe('the directory of accounts', () => {
  it('leaves a registered account and the recorded results of its runs unchanged', async () => {
    const store = new MemoryStore();
    const accounts = new AccountDirectory(store);
    const held = accountRow({ inventory_observed_at: '2026-11-21T15:00:00.000Z' });
    await store.put('accounts', held);

    const added = await accounts.add({ account_id: held.account_id, connection_id: 'other', name: 'New' }, clock);

    expect(added).toEqual({ result: 'exists', account: held });
    expect(await accounts.get(held.account_id)).toEqual(held);
  });

  it('goes through the enabled accounts only', async () => {
    const accounts = new AccountDirectory(new MemoryStore());
    for (const digits of ['1', '2', '3']) await accounts.add({ account_id: account(digits), connection_id: 'aws' }, clock);
    await accounts.setEnabled(account('2'), false);

    const enabled: string[] = [];
    for await (const { account_id } of accounts.enabled()) enabled.push(account_id);

    expect(enabled).toEqual([account('1'), account('3')]);
  });

  it('keeps the results of a newer run, and records those of still newer ones', async () => {
    const accounts = new AccountDirectory(new MemoryStore());
    await accounts.add({ account_id: account('1'), connection_id: 'aws' }, clock);
    const [earlier, later] = ['2026-11-21T15:00:00.000Z', '2026-11-21T15:00:00.001Z'] as const;

    await accounts.recordRun(account('1'), 'inventory', later, { status: 'ok' });
    await accounts.recordRun(account('1'), 'inventory', earlier, { status: 'failed' });
    await accounts.recordRun(account('1'), 'scan', earlier, { findings: { low: 1 } });

    expect(await accounts.get(account('1'))).toMatchObject({ status: 'ok', findings: { low: 1 } });
  });

  it('does not create an account by changing it or by recording a run', async () => {
    const accounts = new AccountDirectory(new MemoryStore());

    await expect(accounts.setEnabled(account('1'), false)).rejects.toThrow(NotFound);
    await accounts.recordRun(account('1'), 'inventory', '2026-11-21T15:00:00.000Z', { status: 'ok' });
    expect(await accounts.get(account('1'))).toBeUndefined();
  });
});

const login = (role_name: string) => ({ provider: 'aws', settings: { role_name, external_id: 'x' } }) as const;

describe('the directory of connections', () => {
  it("keeps the deployment's settings in the default connection, and writes it only when they change", async () => {
    const store = new MemoryStore();
    const connections = new ConnectionDirectory(store);
    const created = await connections.ensureDefault(login('one'), clock);
    const writes = store.requests.get('put connections');

    await connections.ensureDefault(login('one'), clock);
    expect(store.requests.get('put connections')).toBe(writes);

    await connections.ensureDefault(login('two'), new ManualClock(0));
    expect(await connections.get('aws')).toEqual({ ...created, ...login('two') });
  });

  it('gives an id once', async () => {
    const connections = new ConnectionDirectory(new MemoryStore());
    await connections.add({ connection_id: 'other', ...login('r') }, clock);

    await expect(connections.add({ connection_id: 'other', ...login('mine') }, clock)).rejects.toThrow(Conflict);
    expect(await connections.get('other')).toMatchObject(login('r'));
  });
});
