import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Database } from '../../../shared/exports/database.ts';
import { NotWritten } from '../../../shared/exports/errors.ts';
import { compareText } from '../../../shared/exports/order.ts';
import { RowSpool } from '../../../shared/exports/row-spool.ts';

type Item = readonly [text: string, number: number | null, line: string];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-spool-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function spooled<T>(items: readonly Item[], use: (spool: RowSpool, database: Database) => Promise<T>): Promise<T> {
  await using database = await Database.open(folder);
  using spool = await RowSpool.create(database);
  for (const [text, number, line] of items) spool.add([text, 'same'], number, line);
  return await use(spool, database);
}

async function sorted(items: readonly Item[]): Promise<readonly string[]> {
  return await spooled(items, async (spool) => {
    const lines: string[] = [];
    for await (const some of spool.lines()) lines.push(...some);
    return lines;
  });
}

/** Items of which no two have the same key, with texts of any code points, often of those beyond U+FFFF or just below it. */
const items = fc.uniqueArray(
  fc.tuple(
    fc.string({
      unit: fc.oneof(
        fc.constantFrom('a', '\0', '\u{ff5e}', '\u{1f600}', '\n', "'"),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 4,
    }),
    fc.option(fc.integer({ min: -5, max: 5 })),
    fc.string({ unit: fc.constantFrom('x', 'é', '\u{1f600}'), maxLength: 30 }),
  ),
  { selector: ([text, number]) => JSON.stringify([text, number]), maxLength: 40 },
);

describe('RowSpool', () => {
  it('gives lines back in the order of their keys: texts by code points, numbers by value, null first', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (given) => {
        const plain = given.toSorted(([a, m], [b, n]) => compareText(a, b) || (m ?? -Infinity) - (n ?? -Infinity) || 0);

        expect(await sorted(given)).toEqual(plain.map(([, , line]) => line));
      }),
      { numRuns: 30 },
    );
  });

  it('holds lines of any length, more of them than it keeps in memory', async () => {
    const given = Array.from({ length: 20_000 }, (_, place): Item => {
      const key = String((place * 7919) % 20_000).padStart(6, '0');
      return [key, null, key.repeat(place % 5000 === 0 ? 700_000 : 20)];
    });

    await spooled(given, async (spool) => {
      const path = join(folder, 'sorted');
      await spool.sortInto(path);

      const lines = (await readFile(path, 'latin1')).split('\n');
      expect(lines.slice(0, -1).map((line) => line.slice(0, 6))).toEqual(given.map(([key]) => key).toSorted());
      expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([0, 120, 4_200_000]));
      expect([spool.size, spool.longest]).toEqual([20_000, 4_200_001]);
    });
  });

  it('keeps the parts of a key apart, whatever characters they hold', async () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '\0', '\u0001', '\u0002') }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(parts, { selector: (pair) => JSON.stringify(pair) }), async (pairs) => {
        await using database = await Database.open(folder);
        using spool = await RowSpool.create(database);
        for (const pair of pairs) spool.add(pair, null, JSON.stringify(pair));
        const found: string[] = [];
        for await (const lines of spool.lines()) found.push(...lines);

        const plain = pairs.toSorted(([a = '', b = ''], [c = '', d = '']) => compareText(a, c) || compareText(b, d));
        expect(found).toEqual(plain.map((pair) => JSON.stringify(pair)));
      }),
      { numRuns: 30 },
    );
  });

  it('goes on after it was read, and leaves nothing on the disk in the end', async () => {
    await spooled([['b', 1, 'b']], async (spool) => {
      for await (const lines of spool.lines()) expect(lines).toEqual(['b']);
      spool.add(['a', 'same'], 1, 'a');
      for await (const lines of spool.lines()) expect(lines).toEqual(['a', 'b']);
    });

    expect(await readdir(folder)).toEqual([]);
  });

  it('says that it cannot write where there is no folder', async () => {
    await expect(Database.open(join(folder, 'gone'))).rejects.toThrow(NotWritten);
  });

  it('ends with the reason for which it is stopped while it is read', async () => {
    const stop = new AbortController();
    await using database = await Database.open(folder, stop.signal);
    using spool = await RowSpool.create(database);
    for (let number = 0; number < 10_000; number++) spool.add([], number, 'line');
    const reading = (async () => {
      for await (const _ of spool.lines()) stop.abort(new Error('There is no time left.'));
    })();

    await expect(reading).rejects.toThrow('There is no time left.');
  });
});
