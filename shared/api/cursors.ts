/**
 * Opaque cursors. A cursor holds where its listing stands and a digest over that and over the query it belongs to, so
 * one that was altered, or that another query gave, is refused. The digest is no secret: whatever a cursor says is
 * checked against the query again, and partitions are always taken from the query, so a forged one reaches nothing
 * that the query itself does not.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { InvalidRequest } from '../errors.ts';

/** What makes two requests the same listing: its name and its filters; never the limit. */
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
  // JSON and UTF-8 are read leniently, and a cursor is not: only the one spelling that was given counts.
  if (!parsed.success || !position?.success || sealCursor(query, parsed.data[2]) !== cursor) throw badCursor();
  return position.data;
}

/** For listings that find fault with a position only when they use it. */
export const badCursor = (): InvalidRequest =>
  new InvalidRequest(
    'cursor',
    'cursor: not a cursor of this listing; pass one unchanged as the page before gave it, with the same filters, or leave it out to start anew.',
  );

function decode(cursor: string): unknown {
  if (cursor.length > MAX_LENGTH) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
