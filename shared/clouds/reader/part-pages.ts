/** Reads a part of a list that is put together of several, from the place on where an earlier session has left it. */
import type { Bookmark } from '../bookmark.ts';
import type { Step } from './streams.ts';

/** Reads the pages of the part. `own` is the bookmark of the part alone. */
type Read<T> = (own: Bookmark) => AsyncIterable<readonly T[]>;

/** The pages of a part whose consumer handles each page before it asks for the next one. */
export async function* pagesOfPart<T>(bookmark: Bookmark, part: string, read: Read<T>): AsyncGenerator<readonly T[]> {
  if (bookmark.isDone(part)) return;
  const own = bookmark.ofPart(part);
  try {
    for await (const page of read(own)) {
      bookmark.reach(part, own.token);
      yield page;
    }
  } catch (error) {
    // The page that could not be read is asked for after the one before it was handled.
    bookmark.reach(part, own.token);
    throw error;
  }
  bookmark.end(part);
}

/** The pages of a part that is read beside others: a page may wait among theirs, so that the bookmark moves on only when the page was handled. */
export async function* stepsOfPart<T>(bookmark: Bookmark, part: string, read: Read<T>): AsyncGenerator<Step<T>> {
  if (bookmark.isDone(part)) return;
  const own = bookmark.ofPart(part);
  for await (const elements of read(own)) {
    const { token } = own;
    yield { elements, handled: () => bookmark.reach(part, token) };
  }
  yield { elements: [], handled: () => bookmark.end(part) };
}
