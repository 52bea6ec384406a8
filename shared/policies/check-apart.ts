/**
 * Checks a policy that someone sends in a process of its own, so that a check that takes too much memory or time ends in an
 * answer and harms no other request. A thread with a limit of memory is not enough: if it allocates much at once, V8 ends the
 * whole process.
 */
import { type ApartBounds, runApart } from './apart.ts';
import { mostOf } from './parse-policy.ts';
import type { Policy, VerdictName } from './policy.ts';
import type { PolicyProblem } from './policy-source.ts';

export interface CheckRequest {
  /** The name that problems give the file. */
  readonly file: string;
  readonly text: string;
  /** The id that the policy must have; absent if it may have any. */
  readonly policyId?: string;
}

/** The result of one of the tests that the file holds. */
export interface CheckedTest {
  readonly name: string;
  readonly passed: boolean;
  readonly expected: VerdictName;
  readonly verdict: VerdictName;
  /** Why the verdict is unknown. */
  readonly reason?: string | undefined;
}

export interface CheckedText {
  /** Empty if the policy can be used and its tests pass. */
  readonly problems: readonly PolicyProblem[];
  /** Undefined if the policy cannot be used. */
  readonly policy?: Policy | undefined;
  /** The other resource types that the policy looks up. */
  readonly relatedTypes: readonly string[];
  readonly tests: readonly CheckedTest[];
}

export type PolicyCheck = (request: CheckRequest) => Promise<CheckedText>;

/** A policy's file is smaller than the answer, and problems are few and short. */
const BOUNDS: ApartBounds = { deadlineMs: 15_000, heapMb: 256, answerBytes: 4 * 1024 * 1024 };

/** The process's file: beside this one as it is written, or beside the bundle that holds this one. */
const PROCESS = new URL(import.meta.url.endsWith('.ts') ? './check-process.ts' : './check-process.mjs', import.meta.url);

/** A check that is ended or dies is a problem of the file; this never rejects for a bad file. */
export const checkApart: PolicyCheck = async (request) => await checkIn(PROCESS, request);

/** `script`, `bounds`: for tests. @throws Error if the process fails for a reason of its own */
export async function checkIn(script: URL, request: CheckRequest, bounds: Partial<ApartBounds> = {}): Promise<CheckedText> {
  const result = await runApart(script, request, { ...BOUNDS, ...bounds });
  if ('ended' in result) {
    const message = `The policy could not be checked: its check ${result.ended}.`;
    return { problems: [{ file: request.file, line: 1, column: 1, message }], relatedTypes: [], tests: [] };
  }
  // The process is Muster's own, so its answer has the type that `checkedText` gives.
  const answer = result.answer as CheckedText;
  return { ...answer, problems: mostOf(answer.problems) };
}
