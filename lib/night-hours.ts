/** The hours within which a nightly run must succeed before the alarm goes off. */

const HOURS_PER_DAY = 24;
/** Extra hours, so that a run that takes longer than usual causes no alarm. */
const SLACK_HOURS = 2;
/** CloudWatch looks back no further. */
const MAX_HOURS = 7 * HOURS_PER_DAY;
const HOURS_OF = { minute: 1 / 60, hour: 1, day: HOURS_PER_DAY } as const;

/**
 * @param schedule cron or rate expression of EventBridge Scheduler
 * @returns the hours, or undefined if the schedule leaves out days or runs less than weekly, for which CloudWatch has no alarm
 */
export function nightHours(schedule: string): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule);
  const hours = rate
    ? Math.ceil(Number(rate[1]) * HOURS_OF[rate[2] as keyof typeof HOURS_OF])
    : isDaily(schedule)
      ? HOURS_PER_DAY
      : Infinity;
  return hours + SLACK_HOURS <= MAX_HOURS ? hours + SLACK_HOURS : undefined;
}

/** Whether `cron(minute hour day-of-month month day-of-week year)` runs on every day of every month. */
function isDaily(schedule: string): boolean {
  const [, , ...days] = schedule.slice('cron('.length, -1).split(' ');
  return days.every((field) => field === '*' || field === '?');
}
