import { describe, expect, it } from '@jest/globals';
import type { Authenticate } from '../../../shared/access/authenticate.ts';
import { sealCursor } from '../../../shared/api/cursors.ts';
import type { Principal } from '../../../shared/access/principal.ts';
import { NewerData } from '../../../shared/errors.ts';
import { account, apiFixture, JOB_ID, jobRow, taskRow } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';

const withTasks = async (authenticate?: Authenticate) => {
  const fixture = apiFixture(undefined, undefined, authenticate);
  await fixture.store.put('jobs', jobRow());
  for (const digits of ['1', '2', '3']) await fixture.store.put('job_tasks', taskRow({ account_id: account(digits) }));
  return fixture;
};

const LATER = {
  migration_id: '0002',
  title: 'Suppressions are found by the account that they cover',
  table: 'suppressions',
  state: 'pending',
  rows_read: 0,
  rows_changed: 0,
};
const PENDING = {
  migration_id: '0001',
  title: 'Jobs are found by the accounts that they cover',
  table: 'job_tasks',
  state: 'pending',
  rows_read: 0,
  rows_changed: 0,
};

describe('Migrations over the API', () => {
  it('are listed, counted and applied, and applied once', async () => {
    const { app, store } = await withTasks();
    const run = async (body: object) => (await send(app, '/migrations/run', { body })).body as unknown;

    expect((await send(app, '/migrations')).body).toEqual({ items: [PENDING, LATER] });
    expect(await run({ dry_run: true })).toEqual({
      items: [
        { ...PENDING, rows_counted: 3, rows_to_change: 3 },
        { ...LATER, rows_counted: 0, rows_to_change: 0 },
      ],
      complete: true,
    });
    expect(await store.get('job_tasks', { job_id: JOB_ID, account_id: account('1') })).not.toHaveProperty('job_order');
    const done = { ...PENDING, state: 'done', rows_read: 3, rows_changed: 3, version: '0.1.0' };
    expect(await run({})).toMatchObject({ items: [done, { migration_id: '0002', state: 'done', rows_changed: 0 }], complete: true });
    expect(await store.get('job_tasks', { job_id: JOB_ID, account_id: account('1') })).toHaveProperty('job_order');
    expect(await run({})).toMatchObject({ items: [done, { migration_id: '0002' }] });
    expect(await run({ dry_run: true })).toEqual({ items: [], complete: true });
  });

  it('continue a dry run at its cursor', async () => {
    const { app } = await withTasks();
    const position = { job_id: JOB_ID, account_id: account('1') };
    const counted = { '0001': { rows_counted: 500, rows_to_change: 400 } };
    const cursor = sealCursor(['migrations'], { migration_id: '0001', position, counted });

    const { body } = await send(app, '/migrations/run', { body: { dry_run: true, cursor } });

    expect(body).toMatchObject({ items: [{ rows_counted: 502, rows_to_change: 402 }, { rows_counted: 0 }] });
  });

  it.each([
    ['an unknown migration', { migration_id: '9999', position: { job_id: 'a', account_id: 'b' }, counted: {} }],
    ['a key of another table', { migration_id: '0001', position: { job_id: 'a' }, counted: {} }],
    ['a key with another attribute', { migration_id: '0001', position: { job_id: 'a', account_id: 'b', sort: 'c' }, counted: {} }],
    ['a key of another type', { migration_id: '0001', position: { job_id: 'a', account_id: 1 }, counted: {} }],
    [
      'negative counts',
      { migration_id: '0001', position: { job_id: 'a', account_id: 'b' }, counted: { '0001': { rows_counted: -1, rows_to_change: 0 } } },
    ],
  ])('refuse a forged cursor with %s', async (_, position) => {
    const { app } = await withTasks();

    const { status, body } = await send(app, '/migrations/run', { body: { dry_run: true, cursor: sealCursor(['migrations'], position) } });

    expect([status, body.field]).toEqual([400, 'cursor']);
  });

  it('refuse a cursor without a dry run, and an unknown field, and write nothing', async () => {
    const { app, store } = await withTasks();

    expect((await send(app, '/migrations/run', { body: { cursor: 'x' } })).body).toMatchObject({ status: 400, field: 'cursor' });
    expect((await send(app, '/migrations/run', { body: { dryrun: true } })).status).toBe(400);
    expect((await store.scan('migrations')).items).toEqual([]);
  });

  it.each<[string, Pick<Principal, 'role' | 'scope'>, string]>([
    ['an operator', { role: 'operator', scope: { kind: 'all' } }, 'needs the role admin; you are operator'],
    ['an administrator of some accounts', { role: 'admin', scope: { kind: 'limited', accounts: new Set() } }, 'you may see a part only'],
  ])('are refused to %s', async (_, principal, text) => {
    const { app, store } = await withTasks(() => Promise.resolve({ id: 'arn:x', name: 'arn:x', ...principal }));

    for (const answer of [await send(app, '/migrations'), await send(app, '/migrations/run', { body: {} })]) {
      expect(answer.status).toBe(403);
      expect(answer.body.detail).toContain(text);
    }
    expect((await store.scan('migrations')).items).toEqual([]);
  });
});

describe('Data of a newer version', () => {
  it('are told to the caller in a sentence', async () => {
    const sentence =
      'Muster 2.0.0 has migrated these data (migration 0002), and this Muster knows the migrations up to 0001: use Muster 2.0.0 or newer.';
    const { app } = apiFixture(undefined, undefined, () => Promise.reject(new NewerData(sentence)));

    expect((await send(app, '/accounts')).body).toMatchObject({ status: 500, type: 'urn:muster:problem:newer-data', detail: sentence });
  });
});
