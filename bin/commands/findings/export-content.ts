/** Reads the platform's findings in the form that reports are made of. Findings are read page by page, and sorted on the disk. */
import pLimit from 'p-limit';
import { accountRecord } from '../../../shared/exports/account-record.ts';
import type { CoverageRecord } from '../../../shared/exports/records.ts';
import { compareText } from '../../../shared/exports/order.ts';
import { SortedSpool } from '../../../shared/exports/sorted-spool.ts';
import { compareFindings, type ReportContent, type ReportedFinding, type ReportedPolicy } from '../../../shared/reports/record.ts';
import { removedPolicy, reportedFinding, reportedPolicy } from '../../../shared/reports/listed-findings.ts';
import { type ApiClient, ApiRefusal, type Query } from '../api-client.ts';
import { leftOutText } from '../output.ts';
import type { Account, Finding, PolicyDetail, PolicySummary, Slice } from '../shapes.ts';

export interface ExportRequest {
  readonly statuses: readonly string[];
  /** The filters of the API's listing, without status. */
  readonly query: Query;
  readonly limit: number | undefined;
  readonly version: string;
  /** An existing folder for temporary files. */
  readonly folder: string;
  /** If it is aborted, reading ends with its reason. */
  readonly signal: AbortSignal;
  /** Called if findings are left out because the tags of their resources could not be read, with their number. */
  readonly leftOut: (count: number) => void;
}

/** Policies that are read at once. */
const AT_ONCE = 8;
const EPOCH = '1970-01-01T00:00:00.000Z';

/** @throws CommandError, NotWritten, the signal's reason */
export async function exportContent(api: ApiClient, request: ExportRequest): Promise<ReportContent> {
  const { statuses, query, limit, version, folder, signal } = request;
  const filters = filtersText(query);
  const accounts = new Map<string, Account>();
  for await (const account of api.list<Account>('accounts')) accounts.set(account.account_id, account);

  const spool = new SortedSpool<ReportedFinding>({ folder, compare: compareFindings });
  const seen = new Map<string, Finding>();
  let left = limit ?? Infinity;
  let leftOut = 0;
  for (const status of statuses) {
    if (left <= 0) break;
    const ofStatus = { ...query, status, include: 'resource' };
    for await (const finding of api.list<Finding>('findings', ofStatus, left, (count) => void (leftOut += count))) {
      signal.throwIfAborted();
      left -= 1;
      if (!seen.has(finding.policy_id)) seen.set(finding.policy_id, finding);
      await spool.add(reportedFinding(finding, accounts.get(finding.account_id)?.name ?? null));
    }
  }
  if (leftOut > 0) request.leftOut(leftOut);
  const scans = [...accounts.values()].flatMap(({ last_scan }) => last_scan?.at ?? []);
  return {
    source: 'platform',
    version,
    // Not the time of the export, so that two exports of the same state are the same.
    collected_at: scans.toSorted(compareText).at(-1) ?? EPOCH,
    scope: `findings that are ${statuses.join(', ')}; ${filters ?? 'all accounts and policies'}${leftOut === 0 ? '' : `; ${leftOutText(leftOut, 'finding')}`}`,
    policies: await policiesOf(api, seen, filters === undefined && limit === undefined),
    findings: () => spool.sorted(),
    accounts: () => [...accounts.values()].map((account) => accountRecord(account, account.resource_counts ?? {})),
    coverage: () => coverageOf(api),
    resources: undefined,
  };
}

/** `severity critical, high; tag team=data`; undefined if no finding is left out: then the report counts verdicts too. */
function filtersText(query: Query): string | undefined {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : given.map(([name, value]) => `${name} ${[value].flat().join(', ')}`).join('; ');
}

/** The policies of the findings, with their counts and all others if the report is about everything. A removed policy has what its findings say. */
async function policiesOf(
  api: ApiClient,
  seen: ReadonlyMap<string, Finding>,
  isWhole: boolean,
): Promise<ReadonlyMap<string, ReportedPolicy>> {
  const ids = new Set(seen.keys());
  if (isWhole) for await (const { policy_id } of api.list<PolicySummary>('policies')) ids.add(policy_id);
  const limited = pLimit(AT_ONCE);
  const policies = await Promise.all(
    [...ids].toSorted(compareText).map((id) => limited(async () => await policyOf(api, id, seen.get(id), isWhole))),
  );
  return new Map(policies.map((policy) => [policy.id, policy]));
}

async function policyOf(api: ApiClient, id: string, finding: Finding | undefined, isWhole: boolean): Promise<ReportedPolicy> {
  try {
    const policy = await api.call<PolicyDetail>(`policies/${encodeURIComponent(id)}`);
    // Values that came as JSON have no members that are undefined.
    return reportedPolicy(policy, isWhole ? (policy.results as ReportedPolicy['counts']) : undefined);
  } catch (error) {
    if (!finding || !(error instanceof ApiRefusal) || error.status !== 404) throw error;
    return removedPolicy(finding);
  }
}

async function* coverageOf(api: ApiClient): AsyncGenerator<CoverageRecord> {
  for await (const { account_id, segment, type, outcome, count, counted, complete_at, error } of api.list<Slice>('coverage'))
    yield {
      account_id,
      segment,
      type,
      outcome: outcome ?? null,
      resources: count ?? 0,
      counted: counted ?? null,
      complete_at: complete_at ?? null,
      error_class: error?.class ?? null,
      error_code: error?.error_code ?? null,
      error_message: error?.message ?? null,
      permission: error?.permission ?? null,
    };
}
