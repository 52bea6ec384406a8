/** Prints the measurements as the Markdown tables of docs/scale.md. */
import type { AccountCosts } from './account.ts';
import type { CatalogueFigures } from './catalogue.ts';
import type { EndFigures } from './ends.ts';
import { count, type Line } from './estimate.ts';
import type { OtherCloudsFigures } from './other-clouds.ts';
import { type Figures, gbSeconds } from './scenarios.ts';
import type { Usage } from './usage.ts';

export function accountTables({ runs, rows, resources, slices }: AccountCosts): string {
  const run = table(
    ['run of one account', 'seconds', 'API calls', 'RRU', 'WRU', 'reads', 'writes'],
    runs.map(({ name, seconds, api_calls, usage }) => [
      name,
      seconds.toFixed(1),
      count(api_calls),
      String(usage.rru),
      count(usage.wru),
      count(usage.reads),
      count(usage.writes),
    ]),
  );
  const sizes = table(
    ['table', 'rows of one account', 'bytes a row'],
    Object.entries(rows).map(([name, row]) => [name, count(row.rows), count(row.bytes)]),
  );
  return `One account: ${count(resources)} resources in ${slices} slices.\n\n${run}\n\n${sizes}`;
}

export function catalogueTables({ size, slices, runs, scan, extremes }: CatalogueFigures): string {
  const run = table(
    ['run of one account', 'seconds', 'API calls', 'RRU', 'WRU', 'reads', 'writes'],
    runs.map(({ name, api_calls, usage }) => [
      name,
      (usage.busy_ms / 1000).toFixed(1),
      count(api_calls),
      String(usage.rru),
      count(usage.wru),
      count(usage.reads),
      count(usage.writes),
    ]),
  );
  const nearest = table(
    ['limit', 'allowed', 'largest', 'where'],
    extremes.map(({ limit, allowed, largest, where }) => [limit, count(allowed), count(largest), where]),
  );
  return [
    `${count(size.types)} types, ${size.regions} regions, ${count(size.policies)} policies: ${count(slices)} slices.`,
    run,
    `A scan of the account and the sums over all: ${count(scan.reads)} pages read, ${count(scan.writes)} rows of ${count(scan.wru)} WRU written.`,
    nearest,
  ].join('\n\n');
}

const perTask = ({ usage, tasks }: Figures, of: (usage: Usage) => number): string =>
  (of(usage.worker) / Object.values(tasks).reduce((sum, number) => sum + number, 0)).toFixed(2);

const longest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

const MEASURES: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['jobs × accounts', ({ scenario }) => `${scenario.jobs} × ${count(scenario.accountsPerJob)}`],
  ['workers at once', ({ scenario }) => count(scenario.workers)],
  ['bytes of a finished task row', ({ scenario }) => count(scenario.taskBytes)],
  ['enqueue, s', ({ enqueue_s }) => enqueue_s.toFixed(1)],
  ['job handler: reads, writes', ({ usage }) => pair(usage['job-handler'].reads, usage['job-handler'].writes)],
  ['job handler: RRU, WRU', ({ usage }) => pair(usage['job-handler'].rru, usage['job-handler'].wru)],
  ['job handler: requests turned away by a partition', ({ usage }) => count(usage['job-handler'].throttled)],
  ['messages sent by the job handler', ({ usage }) => count(usage['job-handler'].messages_sent)],
  ['messages sent by workers (account waits, continuations)', ({ usage }) => count(usage.worker.messages_sent)],
  ['messages sent by the poller (resends)', ({ usage }) => count(usage.poller.messages_sent)],
  ['messages received', ({ received }) => count(received)],
  ['SQS requests', ({ sqs_requests }) => count(sqs_requests)],
  ['worker reads, writes a task', (figures) => `${perTask(figures, ({ reads }) => reads)}, ${perTask(figures, ({ writes }) => writes)}`],
  ['job-row writes, all', ({ job_row_writes }) => count(job_row_writes)],
  ['job-row WRU in the busiest second (limit 1,000)', ({ job_row_peak }) => count(job_row_peak)],
  ['polls', ({ polls }) => count(polls.length)],
  ['polls cut off', ({ usage }) => count(usage.poller.failures)],
  ['longest poll, s', ({ polls }) => longest(polls.map(({ busy_ms }) => busy_ms / 1000)).toFixed(1)],
  ['poll: rows read, most', ({ polls }) => count(longest(polls.map(({ rows_read }) => rows_read)))],
  ['poll: RRU, most', ({ polls }) => count(longest(polls.map(({ rru }) => rru)))],
  ['poller: RRU, all', ({ usage }) => count(usage.poller.rru)],
  ['poller: RRU a job', ({ usage, scenario }) => count(usage.poller.rru / scenario.jobs)],
  ['poller: writes, all', ({ usage }) => count(usage.poller.writes)],
  ['last task to closed, s', ({ close_s }) => close_s.toFixed(1)],
  ['request to last job closed, min', ({ total_s }) => (total_s / 60).toFixed(1)],
  ['worker invocations', ({ usage }) => count(usage.worker.invocations)],
  ['worker GB-s', ({ usage }) => count(gbSeconds('worker', usage.worker))],
  ['job handler and poller GB-s', ({ usage }) => count(gbSeconds('job-handler', usage['job-handler']) + gbSeconds('poller', usage.poller))],
  ['jobs ended', ({ jobs }) => JSON.stringify(jobs).replaceAll('"', '')],
];

export const engineTable = (all: readonly Figures[]): string =>
  table(
    ['measure', ...all.map(({ scenario }) => scenario.name)],
    MEASURES.map(([name, of]) => [name, ...all.map(of)]),
  );

export function otherCloudsTables({ kinds, limits, azure_s, oci_s }: OtherCloudsFigures): string {
  const calls = table(
    ['account', 'accounts', 'calls of one', 'seconds of one'],
    kinds.map(({ kind, accounts, calls: each, seconds }) => [kind, count(accounts), count(each), seconds.toFixed(1)]),
  );
  const nearest = table(
    ['limit', 'allowed', 'most in use', 'refused'],
    limits.map(({ limit, allowed, most, refused }) => [limit, count(allowed), count(most), count(refused)]),
  );
  return `${calls}\n\nAll of Azure takes ${azure_s.toFixed(1)} s, all of OCI ${oci_s.toFixed(1)} s.\n\n${nearest}`;
}

export const endsTable = (all: readonly EndFigures[]): string =>
  table(
    ['end', 'jobs × accounts', 'request answered', 'polls', 'cut off', 'longest poll, s', 'until closed, s', 'writes'],
    all.map((end) => [
      end.name,
      `${end.jobs} × ${count(end.accountsPerJob)}`,
      end.request ? `${end.request.answered ? 'after' : 'no: cut off after'} ${end.request.seconds.toFixed(1)} s` : '',
      count(end.polls),
      count(end.polls_cut_off),
      end.longest_poll_s.toFixed(1),
      end.seconds.toFixed(0),
      count(end.writes),
    ]),
  );

export const estimateTable = (lines: readonly Line[]): string =>
  table(
    ['figure', 'formula', 'value'],
    lines.map(({ name, formula, value }) => [name, formula, value]),
  );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const pair = (a: number, b: number): string => `${count(a)}, ${count(b)}`;
