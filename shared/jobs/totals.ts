/** Sums of counts. */
import type { RunCounts } from '../inventory/model.ts';

export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  const sum = { ...a };
  addNumbers(sum, b);
  return sum;
}

export function addNumbers<K extends string>(into: Partial<Record<K, number>>, numbers: Readonly<Partial<Record<K, number>>>): void {
  for (const [name, value] of Object.entries(numbers) as [K, number][]) into[name] = (into[name] ?? 0) + value;
}
