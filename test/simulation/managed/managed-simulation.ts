/**
 * The history of managed resources of one seed. People ask for them, change and delete them, also by hand, while faults happen. Then the faults stop, and
 * every resource must come to rest as its specification says.
 */
import { resolveConfig } from '../../../shared/managed/dependencies.ts';
import type { ManagedRow } from '../../../shared/managed/model.ts';
import { LASTING, phaseOf } from '../../../shared/managed/phase.ts';
import { slowManager, SlowProvider } from '../../support/slow-manager.ts';
import { Chance } from '../chance.ts';
import { EventInvariants } from '../event-invariants.ts';
import { Faults } from '../faults.ts';
import type { Surroundings } from '../invocation.ts';
import { Scheduler } from '../scheduler.ts';
import { Tables } from '../sim-store.ts';
import { Violation, Violations } from '../violations.ts';
import { ManagedInvariants } from './managed-invariants.ts';
import { ManagedPlatform } from './managed-platform.ts';
import { ManagedUsers } from './managed-users.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T02:00:00.000Z');
/** Draws other numbers than the jobs' history of the same seed. */
const OWN_DRAW = 0x5eed_0000;
/** The time between two looks at whether all is at rest; not a multiple of a minute, or each would find a poll running. */
const LOOK_MS = 37_000;
/** Longer than the longest pause after failures, and shorter than the time between two looks at what is ready: a change must not wait for that. */
const PATIENCE_MS = 5 * 60 * MINUTE;
/** What is due later than this has no step under way. */
const REST_MS = 20_000;

export class ManagedSimulation {
  readonly tables: Tables;
  readonly #scheduler = new Scheduler(START);
  readonly #chance: Chance;
  readonly faults: Faults;
  readonly #violations = new Violations();
  readonly #invariants: ManagedInvariants;
  readonly #events: EventInvariants;
  readonly #provider: SlowProvider;
  readonly #platform: ManagedPlatform;
  readonly #users: ManagedUsers;

  constructor(seed: number, trace: Surroundings['trace']) {
    const chance = new Chance(seed ^ OWN_DRAW);
    const faults = new Faults(chance);
    this.#chance = chance;
    this.faults = faults;
    const scheduler = this.#scheduler;
    const surroundings: Surroundings = {
      scheduler,
      chance,
      faults,
      trace: (line) => trace(() => `${new Date(scheduler.now()).toISOString()} ${line()}`),
    };
    this.tables = new Tables(surroundings);
    this.#invariants = new ManagedInvariants(this.tables, this.#violations, faults.clocksAgree);
    this.#events = new EventInvariants(this.tables, scheduler, faults, this.#violations, faults.clocksAgree, false);
    this.tables.onWrite = (write) => {
      if (!this.#events.written(write)) this.#invariants.written(write);
    };
    this.#provider = new SlowProvider(scheduler);
    this.#provider.hasUniqueNames = chance.hits(0.5);
    // Without that, a resource that is made twice is not hidden by its name's being taken.
    this.#provider.refusesTakenNames = this.#provider.hasUniqueNames;
    this.#provider.lagsMs = chance.pick([0, 5_000, MINUTE]);
    this.#provider.takesMs = () => chance.int(0, 3 * MINUTE);
    this.#provider.onCreate = (resource) => this.#invariants.made(resource, this.#provider.live);
    this.#provider.onDelete = (resource, _policy, token) => this.#invariants.deleted(resource, token);
    this.#platform = new ManagedPlatform(this.tables, this.#provider, surroundings, chance.int(1, 4));
    this.#platform.bus.onEvent = (event, by) => this.#events.accepted(event, by);
    this.#users = new ManagedUsers(this.#platform, this.#provider, this.#invariants, surroundings);
  }

  get digest(): string {
    return `${this.#chance.state()}/${this.#scheduler.happened}/${this.#scheduler.now()}/${this.tables.digest}`;
  }

  get happened(): number {
    return this.#scheduler.happened;
  }

  /** Milliseconds of virtual time. */
  get lasted(): number {
    return this.#scheduler.now() - START;
  }

  /** @throws Violation */
  async run(): Promise<void> {
    this.#pollEveryMinute();
    const length = this.#chance.int(2, this.#chance.pick([15, 60])) * MINUTE;
    void this.#users.begin();
    for (let left = this.#chance.int(1, 12); left > 0; left--)
      this.#scheduler.after(this.#chance.int(0, length), () => void this.#users.act());
    if (this.faults.hits('bus_down'))
      this.#scheduler.after(this.#chance.int(0, length), () => {
        this.#platform.bus.downUntil = this.#scheduler.now() + 60 * MINUTE;
      });
    await this.#until(this.#after(length));
    this.faults.on = false;
    await this.#rest();
    this.#checkEnd();
    this.#throw();
  }

