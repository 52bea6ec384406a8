/**
 * Translates EventBridge schedule expressions for the package croner.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
import { Cron } from 'croner';
import { messageOf, UserError } from './user-error.ts';

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };

export type Timing = { readonly everyMs: number } | { readonly cron: string };

/** @throws UserError naming the expression */
export function parseSchedule(expression: string): Timing {
  const rate = /^rate\(([1-9]\d*) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return { everyMs: Number(rate[1]) * (UNITS[rate[2] as string] as number) };
  const cron = /^cron\((.+)\)$/.exec(expression)?.[1];
  if (cron !== undefined) return { cron: cronerPattern(cron, expression) };
  throw new UserError(`The schedule ${expression} is not valid: write rate(n minutes) or cron(minute hour day month weekday year).`);
}

/** AWS has no seconds, and writes `?` for the one of day and weekday that does not matter. For croner, `?` is the current time. */
function cronerPattern(fields: string, expression: string): string {
  const [minute, hour, day, month, weekday, year, ...more] = fields.trim().split(/\s+/);
  if (year === undefined || more.length > 0)
    throw new UserError(`The schedule ${expression} needs six fields: minute hour day month weekday year.`);
  if ((day === '?') === (weekday === '?')) throw new UserError(`The schedule ${expression} needs ? for exactly one of day and weekday.`);
  const any = (field: string | undefined): string => (field === '?' ? '*' : String(field));
  const lastDay = weekday === 'L' ? 'SAT' : any(weekday);
  const pattern = ['0', minute, hour, any(day), month, lastDay, year].join(' ');
  try {
    startCron(pattern, 'UTC').stop();
  } catch (error) {
    throw new UserError(`The schedule ${expression} is not valid: ${messageOf(error)}`, { cause: error });
  }
  return pattern;
}

/** Weekdays count from 1 = Sunday, as in AWS. Without `run`, the job never runs and only computes times. */
export function startCron(pattern: string, timezone: string, run?: (scheduled: Date) => void): Cron {
  const options = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, timezone } as const;
  if (!run) return new Cron(pattern, { ...options, paused: true });
  return new Cron(pattern, options, (job: Cron) => run(job.currentRun() ?? new Date()));
}
