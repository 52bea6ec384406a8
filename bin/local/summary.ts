/** What a job did, as a table for people. */
import Table from 'cli-table3';
import { SLICE_OUTCOMES } from '../../shared/inventory/model.ts';
import type { JobRow } from '../../shared/jobs/model.ts';

const number = new Intl.NumberFormat('en-US');

type Row = readonly [what: string, value: string];

export function jobSummary(job: JobRow): string {
  const table = new Table({ head: [job.job_id, job.status], style: { head: [], border: [], compact: true }, colAligns: ['left', 'right'] });
  for (const section of [accountRows(job), resourceRows(job), changeRows(job), sliceRows(job), costRows(job)]) {
    for (const row of section) table.push([...row]);
  }
  return table.toString();
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
    ...(totals?.missing_permissions ?? []).map((permission): Row => [`  missing ${permission}`, '']),
  ];
}

const sliceRows = ({ totals }: JobRow): readonly Row[] => [
  ['Slices', number.format(Object.values(totals?.slices ?? {}).reduce((sum, count) => sum + count, 0))],
  ...SLICE_OUTCOMES.filter((outcome) => totals?.slices[outcome]).map((outcome): Row => [
    `  ${outcome}`,
    number.format(totals?.slices[outcome] ?? 0),
  ]),
];

const costRows = ({ totals, created_at, completed_at }: JobRow): readonly Row[] => [
  ['API calls', number.format(totals?.api_calls ?? 0)],
  ['Seconds', completed_at === undefined ? '-' : ((Date.parse(completed_at) - Date.parse(created_at)) / 1000).toFixed(1)],
];

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
