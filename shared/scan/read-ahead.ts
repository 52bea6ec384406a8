/** Several page streams as one, in their order, with the next ones begun before they are due. */

/** Ends only after what was begun has ended: nothing is read in the background once the caller has stopped. */
export async function* readAhead<T>(streams: readonly (() => AsyncGenerator<T>)[], ahead: number): AsyncGenerator<T> {
  const begun: { readonly stream: AsyncGenerator<T>; readonly first: Promise<IteratorResult<T>> }[] = [];
  let next = 0;
  try {
    for (;;) {
      while (begun.length < ahead && next < streams.length) {
        const stream = streams[next++]!();
        const first = stream.next();
        // Who comes to it sees the error; until then nobody is to call it unhandled.
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
