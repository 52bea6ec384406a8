/** The API's searches: over a night, with what has changed since, and over the stored rows until there is one. */
import { describe, expect, it } from '@jest/globals';
import type { ResourceRow } from '../../../shared/inventory/model.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { putNight } from '../../support/night-objects.ts';
import { ACME, callerOf, twoCustomers } from '../../support/two-customers.ts';

const [ONE, TWO] = [account('1'), account('2')];
const bucket = (resource_id: string, account_id = ONE, changes: Partial<ResourceRow> = {}) =>
  resourceRow({ account_id, type: 'AWS::S3::Bucket', resource_id }, { native_id: `arn:aws:s3:::${resource_id}`, ...changes });

interface Answer {
  readonly items: readonly { readonly resource_id: string }[];
  readonly next_cursor?: string;
  readonly total?: { readonly count: number; readonly exact: boolean };
  readonly [other: string]: unknown;
}

async function world(rows: readonly ResourceRow[], { hasNight = true } = {}) {
  const store = new MemoryStore();
  const fixture = apiFixture(store);
  for (const account_id of [ONE, TWO]) await store.put('accounts', accountRow({ account_id, created_at: '2026-01-01T00:00:00.000Z' }));
  await putResources(store, rows);
  if (hasNight) await putNight(store, fixture.exports, '2026-11-21', [ONE, TWO], { resources: () => rows });
  const ask = async (query: string) => {
    const answer = await fixture.app.request(`/search/resources?${query}`);
    return { status: answer.status, body: (await answer.json()) as Answer };
  };
  const ids = async (query: string) => (await ask(query)).body.items.map(({ resource_id }) => resource_id);
  const everyPage = async (query: string, cursor?: string): Promise<readonly string[]> => {
    const { body } = await ask(`${query}&limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    const own = body.items.map(({ resource_id }) => resource_id);
    return body.next_cursor === undefined ? own : [...own, ...(await everyPage(query, body.next_cursor))];
  };
  return { ...fixture, store, ask, ids, everyPage };
}

const ROWS = [
  bucket('logs-prod', ONE, { tags: { env: 'prod' } }),
  bucket('logs-test', TWO, { tags: { env: 'test' } }),
  bucket('unread', TWO, { tags: null }),
  resourceRow({ account_id: TWO, resource_id: 'vpc-1' }, { name: 'Logs of Prod' }),
];

describe('GET /search/resources', () => {
  it.each([
    ['', ['logs-prod', 'vpc-1', 'logs-test', 'unread']],
    ['text=LOGS prod', ['logs-prod', 'vpc-1']],
    ['text=s3:::logs', ['logs-prod', 'logs-test']],
    ['text=env=prod', ['logs-prod']],
    ['tag=env=test', ['logs-test']],
    ['tag=env', ['logs-prod', 'logs-test']],
    ['type=AWS::EC2::VPC', ['vpc-1']],
    ['kind=bucket&text=logs', ['logs-prod', 'logs-test']],
    ['service=s3&account_id=2', ['logs-test', 'unread']],
    ['region=us-east-1', []],
    ['text=%27;%20DROP%20TABLE%20resources;--', []],
  ])('%s finds the same in the night and in the stored rows', async (query, expected) => {
    const written = query.replace('account_id=2', `account_id=${TWO}`);
    const [night, rows] = [await world(ROWS), await world(ROWS, { hasNight: false })];

    expect((await night.ids(written)).toSorted()).toEqual([...expected].toSorted());
    expect((await rows.ids(written)).toSorted()).toEqual([...expected].toSorted());
    expect((await night.everyPage(written)).toSorted()).toEqual([...expected].toSorted());
    expect((await rows.everyPage(written)).toSorted()).toEqual([...expected].toSorted());
    expect((await night.ask(written)).body.total).toEqual({ count: expected.length, exact: true });
    expect((await rows.ask(written)).body.total).toEqual({ count: expected.length, exact: true });
  });

  it('counts by type, region and account, and says of when the night is', async () => {
    const { ask } = await world(ROWS);
    const { body } = await ask('tag=env&limit=1');

    expect(body).toMatchObject({
      total: { count: 2, exact: true },
      unread_tags: 1,
      facets: {
        type: [{ value: 'AWS::S3::Bucket', count: 2 }],
        region: [{ value: 'eu-west-1', count: 2 }],
        account_id: [
          { value: ONE, count: 1 },
          { value: TWO, count: 1 },
        ],
      },
      night: { as_of: '2026-11-21T04:00:00.000Z', behind: { accounts: 0, examples: [] } },
    });
  });

  it('shows rows as they are now, and none that match no more', async () => {
    const { store, ask } = await world(ROWS);
    await store.put('resources', { ...ROWS[0]!, is_last: 0 });
    await store.put('resources', { ...ROWS[1]!, region: 'us-east-1', name: 'new' });
    const { body } = await ask('text=logs-&type=AWS::S3::Bucket');

    expect(body.items).toMatchObject([{ resource_id: 'logs-test', region: 'us-east-1', name: 'new' }]);
    expect(body.items[0]).not.toHaveProperty('config');
  });

  it('says "at least" while accounts are behind, and while it reads rows', async () => {
    const { store, exports, ask } = await world(ROWS);
    await putNight(store, exports, '2026-11-22', [ONE], { resources: () => ROWS, failed: [TWO] });
    const rows = await world(ROWS, { hasNight: false });

    expect((await ask('')).body).toMatchObject({ total: { count: 1, exact: false }, night: { behind: { accounts: 1, examples: [TWO] } } });
    expect((await rows.ask('limit=1')).body).toMatchObject({ total: { count: 1, exact: false } });
  });

  it('counts nothing on a page of rows that ends before the first that matches', async () => {
    const others = Array.from({ length: 2100 }, (_, at) => bucket(`a-${at}`));
    const { ask } = await world([...others, bucket('z-last')], { hasNight: false });
    const { body } = await ask('type=AWS::S3::Bucket&text=z-last');
    const rest = await ask(`type=AWS::S3::Bucket&text=z-last&cursor=${body.next_cursor}`);

    expect(body.items).toEqual([]);
    expect(body).not.toHaveProperty('total');
    expect(rest.body.items).toMatchObject([{ resource_id: 'z-last' }]);
  });

  it('does not end early because the night is no longer kept', async () => {
    const { body } = await (await world(ROWS)).ask('limit=1');
    const later = await world(ROWS, { hasNight: false });
    const { status, body: problem } = await later.ask(`limit=1&cursor=${body.next_cursor}`);

    expect({ status, field: problem['field'] }).toEqual({ status: 400, field: 'cursor' });
  });

  it.each([
    ['type=AWS::S3::Bukket', 'type'],
    ['region=moon', 'region'],
    ['text=', 'text'],
    [`text=${'x'.repeat(201)}`, 'text'],
    ['text=%00', 'text'],
    ['text=logs%00vpc', 'text'],
    ['text=logs%C2%85', 'text'],
    ['cursor=WzFd', 'cursor'],
    ['is_last=0', 'is_last'],
  ])('%s is refused with a sentence', async (query, field) => {
    const { ask } = await world(ROWS);
    const { status, body } = await ask(query);

    expect({ status, field: body['field'] }).toEqual({ status: 400, field });
  });

  it('lists what a customer has singly after its accounts', async () => {
    const { app } = await twoCustomers(callerOf(ACME, 'viewer'));
    const [first, rest, all] = await Promise.all(
      ['limit=2', 'limit=2&text=single', 'limit=3'].map(
        async (query) => (await (await app.request(`/search/resources?${query}`)).json()) as Answer,
      ),
    );
    const next = (await (await app.request(`/search/resources?limit=2&cursor=${first!.next_cursor}`)).json()) as Answer;

    expect(first!.total).toEqual({ count: 2, exact: false });
    expect(next.items.map(({ resource_id }) => resource_id)).toEqual([`${ACME.marker}-single`]);
    expect(next.next_cursor).toBeUndefined();
    expect(rest!.items).toHaveLength(1);
    expect(all!.items).toHaveLength(3);
    expect(all!.total).toEqual({ count: 3, exact: true });
  });
});

describe('GET /resources?text=', () => {
  it('finds words in names, ids and tags of the stored rows', async () => {
    const { app } = await world(ROWS, { hasNight: false });
    const answer = (await (await app.request('/resources?text=PROD logs')).json()) as Answer;

    expect(answer.items.map(({ resource_id }) => resource_id).toSorted()).toEqual(['logs-prod', 'vpc-1']);
  });

  it.each(['%00', 'prod%00logs', '%1F', '%7F'])('refuses the control character in %s', async (text) => {
    const { app } = await world(ROWS, { hasNight: false });
    const answer = await app.request(`/resources?text=${text}`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field: 'text', detail: expect.stringContaining('without control characters') });
  });
});
