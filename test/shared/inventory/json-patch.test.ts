import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyPatch } from 'rfc6902';
import { CanonicalForm } from '../../../shared/inventory/canonical-form.ts';
import { applyChange, stateOf } from '../../../shared/inventory/changes.ts';
import { jsonPatch } from '../../../shared/inventory/json-patch.ts';
import { located } from '../../support/fake-cloud.ts';
import { permuted } from '../../support/permuted.ts';

const list = (length: number, first = 0): number[] => Array.from({ length }, (_, index) => first + index);

describe('a JSON patch', () => {
  it('names each changed element of a short list', () => {
    expect(jsonPatch({ list: [1, 2, 3] }, { list: [1, 3] })).toEqual([{ op: 'remove', path: '/list/1' }]);
  });

  it('removes and adds elements of a long list without comparing all pairs', () => {
    const patch = jsonPatch({ list: list(5000) }, { list: list(5000, 1) });
    expect(patch).toEqual([
      { op: 'remove', path: '/list/0' },
      { op: 'add', path: '/list/4999', value: 5000 },
    ]);
  });

  it('replaces a long list as a whole if its elements are in another order, or if nearly all of them have changed', () => {
    for (const after of [list(200).toReversed(), list(200, 190)]) {
      expect(jsonPatch({ list: list(200) }, { list: after })).toEqual([{ op: 'replace', path: '/list', value: after }]);
    }
  });

  it('gives the new list when it is applied, even to long lists with repetitions', () => {
    const lists = fc.array(fc.nat(40), { minLength: 101, maxLength: 130 }).map((values) => values.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        const changed = { list: [...before] };
        applyPatch(changed, jsonPatch({ list: before }, { list: after }));
        expect(changed.list).toEqual(after);
      }),
    );
  });

  it('has one or two operations if one element of a set of 50 has changed and the cloud lists the set in another order', () => {
    const form = new CanonicalForm({ ordered: [], volatile: [], daily: [] });
    const rules = Array.from({ length: 50 }, (_, index) => ({
      FromPort: 1000 + index,
      IpRanges: [{ CidrIp: `10.${index}.0.0/16` }, { CidrIp: '0.0.0.0/0' }],
    }));
    const state = (IpPermissions: unknown) => form.hashed(located('sg', { config: { IpPermissions } })).resource;
    fc.assert(
      fc.property(fc.nat(49), fc.nat(3000), fc.infiniteStream(fc.nat()), (place, FromPort, chance) => {
        const [before, after] = [state(rules), state(permuted(rules.with(place, { ...rules[place]!, FromPort }), chance))];
        const patch = jsonPatch(stateOf(before), stateOf(after));
        expect(patch.length).toBeLessThanOrEqual(2);
        expect(applyChange(stateOf(before), { patch })).toEqual(stateOf(after));
      }),
      { numRuns: 30 },
    );
  });

  it('is empty for a long list that has not changed', () => {
    const before = { list: list(5000), name: 'a' };
    const patch = jsonPatch(before, { list: list(5000), name: 'b' });
    applyPatch(before, patch);
    expect(patch).toHaveLength(1);
    expect(before.name).toBe('b');
  });
});
