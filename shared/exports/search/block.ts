/**
 * A block: what a search needs to know of up to `MOST_ROWS` resources of one account, as columns that are searched without being parsed. Rows are in
 * the order of the exports: by segment, type and id.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { compareText } from '../order.ts';
import { foldedTag } from './search-text.ts';
import { endsOf, startOf, textAt, type Texts, textsOf } from './texts.ts';

/** The place of a resource in the order of its account. */
export interface Place {
  readonly segment: string;
  readonly type: string;
  readonly resource_id: string;
}

export interface SearchRow extends Place {
  readonly region: string;
  /** The folded texts of the resource's name and ids (`searchText`). */
  readonly text: string;
  /** The tags as `<key>U+0000<value>`; undefined if they could not be read. */
  readonly tags: readonly string[] | undefined;
}

/** The most rows of a block, which bounds the memory in which one is made. */
export const MOST_ROWS = 10_000;

const count = z.number().int().nonnegative();
const headerSchema = z.strictObject({
  version: z.literal(1),
  rows: count,
  segments: z.array(z.string()),
  types: z.array(z.string()),
  regions: z.array(z.string()),
  /** The number of different tags. */
  tags: count,
  /** The number of the rows' tags. */
  tag_numbers: count,
  /** The bytes of the texts. */
  bytes: z.strictObject({ ids: count, text: count, tags: count, folded_tags: count }),
});
type Header = z.infer<typeof headerSchema>;

export interface Block {
  readonly rows: number;
  /** The values of the columns that have few: `segmentOf`, `typeOf` and `regionOf` hold the place of each row's value. */
  readonly segments: readonly string[];
  readonly types: readonly string[];
  readonly regions: readonly string[];
  readonly segmentOf: Uint16Array;
  readonly typeOf: Uint16Array;
  readonly regionOf: Uint16Array;
  readonly ids: Texts;
  readonly text: Texts;
  /** The different tags, as they are and folded. */
  readonly tags: Texts;
  readonly foldedTags: Texts;
  /** Holds, row after row, the places of the tags in `tags`, plus one: 0 stands for tags that could not be read. */
  readonly tagNumbers: Uint32Array;
  readonly tagEnds: Uint32Array;
}

export const UNREAD_TAGS = 0;

