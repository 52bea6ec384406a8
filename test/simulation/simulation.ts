/**
 * Runs the history of one seed. Users, schedules and clouds act at random while faults happen. Then the faults stop, every open job
 * must end, and after a clean run the stored state must equal the clouds'.
 */
import { GLOBAL_SEGMENT } from '../../shared/clouds/cloud.ts';
import { AccountDirectory } from '../../shared/connections/account-repository.ts';
import { ConnectionDirectory } from '../../shared/connections/connection-repository.ts';
import { parseAccountId, resourceUid } from '../../shared/ids.ts';
import { isEnded, type JobRow } from '../../shared/jobs/model.ts';
import type { Totals } from '../../shared/operations.ts';
import type { SuppressionRow } from '../../shared/scan/model.ts';
import { Chance } from './chance.ts';
import { type FaultName, Faults } from './faults.ts';
import { checkFindings, checkHistory, checkLinks, checkState } from './final-checks.ts';
import { Invariants } from './invariants.ts';
import { ManagedSimulation } from './managed/managed-simulation.ts';
import { Invocation, type Surroundings } from './invocation.ts';
import { Platform } from './platform.ts';
import { Scheduler } from './scheduler.ts';
import { CloudAccount, SimCloud } from './sim-cloud.ts';
import { Bucket } from './sim-bucket.ts';
import { SimPolicies } from './sim-policies.ts';
import { SimStore, Tables } from './sim-store.ts';
import { resourceId, Users } from './users.ts';
import { Violation, Violations } from './violations.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 86_400 * SECOND;
const START = Date.parse('2026-11-21T02:00:00.000Z');
/** After this many days the rows of deleted resources, of tokens and of tasks have expired. */
const LONG_PAUSE_DAYS = 100;
const MAX_CLEAN_RUNS = 4;
/** The time between two checks for open work. Not a multiple of a minute, or every check would find a poll running. */
const LOOK_MS = 37 * SECOND;
/** Longer than any deadline, and than the visibility timeout of any message. */
const PATIENCE_MS = 12 * 60 * MINUTE;

export interface Outcome {
  readonly seed: number;
  readonly violation?: Violation;
  /** Equal for two runs of a seed over the same code. */
  readonly digest: string;
  /** Every kind of call to the tables, with the function that made it: `poller jobs query open_jobs`. */
  readonly calls: ReadonlySet<string>;
  readonly jobs: number;
  readonly events: number;
  readonly virtual_ms: number;
  /** How often each fault happened. */
  readonly faults: ReadonlyMap<FaultName, number>;
}

export interface SimulationOptions {
  readonly trace?: (line: string) => void;
}

/** The jobs' history of the seed, and then that of managed resources. They share nothing but the seed. */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<Outcome> {
  const { trace } = options;
  const simulation = new Simulation(seed, options);
  const managed = new ManagedSimulation(seed, trace ? (line) => trace(line()) : () => undefined);
  let violation: Violation | undefined;
  try {
    await simulation.run();
    await managed.run();
  } catch (error) {
    violation =
      error instanceof Violation
        ? error
        : new Violation('no unexpected error happens', { error: error instanceof Error ? error.stack : error });
  }
  const figures = simulation.figures();
  return {
    seed,
    ...(violation && { violation }),
    ...figures,
    digest: `${figures.digest}/${managed.digest}`,
    calls: new Set([...figures.calls, ...managed.tables.calls]),
    events: figures.events + managed.happened,
    virtual_ms: figures.virtual_ms + managed.lasted,
    faults: summed(figures.faults, managed.faults.counts),
  };
}

