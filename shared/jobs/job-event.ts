/** The event of a job's end. */
import { causedEvent, type CausedEvent } from '../events/event.ts';
import type { Severity } from '../severity.ts';
import type { JobRow, JobStatus } from './model.ts';

/** A job whose accounts all failed has done nothing; one that ended with errors has left something out. */
const SEVERITY: Readonly<Record<JobStatus, Severity>> = {
  queued: 'informational',
  in_progress: 'informational',
  completed: 'informational',
  completed_with_errors: 'medium',
  failed: 'high',
  cancelled: 'low',
};

/**
 * `job` as it is when it has ended. The event concerns the customer whose user started the job, and operators; it concerns operators only if one of
 * them or the schedule did, because such a job may cover the accounts of many customers.
 */
export function jobEnded(
  job: Pick<
    JobRow,
    'job_id' | 'operation' | 'service' | 'policy' | 'status' | 'total_accounts' | 'completed' | 'partial' | 'failed' | 'customer_id'
  >,
  completedAt: string,
): CausedEvent {
  const { job_id, operation, service, policy, status, total_accounts, completed, partial, failed, customer_id } = job;
  return causedEvent(
    { table: 'jobs', key: { job_id }, transition: 'ended' },
    {
      type: 'muster.job.ended',
      subject: job_id,
      time: completedAt,
      severity: SEVERITY[status],
      customerid: customer_id,
      data: { job_id, operation, service, ...(policy !== undefined && { policy }), status, total_accounts, completed, partial, failed },
    },
  );
}
