/** Brings files to the disk before they are renamed: after a power cut, no name may refer to contents that were lost. */
import { open } from 'node:fs/promises';
import { isSystemError } from './errors.ts';

/** The path of a file or folder. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } catch (error) {
    // Windows syncs neither folders nor files that were opened for reading. Some network file systems do not either.
    if (process.platform !== 'win32' && !(isSystemError(error) && UNSYNCED.has(error.code ?? ''))) throw error;
  } finally {
    await file.close();
  }
}

const UNSYNCED = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EBADF']);
