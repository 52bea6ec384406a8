import { describe, expect, it } from '@jest/globals';
import type { UnreadAccount, VisibleAccount, VisibleAccounts } from '../../../shared/clouds/login.ts';
import type { AccountRow } from '../../../shared/connections/model.ts';
import { type Look, planSync, unknownStates } from '../../../shared/connections/plan-sync.ts';
import { account as idOf, accountRow } from '../../support/api-fixture.ts';

const NOW = '2026-11-29T01:00:00.000Z';
const known = (digits: string, changes: Partial<AccountRow> = {}): AccountRow =>
  accountRow({ account_id: idOf(digits), connection_id: 'main', name: `n${digits}`, directory_name: `n${digits}`, ...changes });
const sees = (digits: string, more: Partial<VisibleAccount> = {}): VisibleAccount => ({
  account_id: idOf(digits),
  name: `n${digits}`,
  organizational_unit: null,
  ...more,
});
const closed = (digits: string, state = 'SUSPENDED'): UnreadAccount => ({ ...sees(digits), state, reason: `the account is ${state}` });
const unreadable = (digits: string): UnreadAccount => ({ ...sees(digits), reason: 'the connection names no role' });
const look = (accounts: readonly VisibleAccount[], more: Partial<VisibleAccounts> & { readonly of?: string } = {}): Look => {
  const { of = 'main', ...visible } = more;
  return { connection_id: of, visible: { accounts, others: [], ...visible } };
};
const plan = (rows: readonly AccountRow[], looks: readonly Look[], acceptLeft = false) => planSync(rows, looks, { now: NOW, acceptLeft });
const results = (rows: readonly AccountRow[], looks: readonly Look[], acceptLeft = false) =>
  plan(rows, looks, acceptLeft).changes.map(({ account_id, result }) => [account_id, result]);

/** The row as it is after the plan's only change. */
function after(row: AccountRow, looks: readonly Look[]): AccountRow {
  const { changes } = plan([row], looks);
  const { set = {}, remove = [] } = changes[0] ?? {};
  return Object.fromEntries(
    Object.entries({ ...row, ...set }).filter(([field]) => !(remove as readonly string[]).includes(field)),
  ) as unknown as AccountRow;
}

describe('an account whose state the cloud does not tell', () => {
  const untold = sees('1', { state_known: false });
  const suspended = { enabled: false, state: 'SUSPENDED', disabled_by: 'sync', disabled_reason: 'x' } as const;

  it.each<[string, Partial<AccountRow>]>([
    ['enabled', {}],
    ['suspended', suspended],
    ['disabled by a person', { enabled: false }],
  ])('stays %s', (_, changes) => {
    expect(plan([known('1', changes)], [look([untold])])).toMatchObject({ changes: [], unchanged: 1 });
  });

  it('still gets its new name', () => {
    const { changes } = plan([known('1', suspended)], [look([{ ...untold, name: 'new' }])]);
    expect(changes).toMatchObject([{ result: 'changed', set: { name: 'new', directory_name: 'new' }, remove: [] }]);
  });

  it('is registered, so that a run tells whether it can be read', () => {
    expect(plan([], [look([untold])]).changes).toMatchObject([{ result: 'added', set: { enabled: true } }]);
  });

  it('is named in a sentence', () => {
    expect(unknownStates(look([untold, sees('2')]))).toEqual([
      `The cloud does not tell in words that Muster knows whether 1 accounts of the connection main are in use (${idOf('1')}); a sync leaves them enabled or disabled as they are.`,
    ]);
    expect(unknownStates(look([sees('2')]))).toEqual([]);
  });
});

