/** A job's results as a table for people. */
import { printable } from '../../shared/control-characters.ts';
import { SLICE_OUTCOMES } from '../../shared/inventory/model.ts';
import type { JobRow } from '../../shared/jobs/model.ts';
import type { MissingPermissions } from '../../shared/missing-permissions.ts';
import type { OperationName, Totals } from '../../shared/operations.ts';
import { SEVERITIES } from '../../shared/severity.ts';
import { numberText } from '../../shared/number-text.ts';

/** A job as the API returns it. */
type Job = JobRow<Totals>;
type Row = readonly [what: string, value: string];

const MOST_FAILING = 10;

export function jobSummary(job: Job): string {
  const rows = [[job.job_id, job.status] as const, ...SECTIONS[job.operation as OperationName].flatMap((section) => section(job))];
  const valued = rows.filter(([, value]) => value !== '');
  const whatWidth = Math.max(...valued.map(([what]) => what.length));
  const valueWidth = Math.max(...valued.map(([, value]) => value.length));
  // A row without a value, such as a permission with its condition, may be longer than the others and moves no column.
  const lines = rows.map(([what, value]) => printable(value === '' ? what : `${what.padEnd(whatWidth)}  ${value.padStart(valueWidth)}`));
  return [...lines, ...badPolicies(job)].join('\n');
}

const accountRows = ({ total_accounts, completed, partial, failed }: Job): readonly Row[] => [
  ['Accounts', numberText(total_accounts)],
  ['  completed', numberText(completed)],
  ['  partial', numberText(partial)],
  ['  failed', numberText(failed)],
];

const resourceRows = ({ totals }: Job): readonly Row[] => [
  ['Resources', numberText(totals?.inventory?.counts.resources ?? 0)],
  ...Object.entries(totals?.inventory?.resources_by_type ?? {})
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([type, count]): Row => [`  ${type}`, numberText(count)]),
];

function changeRows({ totals }: Job): readonly Row[] {
  const changes = ['added', 'updated', 'deleted', 'restored', 'unchanged', 'unread'] as const;
  return [
    ...changes.map((change): Row => [
      change === 'unread' ? 'With unread fields' : capitalized(change),
      numberText(totals?.inventory?.counts[change] ?? 0),
    ]),
    ...missingRows(totals?.inventory),
  ];
}

const missingRows = (totals: MissingPermissions | undefined): readonly Row[] => [
  ...(totals?.missing_permissions ?? []).map((permission): Row => [`  missing ${permission}`, '']),
  ...(totals?.more_missing_permissions ? [['  missing more', ''] as const] : []),
];

function sliceRows({ totals }: Job): readonly Row[] {
  const slices = (totals?.inventory ?? totals?.export)?.slices ?? {};
  return [
    ['Slices', numberText(Object.values(slices).reduce((sum, count) => sum + count, 0))],
    ...SLICE_OUTCOMES.filter((outcome) => slices[outcome]).map((outcome): Row => [`  ${outcome}`, numberText(slices[outcome] ?? 0)]),
  ];
}

const callRows = ({ api_calls = 0 }: Job): readonly Row[] => [['API calls', numberText(api_calls)]];

const timeRows = ({ created_at, completed_at }: Job): readonly Row[] => [
  ['Seconds', completed_at === undefined ? '-' : ((Date.parse(completed_at) - Date.parse(created_at)) / 1000).toFixed(1)],
];

function verdictRows({ totals }: Job): readonly Row[] {
  const counts = totals?.scan?.counts;
  return [
    ['Verdicts', numberText(counts?.evaluated ?? 0)],
    ['  pass', numberText(counts?.pass ?? 0)],
    ['  fail', numberText(counts?.fail ?? 0)],
    ['  unknown', numberText(counts?.unknown ?? 0)],
    ['  not applicable', numberText(counts?.not_applicable ?? 0)],
    ...missingRows(totals?.scan),
  ];
}

function transitionRows({ totals }: Job): readonly Row[] {
  const transitions = ['opened', 'reopened', 'resolved', 'suppressed'] as const;
  return [['Findings', ''], ...transitions.map((name): Row => [`  ${name}`, numberText(totals?.scan?.counts[name] ?? 0)])];
}

function openRows({ totals }: Job): readonly Row[] {
  const open = totals?.scan?.findings_by_severity ?? {};
  return [
    ['Open findings', numberText(Object.values(open).reduce((sum, count) => sum + count, 0))],
    ...SEVERITIES.map((severity): Row => [`  ${severity}`, numberText(open[severity] ?? 0)]),
  ];
}

function failingRows({ totals }: Job): readonly Row[] {
  const failing = Object.entries(totals?.scan?.failed_by_policy ?? {}).filter(([, count]) => count > 0);
  const most = failing.toSorted(([left, lefts], [right, rights]) => rights - lefts || left.localeCompare(right)).slice(0, MOST_FAILING);
  return [
    ['Policies that fail', numberText(totals?.scan?.failing_policies ?? 0)],
    ...most.map(([id, count]): Row => [`  ${id}`, numberText(count)]),
  ];
}

const fileRows = ({ totals }: Job): readonly Row[] => [
  ['Files', numberText(totals?.export?.files ?? 0)],
  ['Bytes', numberText(totals?.export?.bytes ?? 0)],
  ...Object.entries(totals?.export?.rows ?? {}).map(([dataset, count]): Row => [`  ${dataset}`, numberText(count)]),
];

/** One line for each policy file that was not used; such a line is too long for the table. */
const badPolicies = ({ totals }: Job): readonly string[] =>
  (totals?.scan?.bad_policies ?? []).map((problem) => `Policy not used: ${problem}`);

const SECTIONS = {
  inventory: [accountRows, resourceRows, changeRows, sliceRows, callRows, timeRows],
  scan: [accountRows, verdictRows, transitionRows, timeRows, openRows, failingRows],
  export: [accountRows, fileRows, sliceRows, timeRows],
} as const satisfies Record<OperationName, readonly ((job: Job) => readonly Row[])[]>;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
