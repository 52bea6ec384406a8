/** The part of a `Store`'s contract that is about values: all that JSON can hold comes back equal, by every way in and out. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { all, equals, type Store } from '../../../shared/storage/store.ts';
import { HOSTILE_JSON, HOSTILE_NAMES, manyTags } from '../../support/hostile-json.ts';
import { expectRefusal } from './expect-refusal.ts';

const row = (value: unknown) => ({ slice_id: 's', resource_id: 'r', value });
const key = { slice_id: 's', resource_id: 'r' };

/** JSON texts are compared too, because Jest takes a member named `__proto__` for nothing. */
function expectSame(found: unknown, expected: unknown): void {
  expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
  expect(found).toEqual(expected);
}

export function describeJsonContract(name: string, create: () => Promise<Store>): void {
  describe(`${name} with all that JSON can hold`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await create();
    });

    it.each(Object.entries(HOSTILE_JSON))('returns %s as they were put', async (_name, value) => {
      await store.put('resources', row(value));
      expectSame((await store.get('resources', key))?.['value'], value);
      await store.putMany('resources', [{ ...row(value), resource_id: 'many' }]);
      const [many] = await store.getMany('resources', [{ ...key, resource_id: 'many' }]);
      expectSame(many?.['value'], value);
      await store.update('resources', key, { set: { value: null } });
      const updated = await store.update('resources', key, { set: { value } });
      expectSame(updated['value'], value);
      const { items } = await store.query('resources', { partition: 's', fields: ['value'], range: { prefix: 'r' } });
      expectSame(items, [{ value }]);
      const scanned = await store.scan('resources');
      expectSame(scanned.items.find(({ resource_id }) => resource_id === 'many')?.['value'], value);
    });

    it.each([2 ** 53, 1e300, 0.1, '\uD800', 'json:{}', 'json:', '', true, null])(
      'returns the attribute %j as it was put, and finds it by a condition on another',
      async (value) => {
        await store.put('resources', { ...row(value), version: 1 });
        await store.update('resources', key, { set: { version: 2 } }, equals('version', 1));
        expectSame(await store.get('resources', key), { ...row(value), version: 2 });
      },
    );

    it('takes keys as they are', async () => {
      const names = [...Object.keys(HOSTILE_NAMES).filter((each) => each !== ''), 'json:{"a":1}', 'a\0b'];
      await store.putMany(
        'resources',
        names.map((resource_id) => ({ slice_id: 'json:[]', resource_id, version: 1 })),
      );
      const { items } = await store.query('resources', { partition: 'json:[]' });
      expect(new Set(items.map(({ resource_id }) => resource_id))).toEqual(new Set(names));
      const indexed = { job_id: 'json:{}', listed: 'json:1', created_at: 'json:"2026"' };
      await store.put('jobs', indexed);
      expect(await store.query('jobs', { index: 'jobs_by_time', partition: 'json:1' })).toEqual({ items: [indexed] });
    });

    it('refuses a key that is not Unicode', async () => {
      await expectRefusal(store.put('resources', { slice_id: 's', resource_id: '\uD800' }));
    });

    it('takes 400 KB after compression, and refuses more', async () => {
      await store.put('resources', row(manyTags(30_000)));
      expectSame((await store.get('resources', key))?.['value'], manyTags(30_000));
      const noise = Array.from({ length: 60_000 }, (_, place) => Math.sin(place));
      await expectRefusal(store.put('resources', row(noise)));
      await expectRefusal(store.put('resources', row('x'.repeat(3 * 2 ** 20))));
      await expectRefusal(store.put('resources', row({ text: 'x'.repeat(3 * 2 ** 20) })));
    });

    it('leaves the prototype of every object alone', async () => {
      await store.put('resources', row(HOSTILE_JSON['such names within each other']));
      await store.get('resources', key);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(all()).toEqual({ all: [] });
    });
  });
}
