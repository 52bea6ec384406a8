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
  /** Per listing: it ends early, and says that it is whole. */
  lying_listing: 0.1,
  repeated_item: 0.1,
  /** Per account: its pages take minutes. */
  slow_account: 0.3,
  /** Per simulation. */
  clock_skew: 0.7,
  poison_messages: 0.3,
  short_invocations: 0.3,
  huge_resource: 0.05,
  /** Clocks are further apart than the protocol assumes. */
  clocks_disagree: 0.1,
} as const satisfies Record<string, number>;

export type FaultName = keyof typeof FAULTS;

/** Every simulation has its own mix: some of the faults, each rarer or more frequent than usual. */
export class Faults {
  /** Off: nothing goes wrong. */
  on = true;
  /** No two clocks are further apart than the protocol assumes. */
  readonly clocksAgree: boolean;
  readonly #chance: Chance;
  readonly #probabilities: Readonly<Record<FaultName, number>>;

  constructor(chance: Chance) {
    this.#chance = chance;
    const share = chance.pick([0.15, 0.4, 0.8]);
    const strength = () => (chance.hits(share) ? 4 ** (chance.fraction() * 3 - 2) : 0);
    this.#probabilities = Object.fromEntries(
      Object.entries(FAULTS).map(([name, usual]) => [name, Math.min(0.9, usual * strength())]),
    ) as Record<FaultName, number>;
    this.clocksAgree = !this.hits('clocks_disagree');
  }

  hits(name: FaultName): boolean {
    return this.on && this.#chance.hits(this.#probabilities[name]);
  }
}
