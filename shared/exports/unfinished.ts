/**
 * Names of files and folders that are being written, and what removes them if nobody finishes them: the process itself when a signal
 * ends it, and otherwise (a kill, a power cut) the next run that writes to the same place.
 */
import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { isSystemError } from './errors.ts';

/** `.<name>.partial-<host>-<process>-<number>` */
const PARTIAL = /^\..+\.partial-([0-9a-f]{8})-(\d+)-\d+$/;

/** True if a run is writing the file or folder, or was killed while it wrote it. */
export const isPartial = (path: string): boolean => PARTIAL.test(basename(path));

const thisHost = (): string => hash('sha256', hostname()).slice(0, 8);
const unfinished = new Set<string>();
/** Threads of one process count apart. */
let number = threadId * 1_000_000_000;

/** A new path beside `target`. This process removes it when it ends, unless `finished` is called. */
export function partialOf(target: string): string {
  number += 1;
  const path = join(dirname(target), `.${basename(target)}.partial-${thisHost()}-${process.pid}-${number}`);
  unfinished.add(path);
  return path;
}

/** To be called once the path has its final name, or was removed. */
export const finished = (path: string): void => void unfinished.delete(path);

/** Removes what this process has not finished. For the end of a process: it blocks, and ignores errors. */
export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next run that writes there removes it.
    }
  }
  unfinished.clear();
}

/** Removes what killed runs of this machine left in the folder. It cannot tell whether another machine's processes still run. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, host, pid] = PARTIAL.exec(name) ?? [];
    if (host !== thisHost() || isRunning(Number(pid))) continue;
    // In a folder that several people write to, another's leftovers may not be removed, which is no reason to write nothing.
    await rm(join(folder, name), { recursive: true, force: true }).catch((error: unknown) => {
      if (!isSystemError(error) || (error.code !== 'EPERM' && error.code !== 'EACCES')) throw error;
    });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs, and belongs to another user.
    return !isSystemError(error) || error.code !== 'ESRCH';
  }
}
