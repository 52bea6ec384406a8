import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byteLines, verifiedLines } from '../../../shared/exports/diff-lines.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import type { ManifestFile } from '../../../shared/exports/manifest.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, 'inventory.jsonl');
  writeFileSync(path, text);
  return path;
}

/** Copies the lines of each batch, because asking for the next batch overwrites them. */
async function texts(batches: AsyncIterable<readonly Buffer[]>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const batch of batches) all.push(...batch.map(String));
  return all;
}

const listed = (text: string, given: Partial<ManifestFile> = {}): ManifestFile => ({
  name: 'inventory.jsonl',
  dataset: 'resources',
  format: 'jsonl',
  rows: text.split('\n').length - 1,
  bytes: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
  ...given,
});

describe('byteLines', () => {
  it('cuts at every line end, wherever the chunks of the file end', async () => {
    const lines = ['a', '', 'é'.repeat(100_000), 'x'.repeat(700_000), ...Array.from({ length: 20_000 }, (_, number) => `line ${number} ✓`)];

    expect(await texts(byteLines(file(lines.map((line) => `${line}\n`).join(''))))).toEqual(lines);
  });

  it('has no line in an empty file', async () => {
    expect(await texts(byteLines(file('')))).toEqual([]);
  });

  it('refuses a file that ends in the middle of a line', async () => {
    await expect(texts(byteLines(file('a\nb')))).rejects.toThrow(/is corrupt: it ends in the middle of a line;/);
  });

  it('does not hold a file without line ends', async () => {
    await expect(texts(byteLines(file('\0'.repeat(2 ** 26 + 2 ** 19))))).rejects.toThrow(/a line of more than 64 MiB/);
  });
});

describe('verifiedLines', () => {
  it('gives the lines of the file that the manifest lists', async () => {
    expect(await texts(verifiedLines(file('a\nb\n'), listed('a\nb\n')))).toEqual(['a', 'b']);
  });

  it.each([
    ['other bytes', listed('a\nc\n')],
    ['other rows', listed('a\nb\n', { rows: 3 })],
  ])('refuses a file with %s', async (_name, expected) => {
    await expect(texts(verifiedLines(file('a\nb\n'), expected))).rejects.toThrow(BadExport);
  });

  it('says why a file cannot be read', async () => {
    const gone = texts(verifiedLines(join(folder, 'gone.jsonl'), listed('')));

    await expect(gone).rejects.toThrow(BadExport);
    await expect(gone).rejects.toThrow(/gone\.jsonl cannot be read \(ENOENT\)/);
  });
});
