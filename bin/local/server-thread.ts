/** Runs an emulator in a thread, so that it has a core and a heap of its own. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compileCache } from './compile-cache.ts';
import type { Grants } from './grants.ts';
import { LOOPBACK } from './loopback.ts';
import { messageOf, UserError } from './user-error.ts';

/** The orders that a thread gets: to stop, or what the functions may do. */
export type ServerMessage = 'stop' | Grants;

export interface ServerThread {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Rejects if the thread ends before it is stopped; never resolves. */
  readonly failed: Promise<never>;
  /** Refuses from now on what these grants do not allow their functions. */
  allow(grants: Grants): void;
  stop(): Promise<void>;
}

/**
 * @param name the emulator's name in error messages: `DynamoDB`
 * @throws UserError if the emulator does not start; with an existing folder, its data are most likely damaged
 */
export async function startServerThread(name: string, script: URL, data: Readonly<Record<string, string>>): Promise<ServerThread> {
  const worker = new Worker(script, { workerData: data, env: compileCache(), stdout: true, stderr: true, name });
  const damaged = (error: unknown): UserError =>
    new UserError(
      `The local ${name} cannot use its data in ${data['path']}: ${messageOf(error)}. If the data are damaged, start afresh with --fresh.`,
      { cause: error },
    );
  let stopping = false;
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const failed = new Promise<never>((_, reject) => {
    worker.once('error', (error) => reject(damaged(error)));
    worker.once('exit', (code) => {
      if (!stopping) reject(damaged(new Error(`it ended with code ${code}`)));
    });
  });
  failed.catch(() => undefined);
  const [{ port }] = (await Promise.race([once(worker, 'message'), failed])) as [{ readonly port: number }];
  return {
    url: `http://${LOOPBACK}:${port}`,
    failed,
    allow: (grants) => worker.postMessage(grants satisfies ServerMessage),
    stop: async () => {
      stopping = true;
      worker.postMessage('stop' satisfies ServerMessage);
      await exited;
    },
  };
}
