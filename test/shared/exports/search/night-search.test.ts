/** Searches of a night, and of what has changed since. */
import { describe, expect, it } from '@jest/globals';
import { NightSearch } from '../../../../shared/exports/search/night-search.ts';
import type { SearchRequest } from '../../../../shared/exports/search/search-request.ts';
import { changeRowOf } from '../../../../shared/inventory/changes.ts';
import type { ResourceRow } from '../../../../shared/inventory/model.ts';
import { account, accountRow, JOB_ID, resourceRow } from '../../../support/api-fixture.ts';
import { ManualClock } from '../../../support/fakes.ts';
import { MemoryObjects } from '../../../support/memory-objects.ts';
import { MemoryStore } from '../../../support/memory-store.ts';
import { putNight } from '../../../support/night-objects.ts';

const [ONE, TWO] = [account('1'), account('2')];
const EVERYTHING: SearchRequest = { tags: [], text: '', limit: 100 };
const NIGHT = '2026-11-21';
const BEFORE = '2026-11-21T03:00:00.000Z';
const SINCE = '2026-11-21T09:00:00.000Z';

const named = (resource_id: string, account_id = ONE, changes: Partial<ResourceRow> = {}) =>
  resourceRow({ account_id, resource_id }, changes);

const readAt = (at: string) => ({ last_inventory: { job_id: JOB_ID, status: 'completed', at } });

async function world(rows: readonly ResourceRow[], mostBytes = 1_000_000, longestRunHours = 6) {
  const [store, objects, clock] = [new MemoryStore(), new MemoryObjects(), new ManualClock(Date.parse('2026-11-21T10:00:00.000Z'))];
  for (const account_id of [ONE, TWO])
    await store.put('accounts', accountRow({ account_id, created_at: '2026-01-01T00:00:00.000Z', ...readAt(BEFORE) }));
  await store.putMany('resources', rows);
  const search = new NightSearch({ store, objects, clock, mostBytes, longestRunMs: longestRunHours * 3_600_000 });
  const ids = async (request: Partial<SearchRequest> = {}) =>
    (await search.search({ ...EVERYTHING, ...request }))?.uids.map((uid) => uid.split('|').at(-1));
  /** A run over the account ends, in which the rows changed. */
  const run = async (account_id = ONE, changed: readonly ResourceRow[] = [], at = SINCE) => {
    for (const row of changed) {
      const changedRow = { ...row, last_change: { ...row.last_change, observed_at: at } };
      await store.put('resources', changedRow);
      await store.put('changes', changeRowOf(changedRow));
    }
    await store.put('accounts', accountRow({ account_id, created_at: '2026-01-01T00:00:00.000Z', ...readAt(at) }));
    await clock.sleep(31_000);
  };
  return { store, objects, clock, search, ids, run };
}

describe('a search of the newest night', () => {
  it('has no answer before the first night, and none from a night without files for searches', async () => {
    const { search, store, objects, clock } = await world([]);

    expect(await search.search(EVERYTHING)).toBeUndefined();

    await putNight(store, objects, NIGHT, [ONE]);
    await clock.sleep(31_000);

    expect(await search.search(EVERYTHING)).toBeUndefined();
  });

  it('finds what the night has, and a newer night replaces it', async () => {
    const rows = [named('vpc-1'), named('vpc-2', TWO)];
    const { store, objects, clock, ids, search } = await world(rows);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => rows });

    expect(await ids()).toEqual(['vpc-1', 'vpc-2']);
    expect(await search.search(EVERYTHING)).toMatchObject({ as_of: `${NIGHT}T04:00:00.000Z`, behind: { accounts: 0, examples: [] } });

    await putNight(store, objects, '2026-11-22', [ONE, TWO], { resources: () => [named('vpc-3')] });

    expect(await ids()).toEqual(['vpc-1', 'vpc-2']);

    await clock.sleep(31_000);

    expect(await ids()).toEqual(['vpc-3']);
  });

  it('finds what was added and changed since, and not what was deleted', async () => {
    const rows = [named('vpc-1'), named('vpc-2'), named('vpc-3')];
    const { store, objects, ids, run } = await world(rows);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => rows });

    expect(await ids({ text: 'renamed' })).toEqual([]);

    await run(ONE, [named('vpc-0'), named('vpc-1', ONE, { is_last: 0 }), named('vpc-2', ONE, { name: 'renamed' })]);

    expect(await ids()).toEqual(['vpc-0', 'vpc-2', 'vpc-3']);
    expect(await ids({ text: 'renamed' })).toEqual(['vpc-2']);

    await run(ONE, [named('vpc-1', ONE, { version: 3 })], '2026-11-21T10:02:00.000Z');

    expect(await ids()).toEqual(['vpc-0', 'vpc-1', 'vpc-2', 'vpc-3']);
  });

  it.each([
    ['within six hours', 6, '2026-11-21T00:30:00.000Z'],
    ['as long before as a later deadline of jobs allows', 24, '2026-11-20T10:00:00.000Z'],
  ])('finds a change of a run that began before the night and ended after it: %s', async (_when, longestRunHours, began) => {
    const { store, objects, ids } = await world([], undefined, longestRunHours);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => [] });
    const row = named('vpc-9', ONE, { last_change: { op: 'add', version: 1, observed_at: began, job_id: JOB_ID } });
    await store.put('resources', row);
    await store.put('changes', changeRowOf(row));
    await store.put('accounts', accountRow({ account_id: ONE, created_at: '2026-01-01T00:00:00.000Z', ...readAt(SINCE) }));

    expect(await ids()).toEqual(['vpc-9']);
  });

  it('finds the resources of an account that was registered since, in the order of the accounts', async () => {
    const rows = [named('vpc-2', TWO)];
    const { store, objects, ids, run } = await world(rows);
    await store.delete('accounts', { account_id: ONE });
    await putNight(store, objects, NIGHT, [TWO], { resources: () => rows });

    expect(await ids()).toEqual(['vpc-2']);

    await run(ONE, [named('vpc-1')]);
    await store.put('accounts', accountRow({ account_id: ONE, created_at: SINCE, ...readAt(SINCE) }));

    expect(await ids()).toEqual(['vpc-1', 'vpc-2']);
  });

  it('does not find the resources of an account that was removed', async () => {
    const rows = [named('vpc-1'), named('vpc-2', TWO)];
    const { store, objects, ids, clock } = await world(rows);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => rows });

    expect(await ids()).toEqual(['vpc-1', 'vpc-2']);

    await store.delete('accounts', { account_id: TWO });
    await clock.sleep(31_000);

    expect(await ids()).toEqual(['vpc-1']);
  });
});

