/** The result of one policy over several accounts, counted where no scan has stored it: from the files of an export or of a run. */
import type { AccountId } from '../ids.ts';
import { isMissed } from '../inventory/whole-slices.ts';
import type { CoverageOutcome } from '../inventory/model.ts';
import type { PolicyResult } from './model.ts';

type Example = PolicyResult['unknowns'][number];

export type GrowingResult = { -readonly [K in keyof PolicyResult]: PolicyResult[K] } & {
  accounts: number;
  not_whole: number;
  not_whole_in: AccountId[];
  unknowns: Example[];
};

export const noResult = (evaluated_at: string): GrowingResult => ({
  pass: 0,
  fail: 0,
  unknown: 0,
  not_applicable: 0,
  suppressed: 0,
  accounts: 0,
  not_whole: 0,
  not_whole_in: [],
  evaluated_at,
  job_id: '' as PolicyResult['job_id'],
  unknowns: [],
});

/** How many accounts and examples a result names. */
const MAX_NAMED = 3;

/**
 * Counts an account whose resources the policy judges. As in a scan of the platform, the account is not whole where a slice of the type was missed, and
 * where there is none: then nothing of the type was read.
 */
export function countAccount(
  result: GrowingResult,
  account_id: AccountId,
  slices: readonly { readonly outcome: CoverageOutcome | null }[],
): void {
  result.accounts += 1;
  if (slices.length > 0 && slices.every(({ outcome }) => !isMissed(outcome))) return;
  result.not_whole += 1;
  if (result.not_whole_in.length < MAX_NAMED) result.not_whole_in.push(account_id);
}

/** Keeps some of the resources whose verdict is unknown, each with another reason. */
export function addExample({ unknowns }: GrowingResult, example: Example): void {
  if (unknowns.length < MAX_NAMED && unknowns.every(({ reason }) => reason !== example.reason)) unknowns.push(example);
}
