/**
 * Checks a policy that someone sends in a process of its own, so that a check that takes too much memory or time ends in an
 * answer and harms no other request. A thread with a limit of memory is not enough: if it allocates much at once, V8 ends the
 * whole process.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { mostOf } from './parse-policy.ts';
import type { Policy } from './policy.ts';
import type { PolicyProblem } from './policy-source.ts';

export interface CheckRequest {
  /** The name that problems give the file. */
  readonly file: string;
  readonly text: string;
  /** The id that the policy must have. */
  readonly policyId: string;
}

export interface CheckedText {
  /** Empty if the policy can be used and its tests pass. */
  readonly problems: readonly PolicyProblem[];
  /** Undefined if the policy cannot be used. */
  readonly policy?: Policy | undefined;
}

export type PolicyCheck = (request: CheckRequest) => Promise<CheckedText>;

const DEADLINE_MS = 15_000;
const MAX_HEAP_MB = 256;
/** Bytes of an answer: a policy's file is smaller, and problems are few and short. */
const MAX_ANSWER = 4 * 1024 * 1024;

/** The process's file: beside this one as it is written, or beside the bundle that holds this one. */
const PROCESS = new URL(import.meta.url.endsWith('.ts') ? './check-process.ts' : './check-process.mjs', import.meta.url);

/** A check that is ended or dies is a problem of the file; this never rejects for a bad file. */
export const checkApart: PolicyCheck = async (request) => await checkIn(PROCESS, request);

/** `script`, `deadlineMs`, `heapMb`: for tests. @throws Error if the process fails for a reason of its own */
export async function checkIn(
  script: URL,
  request: CheckRequest,
  { deadlineMs = DEADLINE_MS, heapMb = MAX_HEAP_MB }: { readonly deadlineMs?: number; readonly heapMb?: number } = {},
): Promise<CheckedText> {
  const problem = (message: string): CheckedText => ({
    problems: [{ file: request.file, line: 1, column: 1, message: `The policy could not be checked: ${message}` }],
  });
  const { promise, resolve, reject } = Promise.withResolvers<CheckedText>();
  // The process gets no environment, because it needs none, and the function's holds credentials.
  const options = { env: {}, timeout: deadlineMs, killSignal: 'SIGKILL', maxBuffer: MAX_ANSWER } as const;
  const child = execFile(process.execPath, [`--max-old-space-size=${heapMb}`, fileURLToPath(script)], options, (error, stdout, stderr) => {
    if (!error) {
      const answer = JSON.parse(stdout) as CheckedText;
      resolve({ ...answer, problems: mostOf(answer.problems) });
    } else if (/heap limit|out of memory/i.test(stderr)) resolve(problem(`its check took more than ${heapMb} MB of memory.`));
    else if (error.killed === true) resolve(problem(`its check took more than ${deadlineMs / 1000} seconds.`));
    else reject(error);
  });
  // A process that has died reads no more; its end is told above.
  child.stdin!.on('error', () => {}).end(JSON.stringify(request));
  return await promise;
}
