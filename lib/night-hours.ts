/** How many hours may pass between two successful nights before someone has to look. */

const A_DAY = 24;
/** A night that runs longer than usual is no alarm. */
const SLACK = 2;
/** CloudWatch looks back no further. */
const MAX_HOURS = 7 * A_DAY;
const HOURS_OF = { minute: 1 / 60, hour: 1, day: A_DAY } as const;

/**
 * @param schedule cron or rate expression of EventBridge Scheduler
 * @returns undefined for a schedule that leaves out days, for which CloudWatch has no alarm
 */
export function nightHours(schedule: string): number | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule);
  const hours = rate ? Math.ceil(Number(rate[1]) * HOURS_OF[rate[2] as keyof typeof HOURS_OF]) : isDaily(schedule) ? A_DAY : Infinity;
  return hours + SLACK <= MAX_HOURS ? hours + SLACK : undefined;
}

/** `cron(minute hour day-of-month month day-of-week year)`: any day of any month. */
function isDaily(schedule: string): boolean {
  const [, , ...days] = schedule.slice('cron('.length, -1).split(' ');
  return days.every((field) => field === '*' || field === '?');
}
