/** What `muster` ends with. Scripts rely on these numbers: they never change their meaning. */
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
} as const;

export const EXIT_HELP = `
Exit codes:
  0  done; of a watched job: completed
  1  the watched job failed or was cancelled, a policy file is wrong, or an unexpected error
  2  wrong command line, or refused by the API
  3  the watched job completed with errors
  4  the API cannot be reached`;

const OF_STATUS = {
  queued: EXIT.ok,
  in_progress: EXIT.ok,
  completed: EXIT.ok,
  completed_with_errors: EXIT.completedWithErrors,
  failed: EXIT.failed,
  cancelled: EXIT.failed,
} as const satisfies Record<JobStatus, number>;

export const exitCodeOf = (status: JobStatus): number => OF_STATUS[status];

/** Ends the command with one sentence on stderr. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}
