/** Measures the end of jobs that no worker ends: a user cancels them, or their deadline passes. */
import { DEFAULT_DEADLINE_HOURS, FUNCTIONS, POLL_INTERVAL_MS } from './model.ts';
import { accountsOf, namedOrAll, prepared, type Scenario } from './scenarios.ts';
import type { Usage } from './usage.ts';

export interface EndFigures {
  readonly name: string;
  readonly jobs: number;
  readonly accountsPerJob: number;
  /** The user's request to cancel; absent if the deadline ends the jobs. */
  readonly request?: { readonly answered: boolean; readonly seconds: number };
  /** The number of polls until every job had ended. */
  readonly polls: number;
  /** How many of the polls the function's timeout cut off. */
  readonly polls_cut_off: number;
  readonly longest_poll_s: number;
  /** The seconds from the cancellation or the deadline to the end of the last job. */
  readonly seconds: number;
  readonly writes: number;
}

const idle = (jobs: number, accountsPerJob: number): Scenario => ({
  name: 'nobody works',
  jobs,
  accountsPerJob,
  // Without workers, the event source hands out no message.
  workers: 0,
  taskBytes: 0,
  accountSeconds: 1,
});

/** A user cancels a job whose tasks are all queued. The API spends at most 20 s of its 29 s on it. */
export async function measureCancel(accounts: number): Promise<EndFigures> {
  const { platform, jobIds } = await started(1, accounts);
  const from = platform.now();
  const { end, usage } = await platform.through(platform.cancel(jobIds[0] ?? '', 20_000));
  const request = { answered: end.kind === 'returned', seconds: usage.busy_ms / 1000 };
  const { polls, seconds } = await pollUntilClosed(platform, from);
  return figures('cancel', 1, accounts, polls, seconds, usage.writes, request);
}

/** The deadline of `jobs` jobs passes at once, and none of their tasks has run. */
export async function measureDeadline(jobs: number, accounts: number): Promise<EndFigures> {
  const { platform } = await started(jobs, accounts);
  await platform.sleep(DEFAULT_DEADLINE_HOURS * 3_600_000);
  const { polls, seconds } = await pollUntilClosed(platform, platform.now());
  return figures('deadline', jobs, accounts, polls, seconds, 0);
}

type Platform = Awaited<ReturnType<typeof prepared>>;

async function started(jobs: number, accounts: number): Promise<{ readonly platform: Platform; readonly jobIds: readonly string[] }> {
  const platform = await prepared(idle(jobs, accounts));
  for (let job = 0; job < jobs; job++) {
    const request = { operation: 'inventory', accounts: namedOrAll(accountsOf(job, accounts)) } as const;
    const { end } = await platform.through(platform.startJob(request));
    if (end.kind === 'failed') throw end.error;
  }
  return { platform, jobIds: platform.jobs().map(({ job_id }) => job_id) };
}

async function pollUntilClosed(platform: Platform, from: number): Promise<{ readonly polls: readonly Usage[]; readonly seconds: number }> {
  while (platform.openJobs() > 0) {
    void platform.poll();
    const next = platform.now() + POLL_INTERVAL_MS;
    await platform.scheduler.until(() => platform.now() >= next || platform.openJobs() === 0);
  }
  const seconds = (platform.now() - from) / 1000;
  // Polls that still run have nothing left to do, but only their end tells whether the timeout cut them off.
  await platform.sleep(FUNCTIONS.poller.timeout_s * 1000);
  return { polls: platform.polls, seconds };
}

function figures(
  name: string,
  jobs: number,
  accountsPerJob: number,
  polls: readonly Usage[],
  seconds: number,
  writesBefore: number,
  request?: EndFigures['request'],
): EndFigures {
  return {
    name,
    jobs,
    accountsPerJob,
    ...(request && { request }),
    polls: polls.length,
    polls_cut_off: polls.filter(({ failures }) => failures > 0).length,
    longest_poll_s: Math.max(0, ...polls.map(({ longest_ms }) => longest_ms / 1000)),
    seconds,
    writes: writesBefore + polls.reduce((sum, { writes }) => sum + writes, 0),
  };
}
