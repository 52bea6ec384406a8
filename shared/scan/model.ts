/** Rows of `findings`, `policy_results` and `suppressions`, and the counts of a scan. */
import type { OutboxAttributes } from '../events/outbox.ts';
import type { AccountGroup, AccountId, CustomerId, JobId, ResourceUid } from '../ids.ts';
import type { VerdictName } from '../policies/policy.ts';
import type { Severity } from '../severity.ts';
import type { WholeRow } from '../storage/whole-row.ts';

export const FINDING_STATUSES = ['open', 'resolved', 'suppressed'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** Why a finding's status changed. */
export const TRANSITION_REASONS = [
  'failed',
  'failed_again',
  'fixed',
  'not_applicable',
  'resource_deleted',
  'policy_removed',
  'suppressed',
  'unsuppressed',
  'suppression_expired',
] as const;
export type TransitionReason = (typeof TRANSITION_REASONS)[number];

export interface Transition {
  readonly at: string;
  readonly status: FindingStatus;
  readonly reason: TransitionReason;
  /** The scan that changed the status; absent if a person did. */
  readonly job_id?: JobId;
  /** The verified identity of the person's request. */
  readonly author?: string;
  /** Who decided it, as that person wrote it. */
  readonly on_behalf_of?: string;
  /** The customer whose user the person is; absent for operators. */
  readonly customer_id?: CustomerId;
  /** If the finding was opened, what failed then: canonical JSON. */
  readonly evidence?: string;
}

/** A resource that fails a policy, or has failed it before. The row is created at the first failure. */
export interface FindingRow extends OutboxAttributes {
  readonly account_id: AccountId;
  /** `<policy_id>#<resource_uid>`, or a shortened form of it (finding-id.ts). */
  readonly finding_id: string;
  readonly policy_id: string;
  readonly resource_uid: ResourceUid;
  readonly resource_id: string;
  readonly resource_name: string | null;
  readonly type: string;
  readonly region: string;
  readonly title: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  /** The newest verdict. `unknown` does not change the status. */
  readonly verdict: VerdictName;
  /** Why the verdict is `unknown`; absent for other verdicts. */
  readonly reason?: string;
  /** The evidence of when the verdict was last `fail`: canonical JSON. Absent once the finding is resolved, or if the policy shows nothing. */
  readonly evidence?: string;
  readonly first_seen_at: string;
  /** When the finding was last opened. */
  readonly opened_at: string;
  readonly resolved_at?: string;
  /** Newest last; at most `MAX_TRANSITIONS`. */
  readonly history: readonly Transition[];
  /** The suppression that hides the finding; absent unless the status is `suppressed`. */
  readonly suppression?: Pick<SuppressionRow, 'suppression_id' | 'reason' | 'author' | 'on_behalf_of' | 'customer_id' | 'until'>;
  /** `observed_at` of the scan that wrote the row last. */
  readonly evaluated_at: string;
  readonly version: number;
  /** `00` to `15`, and `<status>#<rank of severity>#<opened_at or resolved_at>#<hash>`: the finding's place in lists (finding-order.ts). */
  readonly list_shard: string;
  readonly list_order: string;
}

export const MAX_TRANSITIONS = 50;

/** The findings that a suppression covers: one finding, or those of a rule. All members of a rule must match; it has at least one. */
export type SuppressionScope =
  | { readonly finding_id: string }
  | {
      readonly policy_id?: string;
      readonly account_id?: AccountId;
      /** Account ids and selectors of accounts, as they were written; one of them must match. Each scan looks up the account's unit and tags. */
      readonly accounts?: readonly string[];
      /** Glob over the resource's id, name or native id. */
      readonly resource?: string;
      /** `key` or `key=value`. */
      readonly tag?: string;
    };

export interface SuppressionRow {
  readonly suppression_id: string;
  /** The account, if the suppression can cover nothing outside of it: by this, the suppressions of an account are found. */
  readonly account_id?: AccountId;
  readonly scope: SuppressionScope;
  readonly reason: string;
  /** The verified identity that made the request; `unknown` if there was none. */
  readonly author: string;
  /** Who decided it, as the author wrote it; nobody verified it. */
  readonly on_behalf_of?: string;
  /** The customer whose user made it; absent if operators did. A customer reads and ends its own alone. */
  readonly customer_id?: CustomerId;
  readonly created_at: string;
  /** When the suppression ends. Absent: it does not end. */
  readonly until?: string;
  /** When a person removed the suppression: it hides nothing any more, and its row expires by its TTL. */
  readonly removed_at?: string;
  /** TTL of the row, in seconds since 1970. */
  readonly expires_at?: number;
}

/** Counts of one policy's verdicts in one account or, in the row of account `*`, in all accounts. */
export interface PolicyResult {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly not_applicable: number;
  /** How many of the failed resources have a suppressed finding. */
  readonly suppressed: number;
  /** Accounts whose inventory of the type is not whole, so that the counts may lack resources. At most 1 in an account's row. */
  readonly not_whole?: number;
  /** Some of those accounts; stored in the row of account `*` only. */
  readonly not_whole_in?: readonly AccountId[];
  /** How many accounts the counts are of; stored in the row of account `*` only. */
  readonly accounts?: number;
  readonly evaluated_at: string;
  readonly job_id: JobId;
  /** Some of the resources whose verdict is unknown, each with a different reason. */
  readonly unknowns: readonly { readonly resource_uid: string; readonly reason: string; readonly permission?: string }[];
}

/**
 * One row per account, always written whole; `policy-results.ts` has its stored form. The sums over all accounts are in further rows:
 * `*`, `*#1`, `*#2`, …
 */
export interface PolicyResultsRow extends WholeRow {
  readonly account_id: AccountId | '*' | `*#${number}`;
  /** By policy id. */
  readonly results: Readonly<Record<string, PolicyResult>>;
  /** In the row `*` only: how many rows hold the sums, this one included. */
  readonly rows?: number;
  /** In the row `*` only: how many accounts of each group are enabled, whether or not they were scanned. */
  readonly accounts?: Readonly<Partial<Record<AccountGroup, number>>>;
}

/** The counts of one account's scan, summed over all policies. */
export interface ScanCounts {
  readonly evaluated: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly not_applicable: number;
  readonly opened: number;
  readonly reopened: number;
  readonly resolved: number;
  /** Evaluated resources whose finding is suppressed. */
  readonly suppressed: number;
}

export const NO_SCAN_COUNTS: ScanCounts = {
  evaluated: 0,
  pass: 0,
  fail: 0,
  unknown: 0,
  not_applicable: 0,
  opened: 0,
  reopened: 0,
  resolved: 0,
  suppressed: 0,
};
