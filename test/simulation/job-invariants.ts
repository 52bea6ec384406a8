/** The invariants of jobs, tasks and leases that are checked at every write and after every poll. */
import type { AccountRow } from '../../shared/connections/model.ts';
import type { LeaseRow } from '../../shared/jobs/account-lease.ts';
import { CLOCK_SKEW_MS } from '../../shared/jobs/job-repository.ts';
import { isEnded, isTerminal, type JobRow, type TaskRow as AnyTaskRow } from '../../shared/jobs/model.ts';
import { OPERATION_NAMES, type OperationName, type Totals } from '../../shared/operations.ts';
import { serviceName } from '../../shared/service-names.ts';
import { FOLLOW_UP_GRACE_MS } from '../../shared/jobs/settle-job.ts';
import type { Item } from '../../shared/storage/store.ts';
import { GLOBAL_SEGMENT } from '../../shared/clouds/cloud.ts';
import { SIM_REGIONS, SIM_TYPES } from './sim-cloud.ts';
import type { Invocation } from './invocation.ts';
import type { Tables, Written } from './sim-store.ts';
import type { Violations } from './violations.ts';

type TaskRow = AnyTaskRow<Totals>;

/** The number of undisturbed polls within which the poller must have done what is due. */
const PATIENCE_POLLS = 2;
/** A message is lost if its queue has been empty for this long: the poller's own wait, the lag of the queue's depth, and clock skew. */
const LOST_MESSAGE_MS = 8 * 60_000;

const counted = ({ completed, partial, failed }: JobRow): number => completed + partial + failed;

/** The number of slices of one account that the job covers. */
function slicesOf({ service, scope: { regions } }: JobRow): number {
  const types = SIM_TYPES.filter((type) => service === '*' || serviceName(type) === service);
  const global = regions === '*' || regions.includes(GLOBAL_SEGMENT) ? 1 : 0;
  const regional = regions === '*' ? SIM_REGIONS.length : regions.filter((region) => region !== GLOBAL_SEGMENT).length;
  return types.reduce((sum, { scope }) => sum + (scope === 'global' ? global : regional), 0);
}

export class JobInvariants {
  readonly #tables: Tables;
  readonly #violations: Violations;
  /** Whether clocks differ by no more than the protocol assumes. */
  readonly #clocksAgree: boolean;
  /** By task: the invocation that has claimed its newest attempt. */
  readonly #holders = new Map<string, Invocation>();
  /** By operation and account: the invocation that took the lease last. */
  readonly #lessees = new Map<string, Invocation>();
  /** By job: the invocation that was the last to begin or continue its start. */
  readonly #starters = new Map<string, Invocation>();
  /** The number of polls since something was due. */
  readonly #overdue = new Map<string, number>();
  /** The jobs whose last task each invocation has counted, and which it therefore must close. */
  readonly #toClose = new WeakMap<Invocation, Set<string>>();
  /** Client tokens of requests that the job handler has refused. */
  readonly #refused = new Set<string>();

  constructor(tables: Tables, violations: Violations, clocksAgree: boolean) {
    this.#tables = tables;
    this.#violations = violations;
    this.#clocksAgree = clocksAgree;
  }

