/** What must hold at every write, whatever goes wrong. A breach is thrown out of the simulation with what was seen. */
import { canonicalJson } from '../../shared/inventory/canonical-json.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import type { ResourceRow, SliceCoverage } from '../../shared/inventory/model.ts';
import { isEnded, isTerminal, type JobRow, type TaskRow } from '../../shared/jobs/model.ts';
import { CLOCK_SKEW_MS } from '../../shared/jobs/job-repository.ts';
import type { Invocation } from './invocation.ts';
import type { CloudAccount, CloudEvents, CloudSlice, Listing } from './sim-cloud.ts';
import type { Tables, Write } from './sim-store.ts';

export class Violation extends Error {
  constructor(invariant: string, details: object) {
    super(`${invariant}\n${JSON.stringify(details, null, 2)}`);
    this.name = 'Violation';
  }
}

/** Polls that a job past its deadline may still see. */
const POLLS_AFTER_DEADLINE = 2;
const SUSPECT_POPULATION = 20;

/** One invocation's view of one slice of one account. */
interface Sight {
  readonly listing: Listing;
  /** In use when the listing began. */
  readonly population: number;
  /** Missing from a complete listing before this one. */
  readonly missedBefore: ReadonlySet<string>;
  deleted: number;
}

export class Invariants implements CloudEvents {
  /** The first one that was broken. */
  violation: Violation | undefined;
  readonly #tables: () => Tables;
  readonly #sights = new Map<Invocation, Map<string, Sight>>();
  /** Per slice: what a complete listing has missed since it was last written. */
  readonly #missed = new Map<string, Set<string>>();
  readonly #sessions = new Map<CloudAccount, Set<Invocation>>();
  readonly #holders = new Map<string, Invocation>();
  readonly #pollsPastDeadline = new Map<string, number>();

  constructor(tables: () => Tables) {
    this.#tables = tables;
  }

  require(holds: boolean, invariant: string, details: () => object): void {
    if (!holds) this.violation ??= new Violation(invariant, details());
  }

  written(write: Write): void {
    switch (write.table) {
      case 'jobs':
        if (write.after['listed'] === 'job') this.#jobWritten(write as unknown as JobWrite);
        return;
      case 'job_tasks':
        if ('attempt' in write.after) this.#taskWritten(write as unknown as TaskWrite);
        return;
      case 'resources':
        this.#resourceWritten(write as unknown as ResourceWrite);
        return;
      case 'changes':
        this.require(!write.before || canonicalJson(write.before) === canonicalJson(write.after), 'a change record never changes', () => ({
          before: write.before,
          after: write.after,
        }));
        return;
      case 'coverage':
        this.#coverageWritten(write);
        return;
      default:
    }
  }

