/** An operator cancels a job by these buttons while it runs, and retries what failed once it has ended. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { counted } from '../../../../shared/number-text.ts';
import { api, read } from '../../api/client.ts';
import { Action } from '../../components/action.tsx';
import { Failed } from '../../components/states.tsx';
import { useSession } from '../../session/session.tsx';
import { isRunning, type Job } from './job-api.ts';

export function JobActions({ job }: { readonly job: Job }) {
  const session = useSession();
  if (!session.may('operator')) return null;
  if (isRunning(job)) return <Cancel job={job} />;
  return job.partial + job.failed > 0 ? <Retry job={job} /> : null;
}

function Cancel({ job: { job_id, cancel_requested_at } }: { readonly job: Job }) {
  return (
    <Action
      title="Cancel the job"
      act={() => read(api.jobs[':job_id'].cancel.$post({ param: { job_id } }))}
      changes={['jobs']}
      disabled={cancel_requested_at !== undefined}
    >
      <Box>
        Accounts that have not started are skipped, and those that are being processed stop at their next step. What was read until then is
        kept. The job that was to follow is not started.
      </Box>
    </Action>
  );
}

function Retry({ job: { job_id, partial, failed } }: { readonly job: Job }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: () => read(api.jobs[':job_id'].retry.$post({ param: { job_id } })),
    onSuccess: async (started) => {
      await queries.invalidateQueries({ queryKey: ['jobs'] });
      void navigate(`/jobs/${encodeURIComponent(started.job_id)}`);
    },
  });
  return (
    <SpaceBetween size="xs">
      <Button loading={retry.isPending} onClick={() => retry.mutate()}>
        Retry {counted(partial + failed, 'account')} not read whole
      </Button>
      {retry.error && <Failed error={retry.error} />}
    </SpaceBetween>
  );
}