describe('a sync registers', () => {
  it('a new account with its name, unit and tags, enabled', () => {
    const { changes } = plan([], [look([sees('1', { organizational_unit: 'Workloads/R%2FD', tags: { env: 'prod' } })])]);

    expect(changes).toMatchObject([{ result: 'added', connection_id: 'main', name: 'n1' }]);
    expect(changes[0]?.set).toEqual({
      account_id: idOf('1'),
      connection_id: 'main',
      name: 'n1',
      directory_name: 'n1',
      organizational_unit: 'Workloads/R%2FD',
      tags: { env: 'prod' },
      enabled: true,
      status: 'never_run',
      created_at: NOW,
    });
  });

  it('a new account that is suspended, disabled with the reason', () => {
    expect(plan([], [look([], { others: [closed('1')] })]).changes[0]?.set).toMatchObject({
      enabled: false,
      state: 'SUSPENDED',
      disabled_by: 'sync',
      disabled_reason: 'The cloud lists the account as SUSPENDED.',
    });
  });

  it('no account that the login lists and cannot read', () => {
    expect(results([], [look([], { others: [unreadable('1')] })])).toEqual([]);
  });

  it('nothing of a list that was refused', () => {
    expect(results([known('2')], [look([sees('1')], { listing: 'refused' })])).toEqual([]);
  });
});

describe('a sync updates', () => {
  it('nothing that is the same', () => {
    expect(plan([known('1', { tags: { a: '1' } })], [look([sees('1', { tags: { a: '1' } })])])).toMatchObject({
      changes: [],
      unchanged: 1,
    });
  });

  it('the unit, also when the account has moved to the root, but not when the unit is not known', () => {
    const row = known('1', { organizational_unit: 'Old' });

    expect(after(row, [look([sees('1', { organizational_unit: 'New' })])]).organizational_unit).toBe('New');
    expect(after(row, [look([sees('1', { organizational_unit: '' })])]).organizational_unit).toBe('');
    expect(after(row, [look([sees('1', { organizational_unit: null })])])).toEqual(row);
  });

  it('the tags that were read, and takes away those that are gone', () => {
    const row = known('1', { tags: { env: 'dev' } });

    expect(after(row, [look([sees('1', { tags: { env: 'prod' } })])]).tags).toEqual({ env: 'prod' });
    expect(after(row, [look([sees('1', { tags: {} })])]).tags).toEqual({});
    expect(after(row, [look([sees('1')])])).toEqual(row);
  });

  it('the name, unless a person has given another', () => {
    expect(after(known('1'), [look([sees('1', { name: 'new' })])])).toMatchObject({ name: 'new', directory_name: 'new' });
    expect(after(known('1', { name: 'ours' }), [look([sees('1', { name: 'new' })])])).toMatchObject({
      name: 'ours',
      directory_name: 'new',
    });
    const { directory_name: _, ...unnamed } = known('1', { name: idOf('1') });
    expect(after(unnamed, [look([sees('1', { name: 'new' })])])).toMatchObject({ name: 'new' });
  });
});

describe('an account that is suspended', () => {
  it('is kept and disabled, and enabled again when it is in use again', () => {
    const suspended = after(known('1'), [look([], { others: [closed('1')] })]);
    const again = after(suspended, [look([sees('1')])]);

    expect(suspended).toMatchObject({ enabled: false, disabled_by: 'sync', state: 'SUSPENDED' });
    expect(results([suspended], [look([], { others: [closed('1')] })])).toEqual([]);
    expect(again).toEqual(known('1'));
  });

  it('stays disabled afterwards if a person had disabled it', () => {
    const off = known('1', { enabled: false });
    const suspended = after(off, [look([], { others: [closed('1')] })]);

    expect(suspended).toEqual({ ...off, state: 'SUSPENDED' });
    expect(after(suspended, [look([sees('1')])])).toEqual(off);
  });

  it('stays enabled if a person enables it all the same', () => {
    const row = known('1', { state: 'SUSPENDED' });

    expect(results([row], [look([], { others: [closed('1')] })])).toEqual([]);
  });

  it('says the newer state when it is closed', () => {
    const row = known('1', { state: 'SUSPENDED', enabled: false, disabled_by: 'sync', disabled_reason: 'old' });

    expect(after(row, [look([], { others: [closed('1', 'CLOSED')] })])).toMatchObject({
      enabled: false,
      disabled_reason: expect.stringContaining('CLOSED'),
    });
  });
});

