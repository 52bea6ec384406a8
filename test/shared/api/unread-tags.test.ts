import { beforeAll, describe, expect, it } from '@jest/globals';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { UnreadTags } from '../../../shared/api/tag-filter.ts';

const { app, store } = apiFixture();

/** Every third resource has the tag, every third has none, and the tags of every third could not be read. */
const TAGS = [{ env: 'prod' }, {}, null] as const;
const rows = Array.from({ length: 30 }, (_, index) =>
  resourceRow(
    { type: 'AWS::S3::Bucket', account_id: account(String(1 + (index % 2))), resource_id: `b${index}` },
    { tags: TAGS[index % 3]! },
  ),
);

beforeAll(async () => {
  for (const digits of ['1', '2']) await store.put('accounts', accountRow({ account_id: account(digits) }));
  await putResources(store, rows);
  await store.putMany('changes', rows.map(changeRowOf));
  await store.putMany(
    'findings',
    rows.map(({ account_id, resource_id }) => findingRow({ account_id, resource_id })),
  );
});

/** The items and the sum of the counts of all pages. */
async function all(path: string): Promise<{ readonly items: number; readonly unread: number | undefined }> {
  let [items, unread, cursor]: [number, number | undefined, string | undefined] = [0, undefined, undefined];
  do {
    const { status, body } = await send(app, `${path}${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    items += (body.items as readonly unknown[]).length;
    if (body.unread_tags !== undefined) unread = (unread ?? 0) + (body.unread_tags as number);
    cursor = body.next_cursor as string | undefined;
  } while (cursor !== undefined);
  return { items, unread };
}

const CHANGES = '/changes?since=2026-11-20T00:00:00Z&until=2026-11-23T00:00:00Z&';

describe.each([['/resources?'], ['/findings?'], [CHANGES]])('a listing by tag of %s', (path) => {
  it.each([1, 2, 7, 500])('tells on pages of %i what it leaves out because the tags could not be read, each once', async (limit) => {
    expect(await all(`${path}tag=env=prod&limit=${limit}`)).toEqual({ items: 10, unread: 10 });
    expect(await all(`${path}tag=other&limit=${limit}`)).toEqual({ items: 0, unread: 10 });
    expect(await all(`${path}tag=env&account_id=000000000001&limit=${limit}`)).toEqual({ items: 5, unread: 5 });
  });

  it('counts only what matches all other filters', async () => {
    expect(await all(`${path}tag=env&resource=b2,b3,b4,b5`)).toEqual({ items: 1, unread: 2 });
    expect(await all(`${path}tag=env&resource=b3,b4`)).toEqual({ items: 1, unread: 0 });
    expect(await all(`${path}tag=env&region=us-east-1`)).toEqual({ items: 0, unread: 0 });
  });

  it('tells nothing without a filter by tag, and leaves nothing out', async () => {
    expect(await all(`${path}limit=500`)).toEqual({ items: 30, unread: undefined });
  });
});

it('a page that shows fewer items than were taken counts only up to the last that it shows', () => {
  const unread = new UnreadTags();
  const asked = ['unread', true, 'unread', 'unread', true, false, 'unread'] as const;

  expect(asked.map((match) => unread.takes(match))).toEqual([false, true, false, false, true, false, false]);
  expect([0, 1, 2].map((shown) => unread.count(shown))).toEqual([0, 1, 4]);
});
