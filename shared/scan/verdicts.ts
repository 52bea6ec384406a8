/** Evaluates policies on an account's resources of one type, page by page. */
import { type ResourceUid, resourceUid } from '../ids.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { AccountResources, EvaluationContext, Subject, Verdict } from '../policies/evaluation.ts';
import { judge } from '../policies/judge.ts';
import { type Stage, timedPages } from '../observability/stages.ts';
import { findingId } from './finding-id.ts';

/** The resources of one account that policies are evaluated on: the stored ones, or those that `muster run` has just read. */
export interface JudgedResources extends AccountResources {
  /** False if it is certain that the account has no resource of the type. */
  mayHave(type: string): boolean;
  /** Resources in use, page by page. */
  pages(type: string): AsyncGenerator<readonly Subject[]>;
  /** Reads all resources of these types, so that `ofType` can return them. */
  load(types: readonly string[]): Promise<void>;
  /**
   * When the slice was observed, in milliseconds since 1970: policies compute ages from then, so that one state has one verdict, whenever it is
   * judged. Undefined: at the time that is given to the evaluation.
   */
  observedAt(type: string, segment: string): number | undefined;
  /** Drops all loaded types except these from memory. */
  keepOnly(types: ReadonlySet<string>): void;
}

/** One policy's verdict on one resource. */
export interface Judged {
  readonly policy: CompiledPolicy;
  readonly subject: Subject;
  readonly resource_uid: ResourceUid;
  readonly finding_id: string;
  readonly verdict: Verdict;
}

/**
 * Ends normally only if every resource of the type was judged. All policies must be of the type. `now`: the time of the observation of
 * resources whose slice does not say it.
 */
export async function* verdicts(
  type: string,
  policies: readonly CompiledPolicy[],
  resources: JudgedResources,
  now: number,
  stage: Stage,
): AsyncGenerator<readonly Judged[]> {
  if (!resources.mayHave(type)) return;
  await stage('load', () => resources.load([...new Set(policies.flatMap((policy) => policy.related_types))]));
  const contexts = new Map<string, EvaluationContext>();
  const contextOf = (segment: string): EvaluationContext => {
    const context = contexts.get(segment) ?? { now: resources.observedAt(type, segment) ?? now, resources };
    contexts.set(segment, context);
    return context;
  };
  const stops = new Map<object, number>();
  const judged = (page: readonly Subject[]): readonly Judged[] => {
    const cases = page.flatMap((subject) => {
      const uid = resourceUid(subject.account_id, subject.type, subject.segment, subject.resource_id);
      const context = contextOf(subject.segment);
      return policies.map((policy) => ({ policy, subject, context, resource_uid: uid, finding_id: findingId(policy.policy.id, uid) }));
    });
    const judgements = judge(cases, stops);
    return cases.map(({ context: _context, ...each }, index) => ({ ...each, verdict: judgements[index]!.verdict }));
  };
  for await (const page of timedPages(stage, 'load', resources.pages(type))) {
    yield await stage('evaluate', () => Promise.resolve(judged(page)));
  }
}
