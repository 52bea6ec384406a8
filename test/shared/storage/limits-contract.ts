/** The limits that a `Store` must enforce because DynamoDB does: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { any, type Condition, equals, type Key, type Store } from '../../../shared/storage/store.ts';
import { expectRefusal } from './expect-refusal.ts';

const KB = 1024;
const task = (account: string, more: object = {}) => ({ job_id: 'job-1', account_id: account, ...more });
const key = (account: string): Key => ({ job_id: 'job-1', account_id: account });

/** A value of the attribute `text` that makes the item of `task('a')` have this many bytes. */
function taskOf(bytes: number): object {
  const names = 'job_id'.length + 'account_id'.length + 'text'.length;
  return task('a', { text: 'x'.repeat(bytes - names - 'job-1'.length - 'a'.length) });
}

/** Sets `fields` attributes: `SET #n0 = :v0, #n1 = :v1, …`. */
const setting = (fields: number): object => Object.fromEntries(Array.from({ length: fields }, (_, place) => [`field_${place}`, place]));

const anyOf = (conditions: number): Condition =>
  any(...Array.from({ length: conditions }, (_, place) => equals('status', `status-${place}`)));

export function describeLimitsContract(name: string, create: () => Promise<Store>): void {
  describe(`${name} at DynamoDB's limits`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
      await store.put('job_tasks', task('a'));
    });

    it('takes an update of 200 attributes, and refuses one whose expression has more than 4,096 bytes', async () => {
      await store.update('job_tasks', key('a'), { set: setting(200) });
      const before = await store.get('job_tasks', key('a'));
      await expectRefusal(store.update('job_tasks', key('a'), { set: setting(400) }));
      await expectRefusal(store.update('job_tasks', key('a'), { remove: Object.keys(setting(900)) }));
      expect(await store.get('job_tasks', key('a'))).toEqual(before);
    });

    it('refuses a condition and a projection of more than 4,096 bytes', async () => {
      await expectRefusal(store.put('job_tasks', task('b'), anyOf(300)));
      await expectRefusal(store.update('job_tasks', key('a'), { set: { status: 'x' } }, anyOf(300)));
      await expectRefusal(store.query('job_tasks', { partition: 'job-1', fields: Object.keys(setting(900)) }));
      expect(await store.get('job_tasks', key('a'))).toEqual(task('a'));
    });

    it('refuses more than 2 MB of values in the expressions of a request', async () => {
      const condition = any(...Array.from({ length: 3 }, (_, place) => equals('status', `${place}${'x'.repeat(900 * KB)}`)));
      await expectRefusal(store.put('job_tasks', task('b'), condition));
    });

    it('takes an item of 400 KB and refuses a larger one, in a put, a batch and an update', async () => {
      await store.put('job_tasks', taskOf(400 * KB));
      await store.putMany('job_tasks', [taskOf(400 * KB)]);
      await expectRefusal(store.put('job_tasks', taskOf(400 * KB + 1)));
      await expectRefusal(store.putMany('job_tasks', [taskOf(400 * KB + 1)]));
      await expectRefusal(store.update('job_tasks', key('a'), { set: { one: 1 } }));
      expect(await store.get('job_tasks', key('a'))).toEqual(taskOf(400 * KB));
    });

    it('refuses keys that are too long, in the table and in its indexes', async () => {
      const [longest, tooLong] = ['x'.repeat(KB), 'x'.repeat(KB + 1)];
      await store.put('job_tasks', { job_id: 'x'.repeat(2 * KB), account_id: longest });
      await expectRefusal(store.put('job_tasks', { job_id: 'x'.repeat(2 * KB + 1), account_id: 'a' }));
      await expectRefusal(store.put('job_tasks', task(tooLong)));
      await expectRefusal(store.put('job_tasks', task('é'.repeat(KB / 2 + 1))));
      await expectRefusal(store.putMany('job_tasks', [task(tooLong)]));
      await expectRefusal(store.get('job_tasks', key(tooLong)));
      await expectRefusal(store.getMany('job_tasks', [key(tooLong)]));
      await expectRefusal(store.update('job_tasks', key(tooLong), { set: { status: 'x' } }, undefined, { create: true }));
      await expectRefusal(store.query('job_tasks', { partition: 'x'.repeat(2 * KB + 1) }));
      await expectRefusal(store.query('job_tasks', { partition: 'job-1', range: { from: tooLong } }));
      await expectRefusal(store.query('job_tasks', { partition: 'job-1', range: { from: 'a', to: tooLong } }));
      await expectRefusal(store.query('job_tasks', { partition: 'job-1', range: { prefix: tooLong } }));
      await expectRefusal(store.put('jobs', { job_id: 'j', listed: 'job', created_at: tooLong }));
      await expectRefusal(store.update('jobs', { job_id: 'j' }, { set: { created_at: tooLong } }, undefined, { create: true }));
    });

    it('refuses keys that are empty, in the table and in its indexes', async () => {
      await expectRefusal(store.get('job_tasks', key('')));
      await expectRefusal(store.getMany('job_tasks', [key('')]));
      await expectRefusal(store.update('job_tasks', key(''), { set: { status: 'x' } }, undefined, { create: true }));
      await expectRefusal(store.query('job_tasks', { partition: '' }));
      await expectRefusal(store.query('job_tasks', { partition: 'job-1', range: { prefix: '' } }));
      await expectRefusal(store.put('jobs', { job_id: 'j', listed: '', created_at: '2026' }));
    });

    it('refuses an attribute without a name', async () => {
      await expectRefusal(store.put('job_tasks', task('b', { '': 1 })));
      await expectRefusal(store.update('job_tasks', key('a'), { set: { '': 1 } }));
    });

    it('refuses a batch that names a key twice', async () => {
      await expectRefusal(store.putMany('job_tasks', [task('b'), task('b')]));
      await expectRefusal(store.getMany('job_tasks', [key('a'), key('a')]));
    });

    it('ends a page of a query or a scan at the row that makes it 1 MB, even if only some fields are returned', async () => {
      const accounts = ['b', 'c', 'd', 'e', 'f'];
      for (const account of accounts) await store.put('job_tasks', task(account, { text: 'x'.repeat(300 * KB) }));
      const query = { partition: 'job-1', range: { from: 'b' }, fields: ['account_id'] };
      const first = await store.query('job_tasks', query);
      expect(first.items.map(({ account_id }) => account_id)).toEqual(['b', 'c', 'd', 'e']);
      const second = await store.query('job_tasks', { ...query, cursor: first.cursor });
      expect(second).toEqual({ items: [{ account_id: 'f' }] });
      const backwards = await store.query('job_tasks', { ...query, descending: true });
      expect(backwards.items.map(({ account_id }) => account_id)).toEqual(['f', 'e', 'd', 'c']);
      const scanned = await store.scan('job_tasks');
      expect(scanned.items.length).toBeLessThan(6);
      expect(scanned.cursor).toBeDefined();
    });
  });
}
