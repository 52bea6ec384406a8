import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { accountRow } from '../../support/api-fixture.ts';
import { CommandLine, type Ran } from './support/command-line.ts';

const line = new CommandLine();
beforeAll(async () => line.open());
afterAll(async () => line.close());
beforeEach(() => line.reset());

const muster = async (...args: readonly string[]): Promise<Ran> => line.muster(args);

describe('muster connections', () => {
  it('adds a connection, changes one setting of it and lists it', async () => {
    const added = await muster('connections', 'add', 'acquired', '--role-name', 'their-role', '--external-id', 'id-1');
    const changed = await muster('connections', 'update', 'acquired', '--external-id', 'id-2', '--name', 'Acquired', '--json');
    const listed = await muster('connections', 'list', '--json');

    expect(added.code).toBe(0);
    expect(changed.lines).toMatchObject([{ name: 'Acquired', settings: { role_name: 'their-role', external_id: 'id-2' } }]);
    expect(new Set(listed.lines.map(({ connection_id }) => connection_id))).toEqual(new Set(['acquired', 'aws']));
  });

  it('refuses a role that the deployment may not assume, a change of nothing and a connection that is missing', async () => {
    await muster('connections', 'add', 'acquired');

    const role = await muster('connections', 'update', 'acquired', '--role-name', 'Auditor');
    const nothing = await muster('connections', 'update', 'acquired');
    const missing = await muster('connections', 'update', 'none', '--external-id', 'id-1');

    expect(role.err).toMatch(/may not assume roles of the name "Auditor"; allowed are muster-read, their-role\./);
    expect(nothing.err).toMatch(/Nothing to change: give --name, --role-name or --external-id\./);
    expect(missing.err).toMatch(/There is no connection none; "muster connections list" lists them\./);
    expect([role.code, nothing.code, missing.code].every((code) => code !== 0)).toBe(true);
  });

  it('are removed when no account uses them, and accounts are removed from them', async () => {
    const { account_id } = accountRow();
    await line.fixture.store.put('accounts', accountRow({ connection_id: 'acquired' }));
    await muster('connections', 'add', 'acquired');

    const used = await muster('connections', 'remove', 'acquired');
    const account = await muster('accounts', 'remove', String(account_id));
    const unused = await muster('connections', 'remove', 'acquired');
    const again = await muster('accounts', 'remove', String(account_id));
    const none = await muster('connections', 'remove', 'acquired');

    expect(used.err).toContain('The connection acquired is used by one account (aws:000000000001): move them to another connection');
    expect(account.out).toBe('1 account removed.\n');
    expect(unused.out).toBe('1 connection removed.\n');
    expect(again.err).toContain('No account aws:000000000001 is registered.');
    expect(none.err).toContain('There is no connection acquired');
    expect([used, again, none].every(({ code }) => code !== 0)).toBe(true);
  });

  it('take accounts from each other', async () => {
    const { account_id } = accountRow();
    await line.fixture.store.put('accounts', accountRow());
    await muster('connections', 'add', 'acquired');

    const moved = await muster('accounts', 'move', String(account_id), '--connection', 'acquired');

    expect(moved.out).toBe('1 account moved to acquired.\n');
    expect(await line.fixture.store.get('accounts', { account_id })).toMatchObject({ connection_id: 'acquired' });
  });
});
