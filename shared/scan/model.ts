/** Rows of `findings`, `policy_results` and `suppressions`, and what a scan says of what it did. */
import type { AccountId, JobId, ResourceUid } from '../ids.ts';
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
  /** The scan that saw it; absent if a person did it. */
  readonly job_id?: JobId;
  readonly author?: string;
}

/** A resource's standing against a policy, from its first failure on. */
export interface FindingRow {
  readonly account_id: AccountId;
  /** `<policy_id>#<resource_uid>`: the whole identity. */
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
  /** Of the newest whole evaluation; `unknown` changes no status, but is shown. */
  readonly verdict: VerdictName;
  /** Of `unknown`. */
  readonly reason?: string;
  readonly first_seen_at: string;
  /** When it was last opened. */
  readonly opened_at: string;
  readonly resolved_at?: string;
  /** Newest last; at most `MAX_TRANSITIONS`. */
  readonly history: readonly Transition[];
  /** What hides it, as long as it is suppressed. */
  readonly suppression?: Pick<SuppressionRow, 'suppression_id' | 'reason' | 'author' | 'until'>;
  /** `observed_at` of the scan that wrote the row last. */
  readonly evaluated_at: string;
  readonly version: number;
  /** `00` to `15` while open: keeps it in the sparse index `open_findings`. */
  readonly open_shard?: string;
}

export const MAX_TRANSITIONS = 50;
export const OPEN_SHARDS = 16;

/** What a suppression covers. Each member that is given must match; a rule names at least one of them. */
export type SuppressionScope =
  | { readonly finding_id: string }
  | {
      readonly policy_id?: string;
      readonly account_id?: AccountId;
      /** Glob over the resource's id, name or native id. */
      readonly resource?: string;
      /** `key` or `key=value`. */
      readonly tag?: string;
    };

export interface SuppressionRow {
  readonly suppression_id: string;
  readonly scope: SuppressionScope;
  readonly reason: string;
  readonly author: string;
  readonly created_at: string;
  /** From then on it hides nothing. */
  readonly until?: string;
  /** Set once somebody has taken it back: it hides nothing any more, and its row goes by its TTL. */
  readonly removed_at?: string;
  readonly expires_at?: number;
}

/** Verdicts of one policy over one account, or, in the row of account `*`, over all of them. */
export interface PolicyResult {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly not_applicable: number;
  /** Of the failed ones: how many are suppressed. */
  readonly suppressed: number;
  /** Accounts whose inventory has not seen every slice of the type, so that the counts may lack resources. 1 at most in an account's row. */
  readonly not_whole?: number;
  /** Some of them; stored in the row of account `*` only. */
  readonly not_whole_in?: readonly AccountId[];
  readonly evaluated_at: string;
  readonly job_id: JobId;
  /** Some of the unknown ones, each for another reason. */
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
}

/** What a scan of one account did, summed up over policies. */
export interface ScanCounts {
  readonly evaluated: number;
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly not_applicable: number;
  readonly opened: number;
  readonly reopened: number;
  readonly resolved: number;
  /** Findings of what was evaluated that are suppressed now. */
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
