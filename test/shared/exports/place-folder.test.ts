import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BadExport, NotWritten } from '../../../shared/exports/errors.ts';
import { placeFolder, placeNumbered } from '../../../shared/exports/place-folder.ts';
import { openExport } from '../../../shared/exports/read-export.ts';

let parent: string;
let final: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'muster-place-'));
  final = join(parent, 'export');
});
afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

const writeOne = async (folder: string): Promise<string> => {
  await mkdir(join(folder, 'deep'));
  await writeFile(join(folder, 'deep', 'file'), 'text');
  return 'done';
};
const systemError = (code: string, syscall: string, path?: string): Error =>
  Object.assign(new Error(code), { code, syscall, ...(path === undefined ? {} : { path }) });

/** Runs a process that is killed while it writes the folder for `final`. */
const killedRun = (): void => {
  const module = join(import.meta.dirname, '../../../shared/exports/place-folder.ts');
  const script = `import { placeFolder } from ${JSON.stringify(module)};
    import { writeFile } from 'node:fs/promises';
    await placeFolder(${JSON.stringify(final)}, async (folder) => { await writeFile(folder + '/half', 'x'); process.kill(process.pid, 'SIGKILL'); });`;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect([signal, stderr]).toEqual(['SIGKILL', expect.not.stringContaining('Error')]);
};

describe('placeFolder', () => {
  it('makes the folders above it, shows nothing of it before it is whole, and answers what was written', async () => {
    const deep = join(parent, 'not', 'yet', 'export');

    const seen = await placeFolder(deep, async (temporary) => [await writeOne(temporary), await readdir(join(parent, 'not', 'yet'))]);

    expect(seen).toEqual(['done', [expect.stringMatching(/^\.export\.partial-/)]]);
    expect(await readFile(join(deep, 'deep', 'file'), 'utf8')).toBe('text');
    expect(await readdir(join(parent, 'not', 'yet'))).toEqual(['export']);
  });

  it.each([
    ['a folder, even an empty one', () => mkdir(final)],
    ['a file', () => writeFile(final, '')],
    ['a link to nowhere', () => symlink('nowhere', final)],
  ])('refuses %s of that name, before anything is written', async (_what, make) => {
    await make();
    let called = false;

    const placing = placeFolder(final, async () => {
      called = true;
    });

    await expect(placing).rejects.toThrow(NotWritten);
    await expect(placing).rejects.toThrow(
      `${final} exists already, and nothing in it was touched; name another folder, or remove it first.`,
    );
    expect(called).toBe(false);
  });

  it('refuses a path below which the system makes no folders', async () => {
    // The system makes no folder below a link to nowhere; on Linux, nor below `/proc`.
    await symlink('nowhere', join(parent, 'gone'));

    await expect(placeFolder(join(parent, 'gone', 'deeper', 'export'), writeOne)).rejects.toThrow(NotWritten);
  });

  it('takes the next name where numbers may follow, so that nothing is lost', async () => {
    const all = await Promise.all([1, 2, 3].map(async () => await placeNumbered(final, writeOne)));

    expect(all.map(({ folder }) => folder).toSorted()).toEqual([final, `${final}-2`, `${final}-3`]);
    expect((await readdir(parent)).toSorted()).toEqual(['export', 'export-2', 'export-3']);
  });

  it('overwrites nothing that came meanwhile', async () => {
    const placing = placeFolder(final, async (temporary) => {
      await writeOne(temporary);
      await mkdir(final);
    });

    await expect(placing).rejects.toThrow(NotWritten);
    expect(await readdir(parent)).toEqual(['export']);
    expect(await readdir(final)).toEqual([]);
  });

  it('leaves nothing if the content fails, and passes its error on', async () => {
    const failure = systemError('EACCES', 'open', '/elsewhere/credentials');

    const placing = placeFolder(final, async (temporary) => {
      await writeOne(temporary);
      throw failure;
    });

    await expect(placing).rejects.toBe(failure);
    expect(await readdir(parent)).toEqual([]);
  });

  it('says that the disk is full, and leaves nothing', async () => {
    const placing = placeFolder(final, async (temporary) => {
      await writeOne(temporary);
      throw systemError('ENOSPC', 'write');
    });

    await expect(placing).rejects.toThrow(NotWritten);
    await expect(placing).rejects.toThrow(`${final} cannot be written: the disk is full; make room, or write to another disk.`);
    expect(await readdir(parent)).toEqual([]);
  });

  it('says that a part of its path is a file', async () => {
    await writeFile(join(parent, 'file'), '');

    await expect(placeFolder(join(parent, 'file', 'export'), writeOne)).rejects.toThrow(
      /export cannot be written: a part of its path is a file/,
    );
  });

  it('leaves of a killed run nothing that looks like an export, and removes even that the next time', async () => {
    killedRun();
    const left = await readdir(parent);

    expect(left).toEqual([expect.stringMatching(/^\.export\.partial-/)]);
    await expect(openExport(join(parent, String(left[0])))).rejects.toThrow(BadExport);
    await expect(openExport(join(parent, String(left[0])))).rejects.toThrow(
      /was not finished: it is what a killed run left; export again\.$/,
    );

    await placeFolder(join(parent, 'another'), writeOne);
    expect(await readdir(parent)).toEqual(['another']);
  });

  it('lets be what a running process writes, or one of another machine', async () => {
    const host = hash('sha256', hostname()).slice(0, 8);
    const others = [`.export.partial-${host}-${process.pid}-1`, `.export.partial-00000000-1-1`, '.export.partial-of-something'];
    for (const other of others) await mkdir(join(parent, other));

    await placeFolder(final, writeOne);

    expect((await readdir(parent)).toSorted()).toEqual([...others, 'export'].toSorted());
  });
});
