/** Sums up the results of all accounts when a scan job ends. */
import type { AccountRow } from '../connections/model.ts';
import { ConditionFailed } from '../errors.ts';
import { type AccountGroup, accountGroupOf, type AccountId, type JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { absent, any, atMost, scanAll, type Store } from '../storage/store.ts';
import type { PolicyResult, PolicyResultsRow } from './model.ts';
import { resultsItem, resultsOf } from './policy-results.ts';
import { type BySeverity, sumOf } from './scan-counts.ts';

/** Key of the first row that holds the sums. */
const ALL_ACCOUNTS = '*';
/** Policies in one row of sums, so that the row with its examples fits DynamoDB's 400 KB. */
const POLICIES_A_ROW = 200;
/** Examples of unknown verdicts in the sum of one policy. */
const MAX_UNKNOWNS = 3;
/** Accounts that the sum of one policy names as not whole. */
const MAX_NOT_WHOLE_IN = 3;

/** One account's result, with `not_whole_in` naming the account if its inventory is not whole. */
export const withAccount = (result: PolicyResult, accountId: AccountId): PolicyResult =>
  (result.not_whole ?? 0) > 0 ? { ...result, not_whole_in: [accountId] } : result;

export interface SummedUp {
  /** By policy, how many resources fail according to the results of the job, without suppressed ones. Results that a newer scan has replaced are not counted. */
  readonly failed: ReadonlyMap<string, number>;
  /** The open findings of all enabled accounts by severity, and of how many accounts they are known. */
  readonly open: BySeverity;
  readonly accounts: number;
}

/**
 * Sums up the rows of all accounts; it can be repeated. Disabled accounts are left out, because no scan updates their
 * results. `now` in milliseconds.
 */
export async function sumUpResults(store: Store, now: number, jobId: JobId): Promise<SummedUp> {
  const failed = new Map<string, number>();
  const { disabled, enabled, known } = await accountsOf(store);
  const sums = new Map<string, PolicyResult>();
  for await (const item of scanAll(store, 'policy_results')) {
    const { account_id, results } = resultsOf(item);
    if (isSum(account_id)) continue;
    addFailed(failed, results, jobId);
    if (disabled.has(account_id)) continue;
    for (const [policyId, result] of Object.entries(results))
      sums.set(policyId, sumOfResults(sums.get(policyId), withAccount(result, account_id)));
  }
  // The first row is written last, so that a reader of it finds all the rows that it counts.
  for (const row of sumRows(sums, isoTime(now), enabled).toReversed()) {
    try {
      await store.put('policy_results', resultsItem(row), any(absent('observed_at'), atMost('observed_at', row.observed_at)));
    } catch (error) {
      // A job that ended later has already summed up newer results.
      if (error instanceof ConditionFailed) break;
      throw error;
    }
  }
  return { failed, open: sumOf(known), accounts: known.length };
}

function addFailed(failed: Map<string, number>, results: PolicyResultsRow['results'], jobId: JobId): void {
  for (const [policyId, { fail, suppressed, job_id }] of Object.entries(results)) {
    if (job_id === jobId && fail > suppressed) failed.set(policyId, (failed.get(policyId) ?? 0) + fail - suppressed);
  }
}

/** The newest sums over all accounts, by policy id, and the number of enabled accounts; empty if no scan job has ended yet. */
export async function readSums(store: Store): Promise<Pick<PolicyResultsRow, 'results' | 'accounts'>> {
  const head = await store.get('policy_results', { account_id: ALL_ACCOUNTS });
  if (!head) return { results: {} };
  const { results, rows = 1, accounts } = resultsOf(head);
  const further = await store.getMany(
    'policy_results',
    Array.from({ length: rows - 1 }, (_, index) => ({ account_id: sumRowId(index + 1) })),
  );
  return {
    results: Object.assign({}, ...further.map((item) => resultsOf(item).results), results) as PolicyResultsRow['results'],
    ...(accounts && { accounts }),
  };
}

/** Rows that are read at once: each may have some 100 KB. */
const ROWS_AT_ONCE = 25;

/** The sums over these accounts, by policy id, and the number of the accounts. It reads a row for each of them. */
export async function sumOver(store: Store, ids: readonly AccountId[]): Promise<Required<Pick<PolicyResultsRow, 'results' | 'accounts'>>> {
  const sums = new Map<string, PolicyResult>();
  const accounts: Partial<Record<AccountGroup, number>> = {};
  for (const id of ids) accounts[accountGroupOf(id)] = (accounts[accountGroupOf(id)] ?? 0) + 1;
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
    const keys = ids.slice(at, at + ROWS_AT_ONCE).map((account_id) => ({ account_id }));
    const rows = (await store.getMany('policy_results', keys)).map(resultsOf).toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1));
    // Rows of single accounts: the keys above are none of a sum.
    for (const { account_id, results } of rows)
      for (const [policyId, result] of Object.entries(results))
        sums.set(policyId, sumOfResults(sums.get(policyId), withAccount(result, account_id as AccountId)));
  }
  return { results: Object.fromEntries(sums), accounts };
}

