/** The records that the reports of a scan are made of. `muster run` and `muster findings export` give the same records to the same formats. */
import { remediationOf } from '../api/remediation.ts';
import type { AccountRecord, CoverageRecord, ResourceRecord } from '../exports/records.ts';
import { compareText } from '../exports/order.ts';
import { nativeId, type AccountId } from '../ids.ts';
import type { Policy, VerdictName } from '../policies/policy.ts';
import type { FindingStatus, PolicyResult } from '../scan/model.ts';
import { SEVERITIES, type Severity } from '../severity.ts';

/** A resource that fails a policy, has failed it before, or could not be judged by it. */
export interface ReportedFinding {
  /** The stored id, which stays the same as long as the resource exists. */
  readonly finding_id: string;
  readonly policy_id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Null if there is no finding: the resource could not be judged, and has not failed before as far as is known. */
  readonly status: FindingStatus | null;
  readonly verdict: VerdictName;
  /** Why the verdict is `unknown`; null for other verdicts. */
  readonly reason: string | null;
  /** The permission that was missing for the verdict `unknown`, if a run knows it. */
  readonly permission?: string;
  readonly account_id: AccountId;
  /** Null if it is not known. */
  readonly account_name: string | null;
  readonly region: string;
  readonly type: string;
  readonly resource_id: string;
  readonly resource_uid: string;
  readonly resource_name: string | null;
  /** The id that the provider uses everywhere (an ARN in AWS); null if the resource has none, or it is not known. */
  readonly native_id: string | null;
  /** Null if they could not be read, or are not known. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** The evidence of the failure, as the policy's `evidence` shows it. Absent if the policy shows nothing. */
  readonly evidence?: unknown;
  /** ISO 8601, or null if the scan knows no history. */
  readonly first_seen_at: string | null;
  readonly opened_at: string | null;
  readonly resolved_at: string | null;
  readonly suppression: { readonly reason: string; readonly until?: string | undefined } | null;
}

/** How many resources have each verdict. */
export type VerdictCounts = Readonly<Partial<Record<VerdictName, number>>>;

/** A policy by which the findings were made. A policy that was removed since has only what its findings say of it. */
export type ReportedPolicy = Pick<Policy, 'id' | 'title' | 'severity' | 'resource_type'> & {
  readonly description: string | null;
  readonly remediation: Policy['remediation'] | null;
  readonly references: readonly string[];
  /** The ids of the controls that the policy covers, by framework id. */
  readonly frameworks: Readonly<Record<string, readonly string[]>>;
  /** Undefined if the verdicts were not counted. A scan of the platform tells of the accounts too. */
  readonly counts: (VerdictCounts & Partial<Omit<PolicyResult, VerdictName>>) | undefined;
};

/** All that a report can show. The functions may be called several times, and give the same records in the same order each time. */
export interface ReportContent {
  readonly source: 'run' | 'platform';
  /** The version of Muster. */
  readonly version: string;
  /** When the collection or the export began, ISO 8601. The only time in a report that is not of its records. */
  readonly collected_at: string;
  /** In words: which accounts, types and findings the report covers. */
  readonly scope: string;
  /** By policy id, in the order of the ids. Every finding is of one of them, also one whose policy was removed. */
  readonly policies: ReadonlyMap<string, ReportedPolicy>;
  /** In the order of `compareFindings`. */
  readonly findings: () => AsyncIterable<ReportedFinding>;
  readonly accounts: () => AsyncIterable<AccountRecord> | Iterable<AccountRecord>;
  /** Each slice; undefined if the report does not know them. */
  readonly coverage: (() => AsyncIterable<CoverageRecord>) | undefined;
  /** Each resource; undefined if the report does not know them. */
  readonly resources: (() => AsyncIterable<ResourceRecord>) | undefined;
}

/** One file of a report; `text` gives its content part by part. */
export interface ReportFile {
  /** `findings.sarif` */
  readonly name: string;
  readonly text: (content: ReportContent) => AsyncIterable<string>;
}

export interface ReportFormat {
  readonly name: string;
  /** One sentence part for the help: what the format is for. */
  readonly help: string;
  /** The file of the findings. */
  readonly findings: ReportFile;
  /** The format has no place for accounts that could not be read: whoever writes it says so beside it. */
  readonly lacksUnreadAccounts?: true;
  /** A file of the resources, which only a run writes. */
  readonly resources?: ReportFile;
}

const rankOf = (severity: Severity): number => SEVERITIES.indexOf(severity);

/** The most serious first, then by policy, account, type and resource. */
export const compareFindings = (a: ReportedFinding, b: ReportedFinding): number =>
  rankOf(a.severity) - rankOf(b.severity) || compareText(a.policy_id, b.policy_id) || compareText(a.resource_uid, b.resource_uid);

/** How to fix the finding, its command filled in for the resource. Null if the policy is not known any more. */
export const fixOf = (policy: ReportedPolicy | undefined, { native_id, ...finding }: ReportedFinding): Policy['remediation'] | null =>
  policy?.remediation ? remediationOf({ remediation: policy.remediation }, { ...finding, native_id: native_id ?? undefined }) : null;

/** The name that people know the resource by. */
export const nameOf = ({ resource_name, resource_id }: Pick<ReportedFinding, 'resource_name' | 'resource_id'>): string =>
  resource_name ?? resource_id;

/** True if somebody has to do something: the finding is open. */
export const isOpen = ({ status }: Pick<ReportedFinding, 'status'>): boolean => status === 'open';

/** `cis-aws-7.0 2.1.1`: each control that the policy covers, in order. */
export const controlsOf = ({ frameworks }: Pick<ReportedPolicy, 'frameworks'>): readonly string[] =>
  Object.keys(frameworks)
    .toSorted(compareText)
    .flatMap((framework) => (frameworks[framework] ?? []).map((control) => `${framework} ${control}`));

/** A sentence about a finding that needs more than its title: why it is not known, or why it is accepted. Null if there is none. */
export function noteOf({ status, verdict, reason, suppression }: ReportedFinding): string | null {
  if (status === 'suppressed' && suppression)
    return `Suppressed${suppression.until === undefined ? '' : ` until ${suppression.until}`}: ${suppression.reason}`;
  if (verdict !== 'unknown') return null;
  const why = reason ?? 'it could not be evaluated';
  return status === null ? `Not known: ${why}` : `No longer known: ${why}`;
}

export interface UnreadAccount {
  readonly account_id: AccountId;
  readonly name: string | null;
  readonly reason: string;
  /** A sentence with all of it. */
  readonly text: string;
}

/** A sentence for each account that could not be read, in the order of the accounts: nobody knows whether it has findings. */
export async function unreadAccounts({ accounts }: Pick<ReportContent, 'accounts'>): Promise<readonly UnreadAccount[]> {
  const unread: UnreadAccount[] = [];
  for await (const { account_id, name, status, error } of accounts()) {
    if (status !== 'failed') continue;
    const shown = name === null ? nativeId(account_id) : `${nativeId(account_id)} (${name})`;
    const reason = error ?? 'its newest inventory failed';
    unread.push({ account_id, name, reason, text: `Account ${shown} could not be read: ${reason}` });
  }
  return unread;
}