describe('accounts that are behind', () => {
  it('are those whose export failed, and are named to those who search them alone', async () => {
    const rows = [named('vpc-1')];
    const { store, objects, search } = await world(rows);
    await putNight(store, objects, NIGHT, [ONE], { resources: () => rows, failed: [TWO] });

    expect((await search.search(EVERYTHING))?.behind).toEqual({ accounts: 1, examples: [TWO] });
    expect((await search.search({ ...EVERYTHING, accounts: [ONE] }))?.behind).toEqual({ accounts: 0, examples: [] });
  });

  it('are those with more changes since than are read again, until the next night', async () => {
    const { store, objects, search, ids, run } = await world([]);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => [named('vpc-1')] });
    const many = Array.from({ length: 501 }, (_, each) => named(`vpc-${each + 10}`));
    await run(ONE, many);

    expect((await search.search(EVERYTHING))?.behind).toEqual({ accounts: 1, examples: [ONE] });
    expect(await ids()).toEqual(['vpc-1']);

    await putNight(store, objects, '2026-11-22', [ONE, TWO], { resources: () => many });
    await run(TWO);

    expect(await search.search({ ...EVERYTHING, limit: 1 })).toMatchObject({ count: 501, behind: { accounts: 0 } });
  });

  it('are those of which the files do not fit into the memory', async () => {
    const rows = [named('vpc-1'), named('vpc-2', TWO)];
    const { store, objects, search } = await world(rows, 300);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => rows });
    const found = await search.search(EVERYTHING);

    expect(found?.behind.accounts).toBe(1);
    expect(found?.count).toBe(1);
  });

  it('are those whose file has other resources than the manifest counts', async () => {
    const rows = [named('vpc-1'), named('vpc-2', TWO)];
    const { store, objects, search } = await world(rows);
    await putNight(store, objects, NIGHT, [ONE, TWO], { resources: () => rows });
    const [key] = [...objects.contents.keys()].filter((each) => each.startsWith('exports/search/') && each.includes('000000000001'));
    objects.contents.delete(key!);

    expect(await search.search(EVERYTHING)).toMatchObject({ count: 1, behind: { accounts: 1, examples: [ONE] } });
  });

  it('are read a few at a time, and the others in later searches', async () => {
    const { store, objects, search, clock } = await world([]);
    const many = Array.from({ length: 60 }, (_, each) => account(String(each + 100)));
    for (const account_id of many) await store.put('accounts', accountRow({ account_id, created_at: BEFORE, ...readAt(SINCE) }));
    await putNight(store, objects, NIGHT, [ONE, TWO, ...many], { resources: () => [named('vpc-1')] });

    expect((await search.search(EVERYTHING))?.behind.accounts).toBe(10);

    await clock.sleep(31_000);

    expect((await search.search(EVERYTHING))?.behind.accounts).toBe(0);
  });
});
