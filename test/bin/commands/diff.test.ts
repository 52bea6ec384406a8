import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from '../../../bin/commands/exit-codes.ts';
import type { ResourceRecord } from '../../../shared/exports/records.ts';
import { resourceRecord, writtenExport } from '../../support/export-records.ts';
import { runCommand, type Ran } from './support/command-line.ts';

let folder: string;
let prev: string;
let curr: string;
let out: string;
const named = (resource_id: string, given: Partial<ResourceRecord> = {}): ResourceRecord => resourceRecord({ resource_id, ...given });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-diff-'));
  [prev, curr, out] = [join(folder, 'prev'), join(folder, 'curr'), join(folder, 'out')];
  await writtenExport(prev, { resources: [named('a'), named('b'), named('c')] });
  await writtenExport(curr, { resources: [named('a'), named('b', { tags: {} }), named('d')] });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An environment whose API address nothing listens on. */
const muster = async (...args: readonly string[]): Promise<Ran> => runCommand(args, { MUSTER_API: 'http://127.0.0.1:1' }, async () => {});

describe('muster diff', () => {
  it('writes both files into a new folder and prints the counts, without a server', async () => {
    const { code, out: printed, err } = await muster('diff', prev, curr, '--into', out);

    expect([code, err]).toEqual([0, '']);
    expect(printed).toMatch(/type +added +removed +changed/);
    expect(printed).toMatch(/AWS::S3::Bucket +1 +1 +1/);
    expect(printed).toMatch(/1 resource unchanged; 1 slice seen whole by both\./);
    expect(readdirSync(out).toSorted()).toEqual(['diff.json', 'diff_summary.json']);
  });

  it('takes the paths of the inventories as well, and prints the summary with --json', async () => {
    const { code, lines } = await muster('--json', 'diff', join(prev, 'inventory.jsonl'), join(curr, 'inventory.jsonl'), '--into', out);

    expect(code).toBe(0);
    expect(lines).toMatchObject([{ ...(JSON.parse(readFileSync(join(out, 'diff_summary.json'), 'utf8')) as object), folder: out }]);
    expect(lines[0]!['differences']).toMatchObject([
      { change: 'added', resource_id: 'd' },
      { change: 'removed', resource_id: 'c' },
      { change: 'changed', resource_id: 'b', fields: [{ path: expect.stringMatching(/^\/tags/) }] },
    ]);
  });

  it('names what differs: which resources came and went, and which fields changed from what to what', async () => {
    await writtenExport(join(folder, 'was'), { resources: [named('a', { tags: { env: 'dev', gone: '1' }, config: { Size: 1 } })] });
    await writtenExport(join(folder, 'is'), {
      resources: [named('a', { tags: { env: 'prod' }, config: { Size: 1, New: [true] } }), named('b')],
    });

    const { out: printed } = await muster('--wide', 'diff', join(folder, 'was'), join(folder, 'is'), '--into', out);

    expect(printed).toMatch(/^change +type +name +region +account/);
    expect(printed).toMatch(/^added +AWS::S3::Bucket +\S+ +eu-west-1 +aws:\d{12} +aws:\d{12}@AWS::S3::Bucket@eu-west-1@b$/m);
    expect(printed).toMatch(/^changed +AWS::S3::Bucket .*@a +/m);
    for (const what of ['tags.env: "dev" → "prod"', 'tags.gone: "1" → removed', 'config.New: → [true]']) expect(printed).toContain(what);
  });

  it('names a bounded number of differences, in bounded texts without control characters, and says how many more there are', async () => {
    const many = Array.from({ length: 5 }, (_, index) => named(`n${index}`, { name: 'x\u001b[31my' }));
    const fields = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`F${index}`, 'v'.repeat(5000)]));
    await writtenExport(join(folder, 'was'), { resources: [named('a')] });
    await writtenExport(join(folder, 'is'), { resources: [named('a', { config: fields }), ...many] });

    const { out: printed } = await muster('diff', join(folder, 'was'), join(folder, 'is'), '--into', out, '--limit', '2');

    expect(printed.match(/^added /gm)).toHaveLength(2);
    expect(printed).toContain('and 3 more added: --limit shows more, diff.json has all.');
    expect(printed).toMatch(/and\s+\d+\s+more/);
    expect(printed.length).toBeLessThan(4000);
    expect(printed).not.toContain('\u001b');
  });

  it('prints which slices were not compared', async () => {
    const partial = join(folder, 'partial');
    await writtenExport(partial, { resources: [named('a')], outcome: 'denied' });

    const { out: printed } = await muster('diff', prev, partial, '--into', out);

    expect(printed).toMatch(/Not compared: 1 slice, complete in PREV, denied in CURR\./);
    expect(printed).toMatch(/No slice was seen whole by both/);
  });

  it('ends with 8 if there are changes and --fail-on-changes was given', async () => {
    const different = await muster('diff', prev, curr, '--fail-on-changes', '--into', out);
    const same = await muster('diff', prev, prev, '--fail-on-changes', '--into', join(folder, 'same'));

    expect([different.code, same.code]).toEqual([8, 0]);
    expect(same.out).toMatch(/^3 resources unchanged/);
  });

  it('writes into a new folder within --outdir, the folder of all exports', async () => {
    const { lines } = await muster('--json', 'diff', prev, curr, '--outdir', join(folder, 'exports'));

    expect(lines[0]?.['folder']).toMatch(/\/exports\/diff-\d{8}T\d{6}Z$/);
  });

  it('refuses a path that does not exist', async () => {
    const { code, out: printed, err } = await muster('diff', join(folder, 'nothing'), curr, '--into', out);

    expect([code, printed]).toEqual([EXIT.badExport, '']);
    expect(err).toMatch(
      /^muster: There is no .*nothing; name the folder of an export, its inventory\.jsonl, or the date of a nightly export of the platform/,
    );
  });

  it('does not report a path as absent if it cannot be inspected', async () => {
    const loop = join(folder, 'loop');
    symlinkSync(loop, loop);

    const { code, err } = await muster('diff', loop, curr, '--into', out);

    expect({ code, err }).toEqual({ code: EXIT.badExport, err: expect.stringMatching(/loop cannot be read \(ELOOP\)/) });
  });

  it.each([
    ['truncated', () => truncateSync(join(curr, 'inventory.jsonl'), 10)],
    ['corrupt', () => corrupt(join(curr, 'inventory.jsonl'))],
    ['of another schema version', () => setSchemaVersion(curr, 99)],
    ['not an export', () => rmSync(join(curr, 'manifest.json'))],
  ])('refuses in one sentence an export that is %s, and leaves nothing behind', async (_name, spoil) => {
    spoil();

    const { code, out: printed, err } = await muster('diff', prev, curr, '--into', out);

    expect([code, printed, existsSync(out)]).toEqual([7, '', false]);
    expect(err).toMatch(/^muster: .*curr.*\.\n$/);
    expect(readdirSync(folder).toSorted()).toEqual(['curr', 'prev']);
  });

  it('numbers the usual folder if one of the same second exists, and names the one that it wrote', async () => {
    const clock = jest.spyOn(Date.prototype, 'toISOString').mockReturnValue('2026-11-21T14:30:22.100Z');
    const exports = join(folder, 'exports');
    try {
      const first = await muster('--json', 'diff', prev, curr, '--outdir', exports);
      const second = await muster('--json', 'diff', prev, curr, '--outdir', exports);

      expect([first.code, second.code]).toEqual([0, 0]);
      expect(second.lines[0]!['folder']).toBe(join(exports, 'diff-20261121T143022Z-2'));
      expect(readdirSync(exports).toSorted()).toEqual(['diff-20261121T143022Z', 'diff-20261121T143022Z-2']);
    } finally {
      clock.mockRestore();
    }
  });

  it('refuses an output folder that exists, and changes nothing in it', async () => {
    mkdirSync(out);
    writeFileSync(join(out, 'diff.json'), 'mine');

    const { code, err } = await muster('diff', prev, curr, '--into', out);

    expect(code).toBe(6);
    expect(err).toMatch(/^muster: .*out exists already.*\n$/);
    expect(readFileSync(join(out, 'diff.json'), 'utf8')).toBe('mine');
  });
});

/** Changes one byte of the last line, so that the file keeps its length. */
function corrupt(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('"resource_id":"d"', '"resource_id":"e"'));
}

function setSchemaVersion(path: string, schema_version: number): void {
  const file = join(path, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), schema_version }));
}
