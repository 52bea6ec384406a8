/** Which services the matrix has as columns. Pure. */
import { isGap, OUTCOME_NAMES, type SlicesByOutcome } from './outcome-words.ts';

interface Row {
  readonly services: readonly { readonly service: string; readonly slices: SlicesByOutcome }[];
}

export interface ServiceColumns {
  /** Services of which something was not seen whole in one of the accounts, those with gaps in the most accounts first. */
  readonly withGaps: readonly string[];
  /** All other services, by name. */
  readonly whole: readonly string[];
}

export function serviceColumns(rows: readonly Row[]): ServiceColumns {
  const gaps = new Map<string, number>();
  for (const { services } of rows)
    for (const { service, slices } of services) {
      const hasGap = OUTCOME_NAMES.some((outcome) => isGap(outcome) && (slices[outcome] ?? 0) > 0);
      gaps.set(service, (gaps.get(service) ?? 0) + Number(hasGap));
    }
  const byName = [...gaps].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    withGaps: byName
      .filter(([, count]) => count > 0)
      .toSorted(([, a], [, b]) => b - a)
      .map(([service]) => service),
    whole: byName.filter(([, count]) => count === 0).map(([service]) => service),
  };
}