  polled(poll: Invocation): void {
    for (const row of this.#tables().rows('jobs')) {
      const job = row as unknown as JobRow;
      if (job.listed !== 'job' || isEnded(job.status) || poll.startedAt <= Date.parse(job.deadline) + CLOCK_SKEW_MS) continue;
      const polls = (this.#pollsPastDeadline.get(job.job_id) ?? 0) + 1;
      this.#pollsPastDeadline.set(job.job_id, polls);
      this.require(polls < POLLS_AFTER_DEADLINE, 'every job ends by its deadline plus two polls', () => ({ job, polls }));
    }
  }

  opened(account: CloudAccount, by: Invocation): void {
    const sessions = this.#sessions.get(account) ?? new Set();
    this.#sessions.set(account, sessions);
    const others = [...sessions].filter((other) => other.alive && other !== by);
    this.require(others.length === 0, 'one run at a time works on an account', () => ({
      account: account.id,
      invocations: [by.name, ...others.map(({ name }) => name)],
    }));
    sessions.add(by);
  }

  closed(account: CloudAccount, by: Invocation): void {
    this.#sessions.get(account)?.delete(by);
  }

  requested(account: CloudAccount, withinLimit: boolean, by: Invocation): void {
    this.require(withinLimit, "no account's API budget is exceeded", () => ({ account: account.id, by: by.name }));
  }

  listing(account: CloudAccount, slice: CloudSlice, listing: Listing, by: Invocation): void {
    const id = `${account.id}#${slice.type.type}#${slice.region}`;
    const sights = this.#sights.get(by) ?? new Map<string, Sight>();
    this.#sights.set(by, sights);
    sights.set(id, { listing, population: this.#inUse(id).length, missedBefore: new Set(this.#missedBy(id)), deleted: 0 });
  }

  listed(account: CloudAccount, slice: CloudSlice, listing: Listing): void {
    const id = `${account.id}#${slice.type.type}#${slice.region}`;
    for (const missing of this.#inUse(id).filter((each) => !listing.ids.has(each))) this.#missedBy(id).add(missing);
  }

  #jobWritten({ before, after }: JobWrite): void {
    if (before && isEnded(before.status)) {
      this.require(false, 'a closed job never changes', () => ({ before, after }));
      return;
    }
    this.require(!before || before.status !== 'in_progress' || after.status !== 'queued', 'a job never goes back', () => ({
      before,
      after,
    }));
    this.require(isEnded(after.status) === (after.open === undefined), 'a job is in the index of open jobs until it ends', () => ({
      after,
    }));
    if (isEnded(after.status)) this.#jobClosed(after);
  }

  #jobClosed(job: JobRow): void {
    const tasks = this.tasksOf(job.job_id);
    this.require(
      tasks.every(({ status }) => isTerminal(status)),
      'a job never closes with a non-terminal task',
      () => ({ job, open: tasks.filter(({ status }) => !isTerminal(status)) }),
    );
    const counted = (status: string): number => tasks.filter((task) => task.status === status).length;
    const rows = { total_accounts: tasks.length, completed: counted('completed'), partial: counted('partial'), failed: counted('failed') };
    const { total_accounts, completed, partial, failed } = job;
    this.require(
      JSON.stringify(rows) === JSON.stringify({ total_accounts, completed, partial, failed }),
      'counts equal rows when a job is closed',
      () => ({ job, rows }),
    );
    const sums = {
      api_calls: tasks.reduce((sum, task) => sum + task.api_calls, 0),
      resources: tasks.reduce((sum, task) => sum + task.counts.resources, 0),
      written: tasks.reduce((sum, { counts }) => sum + counts.added + counts.updated + counts.restored + counts.deleted, 0),
    };
    const totals = job.totals && {
      api_calls: job.totals.api_calls,
      resources: job.totals.counts.resources,
      written: job.totals.counts.added + job.totals.counts.updated + job.totals.counts.restored + job.totals.counts.deleted,
    };
    this.require(JSON.stringify(sums) === JSON.stringify(totals), 'totals equal rows when a job is closed', () => ({ job, sums }));
  }

  #taskWritten({ before, after, by }: TaskWrite): void {
    const job = this.#tables().row('jobs', { job_id: after.job_id }) as unknown as JobRow | undefined;
    this.require(!job || !isEnded(job.status), 'no task of a closed job changes', () => ({ job, before, after }));
    if (!before) return;
    this.require(!isTerminal(before.status), 'a task that has ended never changes', () => ({ before, after }));
    const task = `${after.job_id}/${after.account_id}`;
    if (after.attempt !== before.attempt) {
      this.require(after.attempt === before.attempt + 1 && after.status === 'in_progress', 'an attempt begins with a claim', () => ({
        before,
        after,
      }));
      this.#holders.set(task, by);
      return;
    }
    if (!by.name.startsWith('worker')) return;
    this.require(this.#holders.get(task) === by, 'only the holder of a task writes it', () => ({ before, after, by: by.name }));
  }

  #resourceWritten({ before, after, by }: ResourceWrite): void {
    const details = () => ({ before, after, by: by.name });
    this.require(!before || before.observed_at <= after.observed_at, 'an older run never overwrites a newer one', details);
    this.require(
      !before || Number(before.config['Revision']) <= Number(after.config['Revision']),
      'what is stored never goes back to an earlier state',
      details,
    );
    this.require(!before || after.version === before.version + 1, 'every change of a row is a version', details);
    const same = before && before.is_last === after.is_last && canonicalJson(stateOf(before)) === canonicalJson(stateOf(after));
    this.require(!same, 'an unchanged resource costs no write', details);
    this.#inScope(after, by);
    if (after.is_last === 0) this.#deleted(after, by);
    else this.#told(after);
    if (after.is_last === 1) this.#missedBy(after.slice_id).delete(after.resource_id);
  }

  #inScope(row: ResourceRow, by: Invocation): void {
    const job = this.#tables().row('jobs', { job_id: row.last_change.job_id }) as unknown as JobRow | undefined;
    const { service = '*', scope } = job ?? {};
    const regions = scope?.regions ?? [];
    this.require(
      (service === '*' || service === row.service) && (regions === '*' || regions.includes(row.region)),
      "nothing is written outside the job's scope",
      () => ({ row, job, by: by.name }),
    );
  }

