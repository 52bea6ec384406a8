/** Rows of `coverage`: how they are stored (one top-level attribute per resource type, so that a write touches only its own types). */
import type { AccountId } from '../ids.ts';
import type { Item } from '../storage/store.ts';
import type { CoverageRow, SliceCoverage } from './model.ts';

/** Resource type names hold `::`, `/` or begin in upper case; no attribute of the row itself does. */
const isTypeName = (attribute: string): boolean => /^[A-Z]/.test(attribute);

export function coverageOf(item: Item): CoverageRow {
  return {
    account_id: item['account_id'] as AccountId,
    segment: item['segment'] as string,
    observed_at: item['observed_at'] as string,
    slices: Object.fromEntries(Object.entries(item).filter(([name]) => isTypeName(name))) as Readonly<Record<string, SliceCoverage>>,
  };
}

/** Resources in use by type, over all regions. */
export function countByType(rows: Iterable<CoverageRow>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    for (const [type, slice] of Object.entries(row.slices)) {
      if (slice.count) counts[type] = (counts[type] ?? 0) + slice.count;
    }
  }
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
