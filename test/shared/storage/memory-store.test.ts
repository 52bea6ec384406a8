import { describe, expect, it } from '@jest/globals';
import { equals } from '../../../shared/storage/store.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract('the store in memory', () => Promise.resolve(new MemoryStore()));

const task = (account: string, more: object = {}) => ({ job_id: 'job-1', account_id: account, status: 'queued', ...more });
const key = { job_id: 'job-1', account_id: 'a' };

describe('the store in memory', () => {
  it('returns frozen rows, so that no reader can change the stored ones', async () => {
    const store = new MemoryStore();
    await store.put('job_tasks', task('a', { errors: [{ class: 'denied' }] }));
    const row = (await store.get('job_tasks', key)) as { status: string; errors: { class: string }[] };
    expect(() => (row.status = 'changed')).toThrow(TypeError);
    expect(() => row.errors.push({ class: 'more' })).toThrow(TypeError);
    expect(() => (row.errors[0] = { class: 'changed' })).toThrow(TypeError);
  });

  it('has the same text for the same rows, in whatever order they were written', async () => {
    const [first, second] = [new MemoryStore(), new MemoryStore()];
    await first.putMany('job_tasks', [task('a', { n: 1 }), task('b')]);
    await first.put('jobs', { job_id: 'job-1' });
    await second.put('jobs', { job_id: 'job-1' });
    await second.put('job_tasks', { status: 'gone', account_id: 'b', job_id: 'job-1' });
    await second.putMany('job_tasks', [task('b'), { n: 1, status: 'queued', account_id: 'a', job_id: 'job-1' }]);
    expect(second.snapshot()).toBe(first.snapshot());
    expect(first.snapshot()).toBe(
      [
        'job_tasks {"account_id":"a","job_id":"job-1","n":1,"status":"queued"}',
        'job_tasks {"account_id":"b","job_id":"job-1","status":"queued"}',
        'jobs {"job_id":"job-1"}',
      ].join('\n'),
    );
    await second.update('job_tasks', key, { add: { n: 1 } });
    expect(second.snapshot()).not.toBe(first.snapshot());
  });

  it('shows the rows of a table in order of their key, and does not count that as a request', async () => {
    const store = new MemoryStore();
    await store.putMany('job_tasks', [task('b'), task('a'), task('c', { job_id: 'job-0' })]);
    expect(store.rows('job_tasks')).toEqual([task('c', { job_id: 'job-0' }), task('a'), task('b')]);
    store.snapshot();
    expect([...store.requests]).toEqual([['putMany job_tasks', 3]]);
  });

  it('lets a row expire from its table and its indexes', async () => {
    const store = new MemoryStore();
    await store.put('jobs', { job_id: 'j', open: '1', created_at: '2026' });
    store.expire('jobs', { job_id: 'j' });
    store.expire('jobs', { job_id: 'never' });
    expect(store.rows('jobs')).toEqual([]);
    expect(await store.query('jobs', { index: 'open_jobs', partition: '1' })).toEqual({ items: [] });
  });

  it.each([
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a set', new Set([1])],
    ['NaN', Number.NaN],
    ['a function', () => 1],
  ])('refuses to store %s', async (_name, value) => {
    const store = new MemoryStore();
    await expect(store.put('job_tasks', task('a', { nested: [{ value }] }))).rejects.toThrow('A row cannot hold');
    expect(store.rows('job_tasks')).toEqual([]);
  });

  // dynalite accepts such a row; DynamoDB answers with a ValidationException.
  it('refuses a row in which the key attribute of an index is empty', async () => {
    const store = new MemoryStore();
    await expect(store.put('jobs', { job_id: 'a', open: '', created_at: '2026' })).rejects.toThrow('text that is not empty');
    expect(store.rows('jobs')).toEqual([]);
  });

  it('refuses to read fields through an index that does not project them', async () => {
    const store = new MemoryStore();
    await store.put('jobs', { job_id: 'a', open: '1', created_at: '2026', status: 'queued' });
    const fields = ['job_id', 'status'];
    await expect(store.query('jobs', { index: 'open_jobs', partition: '1', fields })).rejects.toThrow('not status');
  });

  it('keeps its order through thousands of writes in any order, read in between', async () => {
    const store = new MemoryStore();
    const expected = new Map<string, number>();
    let seed = 11;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 60; round++) {
      for (let write = next(40); write >= 0; write--) {
        const [id, time] = [`j${next(500)}`, next(300)];
        expected.set(id, time);
        await store.put('jobs', { job_id: id, listed: 'job', created_at: String(time).padStart(3, '0') });
      }
      const [gone] = [...expected.keys()];
      if (gone) {
        expected.delete(gone);
        await store.update('jobs', { job_id: gone }, { remove: ['listed'] }, equals('listed', 'job'));
      }
      const { items } = await store.query('jobs', { index: 'jobs_by_time', partition: 'job' });
      const wanted = [...expected].toSorted(([a, timeA], [b, timeB]) => timeA - timeB || (a < b ? -1 : 1)).map(([id]) => id);
      expect(items.map((item) => item['job_id'])).toEqual(wanted);
    }
  });
});
