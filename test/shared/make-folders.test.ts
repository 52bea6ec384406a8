import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exists, makeFolder, makeFolders } from '../../shared/make-folders.ts';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'muster-folders-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

describe('makeFolders', () => {
  it('makes every missing folder above it, with the mode, and can be repeated', async () => {
    const folder = join(parent, 'a', 'b', 'c');

    await makeFolders(folder, 0o700);
    await makeFolders(folder, 0o700);

    expect(['a', 'a/b', 'a/b/c'].map((name) => statSync(join(parent, name)).mode & 0o777)).toEqual([0o700, 0o700, 0o700]);
  });

  it('fails where the system refuses to make folders', async () => {
    // A symbolic link without a target cannot become a folder on any system; on Linux, `/proc` would fail in the same way.
    symlinkSync('nowhere', join(parent, 'gone'));

    await expect(makeFolders(join(parent, 'gone', 'deeper', 'still'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('fails if a part of the path is a file', async () => {
    writeFileSync(join(parent, 'file'), '');

    await expect(makeFolders(join(parent, 'file', 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

describe('makeFolder', () => {
  it('returns whether it made the folder', async () => {
    const folder = join(parent, 'a');

    expect([await exists(folder), await makeFolder(folder), await makeFolder(folder), await exists(folder)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
