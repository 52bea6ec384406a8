/**
 * Starts a job: writes the plan, the job row and the task rows, sends the messages, and sets the job `in_progress`. Every step is
 * idempotent, so that another function can continue a start that was interrupted.
 */
import pLimit from 'p-limit';
import type { AccountDirectory } from '../connections/account-repository.ts';
import { hash } from 'node:crypto';
import { ConditionFailed, Conflict, InvalidRequest } from '../errors.ts';
import type { AccountId, JobId } from '../ids.ts';
import type { Queue } from '../queues/queue.ts';
import { type Clock, isoTime, type Log, type Random } from '../seams.ts';
import { settled } from '../settled.ts';
import { canHave } from '../service-names.ts';
import { absent, type Store } from '../storage/store.ts';
import type { StartedJob } from './job-api.ts';
import { JobRepository } from './job-repository.ts';
import { isEnded, type JobRow, type Queues, type TaskMessage } from './model.ts';
import { operationOf } from './operation.ts';
import { keepFollowUp, MAX_SHOWN_ACCOUNTS } from './follow-up.ts';
import type { FollowUp } from './job-request.ts';
import { expiryFrom, newPlanId, readPlan, writePlan } from './plan.ts';
import { validateJobRequest, type ValidationDeps, type ValidJobRequest } from './validate-request.ts';

export interface EnqueueDeps {
  readonly store: Store;
  readonly queues: Queues;
  readonly clock: Clock;
}

export interface StartJobDeps extends EnqueueDeps, Omit<ValidationDeps, 'accounts'> {
  readonly accounts: AccountDirectory;
  readonly random: Random;
  readonly log: Log;
  readonly deadlineHours: number;
  /** When this invocation is cut off, in milliseconds since 1970. */
  readonly enqueueUntil: number;
}

/** Task rows written at once. */
const WRITE_CONCURRENCY = 32;
/** One invocation can enqueue this many accounts in about half of its time (docs/scale.md). */
const MAX_JOB_ACCOUNTS = 100_000;
const TOKEN_PREFIX = 'token#';

/** @throws InvalidRequest, Conflict; no job is started then */
export async function startJob(input: unknown, deps: StartJobDeps): Promise<StartedJob> {
  const request = await validateJobRequest(input, deps);
  const jobs = new JobRepository(deps.store);
  const proposed = newJobId(request, deps);
  const jobId = request.client_token ? await claimToken(request.client_token, proposed, request, deps) : proposed;
  if (jobId !== proposed) {
    const existing = await jobs.get(jobId, { consistent: true });
    if (existing) return startedJob(existing);
  }
  const accountIds = await plannedAccounts(request, jobs, deps);
  const planId = newPlanId(jobId, deps.random.hex(8));
  await writePlan(deps.store, planId, accountIds, deps.clock.now());
  const then = request.then && (await keepFollowUp(deps.store, planId, request.then, deps.clock.now()));
  const job = jobRow(jobId, request, accountIds, { planId, then }, deps);
  if (await jobs.create(job)) {
    deps.log.info('Job created.', { job_id: jobId, operation: job.operation, service: job.service, total_accounts: job.total_accounts });
    return startedJob(await enqueueJob(job, deps));
  }
  return startedJob((await jobs.get(jobId, { consistent: true })) ?? job);
}

/** Writes the missing tasks, sends a message for every task, and sets the job `in_progress`. May be repeated: a duplicate message is harmless. */
export async function enqueueJob(job: JobRow, deps: EnqueueDeps): Promise<JobRow> {
  const jobs = new JobRepository(deps.store);
  const accountIds = await writeTasks(job, deps);
  await queueOf(deps.queues, job).send(accountIds.map((accountId) => taskMessage(job, accountId)));
  return (await jobs.startWorking(job.job_id, deps.clock.now())) ?? (await jobs.get(job.job_id, { consistent: true })) ?? job;
}

/** Writes the missing tasks of the job's plan. Returns all accounts of the plan. */
export async function writeTasks(job: JobRow, { store, clock }: Pick<EnqueueDeps, 'store' | 'clock'>): Promise<readonly AccountId[]> {
  const jobs = new JobRepository(store);
  const accountIds = await readPlan(store, job.plan_id);
  const limit = pLimit(WRITE_CONCURRENCY);
  await settled(accountIds.map((accountId) => limit(async () => await jobs.createTask(job, accountId, clock.now()))));
  return accountIds;
}

/** @throws Error if this function has no queue for the job's operation */
export function queueOf(queues: Queues, { operation }: Pick<JobRow, 'operation'>): Queue {
  const queue = queues[operation];
  if (!queue)
    throw new Error(`The operation ${operation} has no queue in this function; it has queues for ${Object.keys(queues).join(', ')}.`);
  return queue;
}

export function taskMessage(job: Pick<JobRow, 'job_id'>, accountId: AccountId, delaySeconds = 0) {
  const body: TaskMessage = { job_id: job.job_id, account_id: accountId };
  return { body, group: job.job_id, delay_seconds: delaySeconds };
}

async function plannedAccounts(request: ValidJobRequest, jobs: JobRepository, deps: StartJobDeps): Promise<readonly AccountId[]> {
  if (request.retry_of !== undefined) return await unfinishedAccounts(request.retry_of, jobs, deps.accounts);
  const ids = request.accounts === undefined || request.accounts === '*' ? await everyAccount(request, deps) : request.accounts;
  if (ids.length === 0) {
    const which = request.service === '*' ? 'no account' : `no account that can have the service ${request.service}`;
    throw new InvalidRequest('accounts', `accounts: ${which} is registered and enabled.`, undefined, {
      role: 'admin',
      text: 'Register one with "muster accounts add <account id>".',
    });
  }
  if (ids.length > MAX_JOB_ACCOUNTS) {
    throw new InvalidRequest(
      'accounts',
      `accounts: ${ids.length} accounts would be covered, but one job covers at most ${MAX_JOB_ACCOUNTS}; name or select fewer.`,
    );
  }
  return ids.toSorted();
}

