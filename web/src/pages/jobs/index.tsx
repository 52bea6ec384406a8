/** The jobs, newest first. Running ones are read again while the page is open. */
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';

const POLL_MS = 3000;

type JobItem = Awaited<ReturnType<typeof readJobs>>['items'][number];

const readJobs = (cursor: string | undefined) => read(api.jobs.$get({ query: { limit: '50', ...(cursor !== undefined && { cursor }) } }));

const STATUS: Readonly<Record<JobItem['status'], StatusIndicatorProps.Type>> = {
  queued: 'pending',
  in_progress: 'in-progress',
  completed: 'success',
  completed_with_errors: 'warning',
  failed: 'error',
  cancelled: 'stopped',
};

export default function Jobs() {
  const list = useList(['jobs'], readJobs, { refetchInterval: POLL_MS });
  return (
    <ListTable
      title="Jobs"
      list={list}
      trackBy="job_id"
      nameOf={({ job_id }) => job_id}
      empty={<Empty title="No jobs yet">A job starts each night, or when somebody starts one.</Empty>}
      columnDefinitions={[
        { id: 'job_id', header: 'Job', cell: ({ job_id }) => job_id, isRowHeader: true },
        { id: 'operation', header: 'Operation', cell: ({ operation }) => operation },
        {
          id: 'status',
          header: 'Status',
          cell: ({ status }) => <StatusIndicator type={STATUS[status]}>{status.replaceAll('_', ' ')}</StatusIndicator>,
        },
        { id: 'accounts', header: 'Accounts', cell: ({ total_accounts }) => total_accounts.toLocaleString() },
        { id: 'created_at', header: 'Started', cell: ({ created_at }) => <Time at={created_at} relative /> },
      ]}
    />
  );
}
