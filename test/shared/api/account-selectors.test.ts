import { beforeAll, describe, expect, it } from '@jest/globals';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import { resultsItem } from '../../../shared/scan/policy-results.ts';
import { account, accountRow, apiFixture, putCoverage, putResources, resourceRow, TIME } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';

const { app, store, jobs } = apiFixture();
const HOSTILE = 'x","\u202e*%&=/,|';
/** More accounts than the listing of resources reads one by one. */
const MANY = 20;

beforeAll(async () => {
  for (let digits = 1; digits <= MANY; digits += 1)
    await store.put(
      'accounts',
      accountRow({
        account_id: account(String(digits)),
        name: digits === 1 ? HOSTILE : `web-${digits}`,
        connection_id: digits % 2 === 0 ? 'acme' : 'aws',
        organizational_unit: digits <= 3 ? 'Prod/Web' : 'Lab',
        tags: digits === 1 ? { [HOSTILE]: 'yes' } : { team: `t${digits % 2}` },
      }),
    );
  for (let digits = 1; digits <= MANY + 1; digits += 1)
    await putCoverage(store, account(String(digits)), 'eu-west-1', { 'AWS::S3::Bucket': { outcome: 'complete', populated: true } });
  const rows = Array.from({ length: MANY + 1 }, (_, index) =>
    // The last account is not registered.
    resourceRow({ type: 'AWS::S3::Bucket', account_id: account(String(index + 1)), resource_id: 'b' }),
  );
  await putResources(store, rows);
  await store.putMany('changes', rows.map(changeRowOf));
  await store.putMany(
    'findings',
    rows.map(({ account_id, resource_id }) => findingRow({ account_id, resource_id })),
  );
});

