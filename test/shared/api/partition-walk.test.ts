import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Partition, walk, type WalkPosition } from '../../../shared/api/partition-walk.ts';

/** Partitions of numbers, read in pieces of at most `most`, that note how many are read, and how many at once. */
function partitionsOf(sizes: readonly number[], most = Infinity) {
  const seen = { reads: 0, now: 0, atOnce: 0 };
  const partitions = sizes.map((size, index): Partition<string> => {
    const name = String(index).padStart(4, '0');
    const all = Array.from({ length: size }, (_, at) => ({ at: String(at).padStart(4, '0'), item: `${name}-${String(at)}` }));
    return {
      name,
      read: async (after, limit) => {
        seen.reads += 1;
        seen.now += 1;
        seen.atOnce = Math.max(seen.atOnce, seen.now);
        await Promise.resolve();
        seen.now -= 1;
        const left = all.filter(({ at }) => after === undefined || at > after);
        const entries = left.slice(0, Math.min(limit, most));
        return { entries, next: entries.length < left.length ? entries.at(-1)!.at : undefined };
      },
    };
  });
  return {
    partitions,
    seen,
    all: sizes.flatMap((size, index) => Array.from({ length: size }, (_, at) => `${String(index).padStart(4, '0')}-${String(at)}`)),
  };
}

async function everyPage(partitions: readonly Partition<string>[], limit: number, matches: (item: string) => boolean = () => true) {
  const pages: (readonly string[])[] = [];
  let cursor: WalkPosition | undefined;
  do {
    const page = await walk({ partitions, matches, limit, cursor });
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return pages;
}

describe('a walk through partitions', () => {
  it('gives every item once, in order, whatever the sizes of partitions, pieces and pages', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 150 });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (each, most, limit, half) => {
          const { partitions, all } = partitionsOf(each, most);
          const matches = (item: string): boolean => !half || item.endsWith('1');

          const pages = await everyPage(partitions, limit, matches);

          expect(pages.flat()).toEqual(all.filter(matches));
          for (const page of pages) expect(page.length).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it('fills a page from small partitions, several at once', async () => {
    const { partitions, seen } = partitionsOf(Array.from({ length: 400 }, () => 2));

    const page = await walk({ partitions, matches: () => true, limit: 500, cursor: undefined, queries: 512 });

    expect(page.items).toHaveLength(500);
    expect(seen.atOnce).toBe(16);
  });

  it('reads the first partition alone, which may fill the page', async () => {
    const { partitions, seen } = partitionsOf([100, 100, 100]);

    await walk({ partitions, matches: () => true, limit: 50, cursor: undefined });

    expect(seen.reads).toBe(1);
  });

  it('ends a page after as many queries as it may take', async () => {
    const { partitions, seen } = partitionsOf(Array.from({ length: 400 }, () => 0));

    const page = await walk({ partitions, matches: () => true, limit: 50, cursor: undefined, queries: 100 });

    expect(page).toEqual({ items: [], cursor: { partition: '0100' } });
    expect(seen.reads).toBe(100);
  });

  it('says on the last item that nothing follows', async () => {
    const { partitions } = partitionsOf([1, 1]);

    expect(await walk({ partitions, matches: () => true, limit: 2, cursor: undefined })).toEqual({ items: ['0000-0', '0001-0'] });
  });
});
