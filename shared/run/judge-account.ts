/** Judges the resources of one account that a run has read. Every failure is a new finding, because a run knows no earlier scan. */
import type { FindingRecord } from '../exports/records.ts';
import { untimed } from '../observability/stages.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { evidenceOf } from '../scan/finding-view.ts';
import { inReadingOrder, typesReadFor } from '../scan/reading-order.ts';
import type { ReportedFinding } from '../reports/record.ts';
import { type JudgedResources, type Judged, verdicts } from '../scan/verdicts.ts';

/** The types that the policies judge, and those that they look up. */
export const judgedTypes = (policies: readonly CompiledPolicy[]): ReadonlySet<string> => {
  const byType = policiesByType(policies);
  return typesReadFor([...byType.keys()], byType);
};

/** Calls `each` with every verdict. `now` is the time that policies compute ages from, in milliseconds since 1970. */
export async function judgeAccount(
  policies: readonly CompiledPolicy[],
  resources: JudgedResources,
  now: number,
  each: (judged: Judged) => Promise<void>,
): Promise<void> {
  const byType = policiesByType(policies);
  const types = inReadingOrder([...byType.keys()], byType);
  for await (const page of verdicts(types, byType, resources, now, untimed)) for (const judged of page.judged) await each(judged);
}

export function findingRecord({ policy: { policy }, subject, resource_uid, finding_id, verdict }: Judged): FindingRecord {
  return {
    account_id: subject.account_id,
    segment: subject.segment,
    type: subject.type,
    resource_id: subject.resource_id,
    region: subject.region,
    policy_id: policy.id,
    finding_id,
    resource_uid,
    resource_name: subject.name,
    title: policy.title,
    severity: policy.severity,
    status: 'open',
    verdict: 'fail',
    reason: null,
    evidence: evidenceOf(verdict) ?? null,
    first_seen_at: null,
    opened_at: null,
    resolved_at: null,
    suppression: null,
  };
}

/** Also of a resource that could not be judged. */
export function reportedFinding(judged: Judged, account_name: string | null): ReportedFinding {
  const { verdict, reason = null, permission } = judged.verdict;
  const { evidence, segment: _, ...record } = findingRecord(judged);
  return {
    ...record,
    ...(evidence !== null && { evidence }),
    status: verdict === 'fail' ? 'open' : null,
    verdict,
    reason,
    ...(permission !== undefined && { permission }),
    account_name,
    native_id: judged.subject.native_id,
    tags: judged.subject.tags,
    suppression: null,
  };
}

const policiesByType = (policies: readonly CompiledPolicy[]): ReadonlyMap<string, readonly CompiledPolicy[]> =>
  Map.groupBy(policies, ({ policy }) => policy.resource_type);