  #deleted(row: ResourceRow, by: Invocation): void {
    const sight = this.#sights.get(by)?.get(row.slice_id);
    const details = () => ({ row, by: by.name, listing: sight && { ...sight.listing, ids: [...sight.listing.ids] } });
    this.require(sight?.listing.complete === true, 'nothing is deleted from a slice that was not complete', details);
    if (!sight) return;
    this.require(!sight.listing.ids.has(row.resource_id), 'nothing is deleted that was listed', details);
    sight.deleted += 1;
    if (sight.population < SUSPECT_POPULATION || sight.deleted <= sight.population / 2) return;
    this.require(sight.missedBefore.has(row.resource_id), 'more than half of a slice goes only when two runs agree', details);
  }

  /** A later run reads the rows of a slice only if coverage says that there may be some. */
  #told(row: ResourceRow): void {
    const coverage = this.#tables().row('coverage', { account_id: row.account_id, region: row.region });
    const slice = coverage?.[row.type] as SliceCoverage | undefined;
    this.require(slice?.populated === true, 'coverage is told before the first row of a slice', () => ({ row, slice }));
  }

  #coverageWritten({ before, after, by }: Write): void {
    this.require(!before || String(before['observed_at']) <= String(after['observed_at']), 'coverage never goes back', () => ({
      before,
      after,
    }));
    for (const [type, slice] of Object.entries(after) as [string, SliceCoverage][]) {
      if (!/^[A-Z]/.test(type) || JSON.stringify(before?.[type]) === JSON.stringify(slice)) continue;
      const id = `${String(after['account_id'])}#${type}#${String(after['region'])}`;
      const whole = slice.outcome === 'complete' || slice.outcome === 'suspect';
      if (whole && slice.at === after['observed_at']) {
        this.require(
          this.#sights.get(by)?.get(id)?.listing.complete === true,
          'only a slice that was listed to its end is complete',
          () => ({
            slice,
            by: by.name,
          }),
        );
      }
      if (!slice.populated) {
        this.require(this.#inUse(id).length === 0, 'a slice that coverage knows as empty has no row', () => ({ id, slice, by: by.name }));
      }
    }
  }

  tasksOf(jobId: string): readonly TaskRow[] {
    return [...this.#tables().rows('job_tasks')].filter((row) => row['job_id'] === jobId) as unknown as TaskRow[];
  }

  #missedBy(sliceId: string): Set<string> {
    const missed = this.#missed.get(sliceId) ?? new Set();
    this.#missed.set(sliceId, missed);
    return missed;
  }

  #inUse(sliceId: string): readonly string[] {
    const rows = [...this.#tables().rows('resources')];
    return rows.filter((row) => row['slice_id'] === sliceId && row['is_last'] === 1).map((row) => String(row['resource_id']));
  }
}

type Written<T> = Omit<Write, 'before' | 'after'> & { readonly before: T | undefined; readonly after: T };
type JobWrite = Written<JobRow>;
type TaskWrite = Written<TaskRow>;
type ResourceWrite = Written<ResourceRow>;
