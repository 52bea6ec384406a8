/** The statuses of jobs and of their accounts, as words and icons. */
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import type { Job, Task } from './job-api.ts';

const TYPES: Readonly<Record<Job['status'] | Task['status'], StatusIndicatorProps.Type>> = {
  queued: 'pending',
  in_progress: 'in-progress',
  completed: 'success',
  completed_with_errors: 'warning',
  partial: 'warning',
  failed: 'error',
  cancelled: 'stopped',
};

export const JobStatus = ({ of }: { readonly of: Job['status'] | Task['status'] }) => (
  <StatusIndicator type={TYPES[of]}>{of.replaceAll('_', ' ')}</StatusIndicator>
);
