/** The lines of an export's file as bytes, held against what the manifest says of it: nobody parses what need not be. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { BadExport } from './errors.ts';
import type { ManifestFile } from './manifest.ts';
import type { ResourceRecord } from './records.ts';

const CHUNK_BYTES = 2 ** 18;
/** No resource comes near it; a file without line ends would be held whole. */
const MAX_LINE_BYTES = 2 ** 26;
const LINE_FEED = 10;

/** Batches of whole lines without their ends, from the start of the file. @throws BadExport at a line that never ends */
export async function* byteLines(path: string, onBytes: (chunk: Buffer) => void = () => {}): AsyncGenerator<readonly Buffer[]> {
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onBytes(chunk);
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const line = chunk.subarray(start, end);
      lines.push(begunBytes === 0 ? line : Buffer.concat([...begun, line]));
      if (begunBytes > 0) [begun, begunBytes] = [[], 0];
      start = end + 1;
    }
    if (start < chunk.length) {
      begun.push(chunk.subarray(start));
      begunBytes += chunk.length - start;
      if (begunBytes > MAX_LINE_BYTES) throw corrupt(path, `it has a line of more than ${MAX_LINE_BYTES.toLocaleString('en')} bytes`);
    }
    if (lines.length > 0) yield lines;
  }
  if (begunBytes > 0) throw corrupt(path, 'it ends in the middle of a line');
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
