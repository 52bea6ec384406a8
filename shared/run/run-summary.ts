/** `run_summary.json`: what a run has read, what it could not read, and what its scan has found. */
import type { FailedConnection } from '../connections/subscription-agent.ts';
import type { VisitedCompartments } from '../clouds/cloud.ts';
import type { DiffCounts } from '../exports/diff-summary.ts';
import { compareText } from '../exports/order.ts';
import type { AccountRecord, CoverageRecord, EnrichStatus, FindingRecord } from '../exports/records.ts';
import { ENRICH_STATUSES } from '../exports/records.ts';
import { isSearchOnly, isWhole } from '../inventory/whole-slices.ts';
import type { Provider } from '../ids.ts';
import { SLICE_OUTCOMES, type SliceOutcome } from '../inventory/model.ts';
import type { VerdictName } from '../policies/policy.ts';
import { redactText } from '../redact.ts';
import { SEVERITIES, type Severity } from '../severity.ts';
import type { RunTally } from './run-tally.ts';

export const RUN_SUMMARY_FILE = 'run_summary.json';
const RUN_SUMMARY_VERSION = 1;

/** The most failed accounts, and the most slices, that the summary lists. The export's files list all of them. */
const MAX_LISTED = 100;

export type RunStatus = 'completed' | 'completed_with_errors' | 'failed';

export interface RunSummary {
  readonly schema_version: typeof RUN_SUMMARY_VERSION;
  /** When the run began, ISO 8601. Only this and `seconds` differ between two runs over the same state. */
  readonly collected_at: string;
  readonly seconds: number;
  /** `completed`: every connection worked, and every slice of every type with a definition was read whole. `failed`: no account could be read. */
  readonly status: RunStatus;
  /** The number of resources. The next three count them by the result of their detail reads, and add up to this number. */
  readonly discovered: number;
  readonly enriched_ok: number;
  readonly not_implemented: number;
  readonly errors: number;
  readonly by_type: Readonly<Record<string, number>>;
  readonly by_enrich_status: Readonly<Partial<Record<EnrichStatus, number>>>;
  readonly by_slice_outcome: Readonly<Partial<Record<SliceOutcome, number>>>;
  readonly accounts: { readonly total: number; readonly ok: number; readonly partial: number; readonly failed: number };
  /** The first failed accounts; the export's `accounts` file has all of them. */
  readonly failed_accounts: readonly Pick<AccountRecord, 'account_id' | 'error'>[];
  /** The connections whose logins failed. Their accounts are not known, so no other number of this summary counts them. */
  readonly failed_connections: readonly { readonly connection_id: string; readonly provider: Provider; readonly error: string }[];
  /** The number of requests to clouds, including those that the SDK repeated. */
  readonly api_calls: number;
  /** How many compartments were visited, each in each region, and in how many a list was refused. Absent if no account has compartments. */
  readonly compartments?: VisitedCompartments;
  readonly missing_permissions: readonly string[];
  /** The slices of types without a definition that are known from a search alone: what the search left out is not known. No slice is in `slices_not_whole` too. */
  readonly search_only: { readonly slices: number; readonly types: number };
  readonly slices_not_whole: {
    readonly total: number;
    /** The first of these slices; the export's `coverage` file has all of them. */
    readonly first: readonly Pick<CoverageRecord, 'account_id' | 'segment' | 'type' | 'outcome' | 'error_code' | 'permission'>[];
  };
  /** Absent if the run does not scan. */
  readonly scan?: {
    readonly policies: number;
    readonly verdicts: Readonly<Partial<Record<VerdictName, number>>>;
    readonly findings: number;
    readonly by_severity: Readonly<Partial<Record<Severity, number>>>;
    readonly unknown: number;
    /** The permissions whose absence makes verdicts unknown, the one with most verdicts first. */
    readonly unknown_for: readonly string[];
    readonly unknown_by_severity: Readonly<Partial<Record<Severity, number>>>;
    /** The first open findings by severity and policy; the export's `findings` file has all of them. */
    readonly worst: readonly Pick<FindingRecord, 'finding_id' | 'severity' | 'title' | 'resource_name' | 'account_id'>[];
    /** Findings that the scan of the earlier export did not have. Absent if the run does not compare, or that export has no scan. */
    readonly new?: {
      readonly total: number;
      /** Findings of which the earlier export could not tell: it did not see their slice whole. */
      readonly not_known: number;
      /** Some of the new ones, the most serious first; all of them are in the export's `findings` file. */
      readonly first: readonly Pick<FindingRecord, 'finding_id' | 'severity' | 'title' | 'resource_name'>[];
    };
  };
  /** The differences from an earlier export. Absent if the run does not compare. */
  readonly changes?: DiffCounts & { readonly unchanged: number };
}

