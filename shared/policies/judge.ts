/** Judges resources by policies, each pair under the watchdog, and adds to each verdict `fail` what the policy shows. */
import type { CompiledPolicy } from './compile-policy.ts';
import type { EvaluationContext, Evidence, Subject, Verdict } from './evaluation.ts';
import { type Evaluations, evaluateAll, HARD_STOP_MS, type Stops } from './hard-stop.ts';

/** At least so many cases of an account are judged in one call, while there are more: starting a watchdog costs as much as fifty verdicts and more. */
export const CASES_TOGETHER = 5000;

export interface Case {
  readonly policy: CompiledPolicy;
  readonly subject: Subject;
  readonly context: EvaluationContext;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Why the verdict has no evidence although the policy has an expression for it. */
  readonly evidence_problem?: string;
}

const VERDICTS: Evaluations<Case, Verdict> = {
  policyOf: ({ policy }) => policy,
  evaluate: ({ policy, subject, context }) => policy.evaluate(subject, context),
  stopped: (reason) => ({ verdict: 'unknown', reason }),
};

/** A case whose verdict is `fail`, at its place among all. */
interface Failed extends Case {
  readonly show: NonNullable<CompiledPolicy['show']>;
  readonly index: number;
}

const EVIDENCE: Evaluations<Failed, Evidence> = {
  policyOf: ({ show }) => show,
  evaluate: ({ show, subject, context }) => show(subject, context),
  stopped: (problem) => ({ problem }),
};

/** The judgements in order. `stops`: the same map for all resources of an account. `ms`: how long one case may take. */
export function judge(cases: readonly Case[], stops: Stops, ms = HARD_STOP_MS): readonly Judgement[] {
  const judgements = evaluateAll(cases, VERDICTS, stops, ms).map((verdict): Judgement => ({ verdict }));
  const failed: Failed[] = [];
  for (const [index, each] of cases.entries()) {
    const { show } = each.policy;
    if (show && judgements[index]!.verdict.verdict === 'fail') failed.push({ ...each, show, index });
  }
  const shown = evaluateAll(failed, EVIDENCE, stops, ms);
  for (const [place, { index }] of failed.entries()) judgements[index] = withEvidence(judgements[index]!.verdict, shown[place]!);
  return judgements;
}

function withEvidence(verdict: Verdict, { text, problem }: Evidence): Judgement {
  if (text !== undefined) return { verdict: { ...verdict, evidence: text } };
  return problem === undefined ? { verdict } : { verdict, evidence_problem: problem };
}
