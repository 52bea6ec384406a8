/** What every `Store` must do. Run against the one in memory and against DynamoDB's protocol. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConditionFailed } from '../../../shared/errors.ts';
import { absent, all, any, atMost, equals, exists, lessThan, queryAll, scanAll, type Store } from '../../../shared/storage/store.ts';

const task = (account: string, more: object = {}) => ({ job_id: 'job-1', account_id: account, status: 'queued', attempt: 0, ...more });
const key = (account: string) => ({ job_id: 'job-1', account_id: account });
const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all_: T[] = [];
  for await (const item of items) all_.push(item);
  return all_;
};

export function describeStoreContract(name: string, create: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    it('gives back what was put, without undefined members', async () => {
      await store.put('job_tasks', task('a', { nested: { list: [1, 'two', null, true], gone: undefined } }));
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a', { nested: { list: [1, 'two', null, true] } }));
      expect(await store.get('job_tasks', key('b'), { consistent: true })).toBeUndefined();
    });

    it('puts under a condition, and refuses without a trace', async () => {
      await store.put('job_tasks', task('a'), absent('job_id'));
      await expect(store.put('job_tasks', task('a', { attempt: 9 }), absent('job_id'))).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a'));
    });

    it('updates an existing row only, unless told to create', async () => {
      await expect(store.update('job_tasks', key('a'), { set: { status: 'x' } })).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'))).toBeUndefined();
      const created = await store.update('job_tasks', key('a'), { set: { status: 'x' } }, undefined, { create: true });
      expect(created).toEqual({ ...key('a'), status: 'x' });
    });

    it('sets, removes and adds in one update and answers with the row after it', async () => {
      await store.put('job_tasks', task('a', { lease_until: '2026' }));
      const after = await store.update('job_tasks', key('a'), {
        set: { status: 'done' },
        remove: ['lease_until'],
        add: { attempt: 2, hops: 1 },
      });
      expect(after).toEqual({ ...key('a'), status: 'done', attempt: 2, hops: 1 });
      expect(await store.get('job_tasks', key('a'))).toEqual(after);
    });

    it.each([
      ['equal', equals('status', 'queued'), true],
      ['unequal', equals('status', 'other'), false],
      ['equal number', equals('attempt', 3), true],
      ['less', lessThan('until', '2026-02'), true],
      ['not less', lessThan('until', '2026-01'), false],
      ['at most', atMost('until', '2026-01'), true],
      ['less, of another type', lessThan('until', 5), false],
      ['less, of nothing', lessThan('nothing', '9'), false],
      ['there', exists('until'), true],
      ['not there', absent('until'), false],
      ['both', all(equals('status', 'queued'), exists('nothing')), false],
      ['either', any(equals('status', 'other'), exists('until')), true],
      ['nested', all(any(absent('until'), atMost('until', '2026-01')), equals('attempt', 3)), true],
    ])('holds conditions as DynamoDB does: %s', async (_name, condition, holds) => {
      await store.put('job_tasks', task('a', { attempt: 3, until: '2026-01' }));
      const update = store.update('job_tasks', key('a'), { set: { seen: true } }, condition);
      if (holds) expect(await update).toMatchObject({ seen: true });
      else await expect(update).rejects.toThrow(ConditionFailed);
    });

    it('queries a partition in order of its sort key, in pages, both ways', async () => {
      const accounts = Array.from({ length: 7 }, (_, index) => `a${index}`);
      await store.putMany('job_tasks', [...accounts.map((account) => task(account)), task('z', { job_id: 'job-2' })]);
      const pages = [];
      let cursor;
      do {
        const page = await store.query('job_tasks', { partition: 'job-1', limit: 3, cursor });
        pages.push(page.items.map((item) => item['account_id']));
        cursor = page.cursor;
      } while (cursor);
      expect(pages.flat()).toEqual(accounts);
      expect(pages[0]).toHaveLength(3);
      const backwards = await collect(queryAll(store, 'job_tasks', { partition: 'job-1', descending: true, limit: 2 }));
      expect(backwards.map((item) => item['account_id'])).toEqual([...accounts].toReversed());
    });

    it('queries a range of the sort key, and only the fields asked for', async () => {
      await store.putMany(
        'changes',
        [1, 2, 3, 10].map((version) => ({ resource_uid: 'u', version, op: 'update' })),
      );
      const middle = await store.query('changes', { partition: 'u', range: { from: 2, to: 3 }, fields: ['version'] });
      expect(middle.items).toEqual([{ version: 2 }, { version: 3 }]);
      const newest = await store.query('changes', { partition: 'u', descending: true, limit: 1 });
      expect(newest.items.map((item) => item['version'])).toEqual([10]);
      await store.putMany(
        'job_tasks',
        ['aws:1', 'aws:2', 'oci:1'].map((account) => task(account)),
      );
      const prefixed = await store.query('job_tasks', { partition: 'job-1', range: { prefix: 'aws:' } });
      expect(prefixed.items).toHaveLength(2);
    });

    it('keeps a row in a sparse index only while it has the attribute', async () => {
      await store.put('jobs', { job_id: 'j1', open: '1', created_at: '2026-01', listed: 'job', status: 'queued' });
      const open = async () => (await store.query('jobs', { index: 'open_jobs', partition: '1' })).items;
      expect(await open()).toEqual([expect.objectContaining({ job_id: 'j1' })]);
      await store.update('jobs', { job_id: 'j1' }, { remove: ['open'] });
      expect(await open()).toEqual([]);
    });

    it('writes and reads any number of rows at once', async () => {
      const keys = Array.from({ length: 130 }, (_, index) => key(`a${index}`));
      await store.putMany(
        'job_tasks',
        keys.map(({ account_id }) => task(account_id)),
      );
      expect(await store.getMany('job_tasks', [...keys, key('missing')])).toHaveLength(130);
      expect(await collect(scanAll(store, 'job_tasks'))).toHaveLength(130);
      expect(await store.getMany('job_tasks', [])).toEqual([]);
      await store.putMany('job_tasks', []);
    });
  });
}