function summed<Name>(...counts: readonly ReadonlyMap<Name, number>[]): ReadonlyMap<Name, number> {
  const sums = new Map<Name, number>();
  for (const each of counts) for (const [name, count] of each) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

class Simulation {
  readonly #scheduler = new Scheduler(START);
  readonly #chance: Chance;
  readonly #faults: Faults;
  readonly #surroundings: Surroundings;
  readonly #violations = new Violations();
  readonly #invariants: Invariants;
  readonly #tables: Tables;
  readonly #cloud: SimCloud;
  readonly #policies: SimPolicies;
  readonly #platform: Platform;
  readonly #users: Users;
  readonly #deadlineHours: number;
  #polling = true;

  constructor(seed: number, { trace }: SimulationOptions) {
    const chance = new Chance(seed);
    this.#chance = chance;
    this.#faults = new Faults(chance);
    this.#surroundings = {
      scheduler: this.#scheduler,
      chance,
      faults: this.#faults,
      trace: trace ? (line) => trace(`${new Date(this.#scheduler.now()).toISOString()} ${line()}`) : () => undefined,
    };
    this.#tables = new Tables(this.#surroundings);
    this.#policies = new SimPolicies(this.#scheduler);
    const isShort = this.#faults.hits('short_deadlines');
    const usual = chance.hits(0.3) ? chance.int(10, 60) / 60 : chance.int(1, 5);
    this.#deadlineHours = isShort ? chance.int(2, 8) / 60 : usual;
    const bucket = new Bucket();
    this.#invariants = new Invariants(this.#tables, bucket, this.#policies, this.#scheduler, this.#violations, this.#faults);
    this.#tables.onWrite = (write) => {
      this.#invariants.written(write);
    };
    bucket.onWrite = (change) => {
      this.#invariants.exports.objectWritten(change);
    };
    const accounts = Array.from({ length: chance.int(1, 3) }, (_, index) => new CloudAccount(`aws:${String(index + 1).repeat(12)}`));
    this.#cloud = new SimCloud(accounts, this.#surroundings, this.#invariants.inventory);
    const settings = {
      // After the faults have stopped, jobs need an hour, because the leases of dead workers may still have to expire.
      deadlineHours: () => (this.#faults.on ? this.#deadlineHours : Math.max(1, this.#deadlineHours)),
      workers: chance.int(1, 5),
      concurrency: chance.int(1, 4),
    };
    this.#platform = new Platform(this.#tables, bucket, this.#cloud, this.#policies, this.#surroundings, settings, this.#invariants);
    this.#platform.bus.onEvent = (event, by) => {
      this.#invariants.events.accepted(event, by);
    };
    this.#users = new Users(this.#platform, this.#cloud, this.#policies, this.#tables, this.#surroundings);
  }

  figures() {
    return {
      calls: this.#tables.calls,
      digest: `${this.#chance.state()}/${this.#scheduler.happened}/${this.#scheduler.now()}/${this.#tables.digest}`,
      jobs: [...this.#tables.rows('jobs')].filter((row) => row['listed'] === 'job').length,
      events: this.#scheduler.happened,
      virtual_ms: this.#scheduler.now() - START,
      faults: this.#faults.counts,
    };
  }

  async run(): Promise<void> {
    await this.#register();
    this.#populate();
    this.#pollEveryMinute();
    await this.#disturbedPhase();
    await this.#settle();
    await this.#through(this.#users.enableAll());
    if (this.#chance.hits(0.2)) await this.#longPause();
    await this.#cleanRuns();
    await this.#cleanScans();
    if (this.#users.hasExports) await this.#cleanExports();
    await this.#replay();
    // Runs that overlap because their clocks differ too much may leave a row that no later run reads. Its history is complete all the same.
    if (this.#faults.clocksAgree) checkState(this.#tables, this.#cloud, this.#violations);
    checkHistory(this.#tables, this.#violations);
    checkLinks(this.#tables, this.#violations);
    this.#invariants.events.checkEnd();
    const lost = this.#users.promised.filter((job_id) => !this.#tables.row('jobs', { job_id })?.['completed_at']);
    this.#violations.require(lost.length === 0, 'a job whose request was answered with 202 exists and ends', () => ({ lost }));
    this.#check();
  }

  #check(): void {
    if (this.#violations.first) throw this.#violations.first;
  }

  /** Lets time pass until `done`, or until something is broken. */
  async #until(done: () => boolean): Promise<void> {
    await this.#scheduler.until(() => this.#violations.first !== undefined || done());
    this.#check();
  }

  /** Lets time pass until `work` is done. */
  async #through<T>(work: Promise<T>): Promise<T> {
    let done = false;
    void work.finally(() => (done = true));
    await this.#until(() => done);
    return await work;
  }

  async #register(): Promise<void> {
    this.#faults.on = false;
    const setUp = new Invocation('set-up', DAY, this.#surroundings);
    const store = new SimStore(this.#tables, setUp, this.#surroundings);
    const registration = setUp.run(async () => {
      await new ConnectionDirectory(store).ensureDefault({ provider: 'aws', settings: { role_name: 'MusterReadRole' } }, setUp.clock);
      for (const id of this.#cloud.accounts.keys()) {
        await new AccountDirectory(store).add({ account_id: parseAccountId(id), connection_id: 'aws' }, setUp.clock);
      }
      await this.#giveAway(store);
    });
    await this.#through(registration);
    this.#faults.on = true;
  }

  /** Some accounts have an owner, and so have some single resources. */
  async #giveAway(store: SimStore): Promise<void> {
    for (const [account_id, { slices }] of this.#cloud.accounts) {
      const customer_id = this.#chance.pick(['cus_one', 'cus_two']);
      const owned = this.#chance.pick(['whole', 'in part', 'not'] as const);
      if (owned === 'whole') await store.update('accounts', { account_id }, { set: { customer_id } });
      else if (owned === 'in part')
        for (const { type, segment } of slices) {
          const resource_uid = resourceUid(parseAccountId(account_id), type.type, segment, resourceId(0));
          await store.put('customer_resources', { resource_uid, account_id, customer_id });
        }
    }
  }

  #populate(): void {
    const big = this.#faults.hits('big_slices');
    for (const account of this.#cloud.accounts.values()) {
      // A slow account cannot be read within a deadline of minutes, nor can a big slice of one within an hour.
      account.slow = !big && this.#deadlineHours >= 1 && this.#faults.hits('slow_account');
      for (const slice of account.slices) {
        const size = big && slice.segment === GLOBAL_SEGMENT ? this.#chance.int(20, 30) : this.#chance.int(0, 4);
        for (let index = 0; index < size; index++) this.#cloud.touch(slice, resourceId(index));
      }
    }
  }

  #pollEveryMinute(): void {
    if (!this.#polling) return;
    if (!this.#faults.hits('poll_missed')) void this.#platform.poll();
    // The second poll comes almost at the same time, or at any time before the next one.
    if (this.#faults.hits('poll_doubled'))
      this.#scheduler.after(this.#chance.int(0, this.#chance.pick([50, MINUTE])), () => void this.#platform.poll());
    this.#scheduler.after(MINUTE, () => {
      this.#pollEveryMinute();
    });
  }

  async #disturbedPhase(): Promise<void> {
    const length = this.#chance.int(2, this.#chance.pick([15, 90])) * MINUTE;
    const sometime = (happen: () => void): void => {
      this.#scheduler.after(this.#chance.int(0, length), happen);
    };
    void this.#users.startEverything();
    for (let left = this.#chance.int(1, 7); left > 0; left--) sometime(() => this.#users.act());
    if (this.#chance.hits(0.15)) sometime(() => this.#users.rush());
    if (!this.#faults.clocksAgree || this.#chance.hits(0.15)) sometime(() => void this.#users.changeAndScanOften());
    for (let left = this.#chance.int(0, this.#faults.clocksAgree ? 30 : 120); left > 0; left--) sometime(() => this.#users.changeCloud());
    if (this.#faults.hits('poison_messages')) sometime(() => this.#users.poison());
    // The bus is down for an hour, which may outlast the other faults.
    if (this.#faults.hits('bus_down'))
      sometime(() => {
        this.#platform.bus.downUntil = this.#scheduler.now() + HOUR;
      });
    await this.#sleep(length);
    this.#faults.on = false;
    this.#cloud.heal();
  }

  /** Lets time pass until every job has ended, every event is sent, and no message and no invocation is left. */
  async #settle(): Promise<void> {
    let left: object = {};
    let idle = false;
    const look = async (): Promise<void> => {
      const unsent = this.#invariants.events.unsent();
      left = {
        ...(await this.#platform.leftovers()),
        ...(this.#openJobs().length > 0 && { open: this.#openJobs() }),
        ...(unsent.length > 0 && { unsent }),
      };
      idle = Object.keys(left).length === 0;
      if (!idle) this.#scheduler.after(LOOK_MS, () => void look());
    };
    this.#platform.pump();
    void look();
    const latest = this.#scheduler.now() + PATIENCE_MS;
    await this.#until(() => {
      if (this.#scheduler.now() > latest) throw new Violation('every job ends, every event is sent, and no message is left', left);
      return idle;
    });
  }

  /** Lets time pass until rows expire. No poll runs meanwhile, because it would find nothing to do. */
  async #longPause(): Promise<void> {
    this.#polling = false;
    await this.#sleep(LONG_PAUSE_DAYS * DAY);
    this.#polling = true;
    this.#pollEveryMinute();
    this.#tables.expire(Math.floor(this.#scheduler.now() / SECOND));
    for (let change = 0; change < 10; change++) this.#users.changeCloud();
  }

  /**
   * Runs one inventory of everything, or two at once, and repeats that until no slice is suspect any more: the next run deletes what the
   * run before it has held.
   */
  async #cleanRuns(): Promise<void> {
    const atOnce = this.#chance.int(1, 2);
    for (let run = 1; run <= MAX_CLEAN_RUNS; run++) {
      const jobs = Array.from({ length: atOnce }, () => this.#users.startEverything());
      const ids = await this.#through(Promise.all(jobs));
      await this.#settle();
      const suspects = ids.map((id) => this.#requireClean(id));
      if (suspects.every((suspect) => suspect === 0)) return;
    }
    throw new Violation('a missing resource is deleted when a second run does not list it either', { runs: MAX_CLEAN_RUNS });
  }

  /** Runs a scan after the inventory, and a second one, which must write no finding. */
  async #cleanScans(): Promise<void> {
    this.#policies.change([], false);
    // The second scan would have to write if a suppression ended between the two.
    const ends = ([...this.#tables.rows('suppressions')] as unknown as readonly SuppressionRow[]).map(({ until }) =>
      until ? Date.parse(until) : 0,
    );
    const last = Math.max(0, ...ends) - this.#scheduler.now();
    if (last > 0) await this.#sleep(last + MINUTE);
    for (const again of [false, true]) {
      const writes = this.#tables.findingWrites;
      const id = await this.#through(this.#users.startEverything('scan'));
      await this.#settle();
      this.#requireClean(id);
      this.#violations.require(!again || this.#tables.findingWrites === writes, 'a second scan writes no finding', () => ({ id }));
    }
    if (this.#faults.clocksAgree) checkFindings(this.#tables, this.#policies, this.#violations);
    this.#check();
  }

  /** Two exports of the same state have the same files. */
  async #cleanExports(): Promise<void> {
    const { exports } = this.#invariants;
    exports.checkPointers();
    // The newest export counts by the clocks of the job handlers, so that time must pass the newest of them first.
    const newest = Math.max(
      ...([...this.#tables.rows('jobs')] as unknown as readonly JobRow[]).map((job) => Date.parse(job.created_at ?? '') || 0),
    );
    if (newest >= this.#scheduler.now()) await this.#sleep(newest + MINUTE - this.#scheduler.now());
    const contents = new Map<string, string>();
    for (let run = 1; run <= 2; run++) {
      const id = await this.#through(this.#users.startEverything('export'));
      await this.#settle();
      this.#requireClean(id);
      exports.checkPointers();
      const { date, files } = exports.contentOf(this.#tables.row('jobs', { job_id: id }) as unknown as JobRow);
      const before = contents.get(date);
      this.#violations.require(before === undefined || before === files, 'two exports of one state are equal', () => ({ before, files }));
      contents.set(date, files);
    }
    this.#check();
  }

  /** Requires that the job has completed without an error. Returns the number of its suspect slices. */
  #requireClean(jobId: string): number {
    const job = this.#tables.row('jobs', { job_id: jobId }) as unknown as JobRow;
    const tasks = this.#invariants.jobs.tasksOf(jobId);
    const suspect = (job as JobRow<Totals>).totals?.inventory?.slices.suspect ?? 0;
    const clean = job.status === (suspect > 0 ? 'completed_with_errors' : 'completed') && tasks.every((task) => task.lost_leases === 0);
    this.#violations.require(clean, 'a run without faults completes', () => ({ job, tasks }));
    this.#check();
    return suspect;
  }

  /** Delivers every message once more after all jobs have ended. None of them may ask for a write. */
  async #replay(): Promise<void> {
    const writes = this.#tables.writes;
    for (const { sent, queue } of Object.values(this.#platform.work)) {
      await queue.send(sent.map((body) => ({ body, group: 'replay' })));
    }
    await this.#settle();
    this.#violations.require(this.#tables.writes === writes, 'replaying any message changes nothing', () => ({
      writes: this.#tables.writes - writes,
    }));
    this.#check();
  }

  #openJobs(): readonly JobRow[] {
    const jobs = [...this.#tables.rows('jobs')] as unknown as readonly JobRow[];
    return jobs.filter((job) => job.listed === 'job' && !isEnded(job.status));
  }

  async #sleep(ms: number): Promise<void> {
    let over = false;
    this.#scheduler.after(ms, () => (over = true));
    await this.#until(() => over);
  }
}
