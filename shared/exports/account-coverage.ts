/** The coverage records of an account: its coverage rows, but `denied` or `failed` for what a newer run could not read. */
import { coversSlice, failedAs } from '../connections/last-run.ts';
import type { AccountRow } from '../connections/model.ts';
import { type AccountId, sliceId, type SliceId } from '../ids.ts';
import type { CoverageRow, SliceCoverage, SliceOutcome } from '../inventory/model.ts';
import { type NotReadType, notReadOf } from '../inventory/not-read.ts';
import { compareText } from './order.ts';
import type { CoverageRecord } from './records.ts';
import { WHOLE_ACCOUNT } from '../inventory/whole-slices.ts';

const NEVER_READ = 'No inventory has read this account yet.';

/** The records in order. `counts` holds the export's resources by slice; `rows` is sorted by segment. */
export function* coverageRecords(
  account: AccountRow,
  rows: readonly CoverageRow[],
  counts: ReadonlyMap<SliceId, number>,
): Generator<CoverageRecord> {
  const { account_id, status, last_inventory, inventory_observed_at } = account;
  const failed = status === 'failed';
  const why = last_inventory?.error ?? null;
  const outcomeOfRun = failedAs(last_inventory);
  const errorClass = failed ? (last_inventory?.error_class ?? null) : null;
  if (rows.every(({ slices }) => Object.keys(slices).length === 0)) {
    yield wholeAccount(account_id, failed ? outcomeOfRun : null, failed ? why : NEVER_READ, errorClass);
    return;
  }
  // The failed run's own observations keep their outcome, and so does what it was not to read.
  const failedSince = failed ? (inventory_observed_at ?? last_inventory?.at) : undefined;
  for (const { segment, slices, not_read } of rows) {
    const notRead = (not_read ? notReadOf(not_read) : []).toSorted((a, b) => compareText(a.type, b.type));
    for (const [type, slice] of slicesInOrder(slices)) {
      while (notRead[0] && compareText(notRead[0].type, type) < 0) yield notReadRecord(account_id, segment, notRead.shift()!);
      const isStale =
        failedSince !== undefined && (slice.at ?? '') < failedSince && (!last_inventory || coversSlice(last_inventory, { type, segment }));
      const { outcome = null, complete_at = null, error } = slice;
      const told = {
        account_id,
        segment,
        type,
        resources: counts.get(sliceId(account_id, type, segment)) ?? 0,
        counted: null,
        complete_at,
      };
      yield isStale
        ? { ...told, outcome: outcomeOfRun, error_class: errorClass, error_code: null, error_message: why, permission: null }
        : {
            ...told,
            outcome,
            error_class: error?.class ?? null,
            error_code: error?.error_code ?? null,
            error_message: error?.message ?? null,
            permission: error?.permission ?? null,
          };
    }
    yield* notRead.map((type) => notReadRecord(account_id, segment, type));
  }
}

/** The record of a type that Muster has no definition of. */
const notReadRecord = (account_id: AccountId, segment: string, { type, outcome, counted, error }: NotReadType): CoverageRecord => ({
  account_id,
  segment,
  type,
  outcome,
  resources: 0,
  counted,
  complete_at: null,
  error_class: error?.class ?? null,
  error_code: error?.error_code ?? null,
  error_message: error?.message ?? null,
  permission: error?.permission ?? null,
});

/** The only record of an account whose slices are not known. `outcome` is null if no run has read the account yet. */
export const wholeAccount = (
  account_id: AccountId,
  outcome: SliceOutcome | null,
  error: string | null,
  error_class: CoverageRecord['error_class'] = null,
): CoverageRecord => ({
  account_id,
  segment: WHOLE_ACCOUNT,
  type: WHOLE_ACCOUNT,
  outcome,
  resources: 0,
  counted: null,
  complete_at: null,
  error_class,
  error_code: null,
  error_message: error,
  permission: null,
});

export const slicesInOrder = (slices: CoverageRow['slices']): readonly (readonly [string, SliceCoverage])[] =>
  Object.entries(slices).toSorted(([a], [b]) => compareText(a, b));
