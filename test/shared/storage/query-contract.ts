/** The part of a `Store`'s contract that is about queries: order, cursors and indexes. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { type IndexName, TABLES, type TableName } from '../../../shared/storage/schema.ts';
import type { Item, Query, Store } from '../../../shared/storage/store.ts';

const change = (version: number, more: object = {}) => ({ resource_uid: 'u', version, op: 'update', ...more });
const job = (id: string, more: object = {}) => ({ job_id: id, listed: 'job', created_at: '2026-01', status: 'queued', ...more });
const task = (account: string) => ({ job_id: 'job-1', account_id: account });

/** In the order of their UTF-8 bytes: 21, 41, 61, C3 A4, EF BF BD, F0 9F 98 80. JavaScript sorts the last two the other way round. */
const TEXTS_IN_ORDER = ['!', 'A', 'a', 'ä', '\uFFFD', '\u{1F600}'];

export function describeQueryContract(name: string, create: () => Promise<Store>): void {
  describe(`${name} when queried`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    const pages = async (table: TableName, query: Query): Promise<(readonly Item[])[]> => {
      const all: (readonly Item[])[] = [];
      let cursor: Query['cursor'];
      do {
        const page = await store.query(table, { ...query, cursor });
        all.push(page.items);
        cursor = page.cursor;
      } while (cursor);
      return all;
    };
    const column = async (table: TableName, field: string, query: Query) => (await pages(table, query)).flat().map((item) => item[field]);
    const versions = async (query: Omit<Query, 'partition'>) => await column('changes', 'version', { partition: 'u', ...query });
    const accounts = async (query: Omit<Query, 'partition'>) => await column('job_tasks', 'account_id', { partition: 'job-1', ...query });

    it('orders numbers by value and texts by their bytes', async () => {
      await store.putMany(
        'changes',
        [10, 9, 100, -1, 0].map((version) => change(version)),
      );
      await store.putMany('job_tasks', TEXTS_IN_ORDER.toReversed().map(task));
      expect(await versions({})).toEqual([-1, 0, 9, 10, 100]);
      expect(await accounts({})).toEqual(TEXTS_IN_ORDER);
      expect(await accounts({ descending: true })).toEqual(TEXTS_IN_ORDER.toReversed());
    });

    it('includes both ends of a range, and takes a range without one of its ends', async () => {
      await store.putMany(
        'changes',
        [1, 2, 3, 10].map((version) => change(version)),
      );
      expect(await versions({ range: { from: 2, to: 10 } })).toEqual([2, 3, 10]);
      expect(await versions({ range: { from: 3 } })).toEqual([3, 10]);
      expect(await versions({ range: { to: 2 } })).toEqual([1, 2]);
      expect(await versions({ range: { from: 4, to: 9 } })).toEqual([]);
      expect(await versions({ range: { from: 2, to: 10 }, descending: true, limit: 1 })).toEqual([10, 3, 2]);
    });

    it('finds exactly the texts with a prefix', async () => {
      await store.putMany('job_tasks', ['aws', 'aws:', 'aws:1', 'aws:2', 'aws;', 'AWS:1'].map(task));
      expect(await accounts({ range: { prefix: 'aws:' } })).toEqual(['aws:', 'aws:1', 'aws:2']);
      expect(await accounts({ range: { prefix: 'aws:' }, descending: true, limit: 2 })).toEqual(['aws:2', 'aws:1', 'aws:']);
      expect(await accounts({ range: { prefix: 'oci:' } })).toEqual([]);
    });

    it('pages through a range in both directions, each row once', async () => {
      await store.putMany(
        'changes',
        Array.from({ length: 12 }, (_, version) => change(version)),
      );
      const range = { from: 2, to: 10 };
      const forwards = await pages('changes', { partition: 'u', range, limit: 4 });
      const backwards = await pages('changes', { partition: 'u', range, limit: 4, descending: true });
      expect(forwards.flat().map((item) => item['version'])).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(backwards.flat()).toEqual(forwards.flat().toReversed());
      expect([...forwards, ...backwards].every((page) => page.length <= 4)).toBe(true);
    });

    it('continues after a cursor whose row was deleted, and finds rows that were added behind it', async () => {
      const open = (id: string) => job(id, { open: '1', created_at: `2026-${id}` });
      await store.putMany('jobs', ['01', '03', '05'].map(open));
      const query: Query = { index: 'open_jobs', partition: '1', limit: 2 };
      const { cursor } = await store.query('jobs', query);
      await store.update('jobs', { job_id: '03' }, { remove: ['open'] });
      await store.putMany('jobs', ['02', '04'].map(open));
      const { items } = await store.query('jobs', { ...query, cursor });
      expect(items.map((item) => item['job_id'])).toEqual(['04', '05']);
    });

    it('returns no rows for a partition that does not exist', async () => {
      await store.put('changes', change(1));
      expect(await store.query('changes', { partition: 'v', limit: 5 })).toEqual({ items: [] });
      expect(await store.query('jobs', { index: 'open_jobs', partition: '1' })).toEqual({ items: [] });
    });

    it('pages through an index in order of its sort key, also if several rows have the same sort key', async () => {
      const times = ['2026-03', '2026-01', '2026-02', '2026-02', '2026-02', '2026-04'];
      await store.putMany(
        'jobs',
        times.map((created_at, index) => job(`j${index}`, { created_at })),
      );
      const query: Query = { index: 'jobs_by_time', partition: 'job', limit: 2 };
      const sorted = times.toSorted((a, b) => a.localeCompare(b));
      expect(await column('jobs', 'created_at', query)).toEqual(sorted);
      expect(await column('jobs', 'created_at', { ...query, descending: true })).toEqual(sorted.toReversed());
      expect(new Set(await column('jobs', 'job_id', query)).size).toBe(times.length);
      expect(await column('jobs', 'created_at', { ...query, range: { from: '2026-02', to: '2026-03' } })).toEqual(sorted.slice(1, 5));
      expect(await column('jobs', 'job_id', { ...query, range: { prefix: '2026-04' } })).toEqual(['j5']);
    });

    it('moves a row in an index or removes it as its attributes change', async () => {
      const open = async (partition: string) => await column('jobs', 'job_id', { index: 'open_jobs', partition });
      await store.putMany('jobs', [job('a', { open: '1' }), job('b', { open: '1', created_at: '2026-02' }), job('c')]);
      expect(await open('1')).toEqual(['a', 'b']);
      await store.update('jobs', { job_id: 'a' }, { set: { created_at: '2026-03' } });
      expect(await open('1')).toEqual(['b', 'a']);
      await store.update('jobs', { job_id: 'b' }, { set: { open: '2' } });
      await store.update('jobs', { job_id: 'c' }, { set: { open: '1' } });
      expect([await open('1'), await open('2')]).toEqual([['c', 'a'], ['b']]);
      await store.put('jobs', job('a'));
      await store.update('jobs', { job_id: 'c' }, { remove: ['created_at'] });
      expect(await open('1')).toEqual([]);
      expect(await store.getMany('jobs', [{ job_id: 'a' }, { job_id: 'c' }])).toHaveLength(2);
    });

    it('returns only keys through an index that projects only keys', async () => {
      await store.put('jobs', job('a', { open: '1', total: 3 }));
      const { items } = await store.query('jobs', { index: 'open_jobs', partition: '1' });
      expect(items).toEqual([{ job_id: 'a', open: '1', created_at: '2026-01' }]);
    });

    it.each(
      Object.entries(TABLES).flatMap(([table, { indexes }]) =>
        Object.keys(indexes).map((index) => [table as TableName, index as IndexName] as const),
      ),
    )('refuses a consistent read of the index of %s that is %s', async (table, index) => {
      await expect(store.query(table, { index, partition: 'p', consistent: true })).rejects.toThrow(/consistent read/i);
    });

    it('returns only the requested fields that exist, and a cursor as well', async () => {
      await store.putMany('changes', [change(1, { patch: [1] }), change(2)]);
      const page = await store.query('changes', { partition: 'u', fields: ['patch', 'op'], limit: 2 });
      expect(page.items).toEqual([{ patch: [1], op: 'update' }, { op: 'update' }]);
      expect(page.cursor).toEqual({ resource_uid: 'u', version: 2 });
      expect(await store.query('changes', { partition: 'u', cursor: page.cursor })).toEqual({ items: [] });
    });
  });
}
