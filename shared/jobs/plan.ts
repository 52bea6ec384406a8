/**
 * A job's plan: the accounts that the job covers. It is stored before the job's row, so that a function that continues an
 * interrupted start writes the same tasks. Its rows are in `job_tasks` under the plan's id, in chunks that fit an item.
 */
import type { AccountId, JobId } from '../ids.ts';
import { epochSeconds } from '../seams.ts';
import { queryAll, type Store } from '../storage/store.ts';

/** Account ids per item. An id has at most about 100 bytes, an item 400 KB. */
const CHUNK = 3000;
export const JOB_ROW_DAYS = 90;

export const expiryFrom = (now: number): number => epochSeconds(now) + JOB_ROW_DAYS * 86_400;

export async function writePlan(store: Store, planId: string, accountIds: readonly AccountId[], now: number): Promise<void> {
  const chunks = Array.from({ length: Math.ceil(accountIds.length / CHUNK) }, (_, index) => ({
    job_id: planId,
    account_id: String(index).padStart(6, '0'),
    account_ids: accountIds.slice(index * CHUNK, (index + 1) * CHUNK),
    expires_at: expiryFrom(now),
  }));
  await store.putMany('job_tasks', chunks);
}

export async function readPlan(store: Store, planId: string): Promise<readonly AccountId[]> {
  const ids: AccountId[] = [];
  for await (const row of queryAll(store, 'job_tasks', { partition: planId, consistent: true }))
    ids.push(...(row['account_ids'] as AccountId[]));
  return ids;
}

export const newPlanId = (jobId: JobId, nonce: string): string => `${jobId}/plan/${nonce}`;
