/** Makes folders that may exist already. Every function throws the system's error. */
import { lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes the folder and every folder above it that is missing; each new one gets `mode`. Node's own `recursive` never returns where
 * the system refuses to make folders, as below `/proc`.
 */
export async function makeFolders(folder: string, mode?: number): Promise<void> {
  if (await exists(folder)) return;
  await makeFolders(dirname(folder), mode);
  await makeFolder(folder, mode);
}

/** Returns false if a file or folder of that name exists already. */
export async function makeFolder(folder: string, mode?: number): Promise<boolean> {
  return await mkdir(folder, { mode }).then(() => true, unless('EEXIST'));
}

/** A symbolic link exists even if its target does not. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(() => true, unless('ENOENT'));
}

const unless =
  (code: string) =>
  (error: NodeJS.ErrnoException): false => {
    if (error.code === code) return false;
    throw error;
  };
