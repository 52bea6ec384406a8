/** Days of the person who reads a page, as times for the API. */

/** `2026-11-21` → the time in UTC at which that day begins here; undefined for no day, and for text that is none. */
export const beginOfDay = (day: string | undefined): string | undefined => shifted(day, 0);

/** The time at which the day ends, which is no longer of it. */
export const endOfDay = (day: string | undefined): string | undefined => shifted(day, 1);

function shifted(day: string | undefined, days: number): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!parts) return undefined;
  const date = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + days);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
