import { describe, expect, it } from '@jest/globals';
import { readAhead } from '../../../shared/scan/read-ahead.ts';

/** Streams of two pages each that record when they start and end. */
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

  it('opens exactly as many streams at once as it may', async () => {
    const { all, begun } = streams(5);
    const reading = readAhead(all, 2);
    await reading.next();
    expect(begun).toEqual([0, 1]);
    await reading.return(undefined);
  });

  it('ends the open streams when the caller stops reading', async () => {
    const { all, begun, ended } = streams(5);
    for await (const page of readAhead(all, 3)) if (page === '0a') break;
    expect(new Set(ended)).toEqual(new Set(begun));
  });

  it('fails when a stream fails, after the pages before it, and ends the other streams', async () => {
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
