/** The order of the lines in an export's files. It is the same on every machine and in every language that reads them. */
import { DATASETS } from './datasets.ts';
import type { DatasetName, Records } from './records.ts';

const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/**
 * Compares by UTF-8 bytes, which is by code points, as DuckDB, `sort` in the C locale and Parquet readers do. JavaScript's
 * own `<` compares UTF-16 units, which puts U+1F600 before U+FF5E.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let place = 0; place < length; place++) {
    const unitOfA = a.charCodeAt(place);
    const unitOfB = b.charCodeAt(place);
    if (unitOfA !== unitOfB) return rank(unitOfA) - rank(unitOfB);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they rank after U+E000 to U+FFFF. */
function rank(unit: number): number {
  if (unit < FIRST_SURROGATE) return unit;
  return unit < AFTER_SURROGATES ? unit + (0x10000 - AFTER_SURROGATES) : unit - (AFTER_SURROGATES - FIRST_SURROGATE);
}

/** Compares by the fields of the dataset's `order`; null comes first. 0 means that both records have the same key. */
export function compareRecords<N extends DatasetName>(dataset: N): (a: Records[N], b: Records[N]) => number {
  const order: readonly (keyof Records[N])[] = DATASETS[dataset].order;
  return (a, b) => {
    for (const field of order) {
      const difference = compareValues(a[field], b[field]);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null) return -1;
  if (b === null) return 1;
  throw new TypeError(`Only texts and numbers have an order, not ${typeof a} and ${typeof b}.`);
}
