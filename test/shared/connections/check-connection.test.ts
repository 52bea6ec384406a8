import { describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../shared/clouds/cloud-error.ts';
import type { Connection } from '../../../shared/clouds/connection.ts';
import { NotLoggedIn, type OpenLogin, type VisibleAccount, type VisibleAccounts } from '../../../shared/clouds/login.ts';
import { checkConnection } from '../../../shared/connections/check-connection.ts';
import type { ResourceType } from '../../../shared/clouds/resource-type.ts';
import { InvalidRequest } from '../../../shared/errors.ts';
import { type AccountId, parseAccountId } from '../../../shared/ids.ts';
import { accountRow } from '../../support/api-fixture.ts';
import { cloudError, FakeCloud, TYPES } from '../../support/fake-cloud.ts';

const CONNECTION: Connection = { connection_id: 'main', provider: 'aws', settings: {} };
const idOf = (number: number): AccountId => parseAccountId(String(number).padStart(12, '0'));
const seen = (number: number): VisibleAccount => ({ account_id: idOf(number), name: null, organizational_unit: null });
const denied = (permission: string): CloudError =>
  new CloudError(`The role may not call ${permission}; token=planted`, { class: 'denied', error_code: 'AccessDenied', permission });

interface Setting {
  readonly visible?: Partial<VisibleAccounts>;
  /** The connection of each account that is registered. */
  readonly owners?: Readonly<Record<number, string>>;
  readonly cloud?: FakeCloud;
  readonly login?: () => Promise<OpenLogin>;
  readonly identity?: () => Promise<never>;
  /** Tells which permissions the login lacks; nothing if absent. */
  readonly missing?: NonNullable<OpenLogin['missing']> | undefined;
}

/** Checks the connection over a login that sees the accounts 1 and 2. */
async function checked(
  {
    visible = {},
    owners,
    cloud = new FakeCloud(),
    login,
    identity,
    missing = () => Promise.resolve({ missing: [], unknown: [] }),
  }: Setting = {},
  signal = new AbortController().signal,
) {
  const opened: OpenLogin = {
    connection: CONNECTION,
    directory: {
      identity: identity ?? (() => Promise.resolve({ provider: 'aws', account_id: idOf(1), user: 'someone' })),
      regions: () => Promise.reject(new Error('not expected')),
      accounts: () => Promise.resolve({ accounts: [seen(1), seen(2)], others: [], ...visible }),
    },
    session: async (id) => await cloud.session(id),
    missing,
  };
  const rows =
    owners && Object.entries(owners).map(([number, connection_id]) => accountRow({ account_id: idOf(Number(number)), connection_id }));
  const accounts = rows && { getMany: (ids: readonly AccountId[]) => Promise.resolve(rows.filter((row) => ids.includes(row.account_id))) };
  return await checkConnection(CONNECTION, {
    agent: { renewed: login ?? (() => Promise.resolve(opened)) },
    accounts,
    types: TYPES,
    signal,
  });
}

describe('a check of a connection', () => {
  it('tells who the login is, how many accounts it sees, and that a session could be opened in them', async () => {
    expect(await checked({ owners: { 1: 'main' } })).toEqual({
      connection_id: 'main',
      provider: 'aws',
      status: 'ok',
      account_id: idOf(1),
      user: 'someone',
      accounts: 2,
      not_registered: 1,
      tried: 2,
      missing_permissions: [],
      unknown_permissions: [],
      problems: [],
      notes: [],
    });
  });

  it('does not say what is registered where nothing is', async () => {
    expect(await checked()).not.toHaveProperty('not_registered');
  });

  it('tells the accounts in which no session could be opened and those whose regions could not be read, without secrets', async () => {
    const cloud = new FakeCloud();
    cloud.refuse(idOf(1), denied('sts:AssumeRole'));
    const session = cloud.session.bind(cloud);
    cloud.session = async (id) => ({ ...(await session(id)), regions: () => Promise.reject(denied('ec2:DescribeRegions')) });

    const found = await checked({ cloud });

    expect(found).toMatchObject({ status: 'incomplete', tried: 2, missing_permissions: ['ec2:DescribeRegions', 'sts:AssumeRole'] });
    expect(found.problems).toEqual([
      { account_id: idOf(1), permission: 'sts:AssumeRole', message: 'The role may not call sts:AssumeRole; token=[redacted]' },
      { account_id: idOf(2), permission: 'ec2:DescribeRegions', message: 'The role may not call ec2:DescribeRegions; token=[redacted]' },
    ]);
  });

  it('tells an error that nobody expected in an account as a problem of that account', async () => {
    const cloud = new FakeCloud();
    const session = cloud.session.bind(cloud);
    cloud.session = async (id) => (id === idOf(1) ? Promise.reject(new TypeError('a fault of password=hunter2')) : await session(id));

    const found = await checked({ cloud });

    expect(found).toMatchObject({ status: 'incomplete', tried: 2 });
    expect(found.problems).toEqual([
      {
        account_id: idOf(1),
        message: expect.stringMatching(/^The connection main met an error .*: TypeError: a fault of password=\[redacted\]$/),
      },
    ]);
  });

  it('tells an error that nobody expected in the login as the failure of the connection', async () => {
    const found = await checked({ login: () => Promise.reject(new TypeError('a fault')) });

    expect(found).toMatchObject({ status: 'unreachable', problems: [{ message: expect.stringContaining('TypeError: a fault') }] });
  });

  it('notes the accounts whose state the cloud does not tell', async () => {
    const found = await checked({ visible: { accounts: [seen(1), { ...seen(2), state_known: false }] } });

    expect(found).toMatchObject({ status: 'ok', notes: [expect.stringMatching(/^The cloud does not tell .*\(aws:000000000002\)/)] });
  });

  it('tells what the login sees and does not read, which rights it lacks, and what its provider notes', async () => {
    const others = [{ ...seen(3), reason: 'the connection names no role' }];

    const found = await checked({ visible: { others, note: 'It lists no others.', missing: ['organizations:ListAccounts'] } });

    expect(found).toMatchObject({
      status: 'incomplete',
      missing_permissions: ['organizations:ListAccounts'],
      problems: [{ account_id: idOf(3), message: 'It is not read: the connection names no role.' }],
      notes: ['It lists no others.'],
    });
  });

  it('tells an account that another connection has, and leaves it alone', async () => {
    const cloud = new FakeCloud();
    cloud.refuse(idOf(2), denied('sts:AssumeRole'));

    const found = await checked({ cloud, owners: { 1: 'main', 2: 'other' } });

    expect(found).toMatchObject({ status: 'incomplete', accounts: 2, not_registered: 0, tried: 1, missing_permissions: [] });
    expect(found.problems).toEqual([
      { account_id: idOf(2), message: expect.stringMatching(/^It belongs to the connection other, which reads it; move it here/) },
    ]);
  });

  it('is incomplete for a login that sees nothing', async () => {
    expect(await checked({ visible: { accounts: [] } })).toMatchObject({
      status: 'incomplete',
      accounts: 0,
      problems: [{ message: 'The login works, but sees no account: give it the right to read them.' }],
    });
    const note = 'Assign the role Reader on a subscription.';
    expect(await checked({ visible: { accounts: [], note } })).toMatchObject({ problems: [{ message: note }], notes: [] });
  });

  it('tries twenty accounts, first those that are registered', async () => {
    const cloud = new FakeCloud();
    cloud.refuse(idOf(30), denied('sts:AssumeRole'));
    cloud.refuse(idOf(25), denied('sts:AssumeRole'));
    const accounts = Array.from({ length: 30 }, (_, number) => seen(number + 1));

    const found = await checked({ cloud, visible: { accounts }, owners: { 30: 'main' } });

    expect(found).toMatchObject({ accounts: 30, not_registered: 29, tried: 20, problems: [{ account_id: idOf(30) }] });
  });

  it.each([
    ['failed', new NotLoggedIn('The secret has expired.')],
    ['unreachable', new NotLoggedIn('Nobody answers.', { unreachable: true })],
    ['failed', new InvalidRequest('provider', 'Muster does not read oci yet.')],
    ['failed', cloudError('invalid')],
    ['unreachable', cloudError('throttled')],
  ])('is %s after %s', async (status, error) => {
    const whole = { connection_id: 'main', status, accounts: 0, tried: 0, problems: [{ message: error.message }] };

    expect(await checked({ login: () => Promise.reject(error) })).toMatchObject(whole);
    expect(await checked({ identity: () => Promise.reject(error) })).toMatchObject(whole);
  });

  it('tells the permissions that the login lacks for the resource types, as far as the cloud tells', async () => {
    const missing = (id: AccountId, types: readonly ResourceType[]) =>
      Promise.resolve(id === idOf(1) ? { missing: types.flatMap(({ permissions }) => permissions), unknown: ['ec2:Untold'] } : undefined);

    const found = await checked({ missing });

    expect(found).toMatchObject({
      status: 'incomplete',
      missing_permissions: ['ec2:DescribeVpcs'],
      unknown_permissions: ['ec2:Untold'],
    });
    expect(found.problems).toEqual([{ account_id: idOf(1), message: expect.stringMatching(/lacks permissions .*: ec2:DescribeVpcs/) }]);
    expect(found.notes).toEqual([
      expect.stringMatching(/is told only after an inventory, by "muster coverage": aws:000000000002\.$/),
      expect.stringMatching(/could not be found out, .*: ec2:Untold\.$/),
    ]);
  });

  it('ends when its time is over', async () => {
    const ending = new AbortController();
    const waiting = checked({ login: () => new Promise(() => undefined) }, ending.signal);
    ending.abort();

    expect(await waiting).toMatchObject({ status: 'unreachable', problems: [{ message: expect.stringMatching(/main took too long/) }] });
  });
});
