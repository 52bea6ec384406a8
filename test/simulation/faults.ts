/** What can go wrong, each with its own probability. */
import type { Chance } from './chance.ts';

/** Per request to the store, a queue, a function or a cloud, unless said otherwise. */
export const FAULTS = {
  crash_before_request: 0.01,
  crash_after_request: 0.01,
  /** Per crash: what was under way is carried out a little later. */
  late_request: 0.5,
  /** The request was carried out, its caller is told that it was not. */
  lost_answer: 0.01,
  /** The request was carried out, and is repeated by the SDK because its answer was lost. */
  repeated_request: 0.03,
  slow_request: 0.02,
  /** Its caller stands still for minutes, and goes on as if nothing had happened. */
  stalled_request: 0.002,
  store_throttled: 0.02,
  /** A batch write ends with some of its items stored. */
  unprocessed_items: 0.1,
  /** A batch send ends with some of its messages accepted. */
  partial_send: 0.1,
  /** Per invocation: every request takes seconds. */
  slow_invocation: 0.1,
  /** Per delivery from here. */
  delivered_twice: 0.15,
  delivered_late: 0.15,
  visibility_lost: 0.15,
  lost_delete: 0.1,
  /** Per read from a replica: an index, or a read that does not ask for consistency. */
  stale_replica: 0.5,
  /** Per look at a queue's depth. */
  depth_lies: 0.5,
  /** Per minute. */
  poll_missed: 0.2,
  poll_doubled: 0.2,
  /** Per schedule. */
  schedule_doubled: 0.5,
  /** Per request to a cloud. */
  cloud_throttled: 0.03,
  cloud_transient: 0.03,
  cloud_denied: 0.02,
  login_expires: 0.02,
  slow_cloud: 0.05,
  /** Per detail of a resource. */
  detail_unread: 0.1,
  /** Per export of an account. */
  disk_full: 0.02,
  /** Per listing: it ends early, and says that it is whole. */
  lying_listing: 0.1,
  repeated_item: 0.1,
  /** Per account: its pages take minutes. */
  slow_account: 0.3,
  /** Per simulation. */
  clock_skew: 0.7,
  poison_messages: 0.3,
  short_invocations: 0.3,
  /** Per invocation of the job handler: it dies at once. */
  job_handler_down: 0.1,
  /** Per simulation: jobs have minutes. */
  short_deadlines: 0.05,
  big_slices: 0.15,
  huge_resource: 0.05,
  /** Clocks are further apart than the protocol assumes. */
  clocks_disagree: 0.1,
} as const satisfies Record<string, number>;

export type FaultName = keyof typeof FAULTS;

/** What goes wrong together: a part of the simulations is about one of these alone. */
const THEMES: readonly Readonly<Partial<Record<FaultName, number>>>[] = [
  // Workers that live to the end of their leases, while others look at them with other clocks.
  { clock_skew: 0.9, slow_account: 0.9, short_invocations: 1, delivered_twice: 0.6, visibility_lost: 0.2 },
  // Job handlers and pollers that die, and others that are slow.
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
  // Messages that are lost, and pollers that look for them at the same time.
  {
    partial_send: 0.6,
    visibility_lost: 0.7,
    delivered_late: 0.5,
    depth_lies: 0.8,
    crash_after_request: 0.02,
    slow_invocation: 0.3,
    poll_doubled: 0.7,
  },
  // Messages that are given up while someone works on them.
  { cloud_transient: 0.15, visibility_lost: 0.8, delivered_twice: 0.5, slow_account: 0.7, short_invocations: 1, clock_skew: 0.9 },
  // Requests whose answers are lost.
  { repeated_request: 0.2, lost_answer: 0.04, slow_request: 0.2, late_request: 0.8, crash_before_request: 0.02 },
  // Runs that overlap, because clocks are too far apart.
  {
    clocks_disagree: 1,
    clock_skew: 0.8,
    slow_account: 0.6,
    slow_invocation: 0.3,
    delivered_twice: 0.4,
    short_invocations: 0.8,
    lying_listing: 0.4,
  },
  // Scans that stand still while newer ones pass them, for the same reason.
  { clocks_disagree: 1, clock_skew: 0.7, stalled_request: 0.03, detail_unread: 0.4, short_invocations: 1 },
  // Workers and closers that take long, while others come by.
  {
    slow_invocation: 0.4,
    stalled_request: 0.02,
    delivered_late: 0.3,
    poll_doubled: 0.5,
    clock_skew: 0.9,
    crash_after_request: 0.005,
    short_deadlines: 0.5,
  },
  // Closers that live to the end of their leases.
  { slow_invocation: 0.8, short_invocations: 1, clock_skew: 1, poll_doubled: 0.7, delivered_late: 0.3 },
  // Exports that fail, while others work on the same accounts.
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
  // Follow-ups that cannot be started.
  { job_handler_down: 0.6, crash_after_request: 0.02 },
  // Lists that show half of a large slice and say that they are whole.
  { lying_listing: 0.5, big_slices: 0.9, crash_after_request: 0.01 },
  // Clocks alone.
  { clock_skew: 1 },
  // Nothing at all: users and clouds alone.
  {},
];
const THEMED = 0.5;

/** Every simulation has its own mix: a theme, or some of the faults, each rarer or more frequent than usual. */
export class Faults {
  /** Off: nothing goes wrong. */
  on = true;
  /** No two clocks are further apart than the protocol assumes. */
  readonly clocksAgree: boolean;
  /** How often each happened. */
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

  hits(name: FaultName): boolean {
    const hit = this.on && this.#chance.hits(this.#probabilities[name]);
    if (hit) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    return hit;
  }
}
