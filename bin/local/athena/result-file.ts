/** Reads rows of a result from its file, on from any row. */
import { type FileHandle, open } from 'node:fs/promises';
import type { ResultRow } from '../../../shared/queries/sql-engine.ts';

const CHUNK_BYTES = 2 ** 20;
const LINE_END = 10;

export interface FileRows {
  readonly rows: readonly ResultRow[];
  /** Where the next row begins; absent if there is none. */
  readonly next?: number;
}

/** `from`: the offset of a row in bytes. */
export async function readRows(path: string, from: number, most: number): Promise<FileRows> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const rows: ResultRow[] = [];
  let at = from;
  let read = Buffer.alloc(0);
  while (rows.length < most && at < size) {
    const end = read.indexOf(LINE_END);
    if (end === -1) {
      const more = await chunksOfRow(file, at + read.length);
      if (more === undefined) throw new Error(`The result ${path} ends within a row.`);
      read = Buffer.concat([read, ...more]);
      continue;
    }
    // The file is the query process's own, which writes lists of texts and nulls.
    rows.push(JSON.parse(read.toString('utf8', 0, end)) as ResultRow);
    read = read.subarray(end + 1);
    at += end + 1;
  }
  return { rows, ...(at < size && { next: at }) };
}

/** The chunks from `position` to the one in which a row ends; undefined if none does. */
async function chunksOfRow(file: FileHandle, position: number): Promise<readonly Buffer[] | undefined> {
  const chunks: Buffer[] = [];
  for (let at = position; ;) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.allocUnsafe(CHUNK_BYTES), position: at });
    if (bytesRead === 0) return undefined;
    const chunk = buffer.subarray(0, bytesRead);
    chunks.push(chunk);
    if (chunk.includes(LINE_END)) return chunks;
    at += bytesRead;
  }
}
