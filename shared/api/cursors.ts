/**
 * Opaque cursors. A cursor holds the position of its listing, and a digest of the position and the query, so that a cursor
 * that was altered or belongs to another query is refused. The digest is not a secret and a cursor can be forged: each
 * listing checks the position against the query and takes partitions from the query only, so a forged cursor reaches
 * nothing that the query itself does not.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InvalidRequest } from '../errors.ts';

/** The name and the filters of a listing. A cursor is valid for requests with the same ones; the limit may differ. */
export type QueryIdentity = readonly unknown[];

const MAX_LENGTH = 8192;
const sealed = z.tuple([z.literal(1), z.string(), z.unknown()]);

const digestOf = (query: QueryIdentity, position: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([query, position]))
    .digest('base64url')
    .slice(0, 16);

export const sealCursor = (query: QueryIdentity, position: unknown): string =>
  Buffer.from(JSON.stringify([1, digestOf(query, position), position])).toString('base64url');

/** @throws InvalidRequest naming `cursor` */
export function openCursor<T>(query: QueryIdentity, cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = sealed.safeParse(decode(cursor));
  const position = parsed.success ? schema.safeParse(parsed.data[2]) : undefined;
  // Decoding ignores some differences in base64, UTF-8 and JSON, so the cursor is sealed again and compared.
  if (!parsed.success || !position?.success || sealCursor(query, parsed.data[2]) !== cursor) throw badCursor();
  return position.data;
}

/** Also thrown by listings that can check a position only when they use it. */
export const badCursor = (): InvalidRequest =>
  new InvalidRequest(
    'cursor',
    'cursor: not a cursor of this listing; pass the next_cursor of the previous page unchanged and with the same filters, or leave it out to start from the beginning.',
  );

function decode(cursor: string): unknown {
  if (cursor.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
