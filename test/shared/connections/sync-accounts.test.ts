import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import { type CloudDirectory, NotLoggedIn, type VisibleAccount, type VisibleAccounts } from '../../../shared/clouds/login.ts';
import type { Connection } from '../../../shared/clouds/connection.ts';
import { AccountDirectory } from '../../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../../shared/connections/connection-repository.ts';
import type { AccountRow } from '../../../shared/connections/model.ts';
import { syncAccounts, type SyncRequest } from '../../../shared/connections/sync-accounts.ts';
import { account as idOf, accountRow } from '../../support/api-fixture.ts';
import { ManualClock } from '../../support/fakes.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const sees = (digits: string, more: Partial<VisibleAccount> = {}): VisibleAccount => ({
  account_id: idOf(digits),
  name: `n${digits}`,
  organizational_unit: 'Workloads',
  ...more,
});

/** Every account, as it is stored. */
async function stored(): Promise<readonly AccountRow[]> {
  const rows: AccountRow[] = [];
  for await (const row of new AccountDirectory(store).all()) rows.push(row);
  return rows;
}

type Answer = Partial<VisibleAccounts> & Pick<Partial<CloudDirectory>, 'tags'>;

const clock = new ManualClock();
let store: MemoryStore;
let accounts: AccountDirectory;
let connections: ConnectionDirectory;
let answers: Record<string, Answer | Error>;
/** Runs after the clouds have answered, before anything is written. */
let meanwhile: () => Promise<void>;

beforeEach(async () => {
  store = new MemoryStore();
  accounts = new AccountDirectory(store);
  connections = new ConnectionDirectory(store);
  answers = {};
  meanwhile = () => Promise.resolve();
  for (const connection_id of ['one', 'two']) await connections.add({ connection_id, provider: 'aws', settings: {} }, clock);
});

function directoryOf({ connection_id }: Connection): CloudDirectory | Error {
  const answer = answers[connection_id] ?? {};
  if (answer instanceof Error) return answer;
  const { tags, ...visible } = answer;
  const unasked = (): never => {
    throw new Error('not expected');
  };
  return {
    identity: unasked,
    regions: unasked,
    accounts: () => Promise.resolve({ accounts: [], others: [], ...visible }),
    ...(tags && { tags }),
  };
}

async function sync(request: SyncRequest = {}, until = Infinity) {
  return await syncAccounts(request, {
    agent: {
      overview: async (asked) => {
        const seen = [];
        const failed = [];
        for (const connection of asked) {
          const directory = directoryOf(connection);
          if (directory instanceof Error) failed.push({ connection, error: directory as NotLoggedIn });
          else
            seen.push({
              login: { connection, directory, session: () => Promise.reject(new Error('not expected')) },
              visible: await directory.accounts(),
            });
        }
        return { seen, failed };
      },
    },
    connections,
    accounts: Object.assign(Object.create(accounts) as AccountDirectory, {
      all: async function* () {
        const rows = await stored();
        await meanwhile();
        yield* rows;
      },
      register: accounts.register.bind(accounts),
      applySync: accounts.applySync.bind(accounts),
      withdraw: accounts.withdraw.bind(accounts),
      moveBack: accounts.moveBack.bind(accounts),
    }),
    clock,
    until,
  });
}

