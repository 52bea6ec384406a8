/** The demo estate's time: it has two fixed days, and no clock. */
const DAY_MS = 86_400_000;

/** Six in the morning (UTC) of the first day. */
const FIRST_MORNING = Date.UTC(2026, 10, 20, 6);

export type Day = 1 | 2;

export const morningOf = (day: Day): Date => new Date(FIRST_MORNING + (day - 1) * DAY_MS);

/** The time `days` (also a fraction) before the first morning, to the second; after it if `days` is negative. */
export const daysBefore = (days: number): Date => new Date(FIRST_MORNING - Math.round((days * DAY_MS) / 1000) * 1000);
