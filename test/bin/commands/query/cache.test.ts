import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Cache } from '../../../../bin/commands/query/cache.ts';
import { Place } from './support.ts';

let place: Place;
let now = 0;
beforeEach(() => {
  place = new Place();
  now = Date.parse('2026-11-21T00:00:00Z');
});
afterEach(() => place.remove());

const opened = async (): Promise<Cache> => Cache.open(place.path('cache'), { maxBytes: 25, now: () => now });
/** Puts a file of ten bytes into the cache, a second later than the one before. */
async function add(cache: Cache, name: string): Promise<string> {
  now += 1000;
  return cache.file(name, async (temporary) => writeFile(temporary, name.padEnd(10)));
}
const names = (): readonly string[] => readdirSync(place.path('cache')).toSorted();

describe('the cache', () => {
  it('removes the least recently used file', async () => {
    const cache = await opened();
    await add(cache, 'a');
    await add(cache, 'b');
    await add(cache, 'a');
    await add(cache, 'c');

    expect(names()).toEqual(['a', 'c']);
  });

  it('keeps the newest file, however large', async () => {
    const cache = await opened();
    await add(cache, 'a');

    await cache.file('large', async (temporary) => writeFile(temporary, 'x'.repeat(100)));

    expect(names()).toEqual(['large']);
  });

  it('leaves nothing behind of a file that could not be made', async () => {
    const cache = await opened();

    const making = cache.file('a', async (temporary) => {
      await writeFile(temporary, 'half');
      throw new Error('no space');
    });

    await expect(making).rejects.toThrow('no space');
    expect(names()).toEqual([]);
  });

  it('removes the unfinished file of a process of another machine killed a day ago, but not one that it is writing', async () => {
    mkdirSync(place.path('cache'));
    for (const [name, age] of [
      ['old', 25],
      ['new', 1],
    ] as const) {
      const path = place.path('cache', `.${name}.partial-00000000-1-1`);
      writeFileSync(path, '');
      utimesSync(path, now / 1000 - age * 3600, now / 1000 - age * 3600);
    }

    await add(await opened(), 'a');

    expect(names()).toEqual(['.new.partial-00000000-1-1', 'a']);
  });
});
