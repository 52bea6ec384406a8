import { describe, expect, it } from '@jest/globals';
import { readAhead } from '../../../shared/scan/read-ahead.ts';

/** Streams of two pages each that say when they are begun and ended. */
function streams(count: number, failing?: number) {
  const begun: number[] = [];
  const ended: number[] = [];
  const all = Array.from(
    { length: count },
    (_, index) =>
      async function* () {
        begun.push(index);
        try {
          await Promise.resolve();
          if (index === failing) throw new Error(`Stream ${index} fails.`);
          yield `${index}a`;
          yield `${index}b`;
        } finally {
          ended.push(index);
        }
      },
  );
  return { all, begun, ended };
}

describe('reading ahead', () => {
  it('gives every page in the order of the streams', async () => {
    const { all } = streams(3);
    const pages: string[] = [];
    for await (const page of readAhead(all, 2)) pages.push(page);
    expect(pages).toEqual(['0a', '0b', '1a', '1b', '2a', '2b']);
  });

  it('begins as many streams as it may, and no more', async () => {
    const { all, begun } = streams(5);
    const reading = readAhead(all, 2);
    await reading.next();
    expect(begun).toEqual([0, 1]);
    await reading.return(undefined);
  });

  it('ends what it has begun when nobody reads on', async () => {
    const { all, begun, ended } = streams(5);
    for await (const page of readAhead(all, 3)) if (page === '0a') break;
    expect(new Set(ended)).toEqual(new Set(begun));
  });

  it('fails where a stream fails, after the pages before it, and ends the others', async () => {
    const { all, begun, ended } = streams(4, 1);
    const pages: string[] = [];
    const read = async () => {
      for await (const page of readAhead(all, 3)) pages.push(page);
    };
    await expect(read()).rejects.toThrow('Stream 1 fails.');
    expect(pages).toEqual(['0a', '0b']);
    expect(new Set(ended)).toEqual(new Set(begun));
  });
});
