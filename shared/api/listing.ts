/** The page, the limit and the cursor that all listings have in common. */
import { z } from '@hono/zod-openapi';
import type { Page } from '../storage/store.ts';
import { openCursor, sealCursor, type QueryIdentity } from './cursors.ts';
import { wholeNumber } from './whole-number.ts';

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 100;

export const pageQuery = {
  limit: wholeNumber({
    most: MAX_LIMIT,
    usual: DEFAULT_LIMIT,
    description: 'The most items of a page. A page may have fewer and still have a `next_cursor`.',
  }),
  cursor: z
    .string()
    .optional()
    .openapi({ description: 'The `next_cursor` of the previous page, unchanged and with the same filters.', pattern: '^[A-Za-z0-9_-]+$' }),
};

/** `{items, next_cursor?}`: there are more items as long as there is a `next_cursor`. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item).readonly(), next_cursor: z.string().optional().openapi({ description: 'Absent on the last page.' }) });

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The most bytes of a page's items as JSON, unless its first item alone has more. A Lambda function can answer with at most 6 MB. */
const MAX_PAGE_BYTES = 4_000_000;

/**
 * Serves one page of a listing whose position is `P`. Items that do not fit into `MAX_PAGE_BYTES` are left to the next page.
 * @throws InvalidRequest naming `cursor`
 */
export async function servePage<T, V, P>(
  request: PageRequest,
  listing: {
    readonly query: QueryIdentity;
    /** The schema of a position. It also checks the parts that the query fixes, such as the account. */
    readonly position: z.ZodType<P>;
    readonly read: (options: {
      readonly limit: number;
      readonly cursor: P | undefined;
    }) => Promise<{ readonly items: readonly T[]; readonly cursor?: P | Page['cursor'] }>;
    readonly view: (item: T) => V;
    /** The position after which the item's successor is next. Absent if `read` keeps to `MAX_PAGE_BYTES` by itself, as `walk` does. */
    readonly after?: (item: T) => P;
  },
): Promise<{ readonly items: readonly V[]; readonly next_cursor?: string }> {
  const cursor = openCursor(listing.query, request.cursor, listing.position);
  const page = await listing.read({ limit: request.limit, cursor });
  const items: V[] = [];
  let bytes = 0;
  for (const [place, item] of page.items.entries()) {
    const view = listing.view(item);
    bytes += Buffer.byteLength(JSON.stringify(view));
    if (listing.after && place > 0 && bytes > MAX_PAGE_BYTES)
      return { items, next_cursor: sealCursor(listing.query, listing.after(page.items[place - 1]!)) };
    items.push(view);
  }
  return { items, ...(page.cursor === undefined ? {} : { next_cursor: sealCursor(listing.query, page.cursor) }) };
}

/** The fields of a row that the schema declares; all other fields are internal and are left out of the answer. */
export function viewOf<S extends z.ZodObject>(schema: S, row: z.output<S>): z.output<S> {
  const values: Readonly<Record<string, unknown>> = row;
  return Object.fromEntries(
    Object.keys(schema.shape)
      .filter((key) => values[key] !== undefined)
      .map((key) => [key, values[key]]),
  ) as z.output<S>;
}
