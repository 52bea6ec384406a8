/** Reads a page that has items, for lists whose pages may be empty and have others after them. */
import type { ListPage } from './use-list.ts';

/** The most pages that are read for one. After them a page is shown as it is. */
const MOST_READ = 10;

export async function readFilled<P extends ListPage<unknown>>(
  readPage: (cursor: string | undefined) => Promise<P>,
  cursor: string | undefined,
): Promise<P> {
  let page = await readPage(cursor);
  for (let read = 1; read < MOST_READ && page.items.length === 0 && page.next_cursor !== undefined; read += 1)
    page = await readPage(page.next_cursor);
  return page;
}
