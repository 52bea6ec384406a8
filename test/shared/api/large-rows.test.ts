/** Pages of listings whose rows are as large as DynamoDB allows. */
import { describe, expect, it } from '@jest/globals';
import type { JobId } from '../../../shared/ids.ts';
import { changeRowOf } from '../../../shared/inventory/changes.ts';
import type { Store } from '../../../shared/storage/store.ts';
import { account, accountRow, apiFixture, JOB_ID, jobRow, putResources, resourceRow, taskRow, TIME } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { HOSTILE_NAMES, incompressible } from '../../support/hostile-json.ts';

const ROWS = 45;
/** Lambda answers with at most 6 MB. */
const MAX_ANSWER = 6 * 2 ** 20;
const LARGE = incompressible(290_000);
/** Compressed, this is a small row; its JSON is not. */
const BLOWN_UP = 'x'.repeat(700_000);

const digits = (place: number): string => String(place + 1).padStart(12, '0');
const many = <T>(row: (place: number) => T): readonly T[] => Array.from({ length: ROWS }, (_, place) => row(place));
const failed = { class: 'invalid', error_code: 'Large', message: LARGE };
const error = { ...failed, class: 'invalid' } as const;

/** As earlier versions stored it: with every account. */
const FOLLOW_UP = { operation: 'scan', accounts: Array.from({ length: 15_000 }, (_, place) => account(digits(place))) };

const LISTINGS: readonly (readonly [path: string, put: (store: Store) => Promise<void>])[] = [
  [
    '/jobs?',
    (store) =>
      store.putMany(
        'jobs',
        many((place) =>
          jobRow({
            job_id: `inv-${digits(place)}` as JobId,
            created_at: `2026-11-21T14:30:${digits(place)}Z`,
            then: FOLLOW_UP,
          }),
        ),
      ),
  ],
  [
    `/jobs/${JOB_ID}/accounts?`,
    async (store) => {
      await store.put('jobs', jobRow());
      await store.putMany(
        'job_tasks',
        many((place) => taskRow({ account_id: account(digits(place)), status: 'failed', error })),
      );
    },
  ],
  [
    '/accounts?',
    (store) =>
      store.putMany(
        'accounts',
        many((place) => accountRow({ account_id: account(digits(place)), name: LARGE })),
      ),
  ],
  [
    '/connections?',
    (store) =>
      store.putMany(
        'connections',
        many((place) => ({ connection_id: `c${digits(place)}`, provider: 'aws', name: LARGE, settings: {}, created_at: TIME })),
      ),
  ],
  [
    '/suppressions?',
    (store) =>
      store.putMany(
        'suppressions',
        many((place) => ({ suppression_id: `s${digits(place)}`, scope: { tag: 'a' }, reason: LARGE, author: 'me', created_at: TIME })),
      ),
  ],
  [
    '/findings?',
    (store) =>
      store.putMany(
        'findings',
        many((place) => findingRow({ resource_id: digits(place) }, { reason: LARGE })),
      ),
  ],
  [
    '/resources?',
    (store) =>
      putResources(
        store,
        many((place) => resourceRow({ resource_id: `vpc-${digits(place)}` }, { config: { Id: BLOWN_UP } })),
      ),
  ],
  [
    `/resources?account_id=${account('1')}&`,
    async (store) => {
      await store.put('accounts', accountRow());
      await putResources(
        store,
        many((place) => resourceRow({ resource_id: `vpc-${digits(place)}` }, { config: { Id: BLOWN_UP } })),
      );
    },
  ],
  [
    `/resources/${encodeURIComponent(resourceRow({}).resource_uid)}/changes?`,
    async (store) => {
      await store.put('resources', resourceRow({}, { version: ROWS, last_change: { ...resourceRow({}).last_change, version: ROWS } }));
      const change = changeRowOf(resourceRow({}, { config: { Id: BLOWN_UP } }));
      await store.putMany(
        'changes',
        many((place) => ({ ...change, version: place + 1 })),
      );
    },
  ],
];

describe('a listing of large rows', () => {
  it.each(LISTINGS)('%s has small pages, which together have every row once', async (path, put) => {
    const { app, store } = apiFixture();
    await put(store);
    const seen: string[] = [];
    let [pages, cursor] = [0, undefined as string | undefined];
    do {
      const { status, body } = await send(app, `${path}limit=500${cursor ? `&cursor=${cursor}` : ''}`);
      expect(status).toBe(200);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(MAX_ANSWER);
      seen.push(...body.items.map((item: unknown) => JSON.stringify(item)));
      cursor = body.next_cursor;
      pages += 1;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((item) => item.length > 250_000)).toHaveLength(ROWS);
    expect(pages).toBeGreaterThan(1);
  });
});

describe('a resource with names that every object inherits', () => {
  it('is answered with its tags as they are', async () => {
    const { app, store } = apiFixture();
    const row = resourceRow({}, { tags: HOSTILE_NAMES, config: { Id: 'vpc-1', Tags: HOSTILE_NAMES } });
    await putResources(store, [row]);
    for (const path of [
      `/resources/${encodeURIComponent(row.resource_uid)}`,
      '/resources',
      '/resources?tag=__proto__=p',
      '/resources?tag=constructor',
    ]) {
      const text = await (await app.request(path)).text();
      expect(text).toContain(`"tags":${JSON.stringify(HOSTILE_NAMES)}`);
      expect(text).toContain(`"Tags":${JSON.stringify(HOSTILE_NAMES)}`);
    }
    expect(await (await app.request('/resources?tag=valueOf=other')).json()).toEqual({ items: [], unread_tags: 0 });
  });
});