/** Numbers the different texts of a column, in the order in which they come. */
class Dictionary {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  get texts(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/** The rows must be in order, and at most `MOST_ROWS`. */
export function blockOf(rows: readonly SearchRow[]): Block {
  const [segments, types, regions, tags] = [new Dictionary(), new Dictionary(), new Dictionary(), new Dictionary()];
  const tagNumbers = rows.map((row) => row.tags?.map((tag) => tags.numberOf(tag) + 1) ?? [UNREAD_TAGS]);
  return {
    rows: rows.length,
    segmentOf: Uint16Array.from(rows, ({ segment }) => segments.numberOf(segment)),
    typeOf: Uint16Array.from(rows, ({ type }) => types.numberOf(type)),
    regionOf: Uint16Array.from(rows, ({ region }) => regions.numberOf(region)),
    segments: segments.texts,
    types: types.texts,
    regions: regions.texts,
    ids: textsOf(rows.map(({ resource_id }) => resource_id)),
    text: textsOf(rows.map(({ text }) => text)),
    tags: textsOf(tags.texts),
    foldedTags: textsOf(tags.texts.map(foldedTag)),
    tagNumbers: Uint32Array.from(tagNumbers.flat()),
    tagEnds: endsOf(tagNumbers),
  };
}

export const placeOf = (block: Block, row: number): Place => ({
  segment: block.segments[block.segmentOf[row]!]!,
  type: block.types[block.typeOf[row]!]!,
  resource_id: textAt(block.ids, row),
});

export function rowOf(block: Block, row: number): SearchRow {
  const numbers = block.tagNumbers.subarray(startOf(block.tagEnds, row), block.tagEnds[row]);
  return {
    ...placeOf(block, row),
    region: block.regions[block.regionOf[row]!]!,
    text: textAt(block.text, row),
    tags: numbers[0] === UNREAD_TAGS ? undefined : Array.from(numbers, (number) => textAt(block.tags, number - 1)),
  };
}

export const comparePlaces = (a: Place, b: Place): number =>
  compareText(a.segment, b.segment) || compareText(a.type, b.type) || compareText(a.resource_id, b.resource_id);

/** The first row of the block that comes after the place. */
export function firstAfter(block: Block, place: Place): number {
  let [low, high] = [0, block.rows];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (comparePlaces(placeOf(block, middle), place) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The columns of numbers, in the order in which a file has them: those of 4 bytes first, so that each begins at a multiple of its width. */
const numbersOf = ({ tagNumbers, tagEnds, ids, text, tags, foldedTags, segmentOf, typeOf, regionOf }: Block) => [
  tagNumbers,
  tagEnds,
  ids.ends,
  text.ends,
  tags.ends,
  foldedTags.ends,
  segmentOf,
  typeOf,
  regionOf,
];

/** A block in a file: the length of what follows, and compressed the length of the header, the header as JSON, and the columns. */
export function packBlock(block: Block): Buffer {
  const { rows, segments, types, regions, ids, text, tags, foldedTags, tagNumbers } = block;
  const header: Header = {
    version: 1,
    rows,
    segments: [...segments],
    types: [...types],
    regions: [...regions],
    tags: tags.ends.length,
    tag_numbers: tagNumbers.length,
    bytes: { ids: ids.bytes.length, text: text.bytes.length, tags: tags.bytes.length, folded_tags: foldedTags.bytes.length },
  };
  const numbers = numbersOf(block).map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength));
  const texts = [ids, text, tags, foldedTags].map(({ bytes }) => bytes);
  return withLength(zstdCompressSync(Buffer.concat([withLength(Buffer.from(JSON.stringify(header))), ...numbers, ...texts])));
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** The blocks of a file. @throws Error if the bytes are no such file */
export function unpackBlocks(file: Buffer): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < file.length;) {
    const end = at + 4 + file.readUInt32LE(at);
    blocks.push(unpackBlock(zstdDecompressSync(file.subarray(at + 4, end))));
    at = end;
  }
  return blocks;
}

function unpackBlock(bytes: Buffer): Block {
  const headerEnd = 4 + bytes.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 4, headerEnd)));
  const { rows, tags, segments, types, regions, bytes: lengths } = header;
  // The header has any length, and arrays of numbers must begin at a multiple of their width.
  const aligned = new Uint8Array(bytes.subarray(headerEnd)).buffer;
  let at = 0;
  const take = (length: number): number => (at += length) - length;
  const wide = (length: number): Uint32Array => new Uint32Array(aligned, take(length * 4), length);
  const narrow = (): Uint16Array => new Uint16Array(aligned, take(rows * 2), rows);
  const text = (length: number): Buffer => Buffer.from(aligned, take(length), length);
  const [tagNumbers, tagEnds] = [wide(header.tag_numbers), wide(rows)];
  const [idEnds, textEnds, tagTextEnds, foldedEnds] = [wide(rows), wide(rows), wide(tags), wide(tags)];
  const [segmentOf, typeOf, regionOf] = [narrow(), narrow(), narrow()];
  return {
    rows,
    segments,
    types,
    regions,
    segmentOf,
    typeOf,
    regionOf,
    tagNumbers,
    tagEnds,
    ids: { bytes: text(lengths.ids), ends: idEnds },
    text: { bytes: text(lengths.text), ends: textEnds },
    tags: { bytes: text(lengths.tags), ends: tagTextEnds },
    foldedTags: { bytes: text(lengths.folded_tags), ends: foldedEnds },
  };
}

/** The bytes that the block's columns take in memory. */
export const bytesOf = (block: Block): number =>
  numbersOf(block).reduce((sum, { byteLength }) => sum + byteLength, 0) +
  [block.ids, block.text, block.tags, block.foldedTags].reduce((sum, { bytes }) => sum + bytes.length, 0);
