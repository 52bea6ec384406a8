/** Reads the lines of a file of any size, many at a time, which avoids a promise per line. */
import { open } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;
/** The limit is far above any record. A longer line is no record, and must not fill the memory. */
const MAX_LINE_BYTES = 64 * 2 ** 20;

export class LineTooLong extends Error {
  constructor() {
    super(`a line is longer than ${MAX_LINE_BYTES / 2 ** 20} MiB`);
    this.name = 'LineTooLong';
  }
}

/**
 * The lines of a file without their ends, chunk by chunk. The text after the last newline is a line too, unless it is empty.
 * `onBytes` receives every byte once, in order. @throws LineTooLong
 */
export async function* lineChunks(path: string, onBytes?: (bytes: Uint8Array) => void): AsyncGenerator<readonly string[]> {
  await using file = await open(path, 'r');
  /** Parts of a line that has not ended yet. */
  let begun: Buffer[] = [];
  let begunBytes = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES));
    if (bytesRead === 0) break;
    const bytes = buffer.subarray(0, bytesRead);
    onBytes?.(bytes);
    const end = bytes.lastIndexOf(NEWLINE);
    if (end === -1) {
      begun.push(bytes);
      begunBytes += bytes.length;
      if (begunBytes > MAX_LINE_BYTES) throw new LineTooLong();
      continue;
    }
    const text = Buffer.concat([...begun, bytes.subarray(0, end)]).toString();
    begun = [bytes.subarray(end + 1)];
    begunBytes = bytes.length - end - 1;
    yield text.split('\n');
  }
  const rest = Buffer.concat(begun).toString();
  if (rest !== '') yield [rest];
}
