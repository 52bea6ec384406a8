/** Synthesizes the stack's template for this machine while the emulators start. */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LOCAL_CLIENT_ID } from './local-users.ts';
import { messageOf, UserError } from './user-error.ts';

/** The memory above which esbuild, a Go program, frees what it no longer needs. It would take half a gigabyte otherwise. */
const ESBUILD_MEMORY = '180MiB';

const contextOf = (issuer: string | undefined, manage: boolean) => ({
  ...(manage && { 'muster:manage': true }),
  ...(issuer !== undefined && {
    'muster:oidc-issuer': issuer,
    'muster:oidc-audience': LOCAL_CLIENT_ID,
    'muster:oidc-client': LOCAL_CLIENT_ID,
  }),
  /** The most batches of accounts that are read at the same time. One thread reads a batch of accounts; measured, more threads only cost time to start and memory. */
  'muster:inventory-concurrency': Math.min(4, Math.max(2, availableParallelism())),
  /** Accounts that a thread reads at once. Most of the time an account waits for its rows to be written, one batch after the other. */
  'muster:inventory-batch': 10,
  /** The most accounts that are scanned at the same time. Workers compute, and the one thread of the database can serve only a few. */
  'muster:scan-concurrency': Math.min(4, Math.max(2, availableParallelism())),
  /** The most accounts that are exported at the same time, for the same reason as in a scan. */
  'muster:export-concurrency': Math.min(4, Math.max(2, availableParallelism())),
});

/**
 * @param issuer URL of the issuer whose tokens the API takes; it takes none if it is absent
 * @param manage whether the stack manages resources
 * @returns path of the template
 * @throws UserError with the error of the CDK or of esbuild
 */
export async function synthesizeLocally(outdir: string, issuer?: string, manage = false): Promise<string> {
  const worker = new Worker(new URL('./synthesize-thread.ts', import.meta.url), {
    workerData: { outdir, context: contextOf(issuer, manage) },
    env: { ...process.env, GOMEMLIMIT: ESBUILD_MEMORY },
  });
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
