/** Prints the summary of a run for people. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunSummary } from '../../../shared/run/run-summary.ts';
import { readableFindingId } from '../../../shared/readable-ids.ts';
import { counted, namedCounts, type Output, titled, whole } from '../output.ts';
import { searchOnlyNote } from '../search-only.ts';
import { compareText } from '../../../shared/exports/order.ts';
import { undeclaredType } from '../../../shared/clouds/resource-type.ts';
import type { Provider } from '../../../shared/ids.ts';
import { typeNamed } from '../../../shared/registry.ts';
import { serviceName } from '../../../shared/service-names.ts';
import { unknownText } from '../../../shared/reports/framework-words.ts';
import { numberText } from '../../../shared/number-text.ts';

/** The most types that are printed one by one; more are counted by service. */
const MOST_TYPES = 25;
/** The most failed accounts, slices not seen whole and new findings that are printed; run_summary.json has more. */
const SHOWN = 10;

export async function printRun(summary: RunSummary, folder: string, output: Output): Promise<void> {
  const { discovered, by_type, slices_not_whole, failed_accounts, failed_connections, accounts } = summary;
  const types = Object.entries(by_type);
  const isLong = types.length > MOST_TYPES;
  const counts = isLong ? countsByService(types) : types;
  await output.list(
    [...counts, ['in all', discovered] as const],
    { [isLong ? 'service' : 'type']: whole<readonly [string, number]>(([name]) => name), resources: ([, count]) => count },
    '',
  );
  if (isLong)
    output.say(
      `${counted(types.length, 'type')}: muster query --from ${folder} "SELECT type, count(*) AS resources FROM resources GROUP BY type ORDER BY type"`,
    );
  output.say('');
  output.record(summary, {
    status: ({ status }) => status,
    accounts: ({ accounts: { total, ok, partial, failed } }) =>
      `${numberText(ok)} of ${numberText(total)} read whole, ${namedCounts({ partial, failed })}`,
    slices: ({ by_slice_outcome }) => namedCounts(by_slice_outcome),
    'not looked at': notLookedAt,
    'known from search': ({ search_only }) => searchOnlyNote(search_only.types, search_only.slices),
    details: ({ enriched_ok, not_implemented, errors }) =>
      namedCounts({ read: enriched_ok, 'of types without a definition': not_implemented, 'not all readable': errors }),
    'missing permissions': ({ missing_permissions }) => missing_permissions.join(', '),
    findings: ({ scan }) => scan && `${numberText(scan.findings)} (${namedCounts(scan.by_severity)})`,
    judged: ({ scan }) => scan && judgedOf(scan),
    'new findings': ({ scan }) => scan?.new && newOf(scan.new),
    changes: ({ changes }) => changes && namedCounts(Object.fromEntries(Object.entries(changes).filter(([, count]) => count > 0))),
    'API calls': ({ api_calls }) => api_calls,
    compartments: ({ compartments }) =>
      compartments &&
      `${numberText(compartments.visited)} visited, each in each region; lists refused in ${numberText(compartments.refused)}`,
    took: ({ seconds }) => `${seconds.toFixed(1)} s`,
  });
  for (const { connection_id, error } of failed_connections) output.say(`Not logged in: connection ${connection_id}: ${error}`);
  for (const { account_id, error } of failed_accounts.slice(0, SHOWN))
    output.say(`Not read: ${account_id}: ${error ?? 'nothing could be read'}`);
  if (accounts.failed > SHOWN) output.say(`and ${counted(accounts.failed - SHOWN, 'more account')}: accounts.jsonl has them.`);
  for (const { account_id, segment, type, outcome, error_code } of slices_not_whole.first.slice(0, SHOWN))
    output.say(`Not whole: ${type} in ${segment} of ${account_id}: ${outcome}${error_code === null ? '' : ` (${error_code})`}`);
  if (slices_not_whole.total > SHOWN) output.say(`and ${counted(slices_not_whole.total - SHOWN, 'more slice')}: coverage.jsonl has them.`);
  await printNew(summary, output);
  await printWorst(summary, folder, output);
  output.say(`Wrote ${folder}.`);
}

/** A run does not ask the index of an AWS account, as the platform's inventories do. @returns undefined if nothing of AWS was read */
function notLookedAt({ by_type }: RunSummary): string | undefined {
  if (!Object.keys(by_type).some((type) => typeNamed(type)?.provider === 'aws')) return undefined;
  return 'types of AWS that Muster has no definition of: the inventory of the platform counts them, "muster coverage list --outcome not_read" lists them';
}

/** How many resources each service has, the services in the order of their names. */
function countsByService(types: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const [type, count] of types) {
    const known = typeNamed(type);
    const service = serviceName(known ?? undeclaredType(providerOfName(type), type, 'regional'));
    counts.set(service, (counts.get(service) ?? 0) + count);
  }
  return [...counts].toSorted(([a], [b]) => compareText(a, b));
}

/** The provider of a type without a definition: AWS writes `AWS::EC2::VPC`, Azure `Microsoft.Compute/disks`, OCI one word. */
const providerOfName = (type: string): Provider => (type.includes('::') ? 'aws' : type.includes('/') ? 'azure' : 'oci');

/** The files of a run in which people read findings. */
const READABLE = ['report.html', 'findings.csv'];

/** The worst findings by name, and how to see the others. */
async function printWorst({ scan }: RunSummary, folder: string, output: Output): Promise<void> {
  const { worst, findings } = scan ?? { worst: [], findings: 0 };
  if (findings === 0) return;
  output.say('');
  await output.list(
    worst.slice(0, SHOWN),
    {
      'worst findings': whole(({ severity }) => severity),
      resource: ({ resource_name }) => resource_name ?? '',
      title: titled((finding) => finding.title),
    },
    '',
  );
  const more = findings > SHOWN ? `and ${counted(findings - SHOWN, 'more finding')}` : `${counted(findings, 'finding')} in all`;
  const files = READABLE.map((file) => join(folder, file)).filter((file) => existsSync(file));
  const readable = files.length > 0 ? `read ${files.join(' or ')}` : 'run with --format html for a page to read';
  output.say(`${more}: ${readable}, or: muster query --from ${folder} "SELECT * FROM findings"`);
}

type NewFindings = NonNullable<NonNullable<RunSummary['scan']>['new']>;

/** How much the findings are based on. */
const judgedOf = ({ verdicts: { pass = 0, fail = 0, unknown = 0 }, unknown_for }: NonNullable<RunSummary['scan']>): string =>
  `${numberText(pass + fail)} of ${counted(pass + fail + unknown, 'verdict')}${unknown === 0 ? '' : `; ${unknownText(unknown, unknown_for)}`}`;

const newOf = ({ total, not_known }: NewFindings): string =>
  not_known === 0 ? numberText(total) : `${numberText(total)}, and ${numberText(not_known)} of which the earlier export could not tell`;

async function printNew({ scan }: RunSummary, output: Output): Promise<void> {
  const { total, first } = scan?.new ?? { total: 0, first: [] };
  if (total === 0) return;
  output.say('');
  const worst = first.slice(0, SHOWN);
  await output.list(
    worst,
    {
      'new finding': whole(({ severity }) => severity),
      resource: ({ resource_name }) => resource_name ?? '',
      title: titled((finding) => finding.title),
      id: whole(({ finding_id }) => readableFindingId(finding_id)),
    },
    '',
  );
  if (total > worst.length)
    output.say(
      `and ${counted(total - worst.length, 'more new finding')}: run_summary.json lists the worst, and findings.jsonl has every finding.`,
    );
}
