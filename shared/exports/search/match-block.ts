/** Finds the rows of a block that match a search. */
import { type Block, UNREAD_TAGS } from './block.ts';
import { tagsNamed } from './search-text.ts';
import { markTexts, startOf, type Texts } from './texts.ts';

/** A row must match every member; undefined, or an empty list of words or tags, allows all. */
export interface BlockFilter {
  readonly types: ReadonlySet<string> | undefined;
  readonly regions: ReadonlySet<string> | undefined;
  /** `key` or `key=value`; a row must have all of them. */
  readonly tags: readonly string[];
  /** Folded; each must be in the row's text or in one of its tags. */
  readonly words: readonly string[];
}

export interface BlockMatches {
  /** 1 for each row that matches. */
  readonly rows: Uint8Array;
  /** How many rows match but for their tags, which could not be read. */
  readonly unread: number;
}

export function matchBlock(block: Block, { types, regions, tags, words }: BlockFilter): BlockMatches {
  const rows = new Uint8Array(block.rows).fill(1);
  if (types) keepValues(rows, block.typeOf, membersOf(block.types, types));
  if (regions) keepValues(rows, block.regionOf, membersOf(block.regions, regions));
  for (const word of words) keepWord(rows, block, word);
  return { rows, unread: tags.length === 0 ? 0 : keepTags(rows, block, tags) };
}

const membersOf = (texts: readonly string[], wanted: ReadonlySet<string>): Uint8Array =>
  Uint8Array.from(texts, (text) => (wanted.has(text) ? 1 : 0));

function keepValues(rows: Uint8Array, values: Uint16Array, wanted: Uint8Array): void {
  for (let row = 0; row < rows.length; row += 1) if (wanted[values[row]!] === 0) rows[row] = 0;
}

function keepWord(rows: Uint8Array, { text, foldedTags, ...block }: Block, word: string): void {
  const wanted = new Uint8Array(foldedTags.ends.length);
  markTexts(foldedTags, word, wanted);
  const found = rowsWithTag(block, wanted);
  const left = rows.reduce((sum, row) => sum + row, 0);
  if (left < block.rows * FEW) markFew(text, word, rows, found);
  else markTexts(text, word, found);
  keepMarked(rows, found);
}

/** If other filters leave a smaller part of the rows than this, each is looked at by itself, which takes less time than a look through all texts. */
const FEW = 0.1;

function markFew({ bytes, ends }: Texts, word: string, rows: Uint8Array, marks: Uint8Array): void {
  const wanted = Buffer.from(word);
  for (let row = rows.indexOf(1); row !== -1; row = rows.indexOf(1, row + 1))
    if (bytes.subarray(startOf(ends, row), ends[row]).includes(wanted)) marks[row] = 1;
}

function keepMarked(rows: Uint8Array, marks: Uint8Array): void {
  for (let row = 0; row < rows.length; row += 1) rows[row]! &= marks[row]!;
}

/** @param wanted 1 for each tag of the block that is wanted */
function rowsWithTag({ rows, tagNumbers, tagEnds }: Pick<Block, 'rows' | 'tagNumbers' | 'tagEnds'>, wanted: Uint8Array): Uint8Array {
  const found = new Uint8Array(rows);
  if (!wanted.includes(1)) return found;
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (; at < tagEnds[row]!; at += 1) {
      const number = tagNumbers[at]!;
      if (number !== UNREAD_TAGS && wanted[number - 1] === 1) found[row] = 1;
    }
  }
  return found;
}

/** Keeps the rows that have every tag. @returns how many others could not be judged, because their tags could not be read */
function keepTags(rows: Uint8Array, block: Block, tags: readonly string[]): number {
  let unread = 0;
  for (let row = 0; row < rows.length; row += 1) if (rows[row] === 1 && isUnread(block, row)) unread += 1;
  for (const tag of tags) {
    const wanted = new Uint8Array(block.tags.ends.length);
    const { whole, start } = tagsNamed(tag);
    markTexts(block.tags, start, wanted, 'start');
    for (const each of whole) markTexts(block.tags, each, wanted, 'whole');
    keepMarked(rows, rowsWithTag(block, wanted));
  }
  return unread;
}

function isUnread({ tagNumbers, tagEnds }: Block, row: number): boolean {
  const start = startOf(tagEnds, row);
  return start < tagEnds[row]! && tagNumbers[start] === UNREAD_TAGS;
}
