/** Judges some of an account's stored resources by one policy, when somebody asks for it. Nothing is stored: scans alone write findings. */
import { resourceUid } from '../ids.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { type Case, judge } from '../policies/judge.ts';
import type { VerdictName } from '../policies/policy.ts';
import { findingId } from './finding-id.ts';
import type { StoredResources } from './stored-resources.ts';
import type { Judged } from './verdicts.ts';

/** The slice, and the resource in it after which the next page begins; without `after`, the slice's first resource is next. */
export interface JudgePosition {
  readonly segment: string;
  readonly after?: string | undefined;
}

export interface JudgedSubject extends Judged {
  /** When the slice of the resource was observed, in milliseconds since 1970; undefined if its coverage does not say it. */
  readonly observed_at: number | undefined;
}

interface Wanted {
  /** Only these verdicts; undefined for all. */
  readonly verdicts: ReadonlySet<VerdictName> | undefined;
  readonly limit: number;
  readonly from: JudgePosition | undefined;
  /** The time from which policies compute ages where a slice does not say when it was observed, in milliseconds since 1970. */
  readonly now: number;
}

/** The most resources that one page judges. A page of a rare verdict is short, and has a position. */
const MOST_JUDGED = 2000;
/** The fewest resources that one query reads, because few of them may have a wanted verdict. */
const FEWEST_READ = 100;

/** The resources are ordered by segment and then by id. The caller has loaded the policy's related types. */
export async function judgePage(
  policy: CompiledPolicy,
  resources: StoredResources,
  { verdicts, limit, from, now }: Wanted,
): Promise<{ readonly items: readonly JudgedSubject[]; readonly cursor?: JudgePosition }> {
  const type = policy.policy.resource_type;
  const stops = new Map<object, number>();
  const items: JudgedSubject[] = [];
  let left = MOST_JUDGED;
  const segments = resources.segmentsOf(type).filter((segment) => from === undefined || segment >= from.segment);
  for (const [index, segment] of segments.entries()) {
    const observed_at = resources.observedAt(type, segment);
    const context = { now: observed_at ?? now, resources };
    let after = segment === from?.segment ? from.after : undefined;
    do {
      if (left === 0) return { items, cursor: { segment, after } };
      const count = Math.min(left, Math.max(limit, FEWEST_READ));
      const page = await resources.pageOf(type, segment, { after, limit: count });
      left -= count;
      const cases = page.subjects.map((subject): Case => ({ policy, subject, context }));
      for (const [place, { verdict }] of judge(cases, stops).entries()) {
        const subject = page.subjects[place]!;
        if (verdicts !== undefined && !verdicts.has(verdict.verdict)) continue;
        if (items.length === limit) return { items, cursor: { segment, after: page.subjects[place - 1]?.resource_id ?? after } };
        const uid = resourceUid(subject.account_id, type, segment, subject.resource_id);
        items.push({ policy, subject, resource_uid: uid, finding_id: findingId(policy.policy.id, uid), verdict, observed_at });
      }
      after = page.next;
    } while (after !== undefined);
    const next = segments[index + 1];
    if (items.length === limit && next !== undefined) return { items, cursor: { segment: next } };
  }
  return { items };
}
