/** The totals of listings of findings. */
import { describe, expect, it } from '@jest/globals';
import { SEVERITIES } from '../../../shared/severity.ts';
import { account, accountRow, apiFixture } from '../../support/api-fixture.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { ACME, callerOf, twoCustomers } from '../../support/two-customers.ts';

interface Answer {
  readonly items: readonly { readonly id: string }[];
  readonly next_cursor?: string;
  readonly total?: { readonly count: number; readonly exact: boolean };
}

/** The severities and the accounts take turns, and every tenth finding is of another policy. */
async function world(count: number) {
  const store = new MemoryStore();
  const { app } = apiFixture(store);
  for (const digits of ['1', '2']) await store.put('accounts', accountRow({ account_id: account(digits) }));
  for (let place = 0; place < count; place += 1) {
    await store.put(
      'findings',
      findingRow(
        {
          account_id: account(String((place % 2) + 1)),
          resource_id: `bucket-${place}`,
          ...(place % 10 === 0 && { policy_id: 'aws.s3.bucket-acl-not-used' }),
        },
        {
          severity: SEVERITIES[place % SEVERITIES.length]!,
          opened_at: `2026-11-${String((place % 20) + 1).padStart(2, '0')}T00:00:00.000Z`,
          ...(place === 0 && { status: 'suppressed' }),
        },
      ),
    );
  }
  const ask = async (query: string): Promise<Answer> => (await (await app.request(`/findings?${query}`)).json()) as Answer;
  return { ask, store };
}

const countOf = ({ total }: Answer) => total;

describe('the total of a listing of findings', () => {
  it.each([
    ['', 99],
    ['status=suppressed', 1],
    ['severity=critical', 19],
    ['severity=critical,low', 39],
    ['account_id=000000000002', 50],
    ['policy_id=aws.s3.bucket-acl-not-used', 9],
    ['type=AWS::S3::Bucket', 99],
    ['since=2026-11-11T00:00:00Z', 50],
    ['severity=high&account_id=000000000002&since=2026-11-11T00:00:00Z', 5],
  ])('%s is exact on the first page, whether that is the last one or not', async (query, expected) => {
    const { ask } = await world(100);

    expect(countOf(await ask(`${query}&limit=1`))).toEqual({ count: expected, exact: true });
    expect(countOf(await ask(`${query}&limit=500`))).toEqual({ count: expected, exact: true });
  });

  it('is told on the first page only', async () => {
    const { ask } = await world(10);
    const { next_cursor } = await ask('limit=1');

    expect(countOf(await ask(`limit=1&cursor=${next_cursor}`))).toBeUndefined();
  });

  it('is "at least" what the page shows if only rows tell what matches', async () => {
    const { ask } = await world(10);

    expect(countOf(await ask('region=eu-west-1&limit=2'))).toEqual({ count: 2, exact: false });
    expect(countOf(await ask('region=eu-west-1'))).toEqual({ count: 9, exact: true });
  });

  it('ends at some ten thousand, having read no row for it', async () => {
    const { ask, store } = await world(40_000);
    store.requests.clear();
    const total = countOf(await ask('limit=1'));

    expect(total?.exact).toBe(false);
    expect(total?.count).toBeGreaterThanOrEqual(10_000);
    expect(store.requests.get('getMany findings')).toBeLessThan(100);
  });

  it('takes no page long: one that looks through rows reads a few hundred, and goes on after its cursor', async () => {
    const { ask, store } = await world(2000);
    store.requests.clear();
    const page = await ask('region=us-east-1&limit=50');

    expect(page.items).toEqual([]);
    expect(page.next_cursor).toBeDefined();
    expect(store.requests.get('getMany findings')).toBeLessThan(1000);
    expect(store.requests.get('query findings')).toBeLessThan(100);
  });

  it('of a customer has what is in its accounts, and "at least" because of what it has singly', async () => {
    const { app } = await twoCustomers(callerOf(ACME, 'viewer'));
    const ask = async (query: string): Promise<Answer> => (await (await app.request(`/findings?${query}`)).json()) as Answer;

    expect(countOf(await ask('limit=1'))).toEqual({ count: 2, exact: false });
    expect(countOf(await ask('limit=100'))).toEqual({ count: 3, exact: true });
  });
});
