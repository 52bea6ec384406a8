/** Sums of counts. */
import type { RunCounts } from '../inventory/model.ts';
import type { ScanCounts } from '../scan/model.ts';
import type { ExportSummary, ScanSummary } from './model.ts';

/** Of a job; each is a sentence. */
export const MAX_BAD_POLICIES = 20;

export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  const sum = { ...a };
  addNumbers(sum, b);
  return sum;
}

export function addNumbers<K extends string>(into: Partial<Record<K, number>>, numbers: Readonly<Partial<Record<K, number>>>): void {
  for (const [name, value] of Object.entries(numbers) as [K, number][]) into[name] = (into[name] ?? 0) + value;
}

export function addExports(a: ExportSummary | undefined, b: ExportSummary): ExportSummary {
  const rows = { ...a?.rows };
  addNumbers(rows, b.rows);
  return { rows, files: (a?.files ?? 0) + b.files, bytes: (a?.bytes ?? 0) + b.bytes };
}

export function addScans(a: ScanSummary | undefined, b: ScanSummary): ScanSummary {
  if (!a) return b;
  const sum = structuredClone(a);
  addNumbers(sum.counts as { -readonly [K in keyof ScanCounts]: number }, b.counts);
  addNumbers(sum.findings_by_severity, b.findings_by_severity);
  addNumbers(sum.failed_by_policy, b.failed_by_policy);
  return { ...sum, bad_policies: [...new Set([...a.bad_policies, ...b.bad_policies])].slice(0, MAX_BAD_POLICIES) };
}
