/**
 * The follow-up of a job. A job's row does not hold long lists of accounts, because listings read it and every task that ends rewrites it.
 * They are plans of their own (`<plan_id>/then`, `<plan_id>/then/then`), which are stored before the row.
 */
import type { AccountId, JobId } from '../ids.ts';
import type { Store } from '../storage/store.ts';
import type { FollowUp, RequestedFollowUp } from './job-request.ts';
import type { JobRow } from './model.ts';
import { readPlan, writePlan } from './plan.ts';

/** A job's row shows no more accounts than this. */
export const MAX_SHOWN_ACCOUNTS = 100;

const planIdOfThen = (planId: string): string => `${planId}/then`;

/** Stores the lists that are too long for the row of the job with this plan, and returns what the row holds. May be repeated. */
export async function keepFollowUp(store: Store, planId: string, requested: RequestedFollowUp, now: number): Promise<FollowUp> {
  const id = planIdOfThen(planId);
  const { accounts, then, ...rest } = requested;
  const isLong = accounts !== undefined && accounts !== '*' && accounts.length > MAX_SHOWN_ACCOUNTS;
  if (isLong) await writePlan(store, id, accounts as AccountId[], now);
  return {
    ...rest,
    ...(accounts !== undefined && { accounts: isLong ? 'listed' : accounts }),
    ...(then && { then: await keepFollowUp(store, id, then, now) }),
  };
}

/** The follow-up as it was requested. */
export async function readFollowUp(store: Store, planId: string, { accounts, then, ...rest }: FollowUp): Promise<RequestedFollowUp> {
  const id = planIdOfThen(planId);
  return {
    ...rest,
    ...(accounts !== undefined && { accounts: accounts === 'listed' ? [...(await readPlan(store, id))] : accounts }),
    ...(then && { then: await readFollowUp(store, id, then) }),
  };
}

const PREFIX = 'then:';

/** With this token, a job whose end is repeated gets the follow-up that it has already started, and starts no second one. */
export const followUpToken = ({ job_id }: { readonly job_id: JobId }): string => `${PREFIX}${job_id}`;

/** Whether the end of another job started this one. Failed and cancelled jobs start no follow-up. */
export const isFollowUp = ({ client_token }: Pick<JobRow, 'client_token'>): boolean => client_token?.startsWith(PREFIX) ?? false;
