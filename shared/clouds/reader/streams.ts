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

/** A part of a stream. `handled` is called when the consumer has asked for more than all the elements before this step. */
export interface Step<T> {
  readonly elements: readonly T[];
  readonly handled?: () => void;
}

/** The elements of the steps in pages of `size`; the last may be shorter. */
export async function* regrouped<T>(steps: AsyncIterable<Step<T>>, size: number): AsyncGenerator<readonly T[]> {
  const held: T[] = [];
  const waiting: { readonly place: number; readonly handled: () => void }[] = [];
  let [received, taken] = [0, 0];
  const tell = (): void => {
    while (waiting[0] && waiting[0].place <= taken) waiting.shift()?.handled();
  };
  for await (const { elements, handled } of steps) {
    if (handled) waiting.push({ place: received, handled });
    held.push(...elements);
    received += elements.length;
    tell();
    while (held.length >= size) {
      yield held.splice(0, size);
      taken += size;
      tell();
    }
  }
  if (held.length > 0) yield held;
  taken = received;
  tell();
}

export const chunked = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
