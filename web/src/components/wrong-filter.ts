/** Filters in an address that somebody may have written: which of them are none, and what is allowed instead. */

export interface WrongFilter {
  readonly name: string;
  readonly came: string;
  /** Continues `allowed …`: `is a day such as 2026-11-21`. */
  readonly allowed: string;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day that a text such as `2026-11-21` names; undefined if there is no such day. */
export function dayOf(text: string): Day | undefined {
  const [year = 0, month = 0, day = 0] = (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '').split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : undefined;
}

/** A time as the API takes it, with its offset. */
const TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Tells whether the text is a time such as `2026-11-21T02:00:00Z`. */
export const isTime = (text: string): boolean => dayOf(TIME.exec(text)?.[1] ?? '') !== undefined && !Number.isNaN(Date.parse(text));

/** The days of these names that are none. */
export const wrongDays = (days: Readonly<Record<string, string | undefined>>): readonly WrongFilter[] =>
  Object.entries(days).flatMap(([name, came]) =>
    came === undefined || dayOf(came) ? [] : [{ name, came, allowed: 'is a day such as 2026-11-21' }],
  );

/** The values of a filter that are not among those that it can have. */
export const wrongValues = (name: string, values: readonly string[], known: readonly string[]): readonly WrongFilter[] =>
  values.filter((value) => !known.includes(value)).map((came) => ({ name, came, allowed: `are ${known.join(', ')}` }));
