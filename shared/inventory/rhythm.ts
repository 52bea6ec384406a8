/**
 * How often a slice is read. With the rhythm `adaptive`, a slice that was empty on the last three nights on which it was read rests: it is
 * read once a week, unless the cloud's index says that it has resources. See docs/adr/0050-rhythm.md.
 */
import { createHash } from 'node:crypto';
import type { AccountId } from '../ids.ts';
import { sliceName } from './hints.ts';
import type { CoverageRow, SliceCoverage } from './model.ts';
import type { Slice } from './slice-runner.ts';

export const RHYTHMS = ['nightly', 'adaptive'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** A slice rests once it was empty on this many nights. */
const RESTS_AFTER = 3;
/** A slice that rests is read again at the latest after this many days. */
const READ_EVERY = 7;
const DAY_MS = 86_400_000;

/** The day of a time, counted from 1970, in UTC. */
const dayOf = (time: string): number => Math.floor(Date.parse(time) / DAY_MS);

/**
 * The number of nights, up to three, on which the slice was read whole and empty, and on none between them otherwise. Two runs of one day are one night.
 * @param before the slice's coverage before the run that has read it whole and empty
 * @param observedAt the time of that run
 */
export function emptyNights(before: SliceCoverage | undefined, observedAt: string): number {
  const { empty_nights: nights = 0, complete_at } = before ?? {};
  if (nights > 0 && complete_at !== undefined && dayOf(complete_at) === dayOf(observedAt)) return nights;
  return Math.min(RESTS_AFTER, nights + 1);
}

/**
 * Whether the slice rests in the run of `observedAt`. A slice never rests if it may have stored resources, if its newest reading was not whole, or if
 * a week would pass between two readings. `before` is its coverage; undefined if no run has read it.
 */
export function rests(accountId: AccountId, { type, segment }: Slice, before: SliceCoverage | undefined, observedAt: string): boolean {
  const { outcome, at, complete_at, populated, empty_nights: nights = 0 } = before ?? {};
  if (at === undefined || complete_at === undefined || populated !== false || nights < RESTS_AFTER) return false;
  if (outcome !== 'complete' && outcome !== 'skipped') return false;
  const today = dayOf(observedAt);
  const unread = today - dayOf(complete_at);
  if (unread <= 0) return true;
  // The next run is as far away as the last one was that read the slice or let it rest.
  const untilNext = Math.max(1, today - dayOf(at));
  if (unread + untilNext > READ_EVERY) return false;
  return (today + weekdayOf(accountId, type.service, segment)) % READ_EVERY !== 0;
}

export interface Resting {
  readonly accountId: AccountId;
  /** The account's coverage by segment, before the run. */
  readonly coverage: ReadonlyMap<string, CoverageRow>;
  /** The names of slices that the cloud's index tells to have resources (`sliceName`). */
  readonly hints: ReadonlySet<string>;
  /** Types that never rest. */
  readonly alwaysRead: ReadonlySet<string>;
  readonly observedAt: string;
}

/** Those of the slices that rest. A hint wakes a slice; that there is none proves nothing, and changes nothing. */
export const restingAmong = (slices: readonly Slice[], { accountId, coverage, hints, alwaysRead, observedAt }: Resting): readonly Slice[] =>
  slices.filter(
    (slice) =>
      !alwaysRead.has(slice.type.type) &&
      !hints.has(sliceName(slice.type.type, slice.segment)) &&
      rests(accountId, slice, coverage.get(slice.segment)?.slices[slice.type.type], observedAt),
  );

/**
 * 0 to 6: by it, readings spread evenly over the week. Types of one service share lists, so all of a service's slices in a segment are read on the
 * same day.
 */
const weekdayOf = (accountId: AccountId, service: string, segment: string): number =>
  createHash('sha256').update(`${accountId} ${service} ${segment}`).digest().readUInt32BE() % READ_EVERY;
