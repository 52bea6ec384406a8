import { describe, expect, it } from '@jest/globals';
import { Reconciler, type KnownRow } from '../../../shared/inventory/reconciler.ts';

const rows = (ids: readonly string[], more: Partial<KnownRow> = {}) =>
  new Map(ids.map((id) => [id, { hash: 'h', version: 1, in_use: true, ...more }]));
const ids = (count: number, prefix = 'r') => Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

function ended(known: ReadonlyMap<string, KnownRow>, seen: readonly string[], held?: readonly string[]) {
  const reconciler = new Reconciler(known, held);
  for (const id of seen) reconciler.see(id, 'h');
  return reconciler.end();
}

describe('the reconciler', () => {
  it('distinguishes new, changed, unchanged and restored resources', () => {
    const reconciler = new Reconciler(new Map([...rows(['same', 'other']), ...rows(['gone'], { in_use: false })]));
    expect(reconciler.see('new', 'h')).toBe('add');
    expect(reconciler.see('same', 'h')).toBe('unchanged');
    expect(reconciler.see('other', 'h2')).toBe('update');
    expect(reconciler.see('gone', 'h')).toBe('restore');
  });

  it('counts a resource once that is listed twice, and takes the later entry', () => {
    const reconciler = new Reconciler(rows(['a']));
    expect([reconciler.see('a', 'h'), reconciler.see('a', 'h'), reconciler.see('a', 'h2')]).toEqual(['unchanged', 'seen_before', 'update']);
    expect(reconciler.seenCount()).toBe(1);
  });

  it('names as missing the rows in use that were not seen, and no row that is deleted already', () => {
    expect(ended(new Map([...rows(['a', 'b']), ...rows(['c'], { in_use: false })]), ['a'])).toEqual({ missing: ['b'], kept: 0, held: [] });
  });

  it('lets a small slice lose everything', () => {
    expect(ended(rows(ids(19)), []).missing).toHaveLength(19);
  });

  it('lets a larger slice lose half of its resources', () => {
    expect(ended(rows(ids(20)), ids(10))).toMatchObject({ kept: 0, missing: ids(20).slice(10) });
  });

  it('holds the missing resources if they are more than half of a larger slice', () => {
    expect(ended(rows(ids(20)), ids(9))).toEqual({ missing: [], kept: 11, held: ids(20).slice(9) });
  });

  it('deletes what a second run does not see either, and holds what it does not see for the first time', () => {
    const known = rows(ids(30));
    expect(ended(known, ids(5), ids(30).slice(10))).toEqual({ missing: ids(30).slice(10), kept: 5, held: ids(10).slice(5) });
  });

  it('holds no more ids than a coverage row can store, and counts all rows that it keeps', () => {
    const many = ids(2000, 'arn:aws:iam::123456789012:role/a-rather-long-name-of-a-role-');
    const { held, kept } = ended(rows(many), []);
    expect(kept).toBe(2000);
    expect(held.length).toBeLessThan(2000);
    expect(held).toEqual(many.slice(0, held.length));
    expect(JSON.stringify(held).length).toBeLessThanOrEqual(64_002);
  });
});