describe('a sync of accounts', () => {
  it('notes the accounts whose state the cloud does not tell', async () => {
    answers = { one: { accounts: [sees('1', { state_known: false })] }, two: { accounts: [sees('2')] } };

    expect((await sync()).notes).toEqual([expect.stringMatching(/^The cloud does not tell .* 1 accounts of the connection one /)]);
  });

  it('leaves out and names an account whose row would be too large, new or registered, and writes the others', async () => {
    // Text that no compression makes short.
    const noise = (seed: string): string => createHash('shake256', { outputLength: 7500 }).update(seed).digest('base64');
    const huge = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`tag-${at}`, noise(String(at))]));
    answers = { one: { accounts: [sees('1'), sees('2')] } };
    await sync();
    const before = await accounts.get(idOf('2'));
    answers = { one: { accounts: [sees('1', { name: 'other' }), sees('2', { tags: huge }), sees('3', { tags: huge }), sees('4')] } };

    for (const dry_run of [true, false]) {
      const { counts, changes, notes } = await sync({ dry_run });
      expect(counts).toMatchObject({ added: 1, changed: 1 });
      expect(changes.map(({ account_id }) => account_id)).toEqual([idOf('1'), idOf('4')]);
      expect(notes).toEqual([
        expect.stringMatching(new RegExp(`^The account ${idOf('2')} of the connection one was left as it is: .*400 KB; give it fewer`)),
        expect.stringContaining(`The account ${idOf('3')} of the connection one`),
      ]);
    }
    expect(await accounts.get(idOf('1'))).toMatchObject({ name: 'other' });
    expect(await accounts.get(idOf('2'))).toEqual(before);
    expect(await accounts.get(idOf('3'))).toBeUndefined();
    expect(await accounts.get(idOf('4'))).toBeDefined();
  });

  it('registers what each connection sees, and changes nothing when it is repeated', async () => {
    answers = { one: { accounts: [sees('1', { tags: { env: 'prod' } })] }, two: { accounts: [sees('2')] } };

    const first = await sync();
    const rows = await stored();
    const second = await sync();

    expect(first).toMatchObject({
      counts: { added: 2, unchanged: 0 },
      connections: [{ connection_id: 'one', status: 'read' }, { connection_id: 'two' }],
    });
    expect(await accounts.get(idOf('1'))).toMatchObject({
      connection_id: 'one',
      enabled: true,
      tags: { env: 'prod' },
      organizational_unit: 'Workloads',
    });
    expect(second).toMatchObject({ counts: { unchanged: 2 }, changes: [], notes: [] });
    expect(await stored()).toEqual(rows);
  });

  it('tells in a dry run what it would change, and writes nothing', async () => {
    await store.put('accounts', accountRow({ connection_id: 'one', name: 'n1' }));
    answers = { one: { accounts: [sees('1'), sees('2')] } };

    const told = await sync({ dry_run: true, connection_id: 'one' });

    expect(told).toMatchObject({
      dry_run: true,
      counts: { changed: 1, added: 1 },
      changes: [
        { account_id: idOf('1'), result: 'changed', fields: ['directory_name', 'organizational_unit'] },
        { account_id: idOf('2'), result: 'added', fields: [] },
      ],
    });
    expect(await stored()).toEqual([accountRow({ connection_id: 'one', name: 'n1' })]);
  });

  it('leaves the accounts of a connection that fails as they are, names the cause without secrets, and reads the others', async () => {
    await store.put('accounts', accountRow({ connection_id: 'one' }));
    answers = { one: new NotLoggedIn('Not logged in with one: token=planted.'), two: { accounts: [sees('2')] } };

    const { connections: told, counts } = await sync();

    expect(told).toEqual([
      { connection_id: 'one', status: 'failed', accounts: 0, message: 'Not logged in with one: token=[redacted]' },
      { connection_id: 'two', status: 'read', accounts: 1 },
    ]);
    expect(counts).toEqual({ added: 1, unchanged: 0 });
    expect(await accounts.get(idOf('1'))).toEqual(accountRow({ connection_id: 'one' }));
  });

  it('changes nothing for a login that may not list its organization', async () => {
    await store.put('accounts', accountRow({ connection_id: 'one' }));
    answers = { one: { accounts: [sees('9')], listing: 'refused', note: 'The login may not list.' } };

    const told = await sync({ connection_id: 'one' });

    expect(told.connections).toEqual([{ connection_id: 'one', status: 'refused', accounts: 0, message: 'The login may not list.' }]);
    expect(await stored()).toEqual([accountRow({ connection_id: 'one' })]);
  });

  it('keeps what runs record at the same time', async () => {
    await store.put('accounts', accountRow({ connection_id: 'one' }));
    answers = { one: { accounts: [sees('1')] } };
    meanwhile = async () => await accounts.recordRun(idOf('1'), 'inventory', '2026-11-29T00:00:00.000Z', { status: 'partial' });

    await sync({ connection_id: 'one' });

    expect(await accounts.get(idOf('1'))).toMatchObject({ status: 'partial', organizational_unit: 'Workloads' });
  });

  it('does not overwrite what a person decides meanwhile', async () => {
    await store.put('accounts', accountRow({ connection_id: 'one' }));
    answers = { one: { accounts: [] } };
    meanwhile = async () => void (await accounts.setEnabled(idOf('1'), false));

    const { counts, notes } = await sync({ connection_id: 'one' });

    expect(counts).toEqual({ unchanged: 0 });
    expect(notes).toEqual(['1 accounts were changed by someone else meanwhile; the next sync looks at them again.']);
    expect(await accounts.get(idOf('1'))).toEqual(accountRow({ connection_id: 'one', enabled: false }));
  });

  it('takes accounts away again from a connection that is being removed', async () => {
    answers = { one: { accounts: [sees('1')] } };
    meanwhile = async () =>
      void (await store.update('connections', { connection_id: 'one' }, { set: { removing: 'r', removing_until: clock.now() + 60_000 } }));

    const { counts, notes } = await sync({ connection_id: 'one' });

    expect(counts).toEqual({ unchanged: 0 });
    expect(notes[0]).toContain('The connection one is being removed');
    expect(await accounts.get(idOf('1'))).toBeUndefined();
  });

  it('refuses a connection that does not exist', async () => {
    await expect(sync({ connection_id: 'none' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('tells which account two connections see, and which keeps it', async () => {
    answers = { one: { accounts: [sees('1')] }, two: { accounts: [sees('1')] } };

    const { notes } = await sync();

    expect(notes).toEqual([expect.stringMatching(/^The connection two sees the account aws:000000000001 too; it stays with one\./)]);
  });
});

describe('the tags of accounts that are answered one at a time', () => {
  const asked: string[] = [];
  const tags = (id: string): Promise<Record<string, string>> => {
    asked.push(id);
    return Promise.resolve({ env: 'prod' });
  };
  beforeEach(async () => {
    asked.length = 0;
    await store.put('accounts', accountRow({ connection_id: 'one' }));
  });

  it('are read of new accounts, and of all when they are asked for', async () => {
    answers = { one: { accounts: [sees('1'), sees('2')], tags } };

    await sync({ connection_id: 'one' });
    expect(asked).toEqual([idOf('2')]);
    await sync({ connection_id: 'one', tags: true });

    expect(asked).toEqual([idOf('2'), idOf('1'), idOf('2')]);
    expect(await accounts.get(idOf('1'))).toMatchObject({ tags: { env: 'prod' } });
  });

  it('are read of accounts that are suspended, and not of those that are not registered', async () => {
    const others = [
      { ...sees('3'), state: 'SUSPENDED', reason: 'the account is SUSPENDED' },
      { ...sees('4'), reason: 'the connection names no role' },
    ];
    answers = { one: { accounts: [sees('1')], others, tags } };

    await sync({ connection_id: 'one' });

    expect(asked).toEqual([idOf('3')]);
    expect(await accounts.get(idOf('3'))).toMatchObject({ tags: { env: 'prod' }, enabled: false });
  });

  it.each([
    ['may not be read', () => Promise.resolve(undefined), Infinity, 'the login may not read them'],
    ['are throttled', () => Promise.reject(new CloudError('Throttled.', { class: 'throttled', error_code: 'T' })), Infinity, 'Throttled'],
    ['find no time', tags, 0, 'there was no time for more'],
  ])('stay as they are if they %s, which is told', async (_, read, until, why) => {
    await store.put('accounts', accountRow({ connection_id: 'one', tags: { env: 'dev' } }));
    answers = { one: { accounts: [sees('1')], tags: read } };

    const { notes } = await sync({ connection_id: 'one', tags: true }, until);

    expect(notes).toEqual([
      `The tags of 1 accounts of the connection one were not read (${why}); "muster accounts sync --tags" reads them.`,
    ]);
    expect(await accounts.get(idOf('1'))).toMatchObject({ tags: { env: 'dev' } });
  });
});
