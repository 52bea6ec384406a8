/** Which findings of a run the scan of an earlier export did not have. */
import type { Export } from '../exports/read-export.ts';
import { compareRecords } from '../exports/order.ts';
import type { FindingRecord } from '../exports/records.ts';
import { isWhole } from '../inventory/whole-slices.ts';
import { nameOf } from '../reports/record.ts';
import { SEVERITIES } from '../severity.ts';
import type { RunSummary } from './run-summary.ts';

/** The most new findings that the summary lists, the most serious first. */
const MAX_LISTED = 100;
const compare = compareRecords('findings');

/**
 * Compares both lists in their order, so that neither is held in memory. A finding in a slice that the earlier export did not see whole, or
 * whose verdict there was `unknown`, is not known to be new: it is counted as `not_known`. Undefined if the earlier export has no scan.
 * @throws BadExport
 */
export async function newFindings(prev: Export, findings: AsyncIterable<FindingRecord>): Promise<NewFindings | undefined> {
  if (!prev.has('findings')) return undefined;
  const unseen = new Set<string>();
  for await (const { account_id, segment, type, outcome } of prev.records('coverage'))
    if (!isWhole(outcome)) unseen.add(placeOf(account_id, segment, type));
  const isUnseen = ({ account_id, segment, type }: FindingRecord): boolean =>
    unseen.has(placeOf(account_id, segment, type)) || unseen.has(placeOf(account_id, '*', '*'));

  const first = new Map(SEVERITIES.map((severity) => [severity, [] as FindingRecord[]]));
  let total = 0;
  let notKnown = 0;
  const earlier = prev.records('findings');
  let before = await earlier.next();
  for await (const finding of findings) {
    if (!isOpen(finding)) continue;
    while (before.done !== true && compare(before.value, finding) < 0) before = await earlier.next();
    const known = before.done !== true && compare(before.value, finding) === 0 ? before.value : undefined;
    if (known && isOpen(known)) continue;
    if (known?.verdict === 'unknown' || isUnseen(finding)) notKnown += 1;
    else {
      total += 1;
      const listed = first.get(finding.severity)!;
      if (listed.length < MAX_LISTED) listed.push(finding);
    }
  }
  // The rest is read too, because only at the end of the file is it known to be what its manifest says.
  while (before.done !== true) before = await earlier.next();
  return {
    total,
    not_known: notKnown,
    first: [...first.values()]
      .flat()
      .slice(0, MAX_LISTED)
      .map((finding) => ({
        finding_id: finding.finding_id,
        severity: finding.severity,
        title: finding.title,
        resource_name: nameOf(finding),
      })),
  };
}

type NewFindings = NonNullable<NonNullable<RunSummary['scan']>['new']>;

const isOpen = ({ status, verdict }: FindingRecord): boolean => status === 'open' && verdict === 'fail';
const placeOf = (account: string, segment: string, type: string): string => [account, segment, type].join('|');
