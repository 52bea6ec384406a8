/** What `muster` ends with. Scripts rely on these numbers: they never change their meaning. */
import { MusterError } from '../../shared/errors.ts';
import type { JobStatus } from '../../shared/jobs/model.ts';

export const EXIT = {
  ok: 0,
  /** The job failed or was cancelled; a policy file is wrong; or something unexpected happened. */
  failed: 1,
  /** The command line is wrong, or the API refused the request. */
  refused: 2,
  /** The job completed, but not for every account. */
  completedWithErrors: 3,
  /** The API cannot be reached. */
  unreachable: 4,
  /** No credentials, or the cloud refuses them. */
  notLoggedIn: 5,
  /** The output cannot be written: it exists already, its folder cannot be written to, the disk is full. */
  notWritten: 6,
  /** An export that was to be read is not where it was named, or is corrupt, truncated or of another schema version. */
  badExport: 7,
  /** `muster diff --fail-on-changes` found some. */
  changed: 8,
} as const;

export const EXIT_HELP = `
Exit codes:
  0  done; of a watched job or a run: completed
  1  the watched job or the run failed or was cancelled, a policy file is wrong, or an unexpected error
  2  wrong command line or configuration, or refused by the API
  3  the watched job or the run completed with errors
  4  the API cannot be reached
  5  not logged in: no credentials, or the cloud refuses them
  6  the output cannot be written: it is there already, or its folder or disk does not allow it
  7  an export that was to be read is missing, corrupt, truncated or of another schema version
  8  with diff --fail-on-changes: something was added, removed or changed`;

const OF_STATUS = {
  queued: EXIT.ok,
  in_progress: EXIT.ok,
  completed: EXIT.ok,
  completed_with_errors: EXIT.completedWithErrors,
  failed: EXIT.failed,
  cancelled: EXIT.failed,
} as const satisfies Record<JobStatus, number>;

export const exitCodeOf = (status: JobStatus): number => OF_STATUS[status];

const OF_CODE: Readonly<Record<string, number>> = { not_written: EXIT.notWritten, bad_export: EXIT.badExport };

/** Undefined for what nobody raises on purpose. */
export function exitCodeOfError(error: unknown): number | undefined {
  if (error instanceof CommandError) return error.exitCode;
  return error instanceof MusterError ? OF_CODE[error.code] : undefined;
}

/** Ends the command with one sentence on stderr. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}
