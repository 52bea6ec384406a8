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
    expect(await all(regrouped(stream([[1], [2, 3, 4, 5], [], [6, 7]]), 3))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(await all(regrouped(stream([[]]), 3))).toEqual([]);
  });

  it('are chunks of a list', () => {
    expect(chunked([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunked([], 2)).toEqual([]);
  });
});
