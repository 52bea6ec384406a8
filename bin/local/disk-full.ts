/** Recognizes a full disk by the error messages of Node.js, LevelDB and SQLite. */
import { messageOf, UserError } from './user-error.ts';

const SIGNS = /ENOSPC|EDQUOT|EFBIG|no space left on device|quota exceeded|file too large|database or disk is full/i;

/** Returns a `UserError` that says what to do if a full disk has caused `error`; otherwise `error` itself. */
export function explainDiskFull(error: unknown, folder: string): unknown {
  if (!isDiskFull(error)) return error;
  return new UserError(
    `The disk that holds ${folder} is full: free some space and start again. Stored data are kept, and a job that was running continues.`,
    { cause: error },
  );
}

/** Whether a full disk has caused the error. */
export function isDiskFull(error: unknown): boolean {
  for (let reason: unknown = error; reason !== undefined; reason = causeOf(reason)) if (SIGNS.test(messageOf(reason))) return true;
  return false;
}

const causeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined);
