/** Parses times on the command line. */
import { InvalidArgumentError } from 'commander';
import { noSuchDay } from '../../shared/validation/calendar.ts';

/** A day becomes its beginning in UTC; a time keeps its zone. The API decides whether the time is allowed. */
export function timeOf(text: string): string {
  const missing = noSuchDay(text);
  if (missing !== undefined) throw new InvalidArgumentError(missing);
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  if (Number.isNaN(Date.parse(time)))
    throw new InvalidArgumentError('Write a day, such as 2027-06-30, or a time, such as 2027-06-30T12:00:00Z.');
  return time;
}
