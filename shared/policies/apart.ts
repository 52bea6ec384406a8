/** Runs work over what someone sends in a process of its own, with a limit of memory and of time. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ApartBounds {
  readonly deadlineMs: number;
  readonly heapMb: number;
  /** The most bytes of the answer. */
  readonly answerBytes: number;
}

/** The answer, or what ended the process before it gave one, such as `took more than 256 MB of memory`. */
export type ApartAnswer = { readonly answer: unknown } | { readonly ended: string };

/**
 * Writes `input` as JSON to the script's process and parses what it writes.
 * @throws Error if the process fails for a reason of its own
 */
export async function runApart(script: URL, input: unknown, { deadlineMs, heapMb, answerBytes }: ApartBounds): Promise<ApartAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ApartAnswer>();
  // The process gets no environment, because it needs none, and the function's holds credentials.
  const options = { env: {}, timeout: deadlineMs, killSignal: 'SIGKILL', maxBuffer: answerBytes } as const;
  const child = execFile(process.execPath, [`--max-old-space-size=${heapMb}`, fileURLToPath(script)], options, (error, stdout, stderr) => {
    if (!error) resolve({ answer: JSON.parse(stdout) });
    else if (/heap limit|out of memory/i.test(stderr)) resolve({ ended: `took more than ${heapMb} MB of memory` });
    else if (error.killed === true) resolve({ ended: `took more than ${deadlineMs / 1000} seconds` });
    else reject(error);
  });
  // A process that has died reads no more; its end is told above.
  child.stdin!.on('error', () => {}).end(JSON.stringify(input));
  return await promise;
}
