import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { placeFile } from '../../../shared/exports/place-file.ts';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { removeUnfinished } from '../../../shared/exports/unfinished.ts';

let parent: string;
let final: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'muster-place-'));
  final = join(parent, 'report.csv');
});
afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

/** Runs a process that is killed while it writes the file or a temporary folder. */
function killedRun(body: string): void {
  const module = (name: string): string => JSON.stringify(join(import.meta.dirname, '../../../shared/exports', name));
  const script = `import { placeFile } from ${module('place-file.ts')};
    import { TemporaryFolder } from ${module('temporary-folder.ts')};
    import { writeFile } from 'node:fs/promises';
    const die = () => process.kill(process.pid, 'SIGKILL');
    ${body}`;
  const env = { ...process.env, TMPDIR: parent };
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', env });
  expect([signal, stderr]).toEqual(['SIGKILL', expect.not.stringContaining('Error')]);
}

describe('placeFile', () => {
  it('makes the folders above the file, and shows it only once it is whole', async () => {
    const deep = join(parent, 'not', 'yet', 'report.csv');
    const seen = await placeFile(deep, async (temporary) => {
      await writeFile(temporary, 'whole');
      return await readdir(join(parent, 'not', 'yet'));
    });

    expect(seen).toEqual([expect.stringMatching(/^\.report\.csv\.partial-/)]);
    expect(await readdir(join(parent, 'not', 'yet'))).toEqual(['report.csv']);
    expect(await readFile(deep, 'utf8')).toBe('whole');
  });

  it.each([
    ['a file', () => writeFile(final, 'before')],
    ['a folder', () => mkdir(final)],
    ['a link to nowhere', () => symlink('nowhere', final)],
  ])('refuses %s of that name before anything is written, and one that came meanwhile', async (_what, make) => {
    let called = 0;
    const write = async (temporary: string): Promise<void> => {
      called += 1;
      await writeFile(temporary, 'mine');
      await make();
    };
    const message = `${final} exists already, and was not touched; name another file, or remove it first.`;

    await expect(placeFile(final, write)).rejects.toMatchObject({ name: 'NotWritten', message });
    await expect(placeFile(final, write)).rejects.toMatchObject({ name: 'NotWritten', message });

    expect(called).toBe(1);
    expect(await readdir(parent)).toEqual(['report.csv']);
  });

  it('replaces the file where that is asked for; the old one stays if the new one fails', async () => {
    await writeFile(final, 'before');
    const failing = async (temporary: string): Promise<void> => {
      await writeFile(temporary, 'half');
      throw new Error('no more');
    };

    await expect(placeFile(final, failing, { replace: true })).rejects.toThrow('no more');
    expect(await readFile(final, 'utf8')).toBe('before');
    await placeFile(final, async (temporary) => await writeFile(temporary, 'after'), { replace: true });

    expect(await readFile(final, 'utf8')).toBe('after');
    expect(await readdir(parent)).toEqual(['report.csv']);
  });

  it('says in one sentence why the file cannot be written, with its own name', async () => {
    await writeFile(join(parent, 'file'), '');

    await expect(placeFile(join(parent, 'file', 'report.csv'), async () => {})).rejects.toThrow(/^.*report\.csv cannot be written: a part/);
    const full = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' });
    await expect(
      placeFile(final, async (temporary) => {
        throw Object.assign(full, { path: temporary });
      }),
    ).rejects.toMatchObject({
      name: 'NotWritten',
      message: `${final} cannot be written: the disk is full; make room, or write to another disk.`,
    });
  });

  it('removes what a killed run left, and leaves what a running one writes', async () => {
    killedRun(`await placeFile(${JSON.stringify(final)}, async (path) => { await writeFile(path, 'half'); die(); });`);
    expect(await readdir(parent)).toEqual([expect.stringMatching(/^\.report\.csv\.partial-/)]);

    const other = join(parent, 'other.csv');
    await placeFile(final, async (temporary) => {
      await writeFile(temporary, 'a');
      await placeFile(other, async (path) => await writeFile(path, 'b'));
    });

    expect((await readdir(parent)).toSorted()).toEqual(['other.csv', 'report.csv']);
  });
});

describe('a temporary folder', () => {
  it('is removed at the end, and by the next run if its own was killed', async () => {
    killedRun("const folder = await TemporaryFolder.make('muster-x'); await writeFile(folder.path + '/half', 'x'); die();");
    const left = await readdir(parent);
    expect(left).toEqual([expect.stringMatching(/^\.muster-x\.partial-/)]);

    {
      await using folder = await TemporaryFolder.make('muster-y', parent);
      await writeFile(join(folder.path, 'file'), 'x');
      expect(await readdir(parent)).toEqual([expect.stringMatching(/^\.muster-y\.partial-/)]);
    }
    expect(await readdir(parent)).toEqual([]);
  });
});

it('what a process has not finished is removed when it ends', async () => {
  await placeFile(final, async (temporary) => {
    await writeFile(temporary, 'half');
    removeUnfinished();
    expect(await readdir(parent)).toEqual([]);
    await writeFile(temporary, 'whole');
  });
  removeUnfinished();

  expect(await readdir(parent)).toEqual(['report.csv']);
});
