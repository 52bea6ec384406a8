/** Follows a job to its end, and shows its result. */
import { SingleBar } from 'cli-progress';
import { isEnded } from '../../shared/jobs/model.ts';
import type { OperationName } from '../../shared/operations.ts';
import type { InventoryTotals } from '../../shared/inventory/totals.ts';
import type { CommandContext } from './context.ts';
import { CommandError, EXIT, exitCodeOf } from './exit-codes.ts';
import { type Columns, counted, isDumb, namedCounts, below, whole } from './output.ts';
import { missingOf, SCAN_FIELDS, printMostFailed } from './scan-totals.ts';
import type { Job, StartedJob, Task } from './shapes.ts';
import { numberText } from '../../shared/number-text.ts';

const POLL_MS = 500;
/** The most accounts that are listed below a job as failed or partial. */
const SHOWN_ACCOUNTS = 20;

const pathOf = (jobId: string): string => `jobs/${encodeURIComponent(jobId)}`;

/** Ends a command that starts a job: shows the started job or, if `watched`, waits for its end and sets the exit code by its status. */
export async function followStarted(
  started: StartedJob,
  watched: boolean,
  context: CommandContext,
  operation: OperationName = 'inventory',
): Promise<void> {
  if (watched) return watchJob(started.job_id, context);
  const { output } = context;
  if (output.json) return output.document(started);
  output.say(
    `Job ${started.job_id} covers ${counted(started.total_accounts, 'account')}; follow it with "muster ${GROUPS[operation]} status ${started.job_id} --watch".`,
  );
}

/** The command group of each operation. */
export const GROUPS = { inventory: 'inventory', scan: 'scan', export: 'exports' } as const satisfies Record<OperationName, string>;

export async function watchJob(jobId: string, context: CommandContext): Promise<void> {
  const job = await untilEnded(jobId, context);
  await showJob(job, context);
  context.surroundings.exitCode = exitCodeOf(job.status);
}

async function untilEnded(jobId: string, { api, surroundings }: CommandContext): Promise<Job> {
  const bar = new SingleBar({
    stream: surroundings.stderr,
    format: '{job} [{bar}] {value}/{total} accounts, {failed} failed, {duration_formatted}',
    hideCursor: true,
    clearOnComplete: true,
    noTTYOutput: false,
  });
  const read = async (): Promise<Job> => api.call<Job>(pathOf(jobId));
  let interrupt = (): void => {};
  const interrupted = new Promise<'interrupted'>((resolve) => {
    interrupt = () => resolve('interrupted');
  });
  const uninterrupted = surroundings.onInterrupt?.(interrupt);
  let job = await read();
  // A progress bar is useful on a terminal only.
  if (surroundings.stderr.isTTY && !isDumb(surroundings.env)) bar.start(job.total_accounts, 0, { job: jobId, failed: 0 });
  try {
    while (!isEnded(job.status)) {
      if ((await Promise.race([surroundings.sleep(POLL_MS), interrupted])) === 'interrupted') throw goesOn(job);
      job = await read();
      bar.update(job.completed + job.partial + job.failed, { failed: job.failed });
    }
  } finally {
    bar.stop();
    uninterrupted?.();
  }
  return job;
}

/** The sentence that Ctrl-C on a watched job prints: it ends the watching only. */
const goesOn = ({ job_id, operation }: Job): CommandError =>
  new CommandError(
    `Job ${job_id} goes on; follow it with "muster ${GROUPS[operation as OperationName]} status ${job_id} --watch", cancel it with "muster jobs cancel ${job_id}".`,
    EXIT.interrupted,
  );

