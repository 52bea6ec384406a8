/** `muster inventory`, `muster scan` and `muster jobs`. */
import { type Command, Option } from 'commander';
import type { OperationName } from '../../shared/operations.ts';
import { accountsOption } from './accounts-option.ts';
import { choiceOption, type CommandContext, contextOf, LIMIT, listed, type Surroundings } from './context.ts';
import { CommandError, EXIT } from './exit-codes.ts';
import { below, minuteOf, whole } from './output.ts';
import type { Job, StartedJob, Task } from './shapes.ts';
import { followStarted, GROUPS, showJob, watchJob, whyOf } from './watch.ts';
import { TASK_STATUSES } from '../../shared/jobs/model.ts';

interface RunOptions {
  readonly service?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly watch?: boolean;
}

interface ScanOptions {
  readonly policy?: string;
  /** An option of `muster inventory run`. It is declared here, hidden, only so that the refusal can say what to use instead. */
  readonly service?: string;
  readonly regions?: readonly string[];
  readonly accounts?: readonly string[];
  readonly watch?: boolean;
}

const pathOf = (jobId: string, action = ''): string => `jobs/${encodeURIComponent(jobId)}${action}`;
const accounts = (): Option => accountsOption('--accounts <ids>', 'the accounts (default: every enabled one)');
const INVENTORY_OPTIONS_REFUSED =
  "--service and --regions are for an inventory; a scan evaluates every stored resource that its policies apply to: choose the policies with --policy, such as 's3.*'.";
const WATCH = ['--watch', 'wait until the job ends, and show its progress'] as const;

export function addInventory(program: Command, surroundings: Surroundings): void {
  const inventory = program.command('inventory').description('read the resources of the accounts');

  inventory
    .command('run')
    .description('start an inventory of the accounts')
    .option('--service <name>', 'one service: s3, or in full aws.s3 (default: all)')
    .addOption(accounts())
    .option('--regions <names>', 'regions, separated by commas (default: all)', listed)
    .option(...WATCH)
    .action(async ({ watch = false, ...scope }: RunOptions, command: Command) => {
      const context = contextOf(command, surroundings);
      const started = await context.api.call<StartedJob>('jobs', { method: 'POST', body: { operation: 'inventory', ...scope } });
      await followStarted(started, watch, context);
    });

  addStatus(inventory, 'inventory', surroundings);
}

export function addScan(program: Command, surroundings: Surroundings): void {
  const scan = program.command('scan').description('evaluate policies over the stored resources of the accounts');

  scan
    .command('run')
    .description('start a scan of the accounts')
    .option('--policy <selector>', "an id, a pattern ('s3.*') or a framework (cis-aws-7.0) (default: all policies)")
    .addOption(accounts())
    .option(...WATCH)
    .addOption(new Option('--service <name>').hideHelp())
    .addOption(new Option('--regions <names>').argParser(listed).hideHelp())
    .action(async ({ watch = false, service, regions, ...scope }: ScanOptions, command: Command) => {
      if (service !== undefined || regions !== undefined) throw new CommandError(INVENTORY_OPTIONS_REFUSED, EXIT.refused);
      const context = contextOf(command, surroundings);
      const started = await context.api.call<StartedJob>('jobs', { method: 'POST', body: { operation: 'scan', ...scope } });
      await followStarted(started, watch, context, 'scan');
    });

  addStatus(scan, 'scan', surroundings);
}

/** How many of the newest jobs `newest` searches. */
const SEARCHED_JOBS = 100;

export function addStatus(group: Command, operation: OperationName, surroundings: Surroundings): void {
  group
    .command('status')
    .description('show the progress or the result of a job')
    .argument('[job]', `id of the job (default: the newest ${operation})`)
    .option(...WATCH)
    .action(async (jobId: string | undefined, { watch = false }: { watch?: boolean }, command: Command) => {
      const context = contextOf(command, surroundings);
      const job = jobId === undefined ? await newest(operation, context) : await context.api.call<Job>(pathOf(jobId));
      if (!job) throw new CommandError(`There is no ${operation} yet; start one with "muster ${GROUPS[operation]} run".`, EXIT.refused);
      await (watch ? watchJob(job.job_id, context) : showJob(job, context));
    });
}

async function newest(operation: OperationName, { api }: CommandContext): Promise<Job | undefined> {
  for await (const job of api.list<Job>('jobs', {}, SEARCHED_JOBS)) if (job.operation === operation) return job;
  return undefined;
}

export function addJobs(program: Command, surroundings: Surroundings): void {
  const jobs = program.command('jobs').description('list, show, cancel and retry jobs');

  jobs
    .command('list')
    .description('list jobs, newest first')
    .option(...LIMIT)
    .action(async ({ limit }: { limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        api.list<Job>('jobs', {}, limit),
        {
          job: whole(({ job_id }) => job_id),
          operation: whole(({ operation }) => operation),
          status: whole(({ status }) => status),
          accounts: ({ total_accounts }) => total_accounts,
          ...(output.isWide && { completed: ({ completed }: Job) => completed }),
          partial: ({ partial }) => partial,
          failed: ({ failed }) => failed,
          created: whole(({ created_at }) => minuteOf(created_at)),
        },
        'There is no job yet; start one with "muster inventory run".',
      );
    });

  jobs
    .command('show')
    .description('show a job')
    .argument('<job>', 'id of the job')
    .action(async (jobId: string, _options: object, command: Command) => {
      const context = contextOf(command, surroundings);
      await showJob(await context.api.call<Job>(pathOf(jobId)), context);
    });

  jobs
    .command('accounts')
    .description('list the accounts of a job, each with its status and result')
    .argument('<job>', 'id of the job')
    .addOption(choiceOption('--status <status>', 'only accounts of this status', TASK_STATUSES))
    .option(...LIMIT)
    .action(async (jobId: string, { status, limit }: { status?: string; limit?: number }, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      await output.list(
        api.list<Task>(pathOf(jobId, '/accounts'), { status }, limit),
        {
          account: whole(({ account_id }) => account_id),
          status: whole((task) => task.status),
          resources: ({ totals }) => totals?.inventory?.counts.resources ?? totals?.export?.rows.resources,
          'API calls': ({ api_calls }) => api_calls,
          why: below(whyOf),
        },
        'No account matches.',
      );
    });

  jobs
    .command('cancel')
    .description('cancel a job')
    .argument('<job>', 'id of the job')
    .action(async (jobId: string, _options: object, command: Command) => {
      const { api, output } = contextOf(command, surroundings);
      const job = await api.call<Job>(pathOf(jobId, '/cancel'), { method: 'POST' });
      if (output.json) return output.document(job);
      output.say(`Job ${job.job_id} is ${job.status === 'cancelled' ? 'cancelled' : 'being cancelled'}.`);
    });

  jobs
    .command('retry')
    .description('start a new job for the accounts that failed or were partial')
    .argument('<job>', 'id of the ended job')
    .option(...WATCH)
    .action(async (jobId: string, { watch = false }: { watch?: boolean }, command: Command) => {
      const context = contextOf(command, surroundings);
      await followStarted(await context.api.call<StartedJob>(pathOf(jobId, '/retry'), { method: 'POST' }), watch, context);
    });
}