/** Collects the failed accounts and the incomplete slices that the summary lists, from the export's records in their order. */
export class Listed {
  readonly failedAccounts: RunSummary['failed_accounts'][number][] = [];
  readonly slices: RunSummary['slices_not_whole']['first'][number][] = [];
  readonly searchedTypes = new Set<string>();
  searchedSlices = 0;
  notWhole = 0;

  account({ account_id, status, error }: AccountRecord): void {
    if (status === 'failed' && this.failedAccounts.length < MAX_LISTED) this.failedAccounts.push({ account_id, error });
  }

  slice({ account_id, segment, type, outcome, error_code, permission }: CoverageRecord): void {
    if (isWhole(outcome)) return;
    if (isSearchOnly(outcome, error_code)) {
      this.searchedSlices += 1;
      this.searchedTypes.add(type);
      return;
    }
    this.notWhole += 1;
    if (this.slices.length < MAX_LISTED) this.slices.push({ account_id, segment, type, outcome, error_code, permission });
  }
}

export interface SummaryInput {
  readonly failedConnections: readonly FailedConnection[];
  readonly collected_at: string;
  readonly seconds: number;
  readonly tally: RunTally;
  readonly listed: Listed;
  /** Undefined if the run did not scan. */
  readonly policies: number | undefined;
  readonly changes: RunSummary['changes'];
  /** Undefined if the run did not compare findings. */
  readonly worst: NonNullable<RunSummary['scan']>['worst'] | undefined;
  readonly fresh?: NonNullable<RunSummary['scan']>['new'] | undefined;
}

export function runSummary(input: SummaryInput): RunSummary {
  const { failedConnections, collected_at, seconds, tally, listed, policies, worst = [], changes, fresh } = input;
  const { OK = 0, NOT_IMPLEMENTED = 0, ERROR = 0 } = tally.byEnrichStatus;
  const { ok = 0, partial = 0, failed = 0 } = tally.byAccountStatus;
  return {
    schema_version: RUN_SUMMARY_VERSION,
    collected_at,
    seconds,
    status: ok + partial === 0 ? 'failed' : partial + failed + failedConnections.length === 0 ? 'completed' : 'completed_with_errors',
    discovered: tally.resources,
    enriched_ok: OK,
    not_implemented: NOT_IMPLEMENTED,
    errors: ERROR,
    by_type: inOrder(tally.byType, Object.keys(tally.byType).toSorted(compareText)),
    by_enrich_status: inOrder(tally.byEnrichStatus, ENRICH_STATUSES),
    by_slice_outcome: inOrder(tally.byOutcome, SLICE_OUTCOMES),
    accounts: { total: ok + partial + failed, ok, partial, failed },
    failed_accounts: listed.failedAccounts,
    failed_connections: failedConnections.map(({ connection: { connection_id, provider }, error }) => ({
      connection_id,
      provider,
      error: redactText(error.message),
    })),
    api_calls: tally.apiCalls,
    ...(tally.compartments && { compartments: tally.compartments }),
    missing_permissions: [...tally.missingPermissions].toSorted(compareText),
    search_only: { slices: listed.searchedSlices, types: listed.searchedTypes.size },
    slices_not_whole: { total: listed.notWhole, first: listed.slices },
    ...(policies !== undefined && { scan: { ...scanOf(tally, policies, worst), ...(fresh && { new: fresh }) } }),
    ...(changes && { changes }),
  };
}

function scanOf(
  { byVerdict, failedBySeverity, unknownBySeverity, unknownByPermission }: RunTally,
  policies: number,
  worst: NonNullable<RunSummary['scan']>['worst'],
): NonNullable<RunSummary['scan']> {
  return {
    policies,
    verdicts: inOrder(byVerdict, ['pass', 'fail', 'unknown', 'not_applicable']),
    findings: byVerdict.fail ?? 0,
    by_severity: inOrder(failedBySeverity, SEVERITIES),
    unknown: byVerdict.unknown ?? 0,
    unknown_for: Object.entries(unknownByPermission)
      .toSorted(([a, few], [b, many]) => many - few || compareText(a, b))
      .map(([permission]) => permission),
    unknown_by_severity: inOrder(unknownBySeverity, SEVERITIES),
    worst,
  };
}

/** The counts with their keys in the order of `keys`, whatever the order in which they were counted. */
const inOrder = <K extends string>(counts: Readonly<Partial<Record<K, number>>>, keys: readonly K[]): Readonly<Record<K, number>> =>
  Object.fromEntries(keys.filter((key) => counts[key] !== undefined).map((key) => [key, counts[key]])) as Record<K, number>;
