/** The totals of scans in the rows of tasks and jobs. Their size is bounded, however many policies there are. */
import { z } from 'zod';
import { addMissingPermissions, missingPermissionsShape } from '../missing-permissions.ts';
import { addNumbers, sumOf } from '../numbers.ts';
import { SEVERITIES } from '../severity.ts';
import type { ScanCounts } from './model.ts';

const count = z.number().int().nonnegative();

const scanCountsSchema = z
  .object({
    evaluated: count.describe('Verdicts: one for each policy and each resource of its type.'),
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

/** The most policies that a job's row lists in `failed_by_policy`. */
const MAX_FAILING_POLICIES = 50;
/** The most problems of users' policy files that a row lists; each is one sentence. */
export const MAX_BAD_POLICIES = 20;

export const scanTotalsSchema = z
  .object({
    counts: scanCountsSchema,
    findings_by_severity: z
      .partialRecord(z.enum(SEVERITIES), count)
      .readonly()
      .describe('Open findings of the accounts by severity, whichever scan opened them.'),
    failing_policies: count
      .optional()
      .describe('How many policies at least one resource fails, not counting suppressed findings; absent until the job has ended.'),
    failed_by_policy: z
      .record(z.string(), count)
      .readonly()
      .optional()
      .describe(
        `How many resources fail each policy, not counting suppressed findings, for the ${MAX_FAILING_POLICIES} policies with the most.`,
      ),
    bad_policies: z.array(z.string()).readonly().describe("Problems of users' policy files that could not be used."),
    ...missingPermissionsShape,
  })
  .readonly();

export type ScanTotals = z.infer<typeof scanTotalsSchema>;

/** Adds up the totals of different accounts, or of different attempts of a task, which have evaluated different types. */
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

/** Adds the job's failures to its totals. `failed`: how many resources fail, by policy; each is more than 0. */
export function withFailures(totals: ScanTotals, failed: ReadonlyMap<string, number>): ScanTotals {
  const most = [...failed].toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)).slice(0, MAX_FAILING_POLICIES);
  return { ...totals, failing_policies: failed.size, failed_by_policy: Object.fromEntries(most) };
}