const sumRowId = (place: number): typeof ALL_ACCOUNTS | `*#${number}` => (place === 0 ? ALL_ACCOUNTS : `*#${place}`);

const isSum = (id: PolicyResultsRow['account_id']): id is typeof ALL_ACCOUNTS | `*#${number}` => id.startsWith(ALL_ACCOUNTS);

/** The rows of sums, with the policies in the order of their ids. */
function sumRows(
  sums: ReadonlyMap<string, PolicyResult>,
  observed_at: string,
  accounts: NonNullable<PolicyResultsRow['accounts']>,
): readonly PolicyResultsRow[] {
  const policies = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = Math.max(1, Math.ceil(policies.length / POLICIES_A_ROW));
  return Array.from({ length: rows }, (_, place) => ({
    account_id: sumRowId(place),
    observed_at,
    results: Object.fromEntries(policies.slice(place * POLICIES_A_ROW, (place + 1) * POLICIES_A_ROW)),
    ...(place === 0 && { rows, accounts }),
  }));
}

interface Accounts {
  readonly disabled: ReadonlySet<string>;
  /** How many of each group are enabled. */
  readonly enabled: NonNullable<PolicyResultsRow['accounts']>;
  /** The open findings of each enabled account that was scanned. */
  readonly known: readonly BySeverity[];
}

async function accountsOf(store: Store): Promise<Accounts> {
  const disabled = new Set<string>();
  const known: BySeverity[] = [];
  const enabled: Partial<Record<AccountGroup, number>> = {};
  for await (const item of scanAll(store, 'accounts')) {
    // The table's rows are written as this type.
    const { account_id: id, enabled: isEnabled, findings } = item as unknown as AccountRow;
    if (!isEnabled) {
      disabled.add(id);
      continue;
    }
    enabled[accountGroupOf(id)] = (enabled[accountGroupOf(id)] ?? 0) + 1;
    if (findings) known.push(findings);
  }
  return { disabled, enabled, known };
}

function sumOfResults(a: PolicyResult | undefined, b: PolicyResult): PolicyResult {
  if (!a) return { ...b, accounts: 1 };
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    unknown: a.unknown + b.unknown,
    not_applicable: a.not_applicable + b.not_applicable,
    suppressed: a.suppressed + b.suppressed,
    accounts: (a.accounts ?? 0) + 1,
    ...((a.not_whole ?? b.not_whole) !== undefined && { not_whole: (a.not_whole ?? 0) + (b.not_whole ?? 0) }),
    ...((a.not_whole_in ?? b.not_whole_in) && {
      not_whole_in: [...(a.not_whole_in ?? []), ...(b.not_whole_in ?? [])].slice(0, MAX_NOT_WHOLE_IN),
    }),
    // The sum has the time of its oldest part.
    ...(a.evaluated_at < b.evaluated_at
      ? { evaluated_at: a.evaluated_at, job_id: a.job_id }
      : { evaluated_at: b.evaluated_at, job_id: b.job_id }),
    unknowns: [...a.unknowns, ...b.unknowns].slice(0, MAX_UNKNOWNS),
  };
}
