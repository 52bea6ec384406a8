/** Handles one message of a worker's queue: claims the task, takes the account's lease, does the work, ends the task. */
import type { AccountDirectory, AccountFacts } from '../connections/account-repository.ts';
import type { AccountRow, LastRun } from '../connections/model.ts';
import { ConditionFailed } from '../errors.ts';
import { NO_SPAN, type Spans } from '../observability/spans.ts';
import { type Stage, StageTimes } from '../observability/stages.ts';
import type { Queue } from '../queues/queue.ts';
import { isoTime, type Random } from '../seams.ts';
import { AccountLeases, LEASE_MARGIN_MS, type TakenLease } from './account-lease.ts';
import type { AccountWork, StopReason, WorkFailed } from './account-work.ts';
import { countStages, countWait, reportEndedTask } from './job-metrics.ts';
import { isAbandoned, JobRepository } from './job-repository.ts';
import { isEnded, isTerminal, type JobRow, type TaskError, type TaskMessage, type TaskRow } from './model.ts';
import { operationOf } from './operation.ts';
import { type SettleDeps, settleIfDone } from './settle-job.ts';
import { taskMessage } from './start-job.ts';
import { cancelledError, deadlineError, disabledError, noAccountError } from './task-errors.ts';

export interface RunTaskDeps extends Omit<SettleDeps, 'until'> {
  /** The queue of the task's operation. */
  readonly queue: Queue;
  readonly random: Random;
  readonly accounts: AccountDirectory;
  readonly spans: Spans;
  readonly work: AccountWork;
}

/** One delivery of a message. */
export interface Delivery {
  /** When this invocation began, in milliseconds since 1970. */
  readonly began: number;
  /** When this invocation is cut off, in milliseconds since 1970. */
  readonly deadline: number;
  /** How often the message was received, including this time. */
  readonly receiveCount: number;
  /** After this many receives the queue moves the message to its dead letters. */
  readonly maxReceiveCount: number;
  /** Whether the invocation runs no other task meanwhile. */
  readonly alone: boolean;
}

/**
 * `done`: the message can be deleted. `retry`: it must be received again after `delay_seconds`. `alone`: a worker died while it had
 * this task, so the task is not begun beside others: if it is what kills workers, it must not take their tasks along again.
 */
export type TaskAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'retry'; readonly delay_seconds: number }
  | { readonly kind: 'alone' };

const DONE: TaskAnswer = { kind: 'done' };
const ALONE: TaskAnswer = { kind: 'alone' };
/** The share of the invocation's time, up to `MAX_RESERVE_MS`, that is kept for the last writes. */
const RESERVE_SHARE = 0.15;
const MAX_RESERVE_MS = 60_000;
/** A task that begins later than after this share of the invocation's time does not have a whole invocation's time. */
const LATE_SHARE = 0.1;
const JOB_CHECK_INTERVAL_MS = 5_000;
const MAX_BACKOFF_SECONDS = 900;
const BASE_BACKOFF_SECONDS = 15;
const ACCOUNT_WAIT_SECONDS = 15;

export async function runTask(message: TaskMessage, delivery: Delivery, deps: RunTaskDeps): Promise<TaskAnswer> {
  return await new TaskRun(message, delivery, deps).run();
}

class TaskRun {
  readonly #message: TaskMessage;
  readonly #delivery: Delivery;
  readonly #deps: RunTaskDeps;
  readonly #jobs: JobRepository;
  readonly #leases: AccountLeases;
  readonly #started: number;
  /** The run's place in the order of runs. Undefined until it has the account's lease. */
  #observedAt: string | undefined;
  /** The service and regions to which the job is limited; undefined if it covers all. */
  #scope: LastRun['scope'];
  /** Whether this attempt met an error of Muster's own that ended a part of its work. */
  #isFaulty = false;
  /** The part of the trace that the task is, once it has the account. */
  #span = NO_SPAN;
  /** The requests that this attempt sent to a cloud. */
  #apiCalls = 0;

  constructor(message: TaskMessage, delivery: Delivery, deps: RunTaskDeps) {
    this.#message = message;
    this.#delivery = delivery;
    this.#deps = deps;
    this.#jobs = new JobRepository(deps.store);
    this.#leases = new AccountLeases(deps.store, deps.work.operation.name);
    this.#started = deps.clock.now();
  }

