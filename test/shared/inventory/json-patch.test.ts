import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Operation } from 'rfc6902';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { CanonicalForm } from '../../../shared/inventory/canonical-form.ts';
import { stateOf } from '../../../shared/inventory/changes.ts';
import { jsonPatch } from '../../../shared/inventory/json-patch.ts';
import { applyPatch } from '../../../shared/inventory/apply-change.ts';
import { applyChange } from '../../support/apply-change.ts';
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
        const patch = jsonPatch({ list: before }, { list: after });
        expect(applyPatch({ list: before }, patch)).toEqual({ list: after });
      }),
    );
  });

  it('keeps members whose names objects have by inheritance, and names with the escapes of JSON Pointer', () => {
    const name = fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      'toJSON',
      '-',
      '0',
      '',
      '~1',
      'a/b',
    );
    const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom(null, 0, 1, 'a'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.uniqueArray(fc.tuple(name, tie('value')), { selector: ([key]) => key, maxLength: 4 }).map(Object.fromEntries),
      ),
    }));
    fc.assert(
      fc.property(json, json, (before, after) => {
        // Patches are stored as JSON.
        const patch = JSON.parse(JSON.stringify(jsonPatch(before, after))) as Operation[];
        expect(canonicalJson(applyPatch(before, patch))).toBe(canonicalJson(after));
        if (canonicalJson(before) !== canonicalJson(after)) expect(patch).not.toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('has one or two operations if one element of a set of 50 has changed and the cloud lists the set in another order', () => {
    const form = new CanonicalForm({ ordered: [], volatile: [], times: [] });
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
    const patch = jsonPatch({ list: list(5000), name: 'a' }, { list: list(5000), name: 'b' });
    expect(patch).toEqual([{ op: 'replace', path: '/name', value: 'b' }]);
  });
});
