/** Publishes a folder of files with one rename: no reader ever sees a part of it. */
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { exists, makeFolder, makeFolders } from '../make-folders.ts';
import { asNotWritten, isSystemError, NotWritten } from './errors.ts';
import { syncPath } from './sync-path.ts';
import { finished, partialOf, removeLeftovers } from './unfinished.ts';

/**
 * Lets `write` fill a new folder beside `final`, then renames it to `final`: no reader sees a part of it, even after a power cut.
 * If anything fails, the new folder is removed. Folders that killed runs of this machine left in the same place are removed too.
 * @throws NotWritten (one sentence) if `final` exists, its parent cannot be made or written, or the disk is full
 */
export async function placeFolder<T>(final: string, write: (temporary: string) => Promise<T>): Promise<T> {
  const target = resolve(final);
  await refuseExisting(target);
  const { result } = await placed(target, write, async (temporary) => {
    await refuseExisting(target);
    await rename(temporary, target);
    return target;
  });
  return result;
}

/**
 * Like `placeFolder`, but uses `<final>-2` and so on if `final` exists once everything is written: two runs may begin in the same
 * second, and a taken name is no reason to lose what took long to read. Also returns the folder's name.
 * @throws NotWritten
 */
export async function placeNumbered<T>(
  final: string,
  write: (temporary: string) => Promise<T>,
): Promise<{ readonly result: T; readonly folder: string }> {
  return await placed(resolve(final), write, async (temporary) => {
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : `-${number}`;
      if (await renamed(temporary, `${resolve(final)}${suffix}`)) return `${final}${suffix}`;
    }
  });
}

/** False if something has that name already. */
async function renamed(temporary: string, target: string): Promise<boolean> {
  if (await isThere(target)) return false;
  try {
    await rename(temporary, target);
    return true;
  } catch (error) {
    if (isSystemError(error) && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')) return false;
    throw error;
  }
}

/** `place` renames the folder, and returns its final name. */
async function placed<T>(
  target: string,
  write: (temporary: string) => Promise<T>,
  place: (temporary: string) => Promise<string>,
): Promise<{ readonly result: T; readonly folder: string }> {
  const temporary = await makePartial(target);
  try {
    const result = await write(temporary);
    for (const file of await readdir(temporary, { recursive: true })) await syncPath(join(temporary, file));
    await syncPath(temporary);
    return { result, folder: await place(temporary) };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw isOfWriting(error, temporary) ? asNotWritten(target, error) : underItsName(error, temporary, target);
  } finally {
    finished(temporary);
    // The folder has its final name by now, so a failure here does not matter.
    await syncPath(dirname(target)).catch(() => undefined);
  }
}

/** Puts the final name into the message: the user does not know the temporary folder, which is removed by now. */
const underItsName = (error: unknown, temporary: string, target: string): unknown =>
  error instanceof NotWritten ? new NotWritten(error.message.replaceAll(temporary, target), { cause: error }) : error;

async function refuseExisting(target: string): Promise<void> {
  if (await isThere(target))
    throw new NotWritten(`${target} exists already, and nothing in it was touched; name another folder, or remove it first.`);
}

async function isThere(path: string): Promise<boolean> {
  try {
    return await exists(path);
  } catch (error) {
    throw asNotWritten(path, error);
  }
}

async function makePartial(target: string): Promise<string> {
  const parent = dirname(target);
  try {
    await makeFolders(parent);
    await removeLeftovers(parent);
    for (;;) {
      const partial = partialOf(target);
      if (await makeFolder(partial)) return partial;
      finished(partial);
    }
  } catch (error) {
    throw asNotWritten(target, error);
  }
}

/** True if the error is about writing the output. An error about reading the content's source is not. */
const isOfWriting = (error: unknown, temporary: string): boolean =>
  isSystemError(error) &&
  (error.path === undefined ? error.syscall === 'write' || error.syscall === 'fsync' : error.path.startsWith(temporary));
