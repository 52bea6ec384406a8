/** The errors of an export's files. Each message is one sentence for the user who requested the export. */
import { MusterError, type MusterErrorOptions } from '../errors.ts';

/** The files cannot be written: they exist already, the folder cannot be written to, the disk is full. Nothing is left behind. */
export class NotWritten extends MusterError {
  readonly code = 'not_written';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotWritten';
  }
}

/** The files cannot be written because that takes more memory than allowed. Another attempt would fail too. */
export class TooLarge extends NotWritten {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TooLarge';
  }
}

/** An export is corrupt, truncated, unfinished or of another schema version, or the path holds no export. */
export class BadExport extends MusterError {
  readonly code = 'bad_export';

  constructor(message: string, options?: MusterErrorOptions) {
    super(message, options);
    this.name = 'BadExport';
  }
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room, or write to another disk',
  EDQUOT: 'the disk quota is used up; make room, or write to another disk',
  EFBIG: 'the file would be larger than the file system allows; write to another disk',
  EROFS: 'the file system is read-only; write to another one',
  EACCES: 'that is not permitted; make the folder writable, or name another one',
  EPERM: 'that is not permitted; make the folder writable, or name another one',
  ENOENT: 'the system makes no folder there, or it was removed meanwhile; name another one',
  ENOTDIR: 'a part of its path is a file; name another folder',
  EEXIST: 'something of that name is there already; name another folder',
  ENOTEMPTY: 'something of that name is there already; name another folder',
  ENAMETOOLONG: 'its name is too long; give it a shorter one',
  ELOOP: 'its path has links that lead in a circle; name another folder',
  EBUSY: 'something else uses it; name another folder',
  EMFILE: 'too many files are open; read fewer accounts and regions at once, or raise the limit of open files',
  EIO: 'the disk failed; write to another one',
};

/** True for an error of the operating system, from any realm (worker threads, jest), where `instanceof` does not work. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'syscall' in error;

/** Turns an error about writing into NotWritten, which says why `path` could not be written; returns any other error unchanged. */
export function asNotWritten(path: string, error: unknown): unknown {
  const why = isSystemError(error) ? UNWRITABLE[error.code ?? ''] : undefined;
  return why === undefined ? error : new NotWritten(`${path} cannot be written: ${why}.`, { cause: error });
}
