/** What helps where something of a night is damaged, missing or another export's. */
import { isoTime } from '../seams.ts';

/** After a semicolon. An export's date is that of its request: one that is started on another day makes another night. */
export const mendingOf = (date: string, now: number): string =>
  isoTime(now).startsWith(date)
    ? 'make it anew on the same day (UTC) with "muster exports run"'
    : 'an export of a past day cannot be made anew: take another night';