describe('an account that its organization does not list any more', () => {
  const stays = [sees('2'), sees('3')];
  const rows = [known('2'), known('3')];

  it('is marked and disabled once, and enabled again when it is back', () => {
    const [left] = plan([known('1'), ...rows], [look(stays)]).changes;
    const row = { ...known('1'), ...left?.set };

    expect(left).toMatchObject({ result: 'left', set: { left_at: NOW, enabled: false, disabled_by: 'sync' } });
    expect(results([row, ...rows], [look(stays)])).toEqual([]);
    expect(results([row, ...rows], [look([sees('1'), ...stays])])).toEqual([[idOf('1'), 'returned']]);
    expect(after(row, [look([sees('1')])])).toEqual(known('1'));
  });

  it('stays disabled if a person had disabled it', () => {
    const [left] = plan([known('1', { enabled: false }), ...rows], [look(stays)]).changes;

    expect(left?.set).toEqual({ left_at: NOW });
  });

  it.each(['granted', 'refused'] as const)('is left as it is where the list is %s, which is not whole', (listing) => {
    expect(results([known('1'), ...rows], [look(stays, { listing })])).toEqual([]);
  });

  it('is left as it is if its connection was not read at all', () => {
    expect(results([known('1', { connection_id: 'other' }), ...rows], [look(stays)])).toEqual([]);
  });

  it('is not left if the login lists it and cannot read it', () => {
    expect(results([known('1'), ...rows], [look(stays, { others: [unreadable('1')] })])).toEqual([]);
  });

  it('is left as it is if more than half would leave, until a person accepts that', () => {
    const all = [known('1'), known('4'), known('5'), ...rows];

    expect(plan(all, [look(stays)])).toMatchObject({ changes: [], held: [{ connection_id: 'main', left: 3, of: 5 }] });
    expect(results(all, [look(stays)], true)).toEqual([
      [idOf('1'), 'left'],
      [idOf('4'), 'left'],
      [idOf('5'), 'left'],
    ]);
  });
});

describe('an account that two connections see', () => {
  it('is registered by the first that can read it, and told', () => {
    const looks = [look([sees('1')], { of: 'b' }), look([], { of: 'a', others: [unreadable('1')] })];

    expect(plan([], looks)).toMatchObject({
      changes: [{ account_id: idOf('1'), connection_id: 'b', result: 'added' }],
      shared: [{ account_id: idOf('1'), kept_by: 'b', connection_id: 'a' }],
    });
  });

  it('stays with its connection, also if that was not read', () => {
    const row = known('1', { connection_id: 'z' });

    expect(plan([row], [look([sees('1')], { of: 'a' }), look([sees('1')], { of: 'z' })])).toMatchObject({
      changes: [],
      shared: [{ kept_by: 'z', connection_id: 'a' }],
    });
    expect(plan([row], [look([sees('1')], { of: 'a' })])).toMatchObject({ changes: [], shared: [{ kept_by: 'z', connection_id: 'a' }] });
  });

  it('moves if its own organization does not list it any more', () => {
    const row = known('1', { connection_id: 'z', enabled: false, disabled_by: 'sync', disabled_reason: 'left', left_at: NOW });

    expect(plan([known('1', { connection_id: 'z' })], [look([sees('1')], { of: 'a' }), look([], { of: 'z' })])).toMatchObject({
      changes: [{ result: 'moved', connection_id: 'a', set: { connection_id: 'a' } }],
      shared: [],
    });
    expect(after(row, [look([sees('1')], { of: 'a' })])).toEqual(known('1', { connection_id: 'a' }));
  });

  it('has left if the other one lists it and cannot read it', () => {
    const looks = [look([], { of: 'a', others: [unreadable('1')] }), look([], { of: 'z' })];

    expect(results([known('1', { connection_id: 'z' })], looks)).toEqual([[idOf('1'), 'left']]);
  });
});
