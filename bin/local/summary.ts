/** What a job did, as text for people. */
import Table from 'cli-table3';
import { SLICE_OUTCOMES } from '../../shared/inventory/model.ts';
import type { JobRow } from '../../shared/jobs/model.ts';
import { SEVERITIES } from '../../shared/severity.ts';

const number = new Intl.NumberFormat('en-US');

type Row = readonly [what: string, value: string];

const MOST_FAILING = 10;

export function jobSummary(job: JobRow): string {
  const table = new Table({ head: [job.job_id, job.status], style: { head: [], border: [], compact: true }, colAligns: ['left', 'right'] });
  for (const section of SECTIONS[job.operation]) {
    for (const row of section(job)) table.push([...row]);
  }
  return [table.toString(), ...badPolicies(job)].join('\n');
}

const accountRows = ({ total_accounts, completed, partial, failed }: JobRow): readonly Row[] => [
  ['Accounts', number.format(total_accounts)],
  ['  completed', number.format(completed)],
  ['  partial', number.format(partial)],
  ['  failed', number.format(failed)],
];

const resourceRows = ({ totals }: JobRow): readonly Row[] => [
  ['Resources', number.format(totals?.counts.resources ?? 0)],
  ...Object.entries(totals?.resources_by_type ?? {})
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([type, count]): Row => [`  ${type}`, number.format(count)]),
];

function changeRows({ totals }: JobRow): readonly Row[] {
  const changes = ['added', 'updated', 'deleted', 'restored', 'unchanged', 'unread'] as const;
  return [
    ...changes.map((change): Row => [
      change === 'unread' ? 'With unread fields' : capitalized(change),
      number.format(totals?.counts[change] ?? 0),
    ]),
    ...missingRows(totals),
  ];
}

const missingRows = (totals: JobRow['totals']): readonly Row[] =>
  (totals?.missing_permissions ?? []).map((permission): Row => [`  missing ${permission}`, '']);

const sliceRows = ({ totals }: JobRow): readonly Row[] => [
  ['Slices', number.format(Object.values(totals?.slices ?? {}).reduce((sum, count) => sum + count, 0))],
  ...SLICE_OUTCOMES.filter((outcome) => totals?.slices[outcome]).map((outcome): Row => [
    `  ${outcome}`,
    number.format(totals?.slices[outcome] ?? 0),
  ]),
];

const callRows = ({ totals }: JobRow): readonly Row[] => [['API calls', number.format(totals?.api_calls ?? 0)]];

const timeRows = ({ created_at, completed_at }: JobRow): readonly Row[] => [
  ['Seconds', completed_at === undefined ? '-' : ((Date.parse(completed_at) - Date.parse(created_at)) / 1000).toFixed(1)],
];

function verdictRows({ totals }: JobRow): readonly Row[] {
  const counts = totals?.scan?.counts;
  return [
    ['Verdicts', number.format(counts?.evaluated ?? 0)],
    ['  pass', number.format(counts?.pass ?? 0)],
    ['  fail', number.format(counts?.fail ?? 0)],
    ['  unknown', number.format(counts?.unknown ?? 0)],
    ['  not applicable', number.format(counts?.not_applicable ?? 0)],
    ...missingRows(totals),
  ];
}

function transitionRows({ totals }: JobRow): readonly Row[] {
  const transitions = ['opened', 'reopened', 'resolved', 'suppressed'] as const;
  return [['Findings', ''], ...transitions.map((name): Row => [`  ${name}`, number.format(totals?.scan?.counts[name] ?? 0)])];
}

function openRows({ totals }: JobRow): readonly Row[] {
  const open = totals?.scan?.findings_by_severity ?? {};
  return [
    ['Open findings', number.format(Object.values(open).reduce((sum, count) => sum + count, 0))],
    ...SEVERITIES.map((severity): Row => [`  ${severity}`, number.format(open[severity] ?? 0)]),
  ];
}

function failingRows({ totals }: JobRow): readonly Row[] {
  const failing = Object.entries(totals?.scan?.failed_by_policy ?? {}).filter(([, count]) => count > 0);
  const most = failing.toSorted(([left, lefts], [right, rights]) => rights - lefts || left.localeCompare(right)).slice(0, MOST_FAILING);
  return [['Policies that fail', number.format(failing.length)], ...most.map(([id, count]): Row => [`  ${id}`, number.format(count)])];
}

const fileRows = ({ totals }: JobRow): readonly Row[] => [
  ['Files', number.format(totals?.export?.files ?? 0)],
  ['Bytes', number.format(totals?.export?.bytes ?? 0)],
  ...Object.entries(totals?.export?.rows ?? {}).map(([dataset, count]): Row => [`  ${dataset}`, number.format(count)]),
];

/** Sentences, too long for a table. */
const badPolicies = ({ totals }: JobRow): readonly string[] =>
  (totals?.scan?.bad_policies ?? []).map((problem) => `Policy not used: ${problem}`);

const SECTIONS = {
  inventory: [accountRows, resourceRows, changeRows, sliceRows, callRows, timeRows],
  scan: [accountRows, verdictRows, transitionRows, timeRows, openRows, failingRows],
  export: [accountRows, fileRows, sliceRows, timeRows],
} as const satisfies Record<JobRow['operation'], readonly ((job: JobRow) => readonly Row[])[]>;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
