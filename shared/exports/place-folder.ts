/** Puts a folder of files in its place at once: whoever sees it, sees it whole. */
import { hash } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { exists, makeFolder, makeFolders } from '../make-folders.ts';
import { asNotWritten, isSystemError, NotWritten } from './errors.ts';

/** A folder being written: `.<name>.partial-<host>-<process>-<number>`. */
const PARTIAL = /^\..+\.partial-([0-9a-f]{8})-(\d+)-\d+$/;

/** Whether the folder is one that a run is writing, or was killed while it wrote. */
export const isPartial = (folder: string): boolean => PARTIAL.test(basename(folder));

/**
 * Has `write` fill a new folder beside `final`, then gives it its name: nobody sees half of it, after a power cut
 * neither. If anything goes wrong nothing is left. What killed runs of this machine left in the same place is removed.
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
 * The same, as `<final>-2` and so on if `final` is there by the time that all is written: two runs may begin in the same second,
 * and what took long to read is not thrown away for a name. Answers with the folder's name too.
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

/** False if something of that name is there. */
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

/** `place` gives the folder its name, and answers with it. */
async function placed<T>(
  target: string,
  write: (temporary: string) => Promise<T>,
  place: (temporary: string) => Promise<string>,
): Promise<{ readonly result: T; readonly folder: string }> {
  const temporary = await makePartial(target);
  try {
    const result = await write(temporary);
    for (const file of await readdir(temporary, { recursive: true })) await sync(join(temporary, file));
    await sync(temporary);
    return { result, folder: await place(temporary) };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw isOfWriting(error, temporary) ? asNotWritten(target, error) : underItsName(error, temporary, target);
  } finally {
    // It stands under its name now, whatever becomes of this.
    await sync(dirname(target)).catch(() => undefined);
  }
}

/** Nobody knows the temporary name, and it is gone. */
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
    for (let number = 1; ; number++) {
      const partial = join(parent, `.${basename(target)}.partial-${thisHost()}-${process.pid}-${number}`);
      if (await makeFolder(partial)) return partial;
    }
  } catch (error) {
    throw asNotWritten(target, error);
  }
}

/** Only this machine's: of another one's processes nothing is known here. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, host, pid] = PARTIAL.exec(name) ?? [];
    if (host === thisHost() && !isRunning(Number(pid))) await rm(join(parent, name), { recursive: true, force: true });
  }
}

const thisHost = (): string => hash('sha256', hostname()).slice(0, 8);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not permitted: it runs, and belongs to somebody else.
    return !isSystemError(error) || error.code !== 'ESRCH';
  }
}

/** So that a name never survives a power cut that its contents do not. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } catch (error) {
    // Windows syncs no folder, nor what was opened to be read; nor do some file systems of networks.
    if (process.platform !== 'win32' && !(isSystemError(error) && UNSYNCED.has(error.code ?? ''))) throw error;
  } finally {
    await file.close();
  }
}

const UNSYNCED = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF']);

/** Not where the content came from: a file that cannot be read is not the output's fault. */
const isOfWriting = (error: unknown, temporary: string): boolean =>
  isSystemError(error) &&
  (error.path === undefined ? error.syscall === 'write' || error.syscall === 'fsync' : error.path.startsWith(temporary));
