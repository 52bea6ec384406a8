/** The interface by which the API, and the end of a job that has a follow-up, start jobs. */
import type { JobId } from '../ids.ts';
import type { StartRequest } from './job-request.ts';
import type { JobStatus } from './model.ts';

export interface StartedJob {
  readonly job_id: JobId;
  readonly status: JobStatus;
  readonly total_accounts: number;
}

/** Hands a request to the job handler and waits for its answer. @throws InvalidRequest, Conflict */
export interface JobStarter {
  start(request: StartRequest): Promise<StartedJob>;
}
