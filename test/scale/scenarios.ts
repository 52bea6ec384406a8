/** The situations in which the job engine is measured, and the figures that are measured of each. */
import type { JobStatus, TaskStatus } from '../../shared/jobs/model.ts';
import { emptyCloud, ONE_TYPE } from './clouds.ts';
import { DEFAULT_WORKERS, EVENT_SOURCE, FUNCTIONS, type FunctionName } from './model.ts';
import { ScalePlatform } from './scale-platform.ts';
import type { Usage } from './usage.ts';

export interface Scenario {
  readonly name: string;
  readonly jobs: number;
  readonly accountsPerJob: number;
  /** Whether all jobs are over the same accounts. */
  readonly sameAccounts?: boolean;
  readonly workers: number;
  /** Bytes of a finished task's row. */
  readonly taskBytes: number;
  /** Mean seconds that an account takes to read; accounts take from half to one and a half of it. */
  readonly accountSeconds: number;
  /** The seed of the random choices: which message is received next, how long a retry waits. */
  readonly seed?: number;
}

/** `size`: the number of accounts of a large organization. */
export function scenarios(size: number, accountSeconds: number, taskBytes: number, seed: number): readonly Scenario[] {
  const usual = { accountsPerJob: size, accountSeconds, taskBytes, seed };
  const all = EVENT_SOURCE.most;
  return [
    { ...usual, name: 'one organization', jobs: 1, workers: DEFAULT_WORKERS },
    { ...usual, name: 'one, most workers', jobs: 1, workers: all },
    { ...usual, name: 'one, 100 slices denied in each account', jobs: 1, workers: DEFAULT_WORKERS, taskBytes: DENIED_TASK_BYTES },
    { ...usual, name: 'two at once', jobs: 2, workers: DEFAULT_WORKERS },
    { ...usual, name: 'ten at once', jobs: 10, workers: all },
    { ...usual, name: 'ten in one job', jobs: 1, accountsPerJob: 10 * size, workers: all },
    // Fewer accounts, because the jobs wait for each other at every account, which takes many more messages.
    { ...usual, name: 'ten jobs over the same accounts', jobs: 10, accountsPerJob: Math.ceil(size / 5), workers: all, sameAccounts: true },
  ];
}

/**
 * The bytes of a task's row with 100 denied slices, ten regions for each of ten types: ten causes, each with sentence, permission and
 * examples.
 */
const DENIED_TASK_BYTES = 6_000;

export interface Figures {
  readonly scenario: Scenario;
  /** The longest time from a request to the answer of the job handler. */
  readonly enqueue_s: number;
  /** The time from the first request to the end of the last job. */
  readonly total_s: number;
  /** The longest time from the end of a job's last task to the end of the job. */
  readonly close_s: number;
  readonly received: number;
  readonly sqs_requests: number;
  readonly usage: Readonly<Record<FunctionName, Usage>>;
  readonly polls: readonly Usage[];
  readonly job_row_writes: number;
  readonly job_row_peak: number;
  readonly jobs: Readonly<Partial<Record<JobStatus, number>>>;
  readonly tasks: Readonly<Partial<Record<TaskStatus, number>>>;
  readonly peak_heap_mb: number;
}

export const accountId = (number: number): string => `aws:${String(number).padStart(12, '0')}`;

export async function measure(scenario: Scenario): Promise<Figures> {
  const platform = await prepared(scenario);
  const started = await startAll(scenario, platform);
  await platform.untilIdle();
  return figuresOf(scenario, platform, Math.max(...started));
}

/** Starts the jobs, and returns how many seconds each job handler took. Workers and the poller run meanwhile. */
async function startAll(scenario: Scenario, platform: ScalePlatform): Promise<readonly number[]> {
  const { jobs, accountsPerJob, sameAccounts = false } = scenario;
  const requests = Array.from({ length: jobs }, (_, job) => accountsOf(job, accountsPerJob, sameAccounts));
  let ended = false;
  platform.pollEveryMinute(() => !ended || platform.openJobs() > 0);
  const starts = requests.map(async (accounts) => {
    const { end, usage } = await platform.startJob({ operation: 'inventory', accounts: namedOrAll(accounts) });
    if (end.kind === 'failed') throw end.error;
    return usage.busy_ms / 1000;
  });
  const seconds = await platform.through(Promise.all(starts));
  ended = true;
  return seconds;
}

/** A request may list at most 10,000 accounts; only `*` covers more. */
export const namedOrAll = (accounts: readonly string[]): string[] | '*' => (accounts.length <= 10_000 ? [...accounts] : '*');

export async function prepared(scenario: Scenario): Promise<ScalePlatform> {
  const { workers, taskBytes, accountSeconds, jobs, accountsPerJob, sameAccounts = false, seed = 1 } = scenario;
  const cloud = emptyCloud((id) => Math.round(accountSeconds * 1000 * (0.5 + spread(id))));
  const platform = new ScalePlatform({ workers, taskBytes, cloud, types: ONE_TYPE, seed });
  for (let job = 0; job < (sameAccounts ? 1 : jobs); job++) await platform.register(accountsOf(job, accountsPerJob, sameAccounts));
  return platform;
}

/** A number from 0 to 1 that depends on the account alone (Fibonacci hashing). */
const spread = (id: string): number => ((Number(id.slice(4)) * 2_654_435_769) % 2 ** 32) / 2 ** 32;

export const accountsOf = (job: number, count: number, same = false): readonly string[] =>
  Array.from({ length: count }, (_, index) => accountId((same ? 0 : job * count) + index + 1));

function figuresOf(scenario: Scenario, platform: ScalePlatform, enqueue_s: number): Figures {
  const [jobs, tasks] = [platform.jobs(), platform.tasks()];
  const lastEnds = new Map<string, number>();
  for (const { job_id, finished_at = '' } of tasks) lastEnds.set(job_id, Math.max(lastEnds.get(job_id) ?? 0, Date.parse(finished_at)));
  const closes = jobs.map((job) => Date.parse(job.completed_at ?? '') - (lastEnds.get(job.job_id) ?? 0));
  const ends = jobs.map((job) => Date.parse(job.completed_at ?? '') - Math.min(...jobs.map(({ created_at }) => Date.parse(created_at))));
  const hot = [...platform.jobRows.values()];
  return {
    scenario,
    enqueue_s,
    total_s: Math.max(...ends) / 1000,
    close_s: Math.max(...closes) / 1000,
    received: platform.source.received,
    sqs_requests: platform.source.requests + Object.values(platform.usage).reduce((sum, { sqs_requests }) => sum + sqs_requests, 0),
    usage: platform.usage,
    polls: platform.polls,
    job_row_writes: hot.reduce((sum, { writes }) => sum + writes, 0),
    job_row_peak: Math.max(...hot.map(({ peak_per_second }) => peak_per_second)),
    jobs: countBy(jobs.map(({ status }) => status)),
    tasks: countBy(tasks.map(({ status }) => status)),
    peak_heap_mb: Math.round(platform.peakHeapBytes / 2 ** 20),
  };
}

function countBy<K extends string>(values: readonly K[]): Readonly<Partial<Record<K, number>>> {
  const counts: Partial<Record<K, number>> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

export const gbSeconds = (name: FunctionName, { busy_ms }: Usage): number => ((busy_ms / 1000) * FUNCTIONS[name].memory_mb) / 1024;
