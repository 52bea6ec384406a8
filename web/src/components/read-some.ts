/** Reads lists whose pages may be empty although there is more, because the server bounds the work of a page. */
import type { ListPage } from './use-list.ts';

/** A filter that matches next to nothing is asked for no longer than this; the reader then asks for the next page. */
const MOST_REQUESTS = 8;

/** Reads on until a page has an item, or there is none. */
export async function readSome<P extends ListPage<unknown>>(
  read: (cursor: string | undefined) => Promise<P>,
  cursor: string | undefined,
): Promise<P> {
  let page = await read(cursor);
  for (let requests = 1; page.items.length === 0 && page.next_cursor !== undefined && requests < MOST_REQUESTS; requests += 1)
    page = await read(page.next_cursor);
  return page;
}