  async run(): Promise<TaskAnswer> {
    const { job_id, account_id } = this.#message;
    const job = await this.#jobs.get(job_id, { consistent: true });
    const found = job && (await this.#jobs.task(job_id, account_id));
    if (!job || !found || isTerminal(found.status)) return DONE;
    this.#scope = scopeOf(job);
    const hasLostAWorker = found.lost_leases > 0 || isAbandoned(found, this.#deps.clock.now());
    if (hasLostAWorker && !this.#delivery.alone) return ALONE;
    const leaseUntil = this.#delivery.deadline + LEASE_MARGIN_MS;
    const task = await this.#jobs.claim(found, leaseUntil, this.#deps.clock.now());
    if (!task) return DONE;
    const overdue = this.#errorOfEndedJob(job);
    if (overdue) return await this.#end(task, { status: 'failed', error: overdue });

    const account = await this.#deps.accounts.get(account_id, { consistent: true });
    if (!account?.enabled) return await this.#end(task, { status: 'failed', error: account ? disabledError(task) : noAccountError(task) });
    const lease = await this.#leases.take(account_id, task, leaseUntil, this.#deps.clock.now());
    if (!lease.taken) return await this.#waitForAccount(task);
    // A message that is received again has spent part of that time with a worker, not in the queue.
    if (this.#delivery.receiveCount === 1) countWait(job, task, this.#started, this.#deps.metrics);
    this.#span = await this.#deps.spans.begin(`${job.operation} task`);
    this.#span.annotate({ operation: job.operation, job_id, account_id });
    let failure: unknown;
    try {
      return await this.#work(job, task, account, lease);
    } catch (error) {
      failure = error;
      return await this.#unexpected(task, error);
    } finally {
      this.#span.end(failure);
    }
  }

  async #work(job: JobRow, task: TaskRow, account: AccountRow, lease: TakenLease): Promise<TaskAnswer> {
    this.#observedAt = lease.observed_at;
    const { name } = this.#deps.work.operation;
    const context = { job, task, before: task.totals?.[name], account, lease };
    const done = await this.#timed(job, (stage) =>
      this.#deps.work.run({
        ...context,
        isNewest: async () => await this.#leases.isNewest(account.account_id, lease.observed_at),
        hasWholeTime: this.#hasWholeTime(),
        lastTry: this.#isLastReceive(),
        stage,
        stop: this.#stopSignal(),
        reportFault: (error, about) => this.#reportFault(task, error, about),
        addApiCalls: (requests) => {
          this.#apiCalls += requests;
        },
      }),
    );
    if ('failure' in done) return await this.#workFailed(task, done);
    const { totals, position, status, error, found } = done;
    const progress = { ...(totals && { totals: { [name]: totals } }), ...this.#withApiCalls(task) };
    const isCancelled = done.stopped === 'cancelled';
    const cutOff = isCancelled ? this.#errorOfEndedJob((await this.#jobs.get(job.job_id, { consistent: true })) ?? job) : undefined;
    if (cutOff) return await this.#end(task, { ...progress, status: 'failed', error: cutOff }, found);
    if (!position) return await this.#end(task, { ...progress, status, ...(error && { error }) }, found);
    if (done.stopped === 'out_of_time') return await this.#continueLater(task, { ...progress, position, hops: task.hops + 1 });
    return await this.#retryLater(task, { ...progress, position });
  }

  async #timed<T>(job: JobRow, work: (stage: Stage) => Promise<T>): Promise<T> {
    const times = new StageTimes(this.#deps.clock, this.#span);
    try {
      return await times.stage('work', () => work(times.stage));
    } finally {
      countStages(job, times.seconds(), this.#deps.metrics);
    }
  }

  /** Ends the task, updates the account's row and the job's counters, and closes the job if this was its last task. */
  async #end(
    task: TaskRow,
    end: Partial<TaskRow> & { readonly status: 'completed' | 'partial' | 'failed' },
    found: AccountFacts = {},
  ): Promise<TaskAnswer> {
    const now = this.#deps.clock.now();
    this.#span.annotate({ outcome: end.status });
    const ended = await this.#jobs.finish(task, end, now);
    await this.#updateAccount(task, { ...found, ...(ended && this.#factsOfEnd(task, end, isoTime(now), found)) });
    await this.#release(task);
    if (ended) reportEndedTask(task, this.#deps.work.operation.name, { ...end, isFaulty: this.#isFaulty }, this.#deps);
    if (ended) await settleIfDone(await this.#jobs.count(task.job_id, end.status), { ...this.#deps, until: this.#delivery.deadline });
    return DONE;
  }

  /** The facts about a task that this worker has ended, for the account's row. */
  #factsOfEnd({ job_id }: TaskRow, { status, error }: Pick<TaskRow, 'status' | 'error'>, at: string, found: AccountFacts): AccountFacts {
    const { work } = this.#deps;
    const last: LastRun = {
      job_id,
      status,
      at,
      ...(error && { error: error.message, error_class: error.class }),
      ...(this.#scope && { scope: this.#scope }),
    };
    return { ...work.endTask?.(last, found), [`last_${work.operation.name}`]: last };
  }

  async #workFailed(task: TaskRow, { failure, retryable }: WorkFailed): Promise<TaskAnswer> {
    const progress = this.#withApiCalls(task);
    if (retryable && !this.#isLastReceive()) return await this.#retryLater(task, progress);
    return await this.#end(task, { ...progress, status: 'failed', error: failure });
  }

  /** Logs the whole error, and retries while the queue delivers the message again; then ends the task with one sentence. */
  async #unexpected(task: TaskRow, error: unknown): Promise<TaskAnswer> {
    this.#deps.log.error('A task met an unexpected error.', { ...this.#message, attempt: task.attempt, error });
    if (error instanceof ConditionFailed) {
      // A newer run has the account, so that nothing this one has read may be stored.
      await this.#leases.release(task.account_id, task, this.#deps.clock.now());
      return await this.#retryLater(task, this.#withApiCalls(task));
    }
    if (!this.#isLastReceive()) return await this.#retryLater(task, this.#withApiCalls(task));
    const taskError: TaskError = {
      class: 'fault',
      error_code: error instanceof Error ? error.name : 'Unknown',
      message: `The ${this.#deps.work.operation.name} of ${task.account_id} failed because of an error in Muster; see the worker's log.`,
    };
    return await this.#end(task, { ...this.#withApiCalls(task), status: 'failed', error: taskError });
  }

  #reportFault({ attempt }: TaskRow, error: unknown, about: object): void {
    this.#isFaulty = true;
    this.#deps.log.error('A part of a task met an unexpected error.', { ...this.#message, attempt, ...about, error });
  }

  /** Called if another task works on the account. Sends a new message with a delay, so that waiting uses up no receives. */
  async #waitForAccount(task: TaskRow): Promise<TaskAnswer> {
    const put = await this.#jobs.putBack(task, {}, this.#deps.clock.now());
    if (put) await this.#send(task, ACCOUNT_WAIT_SECONDS * (1 + this.#deps.random.fraction()));
    return DONE;
  }

  async #continueLater(task: TaskRow, progress: Partial<TaskRow>): Promise<TaskAnswer> {
    this.#span.annotate({ outcome: 'continues' });
    const put = await this.#jobs.putBack(task, progress, this.#deps.clock.now());
    await this.#release(task);
    if (put) await this.#send(task, 0);
    return DONE;
  }

