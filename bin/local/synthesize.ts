/** The stack's template for this machine, made while the emulators start. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { messageOf, UserError } from './user-error.ts';

const CONTEXT = {
  /** Accounts read at once. A worker waits for its token buckets more than it computes; measured, more threads gain nothing. */
  'muster:inventory-concurrency': Math.min(8, 3 * availableParallelism()),
  /** Accounts scanned at once. A worker computes; the database, one thread of its own, keeps a few of them busy. */
  'muster:scan-concurrency': Math.min(4, Math.max(2, availableParallelism())),
  /** Accounts exported at once: as a scan. */
  'muster:export-concurrency': Math.min(4, Math.max(2, availableParallelism())),
};

/** @returns path of the template @throws UserError with what the CDK or esbuild said */
export async function synthesizeLocally(outdir: string): Promise<string> {
  const worker = new Worker(new URL('./synthesize-thread.ts', import.meta.url), { workerData: { outdir, context: CONTEXT } });
  try {
    const [answer] = (await once(worker, 'message')) as [{ readonly template?: string; readonly error?: string }];
    if (answer.template === undefined) throw new Error(answer.error);
    return answer.template;
  } catch (error) {
    throw new UserError(`The stack cannot be synthesized: ${messageOf(error)}`, { cause: error });
  } finally {
    await worker.terminate();
  }
}
