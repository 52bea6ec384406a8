/** Estimates when a job ends. */

/** Below this, the pace of a job says nothing: accounts differ, and many run at once. */
const FEWEST_ENDED = 3;
const LEAST_SHARE = 0.1;

interface Pace {
  readonly total: number;
  /** Accounts that have ended. */
  readonly ended: number;
  /** When the job began to work, ISO 8601; undefined before that. */
  readonly startedAt: string | undefined;
  readonly now: Date;
}

/** The seconds that are left if the other accounts take as long as those that have ended; undefined while too few have. */
export function secondsLeft({ total, ended, startedAt, now }: Pace): number | undefined {
  if (startedAt === undefined || ended < FEWEST_ENDED || ended < total * LEAST_SHARE || ended > total) return undefined;
  const seconds = Math.max(0, (now.getTime() - Date.parse(startedAt)) / 1000);
  return (seconds / ended) * (total - ended);
}
