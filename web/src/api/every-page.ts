/** Reads a list of the API to its end, page by page. */
interface Page {
  readonly next_cursor?: string | undefined;
}

export async function* everyPage<P extends Page>(readPage: (cursor: string | undefined) => Promise<P>): AsyncGenerator<P> {
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    yield page;
    cursor = page.next_cursor;
  } while (cursor !== undefined);
}
