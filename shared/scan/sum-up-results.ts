/** The whole organization's results: what every account's newest scans found, summed up when a scan job ends. */
import { ConditionFailed } from '../errors.ts';
import type { AccountId, JobId } from '../ids.ts';
import { isoTime } from '../seams.ts';
import { absent, any, atMost, scanAll, type Item, type Store } from '../storage/store.ts';
import type { PolicyResult, PolicyResultsRow } from './model.ts';

/** Key of the row that holds the sums. */
export const ALL_ACCOUNTS = '*';
/** Of a policy, over all accounts: a row of 400 KB holds hundreds of policies. */
const MAX_UNKNOWNS = 3;
const MAX_NOT_WHOLE_IN = 3;

/** One account's result, with the account's name where it was not seen whole. */
export const placed = (result: PolicyResult, accountId: AccountId): PolicyResult =>
  (result.not_whole ?? 0) > 0 ? { ...result, not_whole_in: [accountId] } : result;

/** Attributes that are policies' results: their ids have a dot, which no other attribute of the row has. */
export const resultsOf = (row: Item): PolicyResultsRow => ({
  account_id: row['account_id'] as PolicyResultsRow['account_id'],
  observed_at: row['observed_at'] as string,
  results: Object.fromEntries(Object.entries(row).filter(([name]) => name.includes('.'))) as PolicyResultsRow['results'],
});

/**
 * Reads every account's row, so that a repeated sum is the same. What is known of accounts that are disabled is left out: it
 * is not brought up to date any more. `now` in milliseconds. Answers how many resources fail each policy by the results of job `jobId`,
 * without suppressed ones; results that a newer scan has replaced meanwhile are missing there.
 */
export async function sumUpResults(store: Store, now: number, jobId: JobId): Promise<ReadonlyMap<string, number>> {
  const failed = new Map<string, number>();
  const disabled = await disabledAccounts(store);
  const sums = new Map<string, PolicyResult>();
  for await (const item of scanAll(store, 'policy_results')) {
    const row = resultsOf(item);
    if (row.account_id !== ALL_ACCOUNTS) addFailed(failed, row, jobId);
    if (row.account_id === ALL_ACCOUNTS || disabled.has(row.account_id)) continue;
    for (const [policyId, result] of Object.entries(row.results))
      sums.set(policyId, added(sums.get(policyId), placed(result, row.account_id)));
  }
  const row = { account_id: ALL_ACCOUNTS, observed_at: isoTime(now), ...Object.fromEntries(sums) };
  try {
    await store.put('policy_results', row, any(absent('observed_at'), atMost('observed_at', row.observed_at)));
  } catch (error) {
    // Another job has ended since, and has summed up what this one knows and more.
    if (!(error instanceof ConditionFailed)) throw error;
  }
  return failed;
}

function addFailed(failed: Map<string, number>, { results }: PolicyResultsRow, jobId: JobId): void {
  for (const [policyId, { fail, suppressed, job_id }] of Object.entries(results)) {
    if (job_id === jobId && fail > suppressed) failed.set(policyId, (failed.get(policyId) ?? 0) + fail - suppressed);
  }
}

async function disabledAccounts(store: Store): Promise<ReadonlySet<string>> {
  const disabled = new Set<string>();
  for await (const { account_id, enabled } of scanAll(store, 'accounts')) if (enabled === false) disabled.add(account_id as string);
  return disabled;
}

function added(a: PolicyResult | undefined, b: PolicyResult): PolicyResult {
  if (!a) return b;
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    unknown: a.unknown + b.unknown,
    not_applicable: a.not_applicable + b.not_applicable,
    suppressed: a.suppressed + b.suppressed,
    ...((a.not_whole ?? b.not_whole) !== undefined && { not_whole: (a.not_whole ?? 0) + (b.not_whole ?? 0) }),
    ...((a.not_whole_in ?? b.not_whole_in) && {
      not_whole_in: [...(a.not_whole_in ?? []), ...(b.not_whole_in ?? [])].slice(0, MAX_NOT_WHOLE_IN),
    }),
    // The sum is as old as its oldest part.
    ...(a.evaluated_at < b.evaluated_at
      ? { evaluated_at: a.evaluated_at, job_id: a.job_id }
      : { evaluated_at: b.evaluated_at, job_id: b.job_id }),
    unknowns: [...a.unknowns, ...b.unknowns].slice(0, MAX_UNKNOWNS),
  };
}
