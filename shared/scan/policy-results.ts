/**
 * The stored form of rows of `policy_results`. An account's row may hold the results of more than 1,000 policies, so each
 * result is one short text, and the scans that evaluated them are stored once each:
 *
 *     { account_id, observed_at,
 *       results:      { "aws.s3.bucket-versioning-enabled": "7,3,1,0,1,,0" },
 *       scans:        [{ evaluated_at, job_id }],
 *       unknowns:     { "aws.s3.bucket-versioning-enabled": [{ resource_uid, reason, permission }] },
 *       not_whole_in: { "aws.s3.bucket-versioning-enabled": ["aws:111111111111"] } }
 *
 * The text of a result is: pass, fail, unknown, not_applicable, suppressed, not_whole (empty if absent), place of its scan in `scans`, and,
 * if it is the sum over accounts, their number.
 */
import { utf8Bytes, withinBudget } from '../storage/budget.ts';
import type { Item } from '../storage/store.ts';
import type { PolicyResult, PolicyResultsRow } from './model.ts';

/** Bytes of a row's examples of unknown verdicts, as JSON. If they are more, each policy keeps those that fit an equal share. */
const MAX_UNKNOWNS_BYTES = 200_000;

type Scan = Pick<PolicyResult, 'evaluated_at' | 'job_id'>;

interface StoredResults extends Omit<PolicyResultsRow, 'results'> {
  readonly results: Readonly<Record<string, string>>;
  readonly scans: readonly Scan[];
  readonly unknowns?: Readonly<Record<string, PolicyResult['unknowns']>>;
  readonly not_whole_in?: Readonly<Record<string, NonNullable<PolicyResult['not_whole_in']>>>;
}

/** The row as it is stored; under 400 KB for an account's 1,000 policies. */
export function resultsItem({ results, ...row }: PolicyResultsRow): StoredResults {
  const scans: Scan[] = [];
  const placeOf = ({ evaluated_at, job_id }: Scan): number => {
    const place = scans.findIndex((scan) => scan.evaluated_at === evaluated_at && scan.job_id === job_id);
    return place < 0 ? scans.push({ evaluated_at, job_id }) - 1 : place;
  };
  const entries = Object.entries(results);
  const texts = entries.map(([id, { pass, fail, unknown, not_applicable, suppressed, not_whole, accounts, evaluated_at, job_id }]) => {
    const counts = [pass, fail, unknown, not_applicable, suppressed, not_whole];
    return [id, [...counts, placeOf({ evaluated_at, job_id }), ...(accounts === undefined ? [] : [accounts])].join(',')] as const;
  });
  const unknowns = withinBudget(Object.fromEntries(entries.map(([id, result]) => [id, result.unknowns])), MAX_UNKNOWNS_BYTES, utf8Bytes);
  const notWholeIn = entries.flatMap(([id, { not_whole_in }]) => (not_whole_in ? [[id, not_whole_in] as const] : []));
  return {
    ...row,
    results: Object.fromEntries(texts),
    scans,
    ...(Object.keys(unknowns).length > 0 && { unknowns }),
    ...(notWholeIn.length > 0 && { not_whole_in: Object.fromEntries(notWholeIn) }),
  };
}

export function resultsOf(item: Item): PolicyResultsRow {
  const { results, scans, unknowns = {}, not_whole_in = {}, ...row } = item as unknown as StoredResults;
  return {
    ...row,
    results: Object.fromEntries(
      Object.entries(results).map(([id, text]) => {
        const [pass = '', fail = '', unknown = '', notApplicable = '', suppressed = '', notWhole = '', scan = '', accounts = ''] =
          text.split(',');
        return [
          id,
          {
            pass: Number(pass),
            fail: Number(fail),
            unknown: Number(unknown),
            not_applicable: Number(notApplicable),
            suppressed: Number(suppressed),
            ...(notWhole !== '' && { not_whole: Number(notWhole) }),
            ...(not_whole_in[id] && { not_whole_in: not_whole_in[id] }),
            ...(accounts !== '' && { accounts: Number(accounts) }),
            ...(scans[Number(scan)] as Scan),
            unknowns: unknowns[id] ?? [],
          } satisfies PolicyResult,
        ];
      }),
    ),
  };
}
