import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Holding, Reconciler, type KnownRow } from '../../../shared/inventory/reconciler.ts';

const hashed = (state: string): string => createHash('sha256').update(state).digest('base64url');
const [ONE, OTHER] = [hashed('one'), hashed('other')];
const ids = (count: number, prefix = 'r') => Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

interface Setting extends Partial<KnownRow> {
  readonly held?: readonly string[];
  readonly heldAt?: string;
}

function knowing(stored: readonly string[], { held, heldAt, ...more }: Setting = {}): Reconciler {
  const reconciler = new Reconciler(held, heldAt);
  for (const id of stored) reconciler.know(id, { hash: ONE, in_use: true, ...more });
  return reconciler;
}

function seeing(stored: readonly string[], seen: readonly string[]): Reconciler {
  const reconciler = knowing(stored);
  for (const id of seen) reconciler.see(id, ONE);
  return reconciler;
}

describe('the reconciler', () => {
  it('distinguishes new, changed, unchanged and restored resources', () => {
    const reconciler = knowing(['same', 'other']);
    reconciler.know('gone', { hash: ONE, in_use: false });
    expect(reconciler.see('new', ONE)).toBe('add');
    expect(reconciler.see('same', ONE)).toBe('unchanged');
    expect(reconciler.see('other', OTHER)).toBe('update');
    expect(reconciler.see('gone', ONE)).toBe('restore');
  });

  it('takes a row without a hash for changed, whatever the state is', () => {
    expect(knowing(['a'], { hash: '' }).see('a', ONE)).toBe('update');
  });

  it('counts a resource once that is listed twice, and takes the later entry', () => {
    const reconciler = knowing(['a']);
    expect([reconciler.see('a', ONE), reconciler.see('a', ONE), reconciler.see('a', OTHER)]).toEqual([
      'unchanged',
      'seen_before',
      'update',
    ]);
    expect([reconciler.see('b', ONE), reconciler.see('b', ONE), reconciler.see('b', OTHER)]).toEqual(['add', 'seen_before', 'update']);
    expect(reconciler.seenCount()).toBe(2);
  });

  it('tells the version of rows in use only', () => {
    const reconciler = knowing(['a'], { source_version: 'v1' });
    reconciler.know('b', { hash: ONE, in_use: true });
    reconciler.know('c', { hash: ONE, in_use: false, source_version: 'v1' });
    expect(['a', 'b', 'c', 'd'].map((id) => reconciler.isStored(id))).toEqual([true, true, false, false]);
    expect(['a', 'b', 'c', 'd'].map((id) => reconciler.isCurrent(id, 'v1'))).toEqual([true, false, false, false]);
    expect(reconciler.isCurrent('a', 'v2')).toBe(false);
    expect([reconciler.seeStored('a'), reconciler.seeStored('a')]).toEqual([true, false]);
    expect(reconciler.isMissing('a')).toBe(false);
  });

  it('finds missing the rows in use that were not seen, and no row that is deleted already', () => {
    const reconciler = seeing(['a', 'b'], ['a', 'new']);
    reconciler.know('c', { hash: ONE, in_use: false });
    expect(reconciler.end()).toEqual({ missing: 1, isSuspect: false });
    expect(['a', 'b', 'c', 'new', 'of another run'].filter((id) => reconciler.isMissing(id))).toEqual(['b']);
  });

  it('counts what is in use while nothing is deleted', () => {
    const reconciler = seeing(['a', 'b'], ['b', 'new', 'huge']);
    reconciler.know('gone', { hash: ONE, in_use: false });
    reconciler.see('gone', ONE);
    expect(reconciler.inUseCount(new Set(['huge', 'b']))).toBe(4);
  });

  it('lets a small slice lose everything', () => {
    expect(knowing(ids(19)).end()).toEqual({ missing: 19, isSuspect: false });
  });

  it('lets a larger slice lose half of its resources, and suspects a loss of more', () => {
    expect(seeing(ids(20), ids(10)).end()).toEqual({ missing: 10, isSuspect: false });
    expect(seeing(ids(20), ids(9)).end()).toEqual({ missing: 11, isSuspect: true });
  });

  it('knows which rows an earlier run did not see either, unless they were written since', () => {
    const held = { held: ['a', 'b'], heldAt: '2026-11-02', observed_at: '2026-11-01' };
    const reconciler = knowing(['a', 'c'], held);
    reconciler.know('b', { hash: ONE, in_use: true, observed_at: '2026-11-03' });
    expect(['a', 'b', 'c'].filter((id) => reconciler.wasHeld(id))).toEqual(['a']);
    expect(reconciler.stillHeld()).toEqual(['a']);
    reconciler.see('a', ONE);
    expect(reconciler.stillHeld()).toEqual([]);
  });

  it('tells rows apart in any number', () => {
    const many = ids(5_000);
    const reconciler = knowing(many, { source_version: 'v1' });
    for (const [index, id] of many.entries())
      expect(reconciler.see(id, index % 2 === 0 ? ONE : OTHER)).toBe(index % 2 === 0 ? 'unchanged' : 'update');
    expect(reconciler.end()).toEqual({ missing: 0, isSuspect: false });
    expect(reconciler.isCurrent('r4999', 'v1')).toBe(true);
  });
});

describe('held rows', () => {
  it('are no more ids than a coverage row can store, and all are counted', () => {
    const many = ids(2000, 'arn:aws:iam::123456789012:role/a-rather-long-name-of-a-role-');
    const held = new Holding();
    for (const id of many) held.keep(id);
    expect(held.kept).toBe(2000);
    expect(held.ids.length).toBeLessThan(2000);
    expect(held.ids).toEqual(many.slice(0, held.ids.length));
    expect(JSON.stringify(held.ids).length).toBeLessThanOrEqual(64_002);
  });
});
