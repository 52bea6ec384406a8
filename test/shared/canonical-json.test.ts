import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../shared/canonical-json.ts';

/** The definition of canonical JSON in its shortest and slowest form. */
const plainly = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

describe('canonical JSON', () => {
  it('sorts the members of every object at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: { f: 'x', e: [] } })).toBe('{"a":{"e":[],"f":"x"},"b":[{"c":null,"d":1}]}');
  });

  it('is the same text for members in any order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 })), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(backwards)).toBe(plainly(value));
      }),
    );
  });

  it('does not change when it is parsed and made again, so that sorted values need not be sorted again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(plainly(value));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('writes a Date as JSON does, and leaves out undefined members', () => {
    expect(canonicalJson({ at: new Date(0), none: undefined, b: 1, a: 2 })).toBe('{"a":2,"at":"1970-01-01T00:00:00.000Z","b":1}');
  });
});
