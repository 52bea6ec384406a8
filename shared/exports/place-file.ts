/** Writes a file under another name and renames it: nobody sees a part of it, even after a kill or a power cut. */
import { rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { exists, makeFolders } from '../make-folders.ts';
import { asNotWritten, isSystemError, NotWritten } from './errors.ts';
import { syncPath } from './sync-path.ts';
import { finished, partialOf, removeLeftovers } from './unfinished.ts';

export interface Placing {
  /** Whether a file of that name is replaced. Without it, it is refused before anything is written, and once more at the end. */
  readonly replace?: boolean;
}

/**
 * Lets `write` make a new file beside `final`, brings it to the disk and renames it. If anything fails, the new file is removed. What
 * killed runs of this machine left in the same folder is removed too.
 * @throws NotWritten (one sentence) if `final` exists, its folder cannot be made or written, or the disk is full
 */
export async function placeFile<T>(final: string, write: (temporary: string) => Promise<T>, { replace = false }: Placing = {}): Promise<T> {
  const target = resolve(final);
  const temporary = partialOf(target);
  try {
    await writing(final, async () => {
      if (!replace) await refuseExisting(target, final);
      await makeFolders(dirname(target));
      await removeLeftovers(dirname(target));
    });
    const result = await write(temporary);
    await writing(final, async () => {
      await syncPath(temporary);
      if (!replace) await refuseExisting(target, final);
      await rename(temporary, target);
    });
    await syncPath(dirname(target)).catch(() => undefined);
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    if (error instanceof NotWritten) throw new NotWritten(error.message.replaceAll(temporary, final), { cause: error });
    throw isSystemError(error) && error.path === temporary ? asNotWritten(final, error) : error;
  } finally {
    finished(temporary);
  }
}

/** @throws NotWritten for every error of the system */
async function writing(final: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw asNotWritten(final, error);
  }
}

async function refuseExisting(target: string, final: string): Promise<void> {
  if (await exists(target)) throw new NotWritten(`${final} exists already, and was not touched; name another file, or remove it first.`);
}
