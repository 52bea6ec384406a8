/** Judges resources by policies, each pair under the watchdog, and adds to each verdict `fail` what the policy shows. */
import type { CompiledPolicy } from './compile-policy.ts';
import type { EvaluationContext, Evidence, Subject, Verdict } from './evaluation.ts';
import { judgeAll, showAll, type Stops } from './hard-stop.ts';

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

/** The judgements in order. `stops`: the same map for all resources of a type of an account. */
export function judge(cases: readonly Case[], stops: Stops): readonly Judgement[] {
  const verdicts = judgeAll(
    cases.map(({ policy, subject, context }) => ({ policy, evaluate: () => policy.evaluate(subject, context) })),
    stops,
  );
  const failed = cases.flatMap(({ policy: { show }, subject, context }, index) =>
    show && verdicts[index]!.verdict === 'fail' ? [{ policy: show, evaluate: () => show(subject, context), index }] : [],
  );
  const shown = showAll(failed, stops);
  const byIndex = new Map(failed.map(({ index }, place) => [index, shown[place]!]));
  return verdicts.map((verdict, index) => withEvidence(verdict, byIndex.get(index)));
}

function withEvidence(verdict: Verdict, evidence: Evidence | undefined): Judgement {
  if (evidence?.text !== undefined) return { verdict: { ...verdict, evidence: evidence.text } };
  return evidence?.problem === undefined ? { verdict } : { verdict, evidence_problem: evidence.problem };
}
