/** The contract of every `Store`. It runs against the store in memory and against DynamoDB's protocol. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ConditionFailed } from '../../../shared/errors.ts';
import {
  absent,
  all,
  any,
  atMost,
  equals,
  exists,
  type Key,
  lessThan,
  queryAll,
  scanAll,
  type Store,
} from '../../../shared/storage/store.ts';
import { expectRefusal } from './expect-refusal.ts';
import { describeLimitsContract } from './limits-contract.ts';
import { describeJsonContract } from './json-contract.ts';
import { describeQueryContract } from './query-contract.ts';

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

    it('returns the row that was put, without undefined members', async () => {
      await store.put('job_tasks', task('a', { nested: { list: [1, 'two', null, true], gone: undefined } }));
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a', { nested: { list: [1, 'two', null, true] } }));
      expect(await store.get('job_tasks', key('b'), { consistent: true })).toBeUndefined();
    });

    it('puts a row if the condition holds, and changes nothing otherwise', async () => {
      await store.put('job_tasks', task('a'), absent('job_id'));
      await expect(store.put('job_tasks', task('a', { attempt: 9 }), absent('job_id'))).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a'));
    });

    it('deletes a row if the condition holds, and changes nothing otherwise', async () => {
      await store.putMany('job_tasks', [task('a'), task('b')]);
      await expect(store.delete('job_tasks', key('a'), equals('status', 'done'))).rejects.toThrow(ConditionFailed);
      await expect(store.delete('job_tasks', key('c'), exists('job_id'))).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'), { consistent: true })).toEqual(task('a'));

      await store.delete('job_tasks', key('a'), equals('status', 'queued'));
      await store.delete('job_tasks', key('c'));

      expect(await store.get('job_tasks', key('a'), { consistent: true })).toBeUndefined();
      expect(await collect(queryAll(store, 'job_tasks', { partition: 'job-1' }))).toEqual([task('b')]);
    });

    it('takes a deleted row out of its indexes', async () => {
      await store.put('jobs', { job_id: 'j', open: '1', created_at: '2026' });
      await store.delete('jobs', { job_id: 'j' });
      expect(await collect(queryAll(store, 'jobs', { index: 'open_jobs', partition: '1' }))).toEqual([]);
    });

    it('refuses to delete by a key that DynamoDB refuses', async () => {
      await expectRefusal(store.delete('job_tasks', { job_id: '', account_id: 'a' }));
    });

    it('updates only existing rows unless `create` is set', async () => {
      await expect(store.update('job_tasks', key('a'), { set: { status: 'x' } })).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'))).toBeUndefined();
      const created = await store.update('job_tasks', key('a'), { set: { status: 'x' } }, undefined, { create: true });
      expect(created).toEqual({ ...key('a'), status: 'x' });
    });

    it('sets, removes and adds in one update, and returns the new row', async () => {
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
      ['less, compared with another type', lessThan('until', 5), false],
      ['less, of a missing attribute', lessThan('nothing', '9'), false],
      ['there', exists('until'), true],
      ['not there', absent('until'), false],
      ['both', all(equals('status', 'queued'), exists('nothing')), false],
      ['either', any(equals('status', 'other'), exists('until')), true],
      ['nested', all(any(absent('until'), atMost('until', '2026-01')), equals('attempt', 3)), true],
    ])('evaluates conditions like DynamoDB: %s', async (_name, condition, holds) => {
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

    it('creates a row if the condition holds for a missing row', async () => {
      const create_ = { create: true };
      const claim = async (attempt: number) =>
        await store.update('job_tasks', key('a'), { set: { attempt } }, any(absent('attempt'), lessThan('attempt', attempt)), create_);
      expect(await claim(2)).toEqual({ ...key('a'), attempt: 2 });
      expect(await claim(3)).toEqual({ ...key('a'), attempt: 3 });
      await expect(claim(1)).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'))).toEqual({ ...key('a'), attempt: 3 });
    });

    it.each([
      ['absent', absent('status'), true],
      ['exists', exists('status'), false],
      ['=', equals('status', 'queued'), false],
      ['<', lessThan('attempt', 9), false],
      ['<=', atMost('attempt', 9), false],
      ['any of absent', any(exists('status'), absent('status')), true],
      ['all of absent and another', all(absent('status'), equals('attempt', 0)), false],
    ])(
      'treats every attribute of a missing row as absent, in a put and in an update with `create`: %s',
      async (_name, condition, holds) => {
        const attempts = [
          () => store.put('job_tasks', task('put'), condition),
          () => store.update('job_tasks', key('update'), { set: { status: 'queued' } }, condition, { create: true }),
        ];
        for (const attempt of attempts) {
          if (holds) await attempt();
          else await expect(attempt()).rejects.toThrow(ConditionFailed);
        }
        expect(await collect(scanAll(store, 'job_tasks'))).toHaveLength(holds ? 2 : 0);
      },
    );

    it('never creates a row by an update without `create`, whatever its condition', async () => {
      await expect(store.update('job_tasks', key('a'), { set: { status: 'x' } }, absent('status'))).rejects.toThrow(ConditionFailed);
      expect(await collect(scanAll(store, 'job_tasks'))).toEqual([]);
    });

    it('leaves a row as it was when the condition of its update fails', async () => {
      const before = task('a', { lease_until: '2026', errors: [{ class: 'denied' }] });
      await store.put('job_tasks', before);
      const update = { set: { status: 'done' }, remove: ['lease_until'], add: { attempt: 1 } };
      await expect(store.update('job_tasks', key('a'), update, equals('attempt', 7))).rejects.toThrow(ConditionFailed);
      expect(await store.get('job_tasks', key('a'))).toEqual(before);
    });

    it('replaces the whole row by a put, alone or with many', async () => {
      await store.put('job_tasks', task('a', { lease_until: '2026' }));
      await store.put('job_tasks', task('a'));
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a'));
      await store.putMany('job_tasks', [task('a', { status: 'done' }), task('b')]);
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a', { status: 'done' }));
    });

    it('leaves missing keys out of what it reads at once', async () => {
      await store.putMany('job_tasks', [task('a'), task('c')]);
      const read = await store.getMany('job_tasks', ['a', 'b', 'c', 'd'].map(key));
      expect(read).toHaveLength(2);
      expect(read).toEqual(expect.arrayContaining([task('a'), task('c')]));
    });

    it('drops undefined members on the way in, and refuses to set an attribute to undefined', async () => {
      await store.put('job_tasks', task('a', { list: [1, undefined, 2], map: { gone: undefined }, gone: undefined }));
      expect(await store.get('job_tasks', key('a'))).toStrictEqual(task('a', { list: [1, null, 2], map: {} }));
      await expectRefusal(store.update('job_tasks', key('a'), { set: { status: undefined } }));
      expect(await store.get('job_tasks', key('a'))).toMatchObject({ status: 'queued' });
    });

    it.each([
      ['nothing', {}],
      ['a part of the key', { set: { account_id: 'b' } }],
      ['an attribute twice', { set: { attempt: 1 }, add: { attempt: 1 } }],
      ['an addition to a text', { add: { status: 1 } }],
    ])('refuses an update of %s', async (_name, update) => {
      await store.put('job_tasks', task('a'));
      await expectRefusal(store.update('job_tasks', key('a'), update));
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a'));
    });

    it.each([
      ['is missing', { job_id: 'job-1' }],
      ['is empty', task('')],
      ['is of another type', { ...task('a'), account_id: 7 }],
    ])('refuses a row in which a key attribute %s', async (_name, item) => {
      await expectRefusal(store.put('job_tasks', item));
      await expectRefusal(store.putMany('job_tasks', [item]));
      expect(await collect(scanAll(store, 'job_tasks'))).toEqual([]);
    });

    it('refuses a row in which the key attribute of an index has another type', async () => {
      await expectRefusal(store.put('jobs', { job_id: 'a', open: 1, created_at: '2026' }));
      expect(await store.get('jobs', { job_id: 'a' })).toBeUndefined();
    });

    it('does not share the written object with the caller', async () => {
      const mine = task('a', { errors: [{ class: 'denied' }] }) as ReturnType<typeof task> & { errors: { class: string }[] };
      await store.put('job_tasks', mine);
      mine.errors[0] = { class: 'changed' };
      mine.errors.push({ class: 'more' });
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a', { errors: [{ class: 'denied' }] }));
    });

    it('scans in pages, each row once', async () => {
      await store.putMany('job_tasks', [
        ...['a', 'b', 'c'].map((account) => task(account)),
        ...['d', 'e'].map((account) => task(account, { job_id: 'job-2' })),
      ]);
      const seen: unknown[] = [];
      let cursor: Key | undefined;
      do {
        const page = await store.scan('job_tasks', { limit: 2, cursor });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map((item) => item['account_id']));
        cursor = page.cursor;
      } while (cursor);
      expect(seen).toHaveLength(5);
      expect(new Set(seen)).toEqual(new Set(['a', 'b', 'c', 'd', 'e']));
    });
  });

  describeQueryContract(name, create);
  describeLimitsContract(name, create);
  describeJsonContract(name, create);
}