  jobWritten({ before, after, by }: Written<JobRow>): void {
    const details = () => ({ before, after, by: by.name });
    const { require } = this.#requirements(details);
    require(!before || !isEnded(before.status), 'a closed job never changes');
    require(before?.status !== 'in_progress' || after.status !== 'queued', 'a job never goes back');
    require(before?.started_at === undefined || before.started_at === after.started_at, 'a job starts once');
    require(!before || before.plan_id === after.plan_id, 'the plan of a job never changes');
    require(isEnded(after.status) === (after.open === undefined), 'a job is in the index of open jobs until it ends');
    require(after.enqueue_until === undefined || after.status === 'queued', 'only a queued job is being started');
    if (!before) this.#jobCreated(after);
    if (after.enqueue_until !== undefined && before?.enqueue_until !== after.enqueue_until) {
      require(!this.#clocksAgree || !this.#starters.get(after.job_id)?.alive, 'a start is not taken from a living starter');
      this.#starters.set(after.job_id, by);
    }
    if (isEnded(after.status)) this.#jobClosed(after, by);
    else if (before && counted(before) < counted(after) && counted(after) >= after.total_accounts) this.#countedToEnd(after, by);
  }

  taskWritten({ before, after, by }: Written<TaskRow>): void {
    const { require } = this.#requirements(() => ({ job, before, after, by: by.name }));
    const job = this.#job(after.job_id);
    require(!job || !isEnded(job.status), 'no task of a closed job changes');
    if (!before) {
      // A late write of a dead starter may still arrive; it changes no existing task. Past the deadline the poller writes tasks to fail them.
      const over = job !== undefined && by.clock.now() > Date.parse(job.deadline);
      require(over ||
        !this.#clocksAgree ||
        !by.alive ||
        this.#starters.get(after.job_id) === by, 'only one invocation at a time starts a job');
      const asked = job?.scope.accounts ?? [];
      require(typeof asked === 'string' || asked.includes(after.account_id), 'a job covers the accounts that were asked for');
      return;
    }
    if (job?.operation === 'inventory' && (after.status === 'completed' || after.status === 'partial')) {
      const reported = Object.values(after.totals?.inventory?.slices ?? {}).reduce((sum, slices) => sum + slices, 0);
      require(reported === slicesOf(job), 'the totals of an ended task count every slice');
    }
    require(!isTerminal(before.status), 'a task that has ended never changes');
    const id = `${after.job_id}/${after.account_id}`;
    const holder = this.#holders.get(id);
    if (after.attempt !== before.attempt) {
      require(after.attempt === before.attempt + 1 && after.status === 'in_progress', 'an attempt begins with a claim');
      if (this.#clocksAgree) require(before.status === 'queued' || !holder?.alive, 'a task is not taken from a living worker');
      this.#holders.set(id, by);
      return;
    }
    if (by.name.startsWith('worker')) {
      require(holder === by, 'only the holder of a task writes it');
    } else if (before.status === 'in_progress' && this.#clocksAgree) {
      const over = job !== undefined && Date.parse(job.deadline) < by.clock.now();
      require(!holder?.alive || over, 'a task is not taken from a living worker');
    } else if (before.status !== 'in_progress') {
      require(after.status !== 'in_progress', 'only a claim sets a task in progress');
    }
  }

  accountWritten({ before, after, by }: Written<AccountRow>): void {
    const { require } = this.#requirements(() => ({ before, after, by: by.name }));
    for (const operation of OPERATION_NAMES) {
      const [earlier, later] = [before, after].map((row) => (row as Item | undefined)?.[`${operation}_observed_at`] as string | undefined);
      require(earlier === undefined || earlier <= (later ?? ''), "an older run does not overwrite a newer run's facts about an account");
    }
  }

  leaseWritten({ before, after, by }: Written<LeaseRow>): void {
    const { require } = this.#requirements(() => ({ before, after, by: by.name }));
    const lease = `${after.operation} ${after.account_id}`;
    if (before?.lease_until !== undefined && after.lease_until === undefined) {
      require(this.#lessees.get(lease) === by, "a run releases its own lease, not another run's");
    }
    if (before?.observed_at !== after.observed_at) {
      require(before?.observed_at === undefined ||
        before.observed_at < (after.observed_at ?? ''), 'runs over an account are strictly ordered');
      this.#lessees.set(lease, by);
    }
  }

  /** Called after a poll that no fault disturbed. `emptySince` says since when each queue has had no message at all. */
  polled(poll: Invocation, emptySince: Readonly<Record<OperationName, number | undefined>>): void {
    for (const job of this.#openJobs()) {
      const past = poll.startedAt > Date.parse(job.deadline) + 2 * CLOCK_SKEW_MS;
      this.#patience(`deadline ${job.job_id}`, past, 'every job ends by its deadline plus two polls', () => ({ job }));
      if (!this.#clocksAgree) continue;
      for (const task of this.tasksOf(job.job_id)) {
        const id = `${task.account_id} of ${job.job_id} at ${task.attempt}/${task.lost_leases}/${task.resends}`;
        const dead = task.status === 'in_progress' && Date.parse(task.lease_until ?? '') < poll.startedAt - 2 * CLOCK_SKEW_MS;
        this.#patience(`lease ${id}`, dead, 'no task is left with a dead worker', () => ({ task }));
        const waits = task.status === 'queued' && Date.parse(task.enqueued_at) < poll.startedAt - LOST_MESSAGE_MS;
        const lost = waits && (emptySince[job.operation as OperationName] ?? Infinity) < poll.startedAt - LOST_MESSAGE_MS;
        this.#patience(`message ${id}`, lost && job.status === 'in_progress', 'no task is left without a message', () => ({ task }));
      }
    }
  }

  returned(invocation: Invocation): void {
    const open = [...(this.#toClose.get(invocation) ?? [])].filter((jobId) => this.#job(jobId)?.open !== undefined);
    this.#toClose.delete(invocation);
    this.#violations.require(open.length === 0, 'the invocation that ends the last task of a job closes the job', () => ({
      open,
      by: invocation.name,
    }));
  }

  refused(clientToken: string): void {
    this.#refused.add(clientToken);
  }

  tasksOf(jobId: string): readonly TaskRow[] {
    return [...this.#tables.rows('job_tasks')].filter((row) => row['job_id'] === jobId) as unknown as TaskRow[];
  }

  #jobCreated(job: JobRow): void {
    const { require } = this.#requirements(() => ({ job }));
    const others = this.#jobs().filter(({ job_id }) => job_id !== job.job_id);
    const token = job.client_token;
    require(token === undefined || others.every((other) => other.client_token !== token), 'a client_token stands for one job');
    const parent = /^then:([^:]+)/.exec(token ?? '')?.[1];
    const siblings = parent ? others.filter((other) => other.client_token?.startsWith(`then:${parent}`)) : [];
    require(siblings.length === 0, 'a job has one follow-up');
  }

  #countedToEnd({ job_id, total_accounts }: JobRow, by: Invocation): void {
    const tasks = this.tasksOf(job_id);
    if (tasks.length !== total_accounts || tasks.some(({ status }) => !isTerminal(status))) return;
    this.#toClose.set(by, (this.#toClose.get(by) ?? new Set()).add(job_id));
  }

  #jobClosed(job: JobRow, by: Invocation): void {
    const tasks = this.tasksOf(job.job_id);
    const open = tasks.filter(({ status }) => !isTerminal(status));
    this.#violations.require(open.length === 0, 'a job never closes with a non-terminal task', () => ({ job, open }));
    const ended = (status: string): number => tasks.filter((task) => task.status === status).length;
    const rows = [tasks.length, ended('completed'), ended('partial'), ended('failed')];
    const counters = [job.total_accounts, job.completed, job.partial, job.failed];
    this.#violations.require(rows.join(' ') === counters.join(' '), 'counts equal rows when a job is closed', () => ({
      job,
      rows,
      counters,
    }));
    const done = job.status === 'completed' || job.status === 'completed_with_errors';
    const followed = job.then === undefined || !done || job.then_job_id !== undefined || job.then_error !== undefined;
    this.#violations.require(followed, 'a job that is done has started its follow-up', () => ({ job }));
    const early = job.then_error !== undefined && by.clock.now() < Date.parse(job.deadline) + FOLLOW_UP_GRACE_MS;
    const refused = this.#refused.has(`then:${job.job_id}`);
    this.#violations.require(
      !early || refused,
      'a job ends without its follow-up only if the follow-up was refused or its time is over',
      () => ({ job }),
    );
    const sum = (value: (done: Pick<TaskRow, 'totals' | 'api_calls'>) => number): readonly [number, number] => [
      tasks.reduce((total, task) => total + value(task), 0),
      value({ totals: {}, api_calls: NaN, ...(job as JobRow<Totals>) }),
    ];
    const sums = [
      sum(({ api_calls }) => api_calls),
      sum(({ totals }) => totals?.inventory?.counts.resources ?? 0),
      sum(({ totals }) => {
        const { added = 0, updated = 0, restored = 0, deleted = 0 } = totals?.inventory?.counts ?? {};
        return added + updated + restored + deleted;
      }),
      sum(({ totals }) => totals?.scan?.counts.evaluated ?? 0),
      sum(({ totals }) => totals?.export?.files ?? 0),
    ];
    this.#violations.require(
      sums.every(([rowSum, total]) => rowSum === total),
      'totals equal rows when a job is closed',
      () => ({ job, sums }),
    );
  }

  #patience(id: string, waits: boolean, invariant: string, details: () => object): void {
    if (!waits) return;
    const polls = (this.#overdue.get(id) ?? 0) + 1;
    this.#overdue.set(id, polls);
    this.#violations.require(polls < PATIENCE_POLLS, invariant, () => ({ ...details(), polls }));
  }

  #requirements(details: () => object) {
    return {
      require: (holds: boolean, invariant: string): void => {
        this.#violations.require(holds, invariant, details);
      },
    };
  }

  #job(jobId: string): JobRow | undefined {
    return this.#tables.row('jobs', { job_id: jobId }) as JobRow | undefined;
  }

  #jobs(): readonly JobRow[] {
    return [...this.#tables.rows('jobs')].filter((row) => row['listed'] === 'job') as unknown as readonly JobRow[];
  }

  #openJobs(): readonly JobRow[] {
    return this.#jobs().filter(({ status }) => !isEnded(status));
  }
}