/** The enabled accounts that the operation covers and that can have the requested service. */
async function everyAccount(
  { service, operation }: ValidJobRequest,
  { accounts, operations }: StartJobDeps,
): Promise<readonly AccountId[]> {
  const ids: AccountId[] = [];
  const { covers = () => true } = operationOf(operations, { operation });
  for await (const { account_id } of accounts.enabled()) if (covers(account_id) && canHave(account_id, service)) ids.push(account_id);
  return ids;
}

async function unfinishedAccounts(jobId: string, jobs: JobRepository, accounts: AccountDirectory): Promise<readonly AccountId[]> {
  const job = await jobs.get(jobId, { consistent: true });
  if (!job)
    throw new InvalidRequest(
      'retry_of',
      `retry_of: there is no job ${JSON.stringify(jobId.slice(0, 100))}; "muster jobs list" shows them.`,
    );
  if (!isEnded(job.status)) throw new Conflict(`The job ${jobId} is ${job.status}; it can be retried when it has ended.`);
  const ids: AccountId[] = [];
  for await (const task of jobs.allTasks(job.job_id)) if (task.status !== 'completed') ids.push(task.account_id);
  const enabled = (await accounts.getMany(ids)).filter((account) => account.enabled).map((account) => account.account_id);
  if (enabled.length === 0) throw new Conflict(`The job ${jobId} has no failed or partial account to retry that is still enabled.`);
  return enabled.toSorted();
}

/**
 * Binds a client token to a job. Returns `proposed` if the token is new, and else the job that an equal request has bound it to.
 * @throws Conflict if another request has used the token
 */
async function claimToken(token: string, proposed: JobId, request: ValidJobRequest, deps: StartJobDeps): Promise<JobId> {
  const key = { job_id: `${TOKEN_PREFIX}${token}` };
  const fingerprint = fingerprintOf(request);
  const now = deps.clock.now();
  try {
    await deps.store.put('jobs', { ...key, token_job_id: proposed, fingerprint, expires_at: expiryFrom(now) }, absent('job_id'));
    return proposed;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  const row = await deps.store.get('jobs', key, { consistent: true });
  if (row?.['fingerprint'] !== fingerprint) {
    throw new Conflict('The client_token was used with another request before; send a new one, or the same request again.');
  }
  return row['token_job_id'] as JobId;
}

/**
 * Equal requests have equal fingerprints, whatever the order of their fields. Selectors stand for themselves, because what they select may
 * change before a request is repeated.
 */
function fingerprintOf(request: ValidJobRequest): string {
  const { selectors, named, retry_of } = request;
  const parts = selectors ? [partsOf({ ...request, accounts: '*' }), retry_of, selectors, named] : [partsOf(request), retry_of];
  return hash('sha256', JSON.stringify(parts));
}

function partsOf(request: NonNullable<ValidJobRequest['then']> | ValidJobRequest): readonly unknown[] {
  const { operation, service, policy, accounts, regions, then } = request as NonNullable<ValidJobRequest['then']>;
  return [operation, service, policy, accounts, regions, then && partsOf(then)];
}

function jobRow(
  jobId: JobId,
  request: ValidJobRequest,
  accountIds: readonly AccountId[],
  { planId, then }: { readonly planId: string; readonly then: FollowUp | undefined },
  deps: StartJobDeps,
): JobRow {
  const now = deps.clock.now();
  const asked = request.accounts ?? (request.retry_of === undefined ? '*' : accountIds);
  return {
    job_id: jobId,
    operation: request.operation,
    service: request.service,
    ...(request.policy && { policy: request.policy }),
    scope: {
      accounts: asked === '*' || asked.length <= MAX_SHOWN_ACCOUNTS ? asked : 'listed',
      ...(request.selectors && { selectors: request.selectors }),
      regions: request.regions,
    },
    status: 'queued',
    total_accounts: accountIds.length,
    completed: 0,
    partial: 0,
    failed: 0,
    created_at: isoTime(now),
    deadline: isoTime(now + deps.deadlineHours * 3_600_000),
    ...(then && { then }),
    ...(request.retry_of && { retry_of: request.retry_of as JobId }),
    ...(request.client_token && { client_token: request.client_token }),
    ...(request.customer_id && { customer_id: request.customer_id }),
    plan_id: planId,
    enqueue_until: isoTime(deps.enqueueUntil),
    open: '1',
    listed: 'job',
  };
}

/** Characters of a job id that name its policy or service. */
const MAX_SUBJECT = 40;

/** An id such as `inv-aws-s3-20261121-143022-7f3a91`. */
function newJobId(request: ValidJobRequest, { clock, random, operations }: StartJobDeps): JobId {
  const time = isoTime(clock.now())
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '')
    .replace('T', '-');
  const subject = (request.policy ?? request.service)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, MAX_SUBJECT);
  return `${operationOf(operations, request).idPrefix}-${subject || 'all'}-${time}-${random.hex(6)}` as JobId;
}

const startedJob = ({ job_id, status, total_accounts }: JobRow): StartedJob => ({ job_id, status, total_accounts });
