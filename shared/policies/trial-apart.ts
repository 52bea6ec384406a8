/** Tries a policy on stored resources in a process of its own, for the same reason as its check (check-apart.ts). */
import { type ApartBounds, runApart } from './apart.ts';
import type { Trial, TrialRequest } from './trial.ts';

/** `ended`: what ended the trial before it had a result, such as `took more than 10 seconds`. */
export type PolicyTrial = (request: TrialRequest) => Promise<{ readonly trial: Trial } | { readonly ended: string }>;

const BOUNDS: ApartBounds = { deadlineMs: 10_000, heapMb: 384, answerBytes: 16 * 1024 * 1024 };

/** The process's file: beside this one as it is written, or beside the bundle that holds this one. */
const PROCESS = new URL(import.meta.url.endsWith('.ts') ? './trial-process.ts' : './trial-process.mjs', import.meta.url);

export const tryApart: PolicyTrial = async (request) => await tryIn(PROCESS, request);

/** `script`, `bounds`: for tests. @throws Error if the process fails for a reason of its own */
export async function tryIn(script: URL, request: TrialRequest, bounds: Partial<ApartBounds> = {}): ReturnType<PolicyTrial> {
  const result = await runApart(script, request, { ...BOUNDS, ...bounds });
  // The process is Muster's own, so its answer has the type that `triedPolicy` gives.
  return 'ended' in result ? result : { trial: result.answer as Trial };
}
