/** Puts what has changed of an account's resources into its blocks. */
import { type Block, blockOf, comparePlaces, MOST_ROWS, type Place, placeOf, rowOf, type SearchRow } from './block.ts';

/** A resource that has changed: as it is now, or without `row` if it is deleted. */
export interface Replaced {
  readonly place: Place;
  readonly row?: SearchRow;
}

/** The blocks with the changes. Blocks in which nothing has changed stay the same. */
export function replaceRows(blocks: readonly Block[], replaced: readonly Replaced[]): readonly Block[] {
  if (replaced.length === 0) return blocks;
  const left = replaced.toSorted((a, b) => comparePlaces(a.place, b.place));
  const result: Block[] = [];
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1;
    const end = placeOf(block, block.rows - 1);
    const within = isLast ? left.length : left.findIndex(({ place }) => comparePlaces(place, end) > 0);
    const own = left.splice(0, within === -1 ? left.length : within);
    result.push(...(own.length === 0 ? [block] : rebuilt(block, own)));
  }
  return blocks.length === 0 ? blocksOf(left.flatMap(({ row }) => row ?? [])) : result;
}

function rebuilt(block: Block, own: readonly Replaced[]): readonly Block[] {
  const rows: SearchRow[] = [];
  let next = 0;
  for (let at = 0; at < block.rows; at += 1) {
    const row = rowOf(block, at);
    let isReplaced = false;
    for (let order = 0; next < own.length && (order = comparePlaces(own[next]!.place, row)) <= 0; next += 1) {
      isReplaced ||= order === 0;
      rows.push(...(own[next]!.row ? [own[next]!.row!] : []));
    }
    if (!isReplaced) rows.push(row);
  }
  return blocksOf([...rows, ...own.slice(next).flatMap(({ row }) => row ?? [])]);
}

function blocksOf(rows: readonly SearchRow[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < rows.length; from += MOST_ROWS) blocks.push(blockOf(rows.slice(from, from + MOST_ROWS)));
  return blocks;
}
