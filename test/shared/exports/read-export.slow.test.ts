import { appendFile, mkdtemp, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadExport } from '../../../shared/exports/errors.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import type { Manifest } from '../../../shared/exports/manifest.ts';
import { openExport } from '../../../shared/exports/read-export.ts';
import { collect, coverageRecord, resourceRecord, writtenExport } from '../../support/export-records.ts';

const AGAIN = 'get it again from where it was made, or export again.';
const RESOURCES = ['a', 'b', 'c'].map((resource_id) => resourceRecord({ resource_id }));

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-read-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function changeManifest(change: (manifest: Manifest) => unknown): Promise<void> {
  const manifest = JSON.parse(await readFile(at('manifest.json'), 'utf8')) as Manifest;
  await writeFile(at('manifest.json'), JSON.stringify(change(manifest)));
}

/** Changes bytes of the inventory's file, but not its size. */
async function replaceInInventory(from: string, to: string): Promise<void> {
  await writeFile(at('inventory.jsonl'), (await readFile(at('inventory.jsonl'), 'utf8')).replace(from, to));
}

async function refusal(reading: Promise<unknown>): Promise<string> {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BadExport);
  return (error as BadExport).message;
}

const readAll = async (dataset: DatasetName = 'resources'): Promise<unknown> => collect((await openExport(folder)).records(dataset));

