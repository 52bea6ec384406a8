/** The jobs that run now, with how many of their accounts have ended. */
import ProgressBar from '@cloudscape-design/components/progress-bar';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { RouteLink } from '../../components/route-link.tsx';
import type { Summary } from './summary.ts';

const SHOWN = 3;

export function RunningJobs({ jobs }: { readonly jobs: Summary['open_jobs'] }) {
  if (jobs.length === 0) return <></>;
  return (
    <Container>
      <SpaceBetween size="s">
        {jobs.slice(0, SHOWN).map((job) => {
          const ended = job.completed + job.partial + job.failed;
          return (
            <ProgressBar
              key={job.job_id}
              value={job.total_accounts === 0 ? 0 : (ended / job.total_accounts) * 100}
              label={
                <RouteLink
                  to={`/jobs/${encodeURIComponent(job.job_id)}`}
                >{`${job.operation} ${job.status === 'queued' ? 'begins' : 'runs'}`}</RouteLink>
              }
              additionalInfo={`${ended.toLocaleString()} of ${job.total_accounts.toLocaleString()} accounts have ended`}
            />
          );
        })}
        {jobs.length > SHOWN && <RouteLink to="/jobs">{`${(jobs.length - SHOWN).toLocaleString()} more jobs run`}</RouteLink>}
      </SpaceBetween>
    </Container>
  );
}
