/** The lines of an export's file as bytes, held against what the manifest says of it: nobody parses what need not be. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { BadExport } from './errors.ts';
import type { ManifestFile } from './manifest.ts';
import type { ResourceRecord } from './records.ts';

const CHUNK_BYTES = 2 ** 18;
/** Room before a chunk for the beginning of its first line, which the chunk before it ended with. */
const ROOM_BYTES = 2 ** 16;
/** No resource comes near it; a file without line ends would be held whole. */
const MAX_LINE_CHUNKS = 256;
const LINE_FEED = 10;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Batches of whole lines without their ends, from the start of the file. They lie in two buffers that take turns, one
 * being read into while the other is looked at: a batch is gone as soon as the next one is asked for.
 * @throws BadExport at a line that never ends
 */
export async function* byteLines(path: string, onBytes: (chunk: Buffer) => void = () => {}): AsyncGenerator<readonly Buffer[]> {
  await using file = await open(path, 'r');
  let [buffer, other] = [Buffer.allocUnsafeSlow(ROOM_BYTES + CHUNK_BYTES), Buffer.allocUnsafeSlow(ROOM_BYTES + CHUNK_BYTES)];
  const readInto = (into: Buffer): Promise<number> => {
    const read = file.read(into, ROOM_BYTES, CHUNK_BYTES).then(({ bytesRead }) => bytesRead);
    // It is awaited later, which Node would take for never.
    read.catch(() => {});
    return read;
  };
  /** What the last chunk ended with; it lies in the other buffer. */
  let begun: Buffer = NOTHING;
  /** Copies of what a line is made of that is longer than a chunk. */
  let long: Buffer[] = [];
  let reading = readInto(buffer);
  try {
    for (let bytes = await reading; bytes > 0; bytes = await reading) {
      const end = ROOM_BYTES + bytes;
      const fresh = buffer.subarray(ROOM_BYTES, end);
      onBytes(fresh);
      if (fresh.includes(LINE_FEED)) {
        const chunk = joined(long.length > 0 ? Buffer.concat([...long, begun]) : begun, buffer, end);
        // Only now is the other buffer free.
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
    // Nobody closes a file, or lets go of a buffer, that is being read.
    await reading.catch(() => {});
  }
}

/** What was read into the buffer, after what belongs before it: that goes into the buffer's own room if it fits. */
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
 * The same of a file that a manifest lists. Whether it is that file is known only at its end: use nothing of it for good before.
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
    // Its message quotes the line, which may hold what is nobody's business.
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

/** So far as a comparison relies on it: a byte that the disk lost is met before the SHA-256 tells. */
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
