/** Folders that may be there already. Everything here throws what the system says. */
import { lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * With all that lead to it; `mode` is that of each new one. Node's own `recursive` never ends where the system says that nothing
 * can be made, as below `/proc`.
 */
export async function makeFolders(folder: string, mode?: number): Promise<void> {
  if (await exists(folder)) return;
  await makeFolders(dirname(folder), mode);
  await makeFolder(folder, mode);
}

/** False if something of that name is there, whoever made it. */
export async function makeFolder(folder: string, mode?: number): Promise<boolean> {
  return await mkdir(folder, { mode }).then(() => true, unless('EEXIST'));
}

/** Links count, wherever they lead. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(() => true, unless('ENOENT'));
}

const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): false => {
    if (error.code === code) return false;
    throw error;
  };
