import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import { patchBetween } from '../../../shared/inventory/changes.ts';
import type { ResourceState } from '../../../shared/inventory/model.ts';
import { applyChange } from '../../support/apply-change.ts';
import { located } from '../../support/fake-cloud.ts';

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const state: fc.Arbitrary<ResourceState> = fc
  .record({ config: fc.dictionary(fc.string(), json), tags: fc.dictionary(fc.string(), fc.string()), name: fc.option(fc.string()) })
  .map(({ config, tags, name }) => {
    const { resource_id: _, ...rest } = located('r', { config: { ...config }, tags: { ...tags }, name });
    return rest;
  });

describe('changes', () => {
  it('rebuild any state from the one before it', () => {
    fc.assert(
      fc.property(state, state, (before, after) => {
        const patch = patchBetween(before, after);
        if (patch) expect(canonicalJson(applyChange(before, { patch }))).toBe(canonicalJson(after));
      }),
    );
  });

  it('have no patch that is longer than the state', () => {
    const before = located('r', { config: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`field${index}`, index])) });
    expect(patchBetween(before, located('r', { config: {} }))).toBeUndefined();
  });

  it('begin with the whole state', () => {
    const { resource_id: _, ...first } = located('r');
    expect(applyChange(null, { patch: [{ op: 'add', path: '', value: first }] })).toEqual(first);
  });

  it('throw if their patch does not fit the state', () => {
    expect(() => applyChange(located('r'), { patch: [{ op: 'remove', path: '/config/Nowhere' }] })).toThrow(/does not fit/);
  });
});
