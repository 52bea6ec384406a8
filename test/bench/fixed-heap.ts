/** Runs a bench in a limited heap, because V8 otherwise lets a heap grow with the machine's memory, whether or not the bench needs it. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const YOUNG_MB = 48;

/**
 * Runs `measured` in a thread whose heap is limited to `heapMb`, in a folder that is removed afterwards. The process's exit code is 0 if
 * `measured` returns true. `file` is the bench's own file, which the thread runs again.
 */
export async function inFixedHeap(file: string, heapMb: number, measured: (folder: string) => Promise<boolean>): Promise<void> {
  if (!isMainThread) {
    process.exitCode = (await measured(workerData as string)) ? 0 : 1;
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'muster-bench-'));
  try {
    const resourceLimits = { maxOldGenerationSizeMb: heapMb - YOUNG_MB, maxYoungGenerationSizeMb: YOUNG_MB };
    const worker = new Worker(file, { argv: process.argv.slice(2), workerData: folder, resourceLimits });
    const [code] = (await once(worker, 'exit')) as [number];
    process.exitCode = code;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