  async #retryLater(task: TaskRow, progress: Partial<TaskRow>): Promise<TaskAnswer> {
    this.#span.annotate({ outcome: 'retries' });
    const put = await this.#jobs.putBack(task, progress, this.#deps.clock.now());
    await this.#release(task);
    if (!put) return DONE;
    const backoff = Math.min(MAX_BACKOFF_SECONDS, BASE_BACKOFF_SECONDS * 2 ** (this.#delivery.receiveCount - 1));
    return { kind: 'retry', delay_seconds: Math.ceil(backoff * (0.5 + this.#deps.random.fraction() / 2)) };
  }

  /** Writes nothing if the run never had the account. */
  async #updateAccount({ account_id }: TaskRow, facts: AccountFacts): Promise<void> {
    const { accounts, work } = this.#deps;
    if (this.#observedAt === undefined || Object.keys(facts).length === 0) return;
    await accounts.recordRun(account_id, work.operation.name, this.#observedAt, facts);
  }

  async #release(task: TaskRow): Promise<void> {
    await this.#leases.release(task.account_id, task, this.#deps.clock.now());
  }

  async #send(task: TaskRow, delaySeconds: number): Promise<void> {
    await this.#deps.queue.send([taskMessage(task, task.account_id, Math.ceil(delaySeconds))]);
  }

  /** The task's requests to clouds, this attempt's among them. */
  #withApiCalls(task: TaskRow): Pick<TaskRow, 'api_calls'> {
    return { api_calls: task.api_calls + this.#apiCalls };
  }

  #hasWholeTime(): boolean {
    const { began, deadline } = this.#delivery;
    return this.#started - began <= (deadline - began) * LATE_SHARE;
  }

  #isLastReceive(): boolean {
    return this.#delivery.receiveCount >= this.#delivery.maxReceiveCount;
  }

  /** The error of a task whose job is cancelled or past its deadline. Undefined while the task may go on. */
  #errorOfEndedJob(job: JobRow): TaskError | undefined {
    if (job.cancel_requested_at !== undefined) return cancelledError;
    return isoTime(this.#deps.clock.now()) > job.deadline ? deadlineError(job, operationOf(this.#deps.operations, job)) : undefined;
  }

  /** The function that tells the work when to stop. It reads the clock each time, and the job's row every few seconds. */
  #stopSignal(): () => Promise<StopReason | undefined> {
    const { clock } = this.#deps;
    const budget = this.#delivery.deadline - this.#started;
    const stopAt = this.#delivery.deadline - Math.min(MAX_RESERVE_MS, budget * RESERVE_SHARE);
    let checkedAt = clock.now();
    return async () => {
      if (clock.now() >= stopAt) return 'out_of_time';
      if (clock.now() - checkedAt < JOB_CHECK_INTERVAL_MS) return undefined;
      checkedAt = clock.now();
      const job = await this.#jobs.get(this.#message.job_id);
      return !job || isEnded(job.status) || this.#errorOfEndedJob(job) ? 'cancelled' : undefined;
    };
  }
}

function scopeOf({ service, scope: { regions } }: JobRow): LastRun['scope'] {
  if (service === '*' && regions === '*') return undefined;
  return { ...(service !== '*' && { service }), ...(regions !== '*' && { regions }) };
}
