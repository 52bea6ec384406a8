/** Schedules as users write them, five fields in UTC, and as EventBridge takes them. */
import { Cron } from 'croner';

const FIELD = /^[\d*,/-]{1,40}$/;
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Five fields of numbers, lists, ranges and steps. */
export function isCron(text: string): boolean {
  const fields = text.split(' ');
  if (fields.length !== 5 || !fields.every((field) => FIELD.test(field))) return false;
  try {
    return new Cron(text, { paused: true, timezone: 'UTC' }).nextRun() !== null;
  } catch {
    return false;
  }
}

/** Whether EventBridge can say it: it takes a day of the month or days of the week, not both. */
export const isEventBridgeCron = (text: string): boolean =>
  isCron(text) && text.split(' ').filter((field, place) => (place === 2 || place === 4) && field === '*').length > 0;

/** `0 3 * * 1-5` → `cron(0 3 ? * MON-FRI *)`: EventBridge counts the days of the week from 1, so that their names are the same for both. */
export function eventBridgeSchedule(text: string): string {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = text.split(' ');
  const [days, weekdays] = weekday === '*' ? [day, '?'] : ['?', weekdaysOf(weekday)];
  return `cron(${minute} ${hour} ${days} ${month} ${weekdays} *)`;
}

/** The days, each by its name: EventBridge has no Sunday as 7, and no range over the end of the week. */
function weekdaysOf(field: string): string {
  const days = field.split(',').flatMap((part) => {
    const [range = '*', step = '1'] = part.split('/');
    const [from = '0', to = step === '1' ? from : '6'] = range === '*' ? ['0', '6'] : range.split('-');
    const [first, last] = [Number(from), Number(to)];
    return Array.from({ length: last - first + 1 }, (_each, place) => first + place).filter((day) => (day - first) % Number(step) === 0);
  });
  return [...new Set(days.map((day) => day % 7))]
    .toSorted((a, b) => a - b)
    .map((day) => DAYS[day])
    .join(',');
}
