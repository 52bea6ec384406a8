/** Gives the facts of a run in the form that reports are made of. */
import type { ExportTables } from '../exports/export-tables.ts';
import type { Manifest } from '../exports/manifest.ts';
import { compareText } from '../exports/order.ts';
import type { SortedSpool } from '../exports/sorted-spool.ts';
import type { CompiledPolicy } from '../policies/compile-policy.ts';
import { isOpen, nameOf, type ReportContent, type ReportedFinding, type ReportedPolicy, type ReportFormat } from '../reports/record.ts';
import type { RunSummary } from './run-summary.ts';
import type { RunTally } from './run-tally.ts';

/** The most findings that the summary names. */
const MAX_WORST = 100;

export interface ReportOptions {
  readonly formats: readonly ReportFormat[];
  /** The version of Muster. */
  readonly version: string;
}

export interface RunReports {
  readonly collected_at: string;
  readonly version: string;
  readonly scope: Manifest['scope'];
  readonly policies: readonly CompiledPolicy[];
  readonly tally: RunTally;
  readonly tables: ExportTables;
  readonly reported: SortedSpool<ReportedFinding>;
}

export const runReports = ({ collected_at, version, scope, policies, tally, tables, reported }: RunReports): ReportContent => ({
  source: 'run',
  version,
  collected_at,
  scope: scopeText(scope, policies.length),
  policies: new Map(
    policies
      .map(({ policy }): [string, ReportedPolicy] => [policy.id, { ...policy, counts: tally.byPolicy.get(policy.id) ?? {} }])
      .toSorted(([a], [b]) => compareText(a, b)),
  ),
  findings: () => reported.sorted(),
  accounts: () => tables.records('accounts'),
  coverage: () => tables.records('coverage'),
  resources: () => tables.records('resources'),
});

/** The first open findings in the order of reports, which begins with the most serious. */
export async function worstFindings(reported: SortedSpool<ReportedFinding>): Promise<WorstFindings> {
  const worst: WorstFindings[number][] = [];
  for await (const finding of reported.sorted()) {
    if (!isOpen(finding)) continue;
    if (worst.length === MAX_WORST) break;
    const { finding_id, severity, title, account_id } = finding;
    worst.push({ finding_id, severity, title, resource_name: nameOf(finding), account_id });
  }
  return worst;
}

type WorstFindings = NonNullable<RunSummary['scan']>['worst'];

function scopeText({ accounts, services, types, regions }: Manifest['scope'], policies: number): string {
  const listed = (noun: string, names: '*' | readonly string[]): string => (names === '*' ? `all ${noun}` : `${noun} ${names.join(', ')}`);
  const parts = [listed('accounts', accounts), listed('services', services), listed('types', types), listed('regions', regions)];
  return `${parts.join('; ')}; ${policies} policies`;
}
