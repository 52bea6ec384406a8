/** Every fault that a simulation can have, with its usual probability. */
import type { Chance } from './chance.ts';

/** Probabilities. They are per request to the store, a queue, a function or a cloud, unless a comment says otherwise. */
export const FAULTS = {
  crash_before_request: 0.01,
  crash_after_request: 0.01,
  /** Per crash: the request that was under way is carried out a little later. */
  late_request: 0.5,
  /** The request is carried out, but its caller gets an error. */
  lost_answer: 0.01,
  /** The request is carried out, its answer is lost, and the SDK repeats it. */
  repeated_request: 0.03,
  slow_request: 0.02,
  /** The caller stands still for minutes, and then continues as if nothing had happened. */
  stalled_request: 0.002,
  store_throttled: 0.02,
  /** Per item of a batch write: the batch fails after it. */
  unprocessed_items: 0.1,
  /** Per message of a batch send: the batch fails after it. */
  partial_send: 0.1,
  /** Per invocation: every request takes seconds. */
  slow_invocation: 0.1,
  /** Per event of a batch: the bus refuses it, or accepts it and says that it did not. */
  event_refused: 0.1,
  /** Per simulation: for an hour the bus refuses everything. */
  bus_down: 0.1,
  /** Per delivery, as are the next three. */
  delivered_twice: 0.15,
  delivered_late: 0.15,
  visibility_lost: 0.15,
  lost_delete: 0.1,
  /** Per read from a replica: an index, or a read that does not ask for consistency. */
  stale_replica: 0.5,
  /** Per read of a queue's depth. */
  depth_lies: 0.5,
  /** Per minute. */
  poll_missed: 0.2,
  poll_doubled: 0.2,
  /** Per schedule. */
  schedule_doubled: 0.5,
  /** Per request to a cloud, as are the next four. */
  cloud_throttled: 0.03,
  cloud_transient: 0.03,
  cloud_denied: 0.02,
  login_expires: 0.02,
  slow_cloud: 0.05,
  /** Per detail of a resource. */
  detail_unread: 0.1,
  /** Per export of an account. */
  disk_full: 0.02,
  /** Per listing: it ends early as if it were complete. */
  lying_listing: 0.1,
  repeated_item: 0.1,
  /** Per listing that begins at a page token: the token has expired. */
  stale_token: 0.1,
  /** Per account: each page takes up to a third of an invocation. */
  slow_account: 0.3,
  /** Per simulation. */
  clock_skew: 0.7,
  poison_messages: 0.3,
  short_invocations: 0.3,
  /** Per invocation of the job handler: it cannot start. */
  job_handler_down: 0.1,
  /** Per simulation: jobs have deadlines of minutes. */
  short_deadlines: 0.05,
  big_slices: 0.15,
  huge_resource: 0.05,
  /** Per simulation: clocks differ by more than the protocol assumes. */
  clocks_disagree: 0.1,
} as const satisfies Record<string, number>;

export type FaultName = keyof typeof FAULTS;