/** Prints the job and, below it, the accounts that failed or were partial. */
export async function showJob(job: Job, { api, output }: CommandContext): Promise<void> {
  output.record(job, {
    job: ({ job_id }) => job_id,
    status: ({ status }) => status,
    scope: scopeOf,
    accounts: (each) =>
      `${numberText(each.total_accounts)} (${namedCounts({ completed: each.completed, partial: each.partial, failed: each.failed })})`,
    started: ({ started_at }) => started_at,
    took: secondsOf,
    ...(FIELDS as Readonly<Record<string, Columns<Job>>>)[job.operation],
    'follow-up': ({ then_job_id, then_error }) => then_job_id ?? then_error,
    'retry of': ({ retry_of }) => retry_of,
  });
  if (output.json) return;
  if (job.totals?.scan) await printMostFailed(job.totals.scan, output);
  if (job.partial + job.failed === 0) return;
  const incomplete: Task[] = [];
  for (const status of ['failed', 'partial']) {
    const tasks = api.list<Task>(`${pathOf(job.job_id)}/accounts`, { status }, SHOWN_ACCOUNTS - incomplete.length);
    for await (const task of incomplete.length < SHOWN_ACCOUNTS ? tasks : []) incomplete.push(task);
  }
  output.say('');
  await output.list(
    incomplete,
    { account: whole(({ account_id }) => account_id), status: whole(({ status }) => status), why: below(whyOf) },
    '',
  );
  const hidden = job.partial + job.failed - incomplete.length;
  if (hidden > 0) output.say(`and ${counted(hidden, 'more account')}: muster jobs accounts ${job.job_id}`);
}

const INVENTORY_FIELDS = {
  resources: resourcesOf,
  slices: ({ totals }) => totals?.inventory && namedCounts(totals.inventory.slices),
  'known from search': ({ totals }) => searchedOf(totals?.inventory?.search_only_slices),
  unread: unreadOf,
  'API calls': ({ api_calls }) => api_calls,
} as const satisfies Columns<Job>;

const EXPORT_FIELDS = {
  wrote: ({ totals }) => totals?.export && `${counted(totals.export.files, 'file')}, ${counted(totals.export.bytes, 'byte')}`,
  rows: ({ totals }) => totals?.export && namedCounts(totals.export.rows),
  slices: ({ totals }) => totals?.export && namedCounts(totals.export.slices),
} as const satisfies Columns<Job>;

const FIELDS = { inventory: INVENTORY_FIELDS, scan: SCAN_FIELDS, export: EXPORT_FIELDS } as const satisfies Record<
  OperationName,
  Columns<Job>
>;

function scopeOf({ operation, service, policy = '*', scope }: Job): string {
  if (operation === 'export') return 'export of every enabled account';
  const selected = scope.selectors ? `, accounts selected by ${scope.selectors.join(', ')}` : '';
  if (operation === 'scan') return `scan by ${policy === '*' ? 'all policies' : policy}${selected}`;
  return `inventory of ${service === '*' ? 'all services' : service}, ${regionsOf(scope)}${selected}`;
}

const regionsOf = ({ regions }: Job['scope']): string => (regions === '*' ? 'all regions' : regions.join(', '));

function secondsOf({ started_at, completed_at }: Job): string | undefined {
  if (!started_at || !completed_at) return undefined;
  return `${((Date.parse(completed_at) - Date.parse(started_at)) / 1000).toFixed(1)} s`;
}

function resourcesOf({ totals }: Job): string | undefined {
  if (!totals?.inventory) return undefined;
  const { resources, added, updated, deleted, restored, unchanged } = totals.inventory.counts;
  return `${numberText(resources)} (${namedCounts({ added, updated, deleted, restored, unchanged })})`;
}

/** Some of the `partial` slices. */
const searchedOf = (slices = 0): string | undefined =>
  slices === 0 ? undefined : `${counted(slices, 'partial slice')} of types without a definition: what the search left out is not known`;

function unreadOf({ totals }: Job): string | undefined {
  if (!totals?.inventory || totals.inventory.counts.unread === 0) return undefined;
  return `${counted(totals.inventory.counts.unread, 'resource')} with fields that could not be read; ${missingOf(totals.inventory)}`;
}

export function whyOf({ error, totals }: Task): string {
  if (error) return error.message;
  const incomplete = totals?.inventory?.incomplete_slices ?? [];
  const [cause] = incomplete;
  const [example] = cause?.examples ?? [];
  const first = example && `${example.type} in ${example.segment}: ${cause?.error?.message ?? cause?.outcome}`;
  const others = incompleteSlices(totals?.inventory?.slices) - (totals?.inventory?.search_only_slices ?? 0) - 1;
  const more = others > 0 ? `${counted(others, 'more slice')} incomplete` : undefined;
  return [first, more, missingOf(totals?.inventory ?? totals?.scan)].filter(Boolean).join('; ');
}

const incompleteSlices = ({ partial = 0, denied = 0, failed = 0, suspect = 0 }: InventoryTotals['slices'] = {}): number =>
  partial + denied + failed + suspect;
