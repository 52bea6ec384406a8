/** Joins several streams of pages into one, in order, and reads the first pages of the next streams ahead. */

/** `ahead`: how many streams are open at once. The generator ends only after every open stream has ended, so nothing is read after the caller stops. */
export async function* readAhead<T>(streams: readonly (() => AsyncGenerator<T>)[], ahead: number): AsyncGenerator<T> {
  const begun: { readonly stream: AsyncGenerator<T>; readonly first: Promise<IteratorResult<T>> }[] = [];
  let next = 0;
  try {
    for (;;) {
      while (begun.length < ahead && next < streams.length) {
        const stream = streams[next++]!();
        const first = stream.next();
        // The await below throws the error; this handler keeps Node from reporting it as unhandled before that.
        first.catch(() => undefined);
        begun.push({ stream, first });
      }
      const due = begun[0];
      if (!due) return;
      for (let page = await due.first; !page.done; page = await due.stream.next()) yield page.value;
      begun.shift();
    }
  } finally {
    await Promise.allSettled(
      begun.map(async ({ stream, first }) => {
        await Promise.allSettled([first]);
        await stream.return(undefined);
      }),
    );
  }
}
