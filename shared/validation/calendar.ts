/** Days as people write them. `Date.parse` takes the 30th of February for the 2nd of March. */

/** Why the day that `text` begins with (`2027-02-30`, with or without a time) is none: a sentence, or undefined if it is one. */
export function noSuchDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (Number(month) < 1 || Number(month) > 12) return `${year}-${month}-${day} is not a day; there are 12 months.`;
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) >= 1 && Number(day) <= days) return undefined;
  return `${year}-${month}-${day} is not a day; ${year}-${month} has ${days}.`;
}
