/** Merges streams of pages, and cuts them into pages of another size. */

/**
 * The values of all sources, in the order in which they arrive. At most `atOnce` sources are read at a time, each no more
 * than one value ahead. The first error is thrown after all pending reads have settled.
 */
export async function* merged<T>(sources: Iterable<() => AsyncIterable<T>>, atOnce: number): AsyncGenerator<T> {
  type Turn = { readonly iterator: AsyncIterator<T>; readonly result: IteratorResult<T> };
  const waiting = sources[Symbol.iterator]();
  const running = new Map<AsyncIterator<T>, Promise<Turn>>();
  const advance = (iterator: AsyncIterator<T>): void => {
    const turn = iterator.next().then((result) => ({ iterator, result }));
    // It may fail while the consumer handles a page; without this, that would be an unhandled rejection. The race below throws it.
    turn.catch(() => undefined);
    running.set(iterator, turn);
  };
  const begin = (): void => {
    const source = waiting.next();
    if (!source.done) advance(source.value()[Symbol.asyncIterator]());
  };
  try {
    for (let started = 0; started < atOnce; started += 1) begin();
    while (running.size > 0) {
      const { iterator, result } = await Promise.race(running.values());
      running.delete(iterator);
      if (result.done) {
        begin();
      } else {
        advance(iterator);
        yield result.value;
      }
    }
  } finally {
    await Promise.allSettled(running.values());
    await Promise.allSettled([...running.keys()].map(async (iterator) => await iterator.return?.()));
  }
}

/** The same elements in pages of `size`; the last may be shorter. */
export async function* regrouped<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<readonly T[]> {
  const held: T[] = [];
  for await (const page of pages) {
    held.push(...page);
    while (held.length >= size) yield held.splice(0, size);
  }
  if (held.length > 0) yield held;
}

export const chunked = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
