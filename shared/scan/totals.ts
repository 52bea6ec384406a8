/** What scans did, as rows of tasks and jobs hold it: bounded, however many policies there are. */
import { z } from 'zod';
import { addMissingPermissions, missingPermissionsShape } from '../missing-permissions.ts';
import { addNumbers, sumOf } from '../numbers.ts';
import { SEVERITIES } from '../severity.ts';
import type { ScanCounts } from './model.ts';

const count = z.number().int().nonnegative();

const scanCountsSchema = z
  .object({
    evaluated: count.describe('Verdicts: each policy over each resource of its type.'),
    pass: count,
    fail: count,
    unknown: count,
    not_applicable: count,
    opened: count,
    reopened: count,
    resolved: count,
    suppressed: count,
  })
  .readonly() satisfies z.ZodType<ScanCounts>;

/** Policies that a job's row names. */
export const MAX_FAILING_POLICIES = 50;
/** Each is a sentence. */
export const MAX_BAD_POLICIES = 20;

export const scanTotalsSchema = z
  .object({
    counts: scanCountsSchema,
    findings_by_severity: z.partialRecord(z.enum(SEVERITIES), count).readonly().describe('Open ones, whichever scan opened them.'),
    failing_policies: count
      .optional()
      .describe('Policies that at least one resource fails, without suppressed ones; once the job has ended.'),
    failed_by_policy: z
      .record(z.string(), count)
      .readonly()
      .optional()
      .describe(`How many resources fail, by policy, without suppressed ones: the ${MAX_FAILING_POLICIES} that fail most.`),
    bad_policies: z.array(z.string()).readonly().describe("Users' policy files that could not be used, and why."),
    ...missingPermissionsShape,
  })
  .readonly();

export type ScanTotals = z.infer<typeof scanTotalsSchema>;

/** Of different accounts, or of types that different attempts have evaluated. */
export function addScans(a: ScanTotals | undefined, b: ScanTotals): ScanTotals {
  if (!a) return b;
  const findings = { ...a.findings_by_severity };
  addNumbers(findings, b.findings_by_severity);
  return {
    counts: sumOf(a.counts, b.counts),
    findings_by_severity: findings,
    bad_policies: [...new Set([...a.bad_policies, ...b.bad_policies])].slice(0, MAX_BAD_POLICIES),
    ...addMissingPermissions(a, b),
  };
}

/** `failed`: by policy, each more than 0. */
export function withFailures(totals: ScanTotals, failed: ReadonlyMap<string, number>): ScanTotals {
  const most = [...failed].toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)).slice(0, MAX_FAILING_POLICIES);
  return { ...totals, failing_policies: failed.size, failed_by_policy: Object.fromEntries(most) };
}
