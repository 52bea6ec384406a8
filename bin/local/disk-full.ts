/** A disk without room, however it shows: in what Node.js, LevelDB and SQLite say. */
import { messageOf, UserError } from './user-error.ts';

const SIGNS = /ENOSPC|EDQUOT|EFBIG|no space left on device|quota exceeded|file too large|database or disk is full/i;

/** A `UserError` that says what to do if a full disk is behind `error`; any other error as it is. */
export function explainDiskFull(error: unknown, folder: string): unknown {
  for (let reason: unknown = error; reason !== undefined; reason = causeOf(reason)) {
    if (SIGNS.test(messageOf(reason)))
      return new UserError(
        `The disk that holds ${folder} is full: free some space and start again. What was stored is kept, and a job that was running goes on.`,
        { cause: error },
      );
  }
  return error;
}

const causeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined);
