/** Reads the lines of an export's file as bytes, so that equal lines need no parsing, and checks the file against its manifest. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { BadExport } from './errors.ts';
import type { ManifestFile } from './manifest.ts';
import type { ResourceRecord } from './records.ts';

const CHUNK_BYTES = 2 ** 18;
/** The room in a buffer before its chunk. It takes the beginning of a line that the previous chunk ended in. */
const ROOM_BYTES = 2 ** 16;
/** The most chunks of one line, far above any resource. Without a limit, a file without line ends would fill the memory. */
const MAX_LINE_CHUNKS = 256;
const LINE_FEED = 10;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Batches of whole lines without their ends, from the start of the file. Two buffers take turns: the next chunk is read into one
 * while the caller uses the other. A batch is therefore valid only until the next one is requested.
 * @throws BadExport at a line that never ends
 */
export async function* byteLines(path: string, onBytes: (chunk: Buffer) => void = () => {}): AsyncGenerator<readonly Buffer[]> {
  await using file = await open(path, 'r');
  let [buffer, other] = [Buffer.allocUnsafeSlow(ROOM_BYTES + CHUNK_BYTES), Buffer.allocUnsafeSlow(ROOM_BYTES + CHUNK_BYTES)];
  const readInto = (into: Buffer): Promise<number> => {
    const read = file.read(into, ROOM_BYTES, CHUNK_BYTES).then(({ bytesRead }) => bytesRead);
    // The promise is awaited later. Without this handler, Node would report an unhandled rejection before then.
    read.catch(() => {});
    return read;
  };
  /** The beginning of a line that the last chunk ended in. Its bytes are in the other buffer. */
  let begun: Buffer = NOTHING;
  /** Copies of the parts of a line that is longer than a chunk. */
  let long: Buffer[] = [];
  let reading = readInto(buffer);
  try {
    for (let bytes = await reading; bytes > 0; bytes = await reading) {
      const end = ROOM_BYTES + bytes;
      const fresh = buffer.subarray(ROOM_BYTES, end);
      onBytes(fresh);
      if (fresh.includes(LINE_FEED)) {
        const chunk = joined(long.length > 0 ? Buffer.concat([...long, begun]) : begun, buffer, end);
        // The other buffer is free only now, after the line's beginning was copied out of it.
        reading = readInto(other);
        const { lines, rest } = cut(chunk);
        yield lines;
        [begun, long] = [rest, []];
      } else {
        long.push(Buffer.from(begun), Buffer.from(fresh));
        begun = NOTHING;
        reading = readInto(other);
        if (long.length > 2 * MAX_LINE_CHUNKS)
          throw corrupt(path, `it has a line of more than ${(MAX_LINE_CHUNKS * CHUNK_BYTES) / 2 ** 20} MiB`);
      }
      [buffer, other] = [other, buffer];
    }
    if (begun.length + long.length > 0) throw corrupt(path, 'it ends in the middle of a line');
  } finally {
    // The read must settle before the file is closed and its buffer is released.
    await reading.catch(() => {});
  }
}

/** The begun line and the chunk in one buffer. The begun line is copied into the room before the chunk if it fits. */
function joined(begun: Buffer, buffer: Buffer, end: number): Buffer {
  if (begun.length > ROOM_BYTES) return Buffer.concat([begun, buffer.subarray(ROOM_BYTES, end)]);
  const start = ROOM_BYTES - begun.length;
  begun.copy(buffer, start);
  return buffer.subarray(start, end);
}

function cut(chunk: Buffer): { readonly lines: readonly Buffer[]; readonly rest: Buffer } {
  const lines: Buffer[] = [];
  let from = 0;
  for (let to = chunk.indexOf(LINE_FEED); to !== -1; to = chunk.indexOf(LINE_FEED, from)) {
    lines.push(chunk.subarray(from, to));
    from = to + 1;
  }
  return { lines, rest: chunk.subarray(from) };
}

/**
 * Like `byteLines`, for a file that a manifest lists. It checks the file only at the end: do not publish anything from it before that.
 * @throws BadExport if the file cannot be read, or its rows or SHA-256 are not those of the manifest
 */
export async function* verifiedLines(path: string, { rows, sha256 }: ManifestFile): AsyncGenerator<readonly Buffer[]> {
  const hash = createHash('sha256');
  let count = 0;
  try {
    for await (const lines of byteLines(path, (chunk) => hash.update(chunk))) {
      count += lines.length;
      yield lines;
    }
  } catch (error) {
    if (error instanceof BadExport) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BadExport(`${path} cannot be read (${code ?? message}); see that it is there, and that you may read it.`, { cause: error });
  }
  if (hash.digest('hex') !== sha256 || count !== rows) throw corrupt(path, 'its rows or SHA-256 are not those of its manifest');
}

/** @throws BadExport, quoting nothing of the line, if it is no record of a resource */
export function parseResource(line: Buffer, path: string): ResourceRecord {
  try {
    const value: unknown = JSON.parse(line.toString());
    if (isResource(value)) return value;
  } catch {
    // The parser's message is dropped: it quotes the line, which may hold confidential data.
  }
  throw corrupt(path, 'it has a line that is no resource');
}

const TEXTS = [
  'account_id',
  'segment',
  'region',
  'type',
  'resource_id',
  'resource_uid',
  'content_hash',
] as const satisfies readonly (keyof ResourceRecord)[];

/** Checks what a comparison relies on: a damaged line is parsed before the file's SHA-256 can show the damage. */
function isResource(value: unknown): value is ResourceRecord {
  if (!isObject(value)) return false;
  const { config, unread, relationships, tags } = value;
  return (
    TEXTS.every((field) => typeof value[field] === 'string') &&
    isObject(config) &&
    isObject(unread) &&
    Array.isArray(relationships) &&
    (tags === null || isObject(tags))
  );
}

const isObject = (value: unknown): value is Partial<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const corrupt = (path: string, what: string): BadExport =>
  new BadExport(`${path} is corrupt: ${what}; get it again from where it was made, or export again.`);