  #pollEveryMinute(): void {
    if (!this.faults.hits('poll_missed')) void this.#platform.poll();
    if (this.faults.hits('poll_doubled')) this.#scheduler.after(this.#chance.int(0, MINUTE), () => void this.#platform.poll());
    this.#scheduler.after(MINUTE, () => this.#pollEveryMinute());
  }

  #after(ms: number): () => boolean {
    let isOver = false;
    this.#scheduler.after(ms, () => (isOver = true));
    return () => isOver;
  }

  async #until(done: () => boolean): Promise<void> {
    await this.#scheduler.until(() => this.#violations.first !== undefined || done());
    this.#throw();
  }

  #throw(): void {
    if (this.#violations.first) throw this.#violations.first;
  }

  /** Lets time pass until nothing is under way, and nothing is due soon. */
  async #rest(): Promise<void> {
    let isAtRest = false;
    const look = (): void => {
      isAtRest = this.#platform.isIdle && this.#events.unsent().length === 0 && this.#invariants.rows().every((row) => this.#rests(row));
      if (!isAtRest) this.#scheduler.after(LOOK_MS, look);
    };
    this.#platform.pump();
    look();
    const latest = this.#scheduler.now() + PATIENCE_MS;
    await this.#until(() => {
      if (this.#scheduler.now() > latest)
        throw new Violation('every managed resource reaches a phase that is not transitional once faults have ended', {
          rows: this.#invariants.rows(),
        });
      return isAtRest;
    });
  }

  #rests(row: ManagedRow): boolean {
    const phase = phaseOf(row);
    if (phase !== 'Ready' && phase !== 'Failed' && !this.#waitsForFailed(row)) return false;
    // A retained resource has the name, until somebody does something about it.
    if (row.conditions.some(({ reason }) => reason === LASTING.nameTaken)) return true;
    // What failed for a fault is tried again.
    if (row.failures > 0 || row.observed_generation !== row.generation) return false;
    return row.next_reconcile_at === undefined || Date.parse(row.next_reconcile_at) > this.#scheduler.now() + REST_MS;
  }

  /** A resource that depends on one that will not be ready by itself waits for it. */
  #waitsForFailed(row: ManagedRow): boolean {
    if (phaseOf(row) !== 'Pending') return false;
    const ids = row.spec.dependencies.flatMap(({ managed_id }) => managed_id ?? []);
    return this.#invariants
      .rows()
      .some((other) => ids.includes(other.managed_id) && (phaseOf(other) === 'Failed' || this.#waitsForFailed(other)));
  }

  #checkEnd(): void {
    const rows = this.#invariants.rows();
    this.#invariants.checkLog();
    this.#events.checkEnd();
    for (const row of rows) this.#checkRow(row);
    // An interrupted creation is known by its token.
    const known = new Set(rows.flatMap(({ provider_resource_id, creation }) => [provider_resource_id, creation?.token]));
    const retained = new Set(this.#retained());
    const orphans = this.#provider.live.filter(({ id, token }) => !known.has(id) && !known.has(token) && !retained.has(id));
    this.#violations.require(orphans.length === 0, 'nothing is left at the provider that no row knows and nobody has let go', () => ({
      orphans,
      rows,
    }));
  }

  /** A resource that is ready is as its specification says, unless somebody has changed it by hand and nobody wants that mended. */
  #checkRow(row: ManagedRow): void {
    if (phaseOf(row) !== 'Ready') return;
    const resource = this.#provider.live.find(({ id }) => id === row.provider_resource_id);
    const manager = slowManager(this.#provider);
    const ready = new Map(
      row.spec.dependencies.flatMap(({ name, managed_id }) => {
        const actual = this.#invariants.rows().find((other) => other.managed_id === managed_id)?.actual_config;
        return actual ? [[name, { manager, actual }] as const] : [];
      }),
    );
    const resolved = resolveConfig(row.spec, manager, ready);
    const differences = resource && 'config' in resolved ? manager.diff(resolved.config, resource.config) : undefined;
    const isLeft = row.spec.drift === 'report' && this.#users.touched.has(row.spec.name);
    const isRight = resource?.state === 'ready' && (differences?.length === 0 || isLeft);
    this.#violations.require(isRight || this.#isUnseen(row), 'a managed resource that is ready is as its specification says', () => ({
      row,
      resource,
      differences,
    }));
  }

  /** A change by hand is seen at the next look, which may be hours away. */
  #isUnseen({ spec }: ManagedRow): boolean {
    return this.#users.touched.has(spec.name);
  }

  /** The ids that the log says stay at the provider. */
  #retained(): readonly string[] {
    return [...this.tables.rows('managed_events')].flatMap(({ event, message }) =>
      event === 'slow.retained' ? [String(message).split(' ')[0] ?? ''] : [],
    );
  }
}
