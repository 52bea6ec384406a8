import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NotWritten } from '../../../shared/exports/errors.ts';
import { compareText } from '../../../shared/exports/order.ts';
import { SortedSpool } from '../../../shared/exports/sorted-spool.ts';
import { collect } from '../../support/export-records.ts';

interface Item {
  readonly key: string;
  readonly value: number;
}

const byKey = (a: Item, b: Item): number => compareText(a.key, b.key);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-spool-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function sorted(items: readonly Item[], maxBytes: number): Promise<readonly Item[]> {
  const spool = new SortedSpool<Item>({ folder, compare: byKey, maxBytes });
  try {
    for (const item of items) await spool.add(item);
    return await collect(spool.sorted());
  } finally {
    await spool.close();
  }
}

const items = fc.array(
  fc.record({ key: fc.string({ unit: fc.constantFrom('a', 'é', '\u{ff5e}', '\u{1f600}', '\n', '"') }), value: fc.nat(3) }),
  { maxLength: 60 },
);

describe('SortedSpool', () => {
  it('gives back what a plain sort would, however much of it goes over the disk', async () => {
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 600 }), async (given, maxBytes) => {
        const plain = given.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)) || a.value - b.value);

        expect(await sorted(given, maxBytes)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of what comes, even among records that compare alike', async () => {
    const given = Array.from({ length: 300 }, (_, place) => ({ key: `k${place % 20}`, value: place }));

    expect(await sorted(given.toReversed(), 500)).toEqual(await sorted(given, 10_000));
  });

  it('merges its files again once they are many', async () => {
    const given = Array.from({ length: 400 }, (_, place) => ({ key: String((place * 7919) % 400).padStart(3, '0'), value: place }));
    const spool = new SortedSpool<Item>({ folder, compare: byKey, maxBytes: 60 });
    for (const item of given) await spool.add(item);

    const [inside] = await readdir(folder);
    const files = await readdir(join(folder, String(inside)));
    const out = await collect(spool.sorted());

    expect(files.length).toBeLessThan(64);
    expect(spool.size).toBe(400);
    expect(out).toEqual(given.toSorted(byKey));
    await spool.close();
  });

  it('takes records from many at once', async () => {
    const given = Array.from({ length: 200 }, (_, value) => ({ key: `k${value}`, value }));
    const spool = new SortedSpool<Item>({ folder, compare: byKey, maxBytes: 100 });
    await Promise.all(given.map((item) => spool.add(item)));

    expect(await collect(spool.sorted())).toEqual(given.toSorted(byKey));
    await spool.close();
  });

  it('leaves nothing on the disk once it is closed, also if nobody read it to its end', async () => {
    const spool = new SortedSpool<Item>({ folder, compare: byKey, maxBytes: 20 });
    for (let value = 0; value < 10; value++) await spool.add({ key: `k${value}`, value });
    for await (const item of spool.sorted()) if (item.value === 3) break;
    const before = await readdir(folder);
    await spool.close();

    expect(before).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('says in one sentence that it cannot write', async () => {
    const spool = new SortedSpool<Item>({ folder: '/dev/null', compare: byKey, maxBytes: 1 });

    await expect(spool.add({ key: 'a', value: 1 })).rejects.toThrow(NotWritten);
    await expect(spool.add({ key: 'a', value: 1 })).rejects.toThrow(
      '/dev/null cannot be written: a part of its path is a file; name another folder.',
    );
  });
});
