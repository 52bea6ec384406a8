/** The jobs, newest first. While one of them runs they are read again. */
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { counted, numberText } from '../../../../shared/number-text.ts';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';
import { useSession } from '../../session/session.tsx';
import { endedAccounts, isRunning, type Job, POLL_MS, readJobs } from './job-api.ts';
import { scopeText } from './job-words.ts';
import { StartJob } from './start-job.tsx';
import { JobStatus } from './status.tsx';

export default function Jobs() {
  const session = useSession();
  const [isStarting, setStarting] = useState(false);
  const list = useList(['jobs'], readJobs, {
    refetchInterval: (pages) => (pages.some(({ items }) => items.some(isRunning)) ? POLL_MS : false),
  });
  return (
    <>
      <ListTable
        title="Jobs"
        list={list}
        trackBy="job_id"
        nameOf={({ job_id }) => job_id}
        actions={
          session.may('operator') && (
            <Button variant="primary" onClick={() => setStarting(true)}>
              Start a job
            </Button>
          )
        }
        empty={<Empty title="No jobs yet">A job starts each night, or when somebody starts one.</Empty>}
        columnDefinitions={[
          {
            id: 'job_id',
            header: 'Job',
            cell: ({ job_id }) => <RouteLink to={`/jobs/${encodeURIComponent(job_id)}`}>{job_id}</RouteLink>,
            isRowHeader: true,
          },
          { id: 'status', header: 'Status', width: 230, cell: ({ status }) => <JobStatus of={status} /> },
          { id: 'scope', header: 'What it does', width: 300, cell: scopeText },
          { id: 'accounts', header: 'Accounts', cell: accountsText },
          { id: 'created_at', header: 'Asked for', cell: ({ created_at }) => <Time at={created_at} relative /> },
        ]}
      />
      {isStarting && <StartJob onClose={() => setStarting(false)} />}
    </>
  );
}

function accountsText(job: Job): string {
  const failed = job.failed === 0 ? '' : `, ${numberText(job.failed)} failed`;
  return isRunning(job)
    ? `${numberText(endedAccounts(job))} of ${counted(job.total_accounts, 'account')}${failed}`
    : `${numberText(job.total_accounts)}${failed}`;
}
