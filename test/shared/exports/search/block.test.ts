/** Blocks, their files, and the changes that are put into them. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Block,
  blockOf,
  comparePlaces,
  MOST_ROWS,
  packBlock,
  rowOf,
  type SearchRow,
  unpackBlocks,
} from '../../../../shared/exports/search/block.ts';
import { replaceRows } from '../../../../shared/exports/search/replace-rows.ts';
import { SearchFile } from '../../../../shared/exports/search/search-file.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const row: fc.Arbitrary<SearchRow> = fc.record({
  segment: fc.constantFrom('eu-west-1', 'global'),
  type: fc.constantFrom('A', 'B', '\uff5e', '\u{1f600}'),
  resource_id: fc.string({ unit: fc.constantFrom('a', 'b', '\uff5e', '\u{1f600}'), minLength: 1, maxLength: 3 }),
  region: text,
  text,
  tags: fc.option(fc.array(text, { maxLength: 3 }), { nil: undefined }),
});
const key = ({ segment, type, resource_id }: SearchRow): string => JSON.stringify([segment, type, resource_id]);
const rows = fc.uniqueArray(row, { selector: key, maxLength: 20 }).map((each) => each.toSorted(comparePlaces));

const rowsOf = (blocks: readonly Block[]): readonly SearchRow[] =>
  blocks.flatMap((block) => Array.from({ length: block.rows }, (_, place) => rowOf(block, place)));

const numbered = (count: number): readonly SearchRow[] =>
  Array.from({ length: count }, (_, place) => ({
    segment: 'global',
    type: 'A',
    resource_id: String(place).padStart(6, '0'),
    region: 'global',
    text: `r${place}`,
    tags: [],
  }));

describe('a block', () => {
  it('holds the rows that it was made of, in memory and in its file', () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(rowsOf([blockOf(given)])).toEqual(given);
        expect(rowsOf(unpackBlocks(packBlock(blockOf(given))))).toEqual(given);
      }),
    );
  });
});

describe('a file for searches', () => {
  it('has blocks of bounded size, and none without resources', () => {
    const file = new SearchFile();
    for (const each of numbered(MOST_ROWS + 1)) file.add(each);
    const blocks = unpackBlocks(file.bytes()!);

    expect(blocks.map((block) => block.rows)).toEqual([MOST_ROWS, 1]);
    expect(rowsOf(blocks).at(-1)?.text).toBe(`r${MOST_ROWS}`);
    expect(new SearchFile().bytes()).toBeUndefined();
  });
});

describe('replaceRows', () => {
  it('gives the rows that the changes leave, in order', () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 1, max: 5 }), fc.func(fc.boolean()), (before, changed, size, isDeleted) => {
        const blocks = Array.from({ length: Math.ceil(before.length / size) }, (_, at) =>
          blockOf(before.slice(at * size, (at + 1) * size)),
        );
        const replaced = changed.map((each) => ({ place: each, ...(!isDeleted(key(each)) && { row: each }) }));
        const keys = new Set(changed.map(key));
        const expected = [...before.filter((each) => !keys.has(key(each))), ...replaced.flatMap((each) => each.row ?? [])];

        expect(rowsOf(replaceRows(blocks, replaced))).toEqual(expected.toSorted(comparePlaces));
      }),
    );
  });

  it('leaves the blocks alone in which nothing has changed', () => {
    const [first, second] = [blockOf(numbered(3)), blockOf(numbered(6).slice(3))];
    const changed = numbered(6)[4]!;
    const result = replaceRows([first, second], [{ place: changed, row: { ...changed, text: 'new' } }]);

    expect(result[0]).toBe(first);
    expect(rowsOf(result).map((each) => each.text)).toEqual(['r0', 'r1', 'r2', 'r3', 'new', 'r5']);
  });
});
