import { describe, expect, it } from '@jest/globals';
import { chmod, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDataFolder, type DataFolder, type DataFolderOptions } from '../../../bin/local/data-folder.ts';
import { temporaryFolder } from './support/assembly.ts';

async function openOnce(path: string, options: Partial<DataFolderOptions> = {}): Promise<DataFolder> {
  const folder = await openDataFolder(path, { fresh: false, estate: 'demo', ...options });
  folder.release();
  return folder;
}

describe('the demo estate of a data folder', () => {
  it('has the default settings at first', async () => {
    expect((await openOnce(await temporaryFolder())).demo).toEqual({ accounts: 25, day: 1 });
  });

  it('keeps its day until another day is given', async () => {
    const path = await temporaryFolder();
    const { id } = await openOnce(path, { demo: { day: 2 } });

    const plain = await openOnce(path);
    const back = await openOnce(path, { demo: { day: 1 } });

    expect(plain).toMatchObject({ id, demo: { day: 2 } });
    expect(back.demo.day).toBe(1);
  });

  it('keeps its number of accounts once they are registered, until it starts afresh', async () => {
    const path = await temporaryFolder();
    const first = await openOnce(path, { demo: { accounts: 3 } });
    await first.fixAccounts(first.demo.accounts);

    const plain = await openOnce(path);
    const asked = await openOnce(path, { demo: { accounts: 7 } });
    const fresh = await openOnce(path, { fresh: true, demo: { accounts: 7 } });

    expect([plain, asked, fresh].map(({ demo }) => demo.accounts)).toEqual([3, 3, 7]);
  });

  it('has the default settings if the mark has none', async () => {
    const path = await temporaryFolder();
    const mark = { muster: 1, estate: 'demo', id: '5a8a3f66-30a2-4f3b-9d0e-3d1e1c6f6d51' };
    await writeFile(join(path, 'muster.json'), JSON.stringify(mark));

    const { demo } = await openOnce(path, { demo: { accounts: 7 } });

    expect(demo).toEqual({ accounts: 7, day: 1 });
    expect(JSON.parse(await readFile(join(path, 'muster.json'), 'utf8'))).toEqual({ ...mark, day: 1 });
  });
});

describe('a path that is no data folder', () => {
  const inFolder = async (name: string, text: string): Promise<string> => {
    const path = await temporaryFolder();
    await writeFile(join(path, name), text);
    return path;
  };

  it.each([
    ['a file', async () => join(await inFolder('file', ''), 'file'), 'cannot be used: it, or a folder above it, is a file. Choose another'],
    ['below a file', async () => join(await inFolder('file', ''), 'file', 'data'), 'cannot be used: it, or a folder above it, is a file.'],
    ['an export', async () => inFolder('manifest.json', '{}'), 'is an export of Muster, no data folder: choose another with --data'],
    ["a user's folder", async () => inFolder('notes.txt', ''), 'is not a data folder of Muster and is not empty'],
    [
      'of another release',
      async () => inFolder('muster.json', '{"muster":2,"tables":[]}'),
      'was written by another release of Muster: start afresh with --fresh, which deletes its data, or choose another folder',
    ],
    ['damaged', async () => inFolder('muster.json', '{"muster":'), 'is damaged: muster.json is not what Muster wrote.'],
  ])('is refused where it is %s', async (_, made, message) => {
    await expect(openOnce(await made())).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(message) });
  });

  it('is refused where this user may not write', async () => {
    const path = await temporaryFolder();
    await chmod(path, 0o500);
    // The superuser may write everywhere.
    const isRoot = process.geteuid?.() === 0;
    try {
      if (isRoot) process.seteuid?.(NOBODY);
      await expect(openOnce(path)).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringContaining('cannot be used: this user may not read and write there. Choose another with --data.'),
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(path, 0o700);
    }
  });
});
const NOBODY = 65_534;

describe('a data folder that cannot be made', () => {
  it('is refused with one sentence', async () => {
    const parent = await temporaryFolder();
    // A symbolic link without a target cannot become a folder on any system; on Linux, `/proc` would fail in the same way.
    await symlink('nowhere', join(parent, 'gone'));
    const path = join(parent, 'gone', 'data');

    await expect(openOnce(path)).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 2,
      message: expect.stringMatching(
        /^The data folder .*gone\/data cannot be used: the system makes no folder there\. Choose another with --data\.$/,
      ),
    });
  });
});
