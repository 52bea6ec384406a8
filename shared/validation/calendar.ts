/** Checks that a day exists, because `Date.parse` reads the 30th of February as the 2nd of March. */

/** A sentence that says why the day at the beginning of `text` (`2027-02-30`, with or without a time) does not exist; undefined if it does, or if `text` begins with no day. */
export function noSuchDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (Number(month) < 1 || Number(month) > 12) return `${year}-${month}-${day} is not a day; a year has 12 months.`;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) >= 1 && Number(day) <= days) return undefined;
  return `${year}-${month}-${day} is not a day; ${year}-${month} has ${days} days.`;
}
