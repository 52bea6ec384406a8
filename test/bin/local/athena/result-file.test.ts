import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRows } from '../../../../bin/local/athena/result-file.ts';

const MIB = 2 ** 20;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-result-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (text: string): string => {
  const path = join(folder, 'result.jsonl');
  writeFileSync(path, text);
  return path;
};
const lineOf = (row: readonly (string | null)[]): string => `${JSON.stringify(row)}\n`;

describe('rows of a result', () => {
  it('are read from any of them on', async () => {
    const path = fileOf(lineOf(['a', null]) + lineOf(['é', 'b']) + lineOf(['c', '']));
    const first = await readRows(path, 0, 1);
    const second = await readRows(path, first.next!, 2);

    expect(first.rows).toEqual([['a', null]]);
    expect(second).toEqual({
      rows: [
        ['é', 'b'],
        ['c', ''],
      ],
    });
  });

  it('may end at the end of a chunk or right behind it', async () => {
    for (const length of [MIB - 1, MIB, MIB + 1]) {
      const row = ['x'.repeat(length - lineOf(['']).length)];
      const path = fileOf(lineOf(row) + lineOf(['next']));

      expect(await readRows(path, 0, 2)).toEqual({ rows: [row, ['next']] });
    }
  });

  it('are not searched again with each chunk of a long one', async () => {
    const long = 'x'.repeat(20 * MIB);
    const path = fileOf(lineOf(['before']) + lineOf([long]) + lineOf(['behind']));
    const [search, copy] = [jest.spyOn(Buffer.prototype, 'indexOf'), jest.spyOn(Buffer, 'concat')];
    const { rows } = await readRows(path, 0, 10);
    const searched = search.mock.contexts.map((each: unknown) => (Buffer.isBuffer(each) ? each.length : 0));
    const copied = copy.mock.calls.flatMap(([parts]) => parts.map(({ length }) => length));
    jest.restoreAllMocks();

    expect(rows.map(([cell]) => cell === long || cell)).toEqual(['before', true, 'behind']);
    for (const bytes of [searched, copied]) {
      const sum = bytes.reduce((total, each) => total + each, 0);
      expect(sum).toBeGreaterThan(20 * MIB);
      expect(sum).toBeLessThan(50 * MIB);
    }
  });

  it('are not read from a file that ends within one', async () => {
    const path = fileOf(`${lineOf(['a'])}["b`);

    expect(await readRows(path, 0, 1)).toEqual({ rows: [['a']], next: lineOf(['a']).length });
    await expect(readRows(path, 0, 2)).rejects.toThrow('ends within a row');
  });
});
