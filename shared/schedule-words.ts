/** Schedules of EventBridge Scheduler in words: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** `cron(0 2 * * ? *)` → `every day at 02:00 UTC`; undefined for what is rarely meant, such as days of a month. */
export function scheduleWords(expression: string): string | undefined {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) return rate[1] === '1' ? `every ${rate[2]}` : `every ${rate[1]} ${rate[2]}s`;
  const [minutes = '', hours = '', dayOfMonth, month, dayOfWeek = '', year, ...more] =
    /^cron\((.*)\)$/.exec(expression)?.[1]?.split(/\s+/) ?? [];
  if (more.length > 0 || month !== '*' || year !== '*' || (dayOfMonth !== '*' && dayOfMonth !== '?')) return undefined;
  const times = timesOf(minutes, hours);
  const days = daysOf(dayOfWeek);
  return times === undefined || days === undefined ? undefined : `${days} at ${times} UTC`;
}

/** One minute of some hours. */
function timesOf(minutes: string, hours: string): string | undefined {
  if (!isBelow(minutes, 60) || !hours.split(',').every((hour) => isBelow(hour, 24))) return undefined;
  return joined(hours.split(',').map((hour) => `${hour.padStart(2, '0')}:${minutes.padStart(2, '0')}`));
}

function daysOf(text: string): string | undefined {
  if (text === '*' || text === '?') return 'every day';
  const [first, last, ...rest] = text.split('-').map(dayOf);
  if (text.includes('-')) return first === undefined || last === undefined || rest.length > 0 ? undefined : `${first} to ${last}`;
  const days = text.split(',').map(dayOf);
  return days.every((day) => day !== undefined) ? `on ${joined(days)}` : undefined;
}

/** `MON`, or its number, which begins with 1 for Sunday. */
const dayOf = (text: string): string | undefined =>
  /^[1-7]$/.test(text) ? DAYS[Number(text) - 1] : DAYS.find((day) => day.slice(0, 3).toUpperCase() === text.toUpperCase());

const isBelow = (text: string, limit: number): boolean => /^\d{1,2}$/.test(text) && Number(text) < limit;

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
