/** Sums up the coverage of one account by service: how its slices ended, how old that is, and what was missing. Pure. */
import { SLICE_OUTCOMES, type CoverageRow, type SliceCoverage } from './model.ts';
import { isSearchOnly } from './whole-slices.ts';

/** Beside the outcomes: `search_only`, slices that nothing but a search told of; `being_read`, slices whose first run has not ended. */
export const CELL_OUTCOMES = [...SLICE_OUTCOMES, 'search_only', 'being_read'] as const;
export type CellOutcome = (typeof CELL_OUTCOMES)[number];

export interface ServiceCoverage {
  /** The full name: `aws.s3`. */
  readonly service: string;
  readonly slices: Readonly<Partial<Record<CellOutcome, number>>>;
  readonly resources: number;
  /** When the newest inventory of the slices began: the oldest of their times. */
  readonly at?: string;
  /** When every slice was last seen whole: the oldest of their times; absent if one never was. */
  readonly complete_at?: string;
  /** The permissions that were missing, sorted. */
  readonly missing_permissions?: readonly string[];
}

/** @param serviceOf the full name of a type's service; undefined for a type that is not wanted in the segment */
export function coverageByService(
  rows: readonly Pick<CoverageRow, 'segment' | 'slices'>[],
  serviceOf: (type: string, segment: string) => string | undefined,
): readonly ServiceCoverage[] {
  const services = new Map<string, SliceCoverage[]>();
  for (const { segment, slices } of rows)
    for (const [type, slice] of Object.entries(slices)) {
      const service = serviceOf(type, segment);
      if (service === undefined) continue;
      const known = services.get(service);
      if (known) known.push(slice);
      else services.set(service, [slice]);
    }
  return [...services].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([service, slices]) => summed(service, slices));
}

function summed(service: string, all: readonly SliceCoverage[]): ServiceCoverage {
  const slices: Partial<Record<CellOutcome, number>> = {};
  const missing = new Set<string>();
  let resources = 0;
  for (const { outcome, error, count = 0 } of all) {
    const cell = outcome === undefined ? 'being_read' : isSearchOnly(outcome, error?.error_code) ? 'search_only' : outcome;
    slices[cell] = (slices[cell] ?? 0) + 1;
    resources += count;
    if (error?.permission !== undefined) missing.add(error.permission);
  }
  // A slice that the cloud does not offer there was never to be read.
  const offered = all.filter(({ outcome }) => outcome !== 'unsupported');
  const at = oldest(all.map((slice) => slice.at));
  const complete_at = oldest(offered.map((slice) => slice.complete_at));
  return {
    service,
    slices,
    resources,
    ...(at !== undefined && { at }),
    ...(complete_at !== undefined && { complete_at }),
    ...(missing.size > 0 && { missing_permissions: [...missing].toSorted() }),
  };
}

/** Undefined if there is no time, or one is not known. */
function oldest(times: readonly (string | undefined)[]): string | undefined {
  let least = times[0];
  for (const time of times) {
    if (time === undefined) return undefined;
    if (least === undefined || time < least) least = time;
  }
  return least;
}
