import { describe, expect, it } from '@jest/globals';
import { applyPatch } from 'rfc6902';
import { jsonPatch } from '../../../shared/inventory/json-patch.ts';

const list = (length: number, first = 0): number[] => Array.from({ length }, (_, index) => first + index);

describe('a JSON patch', () => {
  it('tells each element of a short list', () => {
    expect(jsonPatch({ list: [1, 2, 3] }, { list: [1, 3] })).toEqual([{ op: 'remove', path: '/list/1' }]);
  });

  it('replaces a long list as a whole, so that it costs no table of all pairs', () => {
    const after = { list: list(5000, 1) };
    const patch = jsonPatch({ list: list(5000) }, after);
    expect(patch).toEqual([{ op: 'replace', path: '/list', value: after.list }]);
  });

  it('says nothing of a long list that did not change', () => {
    const before = { list: list(5000), name: 'a' };
    const patch = jsonPatch(before, { list: list(5000), name: 'b' });
    applyPatch(before, patch);
    expect(patch).toHaveLength(1);
    expect(before.name).toBe('b');
  });
});
