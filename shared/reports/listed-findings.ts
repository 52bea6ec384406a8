/** Records of reports, made of what the API's listings answer. */
import type { ReportedFinding, ReportedPolicy } from './record.ts';

type Taken = Pick<
  ReportedFinding,
  | 'finding_id'
  | 'policy_id'
  | 'title'
  | 'severity'
  | 'verdict'
  | 'account_id'
  | 'region'
  | 'type'
  | 'resource_id'
  | 'resource_uid'
  | 'resource_name'
>;

/** A finding of `GET /findings?include=resource`. */
export interface ListedFinding extends Taken {
  readonly status: NonNullable<ReportedFinding['status']>;
  readonly reason?: string | undefined;
  readonly evidence?: unknown;
  readonly first_seen_at: string;
  readonly opened_at: string;
  readonly resolved_at?: string | undefined;
  readonly suppression?: { readonly by: 'operators' } | { readonly reason: string; readonly until?: string | undefined } | undefined;
  readonly native_id?: string | null | undefined;
  readonly tags?: Readonly<Record<string, string>> | null | undefined;
}

/** @param account_name null if it is not known */
export function reportedFinding(finding: ListedFinding, account_name: string | null): ReportedFinding {
  const { reason, evidence, resolved_at, suppression, native_id, tags } = finding;
  return {
    finding_id: finding.finding_id,
    policy_id: finding.policy_id,
    title: finding.title,
    severity: finding.severity,
    status: finding.status,
    verdict: finding.verdict,
    reason: reason ?? null,
    account_id: finding.account_id,
    account_name,
    region: finding.region,
    type: finding.type,
    resource_id: finding.resource_id,
    resource_uid: finding.resource_uid,
    resource_name: finding.resource_name,
    native_id: native_id ?? null,
    tags: tags ?? null,
    ...(evidence !== undefined && { evidence }),
    first_seen_at: finding.first_seen_at,
    opened_at: finding.opened_at,
    resolved_at: resolved_at ?? null,
    suppression: suppression ? ('by' in suppression ? { reason: 'by the operators' } : suppression) : null,
  };
}

/** A policy of `GET /policies/{policy_id}`. */
export interface ShownPolicy extends Omit<ReportedPolicy, 'id' | 'counts' | 'description' | 'remediation'> {
  readonly policy_id: string;
  readonly description: string;
  readonly remediation: {
    readonly text: string;
    readonly console?: readonly string[] | undefined;
    readonly cli?: string | undefined;
  };
}

export function reportedPolicy(policy: ShownPolicy, counts: ReportedPolicy['counts']): ReportedPolicy {
  const { policy_id: id, title, severity, resource_type, description, references, frameworks } = policy;
  const { text, console: steps, cli } = policy.remediation;
  const remediation = { text, ...(steps && { console: [...steps] }), ...(cli !== undefined && { cli }) };
  return { id, title, severity, resource_type, description, references, frameworks, remediation, counts };
}

/** A policy that was removed since: only its findings tell of it. */
export const removedPolicy = ({ policy_id: id, title, severity, type }: Taken): ReportedPolicy => ({
  id,
  title,
  severity,
  resource_type: type,
  description: null,
  remediation: null,
  references: [],
  frameworks: {},
  counts: undefined,
});
