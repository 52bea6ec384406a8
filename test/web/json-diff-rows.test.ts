/** Two JSON values compared line by line. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DiffRow, diffRows, nearDifferences } from '../../web/src/components/json-diff-rows.ts';

const text = ({ kind, before, after }: DiffRow): string => `${kind}: ${before ?? ''} | ${after ?? ''}`;

describe('diffRows', () => {
  it('puts members of the same name side by side, whatever their order', () => {
    expect(diffRows({ b: 1, a: [1, 2] }, { a: [1, 3, 4], c: null, b: 1 }).map(text)).toEqual([
      'same: { | {',
      'same: "a": [ | "a": [',
      'same: 1 | 1',
      'changed: 2 | 3',
      'added:  | 4',
      'same: ] | ]',
      'same: "b": 1 | "b": 1',
      'added:  | "c": null',
      'same: } | }',
    ]);
  });

  it('removes and adds a value whose kind has changed, line by line', () => {
    expect(diffRows({ a: { x: 1 } }, { a: 'x' }).map(text)).toEqual([
      'same: { | {',
      'removed: "a": { | ',
      'removed: "x": 1 | ',
      'removed: } | ',
      'added:  | "a": "x"',
      'same: } | }',
    ]);
  });

  it('tells what is not there from null', () => {
    expect(diffRows(undefined, null).map(text)).toEqual(['added:  | null']);
    expect(diffRows({ a: null }, {}).map(text)).toEqual(['same: { | {', 'removed: "a": null | ', 'same: } | }']);
  });

  it('gives each side’s JSON, with all rows the same exactly if the values are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const rows = diffRows(before, after);
        const side = (name: 'before' | 'after'): unknown => JSON.parse(joined(rows.flatMap((row) => row[name] ?? [])));

        expect(side('before')).toEqual(JSON.parse(JSON.stringify(before)));
        expect(side('after')).toEqual(JSON.parse(JSON.stringify(after)));
        expect(diffRows(before, before).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });
});

/** The lines as one text, with the commas that they do not have. */
function joined(lines: readonly string[]): string {
  return lines.reduce((json, line) => {
    const isFirst = /[[{]$/.test(json) && !/^"(?:[^"\\]|\\.)*"$/s.test(json.slice(json.lastIndexOf('\n') + 1));
    const isEnd = line === ']' || line === '}';
    return `${json}${json === '' || isFirst || isEnd ? '' : ','}\n${line}`;
  }, '');
}

describe('nearDifferences', () => {
  it('leaves out rows that are far from a difference, and counts them', () => {
    const items = Array.from({ length: 20 }, (_, place) => place);
    const shown = nearDifferences(diffRows(items, items.with(10, -1)), 2);

    expect(shown.map((row) => (row.kind === 'skipped' ? row.rows : row.kind))).toEqual([9, 'same', 'same', 'changed', 'same', 'same', 8]);
    expect(nearDifferences(diffRows(items, items))).toEqual([{ kind: 'skipped', rows: 22 }]);
  });
});
