/** The accounts of a job: how far each is, and why one failed. */
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { numberText } from '../../../../shared/number-text.ts';
import { AddressSelect } from '../../components/address-select.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { PermissionPatch } from '../../components/permission-patch.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { durationText } from '../../components/time-text.ts';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { isRunning, isTaskStatus, type Job, POLL_MS, readTasks, type Task, TASK_STATUS_OPTIONS } from './job-api.ts';
import { reasonsOf, slicesText } from './job-words.ts';
import { JobStatus } from './status.tsx';

export function Tasks({ job }: { readonly job: Job }) {
  const address = useAddress();
  const chosen = address.one('status');
  const status = isTaskStatus(chosen) ? chosen : undefined;
  // The key has the job's status, so that the accounts are read once more when the job has ended.
  const list = useList(['jobs', job.job_id, 'accounts', status, job.status], (cursor) => readTasks(job.job_id, status, cursor), {
    refetchInterval: () => (isRunning(job) ? POLL_MS : false),
  });
  return (
    <ListTable
      title="Accounts"
      headingLevel="h2"
      list={list}
      trackBy="account_id"
      nameOf={({ account_id }) => account_id}
      filter={<AddressSelect address={address} name="status" label="Status" any="Any status" options={TASK_STATUS_OPTIONS} />}
      empty={<Empty title="No account">No account of this job has this status.</Empty>}
      columnDefinitions={[
        {
          id: 'account_id',
          header: 'Account',
          cell: ({ account_id }) => <RouteLink to={`/account?id=${encodeURIComponent(account_id)}`}>{account_id}</RouteLink>,
          isRowHeader: true,
        },
        { id: 'status', header: 'Status', width: 150, cell: (task) => <JobStatus of={task.status} /> },
        { id: 'why', header: 'What went wrong', width: 300, minWidth: 240, cell: (task) => <Reasons task={task} /> },
        ...(job.operation === 'inventory'
          ? [{ id: 'slices', header: 'Slices', cell: ({ totals }: Task) => slicesText(totals?.inventory?.slices) }]
          : []),
        { id: 'api_calls', header: 'API calls', cell: ({ api_calls }) => numberText(api_calls) },
        {
          id: 'started_at',
          header: 'Started',
          cell: ({ started_at }) => (started_at === undefined ? 'not yet' : <Time at={started_at} relative />),
        },
        { id: 'took', header: 'Took', cell: tookText },
        { id: 'attempt', header: 'Attempts', cell: ({ attempt }) => numberText(attempt) },
      ]}
    />
  );
}

function tookText({ started_at, finished_at }: Task): string {
  return started_at === undefined || finished_at === undefined
    ? ''
    : durationText((Date.parse(finished_at) - Date.parse(started_at)) / 1000);
}

function Reasons({ task }: { readonly task: Task }) {
  const reasons = reasonsOf(task);
  const permissions = [...reasons.flatMap((each) => each.permissions), ...(task.totals?.scan?.missing_permissions ?? [])];
  return (
    <SpaceBetween size="xs">
      {reasons.map(({ text }) => (
        <Box key={text}>
          <Text of={text} />
        </Box>
      ))}
      {permissions.length > 0 && (
        <ExpandableSection headerText="What to paste">
          <PermissionPatch account={task.account_id} permissions={permissions} />
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}
