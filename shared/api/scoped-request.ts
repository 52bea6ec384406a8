/** Keeps the jobs that a caller with a limited scope starts, cancels and retries within its scope. */
import { createHash } from 'node:crypto';
import type { Principal } from '../access/principal.ts';
import { selectAccounts } from '../connections/select-accounts.ts';
import { Forbidden, InvalidRequest } from '../errors.ts';
import type { AccountId } from '../ids.ts';
import type { JobRequest, RequestedFollowUp, StartRequest } from '../jobs/job-request.ts';
import type { ValidJobRequest } from '../jobs/validate-request.ts';
import { operationOf } from '../jobs/operation.ts';
import { OPERATIONS } from '../operations.ts';
import { canHave } from '../service-names.ts';
import type { View } from './view.ts';

/**
 * The request with the ids of the accounts that it means for the caller, and the caller's customer: the function that starts jobs knows no caller. The request of a caller who may see
 * everything stays as it is.
 * @throws Forbidden if the job would cover everything @throws InvalidRequest if it would cover no account
 */
export async function requestInScope(
  request: JobRequest,
  valid: ValidJobRequest,
  { id, scope }: Principal,
  view: View,
): Promise<StartRequest> {
  if (scope.kind === 'all') return request;
  checkOperation(request);
  if (request.retry_of !== undefined) await checkCovered(request.retry_of, view);
  const listed = valid.accounts === undefined || valid.accounts === '*' ? await enabledAccounts(valid.service, view) : valid.accounts;
  return {
    ...request,
    ...(request.retry_of === undefined && { accounts: [...listed] }),
    ...(request.then && { then: await followUpInScope(request.then, view) }),
    // A token that someone else has used must neither be refused nor answered with that one's job.
    ...(request.client_token !== undefined && { client_token: ownToken(request.client_token, scope.customer_id ?? id) }),
    ...(scope.customer_id !== undefined && { customer_id: scope.customer_id }),
  };
}

async function followUpInScope<F extends RequestedFollowUp>(asked: F, view: View): Promise<F> {
  checkOperation(asked);
  const { accounts, then, service = '*' } = asked;
  const own = accounts === '*' ? await enabledAccounts(service, view) : accounts && (await idsOf(accounts, view));
  return { ...asked, ...(own && { accounts: [...own] }), ...(then && { then: await followUpInScope(then, view) }) };
}

/** @throws Forbidden if a job of the operation always covers every account */
function checkOperation(asked: { readonly operation: string }): void {
  const { name, takes } = operationOf(OPERATIONS, asked);
  if (!takes.includes('accounts'))
    throw new Forbidden(`A job of the operation ${name} covers every account; you may see a part only, so ask your administrator for one.`);
}

/** @throws InvalidRequest naming `accounts` if the caller has none */
async function enabledAccounts(service: string, { accounts }: View): Promise<readonly AccountId[]> {
  const ids: AccountId[] = [];
  for await (const { account_id } of accounts.enabled()) if (canHave(account_id, service)) ids.push(account_id);
  if (ids.length === 0)
    throw new InvalidRequest(
      'accounts',
      'accounts: none of the accounts that you may see is enabled and can have the service; name others.',
    );
  return ids;
}

const idsOf = async (written: readonly string[], { accounts }: View): Promise<readonly AccountId[]> =>
  (await selectAccounts(written, accounts, { field: 'then.accounts', onlyEnabled: true })).map(({ account_id }) => account_id);

const ownToken = (token: string, owner: string): string =>
  `of:${createHash('sha256')
    .update(JSON.stringify([owner, token]))
    .digest('base64url')}`;

/** @throws Forbidden if the job has accounts that do not exist for the caller */
export async function checkCovered(jobId: string, { coversJob }: View): Promise<void> {
  if (!(await coversJob(jobId)))
    throw new Forbidden(
      `The job ${jobId} was not started for your accounts alone, so you can neither cancel nor retry it; start one over your accounts.`,
    );
}