describe('an export', () => {
  it('gives back the records that were written, whatever they hold', async () => {
    const given = fc.uniqueArray(
      fc.record({ resource_id: fc.string({ unit: 'binary', minLength: 1 }), config: fc.dictionary(fc.string(), fc.jsonValue()) }),
      { selector: ({ resource_id }) => resource_id, maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(given, async (some) => {
        await rm(folder, { recursive: true, force: true });
        const resources = some.map((each) => resourceRecord(each));
        await writtenExport(folder, { resources });

        const read = (await readAll()) as typeof resources;

        // JSON writes -0 as 0.
        expect(read.toSorted(byId)).toEqual(JSON.parse(JSON.stringify(resources.toSorted(byId))));
      }),
      { numRuns: 25 },
    );
  });

  it('is read in chunks, also where a line is longer than one', async () => {
    const resources = RESOURCES.map((each, place) => ({ ...each, config: { text: 'é'.repeat(300_000 * place + 100) } }));
    await writtenExport(folder, { resources });

    expect(await readAll()).toEqual(resources);
  });

  it('is opened by its folder, its inventory or its manifest, and says what it has', async () => {
    await writtenExport(folder, { resources: RESOURCES });

    const opened = await openExport(at('inventory.jsonl'));

    expect([opened.folder, (await openExport(at('manifest.json'))).folder]).toEqual([folder, folder]);
    expect([opened.has('resources'), opened.has('findings')]).toEqual([true, false]);
  });

  it('is told from one that was damaged without getting shorter, before anything is read from it', async () => {
    await writtenExport(folder, { coverage: [coverageRecord()] });
    const whole = await openExport(folder);
    await whole.verify('resources', 'coverage');

    const text = await readFile(at('coverage.jsonl'), 'utf8');
    await writeFile(at('coverage.jsonl'), text.replace('complete', 'COMPLETE'));

    await expect(whole.verify('resources', 'coverage')).rejects.toThrow(
      `${at('coverage.jsonl')} is corrupt: its SHA-256 is not that of its manifest`,
    );
  });
});

describe('what is no export is refused in one sentence', () => {
  it('a path where nothing is', async () => {
    expect(await refusal(openExport(at('nothing')))).toBe(`${at('nothing')} does not exist; name the folder of an export.`);
  });

  it('another file', async () => {
    await writeFile(at('notes.txt'), '');

    expect(await refusal(openExport(at('notes.txt')))).toBe(
      `${at('notes.txt')} is not an export; name the folder of one, or its inventory.jsonl.`,
    );
  });

  it('a folder without a manifest, as of a run that did not end', async () => {
    await writtenExport(folder, { resources: RESOURCES });
    await unlink(at('manifest.json'));

    expect(await refusal(openExport(folder))).toBe(
      `${folder} is not an export, or one that was not finished: it has no manifest.json; export again.`,
    );
  });

  it.each([
    ['no JSON', () => writeFile(at('manifest.json'), '{"schema_version":1,'), 'it is not a manifest'],
    ['a list', () => writeFile(at('manifest.json'), '[]'), 'it is not a manifest'],
    [
      'no version',
      () => changeManifest((manifest) => ({ ...manifest, schema_version: undefined })),
      'schema_version is not what a manifest says',
    ],
    [
      'a count that is none',
      () => changeManifest(({ files, ...rest }) => ({ ...rest, files: [{ ...files[0], rows: -1 }] })),
      'files.0.rows is not what a manifest says',
    ],
    [
      'a file elsewhere',
      () => changeManifest(({ files, ...rest }) => ({ ...rest, files: [{ ...files[0], name: '../x.jsonl' }] })),
      'it names a file elsewhere',
    ],
  ])('a manifest that is corrupt: %s', async (_what, corrupt, why) => {
    await writtenExport(folder, { resources: RESOURCES });
    await corrupt();

    expect(await refusal(openExport(folder))).toBe(`${at('manifest.json')} is corrupt: ${why}; ${AGAIN}`);
  });

  it('another schema version', async () => {
    await writtenExport(folder);
    await changeManifest((manifest) => ({ ...manifest, schema_version: 2, unheard_of: true }));

    expect(await refusal(openExport(folder))).toBe(
      `${at('manifest.json')} has schema version 2, and this Muster reads 1; read it with the Muster that wrote it, or export again.`,
    );
  });

  it('a file that is missing, truncated or longer than it was', async () => {
    await writtenExport(folder, { resources: RESOURCES });
    const { length } = await readFile(at('inventory.jsonl'));

    await truncate(at('inventory.jsonl'), length - 10);
    expect(await refusal(openExport(folder))).toBe(
      `${at('inventory.jsonl')} is truncated: it has ${length - 10} bytes, and its manifest says ${length}; ${AGAIN}`,
    );

    await appendFile(at('inventory.jsonl'), 'more than there was');
    expect(await refusal(openExport(folder))).toBe(
      `${at('inventory.jsonl')} is not as it was written: it has ${length + 9} bytes, and its manifest says ${length}; ${AGAIN}`,
    );

    await unlink(at('inventory.jsonl'));
    expect(await refusal(openExport(folder))).toBe(`${at('inventory.jsonl')} is missing, and the manifest names it; ${AGAIN}`);
  });

  it.each([
    ['is not JSON', '"resource_id":"b"', '"resource_id"-"b"'],
    ['lacks its key', '"resource_id":"b"', '"resource_ix":"b"'],
    ['has a number for a text', '"resource_id":"b"', '"resource_id":123'],
  ])('a line that %s', async (_what, from, to) => {
    await writtenExport(folder, { resources: RESOURCES });
    await replaceInInventory(from, to);

    expect(await refusal(readAll())).toBe(`${at('inventory.jsonl')} is corrupt: line 2 is no line of resources; ${AGAIN}`);
  });

  it('a file with another number of lines than its manifest says', async () => {
    await writtenExport(folder, { resources: RESOURCES });
    await changeManifest(({ files, ...rest }) => ({ ...rest, files: files.map((file) => ({ ...file, rows: file.rows + 1 })) }));

    expect(await refusal(readAll())).toBe(`${at('inventory.jsonl')} is corrupt: it has 3 lines, and its manifest says 4; ${AGAIN}`);
  });

  it('a file with other bytes than were written', async () => {
    await writtenExport(folder, { resources: RESOURCES });
    await replaceInInventory('Enabled', 'Disable');

    expect(await refusal(readAll())).toBe(`${at('inventory.jsonl')} is corrupt: its SHA-256 is not that of its manifest; ${AGAIN}`);
  });

  it('a file that is one endless line, before it fills the memory', async () => {
    const bytes = 65 * 2 ** 20;
    await writtenExport(folder, { resources: RESOURCES });
    await writeFile(at('inventory.jsonl'), '');
    await truncate(at('inventory.jsonl'), bytes);
    await changeManifest(({ files, ...rest }) => ({
      ...rest,
      files: files.map((file) => (file.name === 'inventory.jsonl' ? { ...file, bytes } : file)),
    }));

    expect(await refusal(readAll())).toBe(`${at('inventory.jsonl')} is corrupt: a line is longer than 64 MiB; ${AGAIN}`);
  });

  it('one that was made without the format that is needed', async () => {
    await writtenExport(folder, { formats: ['parquet'] });

    expect(await refusal(readAll())).toBe(`${folder} has no inventory.jsonl; export again with the format jsonl.`);
  });
});

const byId = (a: { readonly resource_id: string }, b: { readonly resource_id: string }): number => (a.resource_id < b.resource_id ? -1 : 1);
