/**
 * The facts that a run holds of each resource of a slice, packed outside of the heap: 49 bytes for each, 65 if the resources have versions, and 8 to 16
 * for the place, whatever the lengths of ids. A million take 60 to 80 MB.
 */
import { hash } from 'node:crypto';

/** Bytes of a digest. Names are chosen by customers: of SHA-256, 16 bytes are enough that nobody finds two ids, or two versions, of one digest. */
export const DIGEST_BYTES = 16;
/** Bytes of a SHA-256. */
const STATE_BYTES = 32;
const FLAGS_AT = DIGEST_BYTES + STATE_BYTES;
const ROW_BYTES = FLAGS_AT + 1;
const FIRST_ROWS = 16;
const NO_ROW = -1;

/** The number of a row in the table. */
export type RowNumber = number;

export class RowTable {
  #rows: Buffer = Buffer.alloc(FIRST_ROWS * ROW_BYTES);
  /** The digests of versions; empty until the first one is set. */
  #versions: Buffer = Buffer.alloc(0);
  /** A hash table of open addressing: the number of a row plus 1, or 0. It has twice as many places as there is room for rows. */
  #places = new Uint32Array(FIRST_ROWS * 2);
  readonly #state = Buffer.alloc(STATE_BYTES);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The memory that the table takes. */
  get bytes(): number {
    return this.#rows.length + this.#versions.length + this.#places.byteLength;
  }

  /** The row of the id; undefined if it has none. */
  find(id: string): RowNumber | undefined {
    return this.#find(digestOf(id));
  }

  /** The row of the id, which is added without flags if there was none. */
  findOrAdd(id: string): RowNumber {
    return this.findOrAddDigest(digestOf(id));
  }

  /** The same for the digest of an id, as `digests` gave it. */
  findOrAddDigest(key: Buffer): RowNumber {
    return this.#find(key) ?? this.#add(key);
  }

  /** The digests of the ids of the rows with the flag, one after the other. */
  digests(flag: number): Buffer {
    const found = Buffer.allocUnsafe(this.#size * DIGEST_BYTES);
    let end = 0;
    for (let row = 0; row < this.#size; row += 1)
      if (this.has(row, flag)) end += this.#rows.copy(found, end, row * ROW_BYTES, row * ROW_BYTES + DIGEST_BYTES);
    return found.subarray(0, end);
  }

  has(row: RowNumber, flag: number): boolean {
    return (this.#rows[row * ROW_BYTES + FLAGS_AT]! & flag) !== 0;
  }

  flag(row: RowNumber, flag: number): void {
    this.#rows[row * ROW_BYTES + FLAGS_AT]! |= flag;
  }

  /** Whether the row's state has this hash, a SHA-256 in base64url. */
  hasState(row: RowNumber, contentHash: string): boolean {
    const at = row * ROW_BYTES + DIGEST_BYTES;
    return this.#bytesOf(contentHash).compare(this.#rows, at, at + STATE_BYTES) === 0;
  }

  /** An empty `contentHash` is that of no state. */
  setState(row: RowNumber, contentHash: string): void {
    this.#bytesOf(contentHash).copy(this.#rows, row * ROW_BYTES + DIGEST_BYTES);
  }

  hasVersion(row: RowNumber, version: string): boolean {
    const at = row * DIGEST_BYTES;
    return at < this.#versions.length && digestOf(version).compare(this.#versions, at, at + DIGEST_BYTES) === 0;
  }

  setVersion(row: RowNumber, version: string): void {
    if (this.#versions.length === 0) this.#versions = Buffer.alloc(this.#room * DIGEST_BYTES);
    digestOf(version).copy(this.#versions, row * DIGEST_BYTES);
  }

  get #room(): number {
    return this.#rows.length / ROW_BYTES;
  }

  #bytesOf(contentHash: string): Buffer {
    this.#state.fill(0);
    this.#state.write(contentHash, 'base64url');
    return this.#state;
  }

  #find(key: Buffer): RowNumber | undefined {
    for (let place = this.#firstPlace(key, 0); ; place = (place + 1) % this.#places.length) {
      const row = this.#places[place]! - 1;
      if (row === NO_ROW) return undefined;
      const at = row * ROW_BYTES;
      if (key.compare(this.#rows, at, at + DIGEST_BYTES) === 0) return row;
    }
  }

  #add(key: Buffer): RowNumber {
    if (this.#size === this.#room) this.#grow();
    const row = this.#size;
    this.#size += 1;
    key.copy(this.#rows, row * ROW_BYTES);
    this.#place(row);
    return row;
  }

  #grow(): void {
    this.#rows = grown(this.#rows);
    this.#versions = grown(this.#versions);
    this.#places = new Uint32Array(this.#places.length * 2);
    for (let row = 0; row < this.#size; row += 1) this.#place(row);
  }

  #place(row: RowNumber): void {
    let place = this.#firstPlace(this.#rows, row * ROW_BYTES);
    while (this.#places[place] !== 0) place = (place + 1) % this.#places.length;
    this.#places[place] = row + 1;
  }

  #firstPlace(bytes: Buffer, at: number): number {
    return bytes.readUInt32LE(at) % this.#places.length;
  }
}

const digest = Buffer.alloc(DIGEST_BYTES);

/** The digest of the text, in a buffer that the next call uses again: to make one for each text takes as long as the digest. */
function digestOf(text: string): Buffer {
  digest.write(hash('sha256', text, 'binary'), 0, DIGEST_BYTES, 'binary');
  return digest;
}

function grown(bytes: Buffer): Buffer {
  const twice = Buffer.alloc(bytes.length * 2);
  bytes.copy(twice);
  return twice;
}
