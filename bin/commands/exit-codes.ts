/** Exit codes of `muster`. Scripts rely on these numbers: their meaning never changes. */
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
  /** No credentials or no login, or the cloud or the API refuses them. */
  notLoggedIn: 5,
  /** The output cannot be written: it exists already, its folder cannot be written to, the disk is full. */
  notWritten: 6,
  /** An export is missing, corrupt, truncated or of another schema version. */
  badExport: 7,
  /** `muster diff --fail-on-changes` found a change. */
  changed: 8,
  /** `muster run --fail-on` found what it was to fail on. */
  found: 10,
  /** Ctrl-C ended the watching of a job, which goes on. */
  interrupted: 130,
} as const;

export const EXIT_HELP = `
Exit codes:
  0  done; of a watched job or a run: completed
  1  the watched job or the run failed or was cancelled, a policy file is wrong, or an unexpected error
  2  wrong command line or configuration, or refused by the API
  3  the watched job or the run completed with errors
  4  the API cannot be reached
  5  not logged in: no credentials or no login, or the cloud or the API refuses them
  6  the output cannot be written: it exists already, its folder is not writable, or the disk is full
  7  an export is missing, corrupt, truncated or of another schema version
  8  with diff --fail-on-changes: something was added, removed or changed
 10  with run --fail-on: there are findings of that severity or above
  130  Ctrl-C while a job was watched; the job goes on`;

const EXIT_OF_STATUS = {
  queued: EXIT.ok,
  in_progress: EXIT.ok,
  completed: EXIT.ok,
  completed_with_errors: EXIT.completedWithErrors,
  failed: EXIT.failed,
  cancelled: EXIT.failed,
} as const satisfies Record<JobStatus, number>;

export const exitCodeOf = (status: JobStatus): number => EXIT_OF_STATUS[status];

const EXIT_OF_ERROR_CODE: Readonly<Record<string, number>> = { not_written: EXIT.notWritten, bad_export: EXIT.badExport };

/** Exit code of an expected error; undefined for an unexpected one. */
export function exitCodeOfError(error: unknown): number | undefined {
  if (error instanceof CommandError) return error.exitCode;
  return error instanceof MusterError ? EXIT_OF_ERROR_CODE[error.code] : undefined;
}

/** An error that ends the command: its message is one sentence for stderr. */
export class CommandError extends Error {
  readonly exitCode: number;
  /** What else is wrong, a sentence each. */
  readonly others: readonly string[];

  constructor(message: string, exitCode: number, { others = [], ...options }: ErrorOptions & { readonly others?: readonly string[] } = {}) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
    this.others = others;
  }
}
