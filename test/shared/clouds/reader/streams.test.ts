import { describe, expect, it } from '@jest/globals';
import { chunked, merged, regrouped } from '../../../../shared/clouds/reader/streams.ts';

async function* stream<T>(values: readonly T[], end?: Error): AsyncGenerator<T> {
  for (const value of values) yield value;
  if (end) throw end;
}

async function all<T>(stream_: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const value of stream_) found.push(value);
  return found;
}

describe('merged streams', () => {
  it('give what every source gives', async () => {
    const sources = [1, 2, 3, 4, 5].map((source) => () => stream([source, source * 10]));

    expect((await all(merged(sources, 2))).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 10, 20, 30, 40, 50]);
    expect(await all(merged([], 2))).toEqual([]);
  });

  it('fail with the first failure, and close what is open', async () => {
    let closed = 0;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 1));
          yield 1;
        }
      } finally {
        closed += 1;
      }
    }

    await expect(all(merged([endless, () => stream([2], new Error('No.')), endless], 3))).rejects.toThrow('No.');
    expect(closed).toBe(2);
  });

  it('close what is open where the reader stops', async () => {
    let closed = 0;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (;;) yield 1;
      } finally {
        closed += 1;
      }
    }

    for await (const _value of merged([endless, endless], 2)) break;

    expect(closed).toBe(2);
  });
});

describe('pages', () => {
  it('are cut to another size without losing anything', async () => {
    const steps = [[1], [2, 3, 4, 5], [], [6, 7]].map((elements) => ({ elements }));
    expect(await all(regrouped(stream(steps), 3))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(await all(regrouped(stream([{ elements: [] }]), 3))).toEqual([]);
  });

  it('tell a step that all elements before it are handled, and not before the consumer asks for more', async () => {
    const told: string[] = [];
    const step = (name: string, ...elements: readonly number[]) => ({ elements, handled: () => told.push(name) });
    const pages = regrouped(stream([step('a', 1), step('b', 2, 3, 4), step('c'), step('d', 5), step('end')]), 3);

    const seen: unknown[] = [];
    for await (const page of pages) seen.push([page, [...told]]);

    // `b` begins within the first page, and `c` within the second one.
    expect(seen).toEqual([
      [[1, 2, 3], ['a']],
      [
        [4, 5],
        ['a', 'b'],
      ],
    ]);
    expect(told).toEqual(['a', 'b', 'c', 'd', 'end']);
  });

  it('tell nothing of what the consumer did not handle', async () => {
    const told: string[] = [];
    const step = (name: string, ...elements: readonly number[]) => ({ elements, handled: () => told.push(name) });
    for await (const _page of regrouped(stream([step('a', 1, 2), step('b', 3, 4), step('end')]), 2)) break;
    expect(told).toEqual(['a']);
  });

  it('are chunks of a list', () => {
    expect(chunked([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunked([], 2)).toEqual([]);
  });
});
