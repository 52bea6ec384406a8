/** Reads text that people wrote. Decoded leniently, bytes that are no UTF-8 would become replacement characters without a word. */
import { isUtf8 } from 'node:buffer';

export type Utf8 =
  | { readonly text: string }
  /** A sentence without its file. `line` counts from 1. */
  | { readonly problem: string; readonly line: number };

/** The text of the bytes, or where they stop being UTF-8. */
export function utf8Of(bytes: Uint8Array): Utf8 {
  if (isUtf8(bytes)) return { text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') };
  const offset = firstInvalid(bytes);
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === LINE_FEED) line += 1;
  return { problem: `byte ${offset} (line ${line}) is not valid UTF-8; save the file as UTF-8, and try again.`, line };
}

const LINE_FEED = 10;

/** The offset, from 0, of the first byte that begins no character. */
function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOf(bytes[at]!);
    if (!isUtf8(bytes.subarray(at, at + length)) || at + length > bytes.length) break;
    at += length;
  }
  return at;
}

/** How many bytes a character has that begins with this byte. */
const lengthOf = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