/** Faults that happen together. Half of the simulations have the faults of one theme and no others. */
const THEMES: readonly Readonly<Partial<Record<FaultName, number>>>[] = [
  // Workers run until their leases expire, while other functions read those leases with other clocks.
  { clock_skew: 0.9, slow_account: 0.9, short_invocations: 1, delivered_twice: 0.6, visibility_lost: 0.2 },
  // Some job handlers and pollers die, and others are slow.
  {
    crash_before_request: 0.02,
    crash_after_request: 0.02,
    slow_invocation: 0.4,
    poll_doubled: 0.7,
    schedule_doubled: 0.9,
    clock_skew: 0.9,
    short_invocations: 0.7,
    short_deadlines: 0.5,
  },
  // Messages are lost, and several pollers send them again at the same time.
  {
    partial_send: 0.6,
    visibility_lost: 0.7,
    delivered_late: 0.5,
    depth_lies: 0.8,
    crash_after_request: 0.02,
    slow_invocation: 0.3,
    poll_doubled: 0.7,
  },
  // Messages become dead letters while a worker is at work on them.
  { cloud_transient: 0.15, visibility_lost: 0.8, delivered_twice: 0.5, slow_account: 0.7, short_invocations: 1, clock_skew: 0.9 },
  // The answers to requests are lost.
  { repeated_request: 0.2, lost_answer: 0.04, slow_request: 0.2, late_request: 0.8, crash_before_request: 0.02 },
  // Runs overlap, because clocks differ too much.
  {
    clocks_disagree: 1,
    clock_skew: 0.8,
    slow_account: 0.6,
    slow_invocation: 0.3,
    delivered_twice: 0.4,
    short_invocations: 0.8,
    lying_listing: 0.4,
  },
  // Scans stand still while newer ones overtake them, for the same reason.
  { clocks_disagree: 1, clock_skew: 0.7, stalled_request: 0.03, detail_unread: 0.4, short_invocations: 1 },
  // Workers and functions that end jobs take long, while others start the same work.
  {
    slow_invocation: 0.4,
    stalled_request: 0.02,
    delivered_late: 0.3,
    poll_doubled: 0.5,
    clock_skew: 0.9,
    crash_after_request: 0.005,
    short_deadlines: 0.5,
  },
  // Functions that end jobs run until their leases expire.
  { slow_invocation: 0.8, short_invocations: 1, clock_skew: 1, poll_doubled: 0.7, delivered_late: 0.3 },
  // Exports fail, while others work on the same accounts.
  {
    disk_full: 0.4,
    visibility_lost: 0.6,
    delivered_twice: 0.5,
    delivered_late: 0.3,
    slow_invocation: 0.7,
    stalled_request: 0.04,
    short_invocations: 0.4,
    short_deadlines: 0.8,
    clock_skew: 0.9,
  },
  // Follow-ups cannot be started.
  { job_handler_down: 0.6, crash_after_request: 0.02 },
  // Listings of large slices end early as if they were complete.
  { lying_listing: 0.5, big_slices: 0.9, crash_after_request: 0.01 },
  // The bus is down for an hour, or accepts a part of what it gets, while functions die between a write and the sending of its events.
  { bus_down: 0.7, event_refused: 0.3, crash_before_request: 0.02, crash_after_request: 0.02, poll_doubled: 0.5, stalled_request: 0.01 },
  // Clocks differ, and nothing else goes wrong.
  { clock_skew: 1 },
  // Nothing goes wrong.
  {},
];
const THEMED = 0.5;

/** The faults of one simulation: those of a theme, or some of all faults, each rarer or more frequent than usual. */
export class Faults {
  /** While it is false, no fault happens. */
  on = true;
  /** Whether clocks differ by no more than the protocol assumes. */
  readonly clocksAgree: boolean;
  /** How often each fault has happened. */
  readonly counts = new Map<FaultName, number>();
  readonly #chance: Chance;
  readonly #probabilities: Readonly<Record<FaultName, number>>;

  constructor(chance: Chance) {
    this.#chance = chance;
    const share = chance.pick([0.15, 0.4, 0.8]);
    const strength = () => (chance.hits(share) ? 4 ** (chance.fraction() * 3 - 2) : 0);
    const theme = chance.hits(THEMED) ? chance.pick(THEMES) : undefined;
    this.#probabilities = Object.fromEntries(
      Object.entries(FAULTS).map(([name, usual]) => [name, theme ? (theme[name as FaultName] ?? 0) : Math.min(0.9, usual * strength())]),
    ) as Record<FaultName, number>;
    this.clocksAgree = !this.hits('clocks_disagree');
  }

  /** Whether the fault happens now. */
  hits(name: FaultName): boolean {
    const hit = this.on && this.#chance.hits(this.#probabilities[name]);
    if (hit) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return hit;
  }
}
