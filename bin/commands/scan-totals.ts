/** How the totals of a scan are shown below its job. */
import { SEVERITIES } from '../../shared/severity.ts';
import { type Columns, namedCounts, type Output, whole } from './output.ts';
import type { MissingPermissions } from '../../shared/missing-permissions.ts';
import type { ScanTotals } from '../../shared/scan/totals.ts';
import type { Job } from './shapes.ts';
import { numberText } from '../../shared/number-text.ts';

/** How many of the policies with the most failures are shown. */
const SHOWN_POLICIES = 10;

export const SCAN_FIELDS = {
  verdicts: ({ totals }) => totals?.scan && verdictsOf(totals.scan),
  findings: ({ totals }) => totals?.scan && changesOf(totals.scan),
  open: ({ totals }) => totals?.scan && severitiesOf(totals.scan.findings_by_severity),
  unread: ({ totals }) => missingOf(totals?.scan),
} as const satisfies Columns<Job>;

/** `missing s3:GetBucketPolicy, …`. Undefined if nothing is missing. */
export function missingOf(totals: MissingPermissions | undefined): string | undefined {
  if (!totals || totals.missing_permissions.length === 0) return undefined;
  return `missing ${totals.missing_permissions.join(', ')}${totals.more_missing_permissions ? ', …' : ''}`;
}

/** `2 critical, 5 high`: severities with findings, worst first; `none` if there is no finding. */
export function severitiesOf(counts: ScanTotals['findings_by_severity']): string {
  const present = SEVERITIES.filter((severity) => (counts[severity] ?? 0) > 0);
  return present.length === 0 ? 'none' : namedCounts(Object.fromEntries(present.map((severity) => [severity, counts[severity]])));
}

function verdictsOf({ counts: { evaluated, pass, fail, unknown, not_applicable } }: ScanTotals): string {
  return `${numberText(evaluated)} (${namedCounts({ pass, fail, unknown, 'not applicable': not_applicable })})`;
}

const changesOf = ({ counts: { opened, reopened, resolved, suppressed } }: ScanTotals): string =>
  namedCounts({ opened, reopened, resolved, suppressed });

export async function printMostFailed(
  { failed_by_policy = {}, failing_policies = 0, bad_policies }: ScanTotals,
  output: Output,
): Promise<void> {
  for (const problem of bad_policies) output.say(`Not used: ${problem}`);
  const failed = Object.entries(failed_by_policy)
    .filter(([, count]) => count > 0)
    .toSorted(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  if (failed.length === 0) return;
  output.say('');
  await output.list(failed.slice(0, SHOWN_POLICIES), { 'fails most': whole(([policy]) => policy), resources: ([, count]) => count }, '');
  const hidden = failing_policies - Math.min(failed.length, SHOWN_POLICIES);
  if (hidden > 0) output.say(`and ${numberText(hidden)} more policies`);
}
