/** Evaluates policies on an account's resources, type by type and page by page. */
import { type ResourceUid, resourceUid } from '../ids.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import type { AccountResources, EvaluationContext, Subject, Verdict } from '../policies/evaluation.ts';
import { CASES_TOGETHER, judge } from '../policies/judge.ts';
import { type Stage, timedPages } from '../observability/stages.ts';
import { findingId } from './finding-id.ts';
import { type PoliciesByType, typesReadFor } from './reading-order.ts';

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

/** Verdicts on resources of one type. */
export interface JudgedPage {
  readonly type: string;
  readonly judged: readonly Judged[];
  /** Whether all resources of the type were judged with this page; it is empty if there are none. */
  readonly isLast: boolean;
}

type UnjudgedCase = Omit<Judged, 'verdict'> & { readonly context: EvaluationContext };

interface UnjudgedPage {
  readonly type: string;
  readonly cases: readonly UnjudgedCase[];
  isLast: boolean;
}

/**
 * The pages of the types in order. Small pages are judged together, so some types are read before the first of them is judged.
 * `now`: the time of the observation of resources whose slice does not say it.
 */
export async function* verdicts(
  types: readonly string[],
  byType: PoliciesByType,
  resources: JudgedResources,
  now: number,
  stage: Stage,
): AsyncGenerator<JudgedPage> {
  const stops = new Map<object, number>();
  let waiting: UnjudgedPage[] = [];
  const judgedPages = async (): Promise<readonly JudgedPage[]> => {
    const pages = waiting;
    waiting = [];
    return await stage('evaluate', () => Promise.resolve(judgeTogether(pages, stops)));
  };
  const areEnough = (): boolean => waiting.reduce((sum, { cases }) => sum + cases.length, 0) >= CASES_TOGETHER;
  for (const [index, type] of types.entries()) {
    if (areEnough()) yield* await judgedPages();
    resources.keepOnly(typesReadFor([...waiting.map((page) => page.type), ...types.slice(index)], byType));
    const policies = byType.get(type) ?? [];
    let last: UnjudgedPage | undefined;
    if (policies.length > 0 && resources.mayHave(type)) {
      await stage('load', () => resources.load([...new Set(policies.flatMap((policy) => policy.related_types))]));
      const casesOf = caseMaker(type, policies, resources, now);
      for await (const page of timedPages(stage, 'load', resources.pages(type))) {
        // The page before is judged after this one was read, because only then it is known whether it is the last.
        if (areEnough()) yield* await judgedPages();
        last = { type, cases: page.flatMap(casesOf), isLast: false };
        waiting.push(last);
      }
    }
    if (last) last.isLast = true;
    else waiting.push({ type, cases: [], isLast: true });
  }
  yield* await judgedPages();
}

/** A function that makes the cases of one resource: one for each policy. */
function caseMaker(
  type: string,
  policies: readonly CompiledPolicy[],
  resources: JudgedResources,
  now: number,
): (subject: Subject) => readonly UnjudgedCase[] {
  const contexts = new Map<string, EvaluationContext>();
  return (subject) => {
    const { account_id, segment, resource_id } = subject;
    const context = contexts.get(segment) ?? { now: resources.observedAt(type, segment) ?? now, resources };
    contexts.set(segment, context);
    const resource_uid = resourceUid(account_id, subject.type, segment, resource_id);
    return policies.map((policy) => ({ policy, subject, context, resource_uid, finding_id: findingId(policy.policy.id, resource_uid) }));
  };
}

function judgeTogether(pages: readonly UnjudgedPage[], stops: Map<object, number>): readonly JudgedPage[] {
  const judgements = judge(
    pages.flatMap(({ cases }) => cases),
    stops,
  ).values();
  return pages.map(({ type, cases, isLast }) => ({
    type,
    judged: cases.map(({ context: _context, ...each }) => ({ ...each, verdict: judgements.next().value!.verdict })),
    isLast,
  }));
}