/** The accounts of the items of all pages, each once for each item. */
async function accountsOf(path: string, over = app): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await send(over, `${path}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    found.push(...(body.items as readonly { account_id: string }[]).map(({ account_id }) => account_id));
    cursor = body.next_cursor as string | undefined;
  } while (cursor !== undefined);
  return found.toSorted();
}

const ids = (...digits: readonly number[]): readonly string[] => digits.map((each) => account(String(each)));
const every = (wanted: (digits: number) => boolean): readonly string[] =>
  ids(...Array.from({ length: MANY }, (_, index) => index + 1).filter(wanted));
const query = (...selectors: readonly string[]): string =>
  selectors.map((each) => `account_id=${encodeURIComponent(each.replaceAll(',', '\\,'))}`).join('&');

const LISTS = [
  ['/coverage?'],
  ['/accounts?'],
  ['/resources?'],
  ['/findings?'],
  ['/changes?since=2026-11-20T00:00:00Z&until=2026-11-23T00:00:00Z&'],
];

describe.each(LISTS)('the list %s', (path) => {
  it.each([
    [['unit:/Root/Prod/*'], ids(1, 2, 3)],
    [['unit:/Root/Prod'], undefined],
    [['connection:acme'], every((digits) => digits % 2 === 0)],
    [['name:web-*'], every((digits) => digits > 1)],
    [['unit:/*'], every(() => true)],
    [
      ['tag:team=t1', '000000000002'],
      [...ids(2), ...every((digits) => digits > 1 && digits % 2 === 1)],
    ],
    [[`name:${encodeURIComponent(HOSTILE).replaceAll('*', '%2A')}`], ids(1)],
    [[`tag:${encodeURIComponent(HOSTILE).replaceAll('*', '%2A')}=y*`], ids(1)],
  ] as const)('shows the accounts that %j selects, on pages of any size', async (selectors, expected) => {
    for (const limit of [1, 7, 500]) {
      const asked = `${path}${query(...selectors)}&limit=${limit}`;
      if (expected) expect(await accountsOf(asked)).toEqual([...expected]);
      else
        expect((await send(app, asked)).body).toMatchObject({
          status: 400,
          field: 'account_id',
          detail: expect.stringContaining('selects no account'),
        });
    }
  });

  it.each(['prod', 'unit:', 'name:%', 'tag:a\u0007', 'name:none', `name:${'n'.repeat(600)}`])(
    'refuses %j with a sentence',
    async (selector) => {
      const { status, body } = await send(app, `${path}${query(selector)}`);

      expect([status, body.detail]).toEqual([400, expect.stringMatching(/^account_id/)]);
    },
  );
});

describe('coverage', () => {
  it('has the item of each selected account whose newest inventory failed, on pages of any size', async () => {
    const fixture = apiFixture();
    for (let digits = 1; digits <= MANY; digits += 1)
      await fixture.store.put('accounts', accountRow({ account_id: account(String(digits)), name: `n${digits % 2}`, status: 'failed' }));
    for (const limit of [1, 3, 500])
      for (const [asked, expected] of [
        ['name:n*', every(() => true)],
        ['name:n1', every((digits) => digits % 2 === 1)],
        ['000000000003', ids(3)],
      ] as const)
        expect(await accountsOf(`/coverage?${query(asked)}&limit=${limit}`, fixture.app)).toEqual([...expected]);
  });
});

describe.each([['/frameworks/cis-aws-7.0?'], ['/policies/aws.s3.bucket-mfa-delete-enabled?']])('the results in %s', (path) => {
  it('are those of the selected accounts together', async () => {
    const fixture = apiFixture();
    const result = {
      pass: 2,
      fail: 1,
      unknown: 0,
      not_applicable: 0,
      suppressed: 0,
      evaluated_at: TIME,
      job_id: 'scan-1' as never,
      unknowns: [],
    };
    for (const digits of [1, 2, 3]) {
      const account_id = account(String(digits));
      await fixture.store.put('accounts', accountRow({ account_id, name: `n${digits % 2}`, enabled: digits !== 3 }));
      const results = { 'aws.s3.bucket-mfa-delete-enabled': { ...result, pass: 10 ** digits } };
      await fixture.store.put('policy_results', resultsItem({ account_id, observed_at: TIME, results }));
    }
    const passed = async (...selectors: readonly string[]) => {
      const { status, body } = await send(fixture.app, `${path}${query(...selectors)}`);
      expect(status).toBe(200);
      return path.startsWith('/policies')
        ? body.results.pass
        : body.controls.reduce((most: number, each: { passed: number }) => Math.max(most, each.passed), 0);
    };

    expect(await passed('000000000001')).toBe(10);
    expect(await passed('name:n*')).toBe(110);
    // A disabled account counts only alone.
    expect(await passed('name:n1')).toBe(10);
    expect(await passed('000000000003')).toBe(1000);
    expect((await send(fixture.app, `${path}${query('name:none')}`)).body.detail).toMatch(/^account_id: "name:none" selects no account/);
  });
});

describe('a job', () => {
  it('is asked for with the selectors as they are written, so that they are looked up when it starts', async () => {
    const request = {
      operation: 'inventory',
      accounts: ['unit:/Root/Prod/*', '000000000007'],
      then: { operation: 'scan', accounts: ['tag:team=t1'] },
    };

    expect((await send(app, '/jobs', { body: request })).status).toBe(202);
    expect(jobs.started).toEqual([request]);
  });

  it.each([
    [{ accounts: ['unit:/Root/Nowhere/*'] }, 'accounts'],
    [{ accounts: ['000000000007', 'prod'] }, 'accounts[1]'],
    [{ then: { operation: 'scan', accounts: ['name:'] } }, 'then.accounts[0]'],
  ])('%j is refused', async (request, field) => {
    expect((await send(app, '/jobs', { body: { operation: 'inventory', ...request } })).body).toMatchObject({ status: 400, field });
  });
});

describe('a suppression', () => {
  const add = async (scope: object) => await send(app, '/suppressions', { body: { scope, reason: 'accepted' } });

  it('is stored with the selectors as they are written, and with full ids', async () => {
    const { status, body } = await add({ accounts: ['unit:/Root/Prod/*', '000000000007'] });

    expect([status, body.scope]).toEqual([201, { accounts: ['unit:/Root/Prod/*', account('7')] }]);
  });

  it.each([
    [['prod'], 'scope.accounts[0]'],
    [['unit:/Root/Nowhere'], 'scope.accounts'],
    [['name:*'], 'scope.accounts'],
    [['000000000099'], 'scope.accounts'],
    [['name:AKIAIOSFODNN7EXAMPLE'], 'scope.accounts[0]'],
    [[], 'scope.accounts'],
  ])('of %j is refused', async (accounts, field) => {
    expect((await add({ accounts })).body).toMatchObject({ status: 400, field });
  });
});
