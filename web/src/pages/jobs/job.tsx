/** One job: its progress while it runs, what it did, and its accounts. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { numberText } from '../../../../shared/number-text.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { durationText } from '../../components/time-text.ts';
import { JobActions } from './job-actions.tsx';
import { isRunning, type Job, POLL_MS, readJob } from './job-api.ts';
import { scopeText, totalsLines } from './job-words.ts';
import { Progress } from './progress.tsx';
import { JobStatus } from './status.tsx';
import { Tasks } from './tasks.tsx';

export function JobPage() {
  const { job_id = '' } = useParams();
  const query = useQuery({
    queryKey: ['jobs', job_id],
    queryFn: () => readJob(job_id),
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : POLL_MS),
  });
  return <Answer query={query}>{(job) => <Shown job={job} />}</Answer>;
}

function Shown({ job }: { readonly job: Job }) {
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={scopeText(job)} actions={<JobActions job={job} />}>
        Job {job.job_id}
      </Header>
      {job.then_error !== undefined && (
        <Alert type="error" header="The job that was to follow could not be started">
          {job.then_error}
        </Alert>
      )}
      <Container header={<Header variant="h2">{isRunning(job) ? 'Progress' : 'Result'}</Header>}>
        <SpaceBetween size="l">
          <Progress job={job} />
          <KeyValuePairs columns={4} items={factsOf(job)} />
        </SpaceBetween>
      </Container>
      <Tasks job={job} />
    </SpaceBetween>
  );
}

const jobLink = (id: string) => <RouteLink to={`/jobs/${encodeURIComponent(id)}`}>{id}</RouteLink>;

function factsOf(job: Job) {
  const { started_at, completed_at, then_job_id, then, retry_of, api_calls, totals, cancel_requested_at } = job;
  return [
    { label: 'Status', value: <JobStatus of={job.status} /> },
    { label: 'Asked for', value: <Time at={job.created_at} /> },
    ...(started_at !== undefined && completed_at !== undefined
      ? [{ label: 'Took', value: durationText((Date.parse(completed_at) - Date.parse(started_at)) / 1000) }]
      : []),
    isRunning(job)
      ? { label: 'Ends at the latest', value: <Time at={job.deadline} /> }
      : { label: 'API calls', value: api_calls === undefined ? 'not known' : numberText(api_calls) },
    ...(cancel_requested_at === undefined ? [] : [{ label: 'Cancelled', value: <Time at={cancel_requested_at} /> }]),
    ...(totals ? totalsLines(totals) : []),
    ...(then_job_id === undefined ? [] : [{ label: 'Followed by', value: jobLink(then_job_id) }]),
    ...(then_job_id === undefined && then && isRunning(job) ? [{ label: 'To be followed by', value: then.operation }] : []),
    ...(retry_of === undefined ? [] : [{ label: 'Retries', value: jobLink(retry_of) }]),
  ];
}
