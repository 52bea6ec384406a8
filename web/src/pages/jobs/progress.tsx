/** How far a job is, and when it may end. */
import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import { counted, namedCounts, numberText } from '../../../../shared/number-text.ts';
import { durationText } from '../../components/time-text.ts';
import { endedAccounts, isRunning, type Job } from './job-api.ts';
import { secondsLeft } from './estimate.ts';

export function Progress({ job }: { readonly job: Job }) {
  const { total_accounts: total, completed, partial, failed } = job;
  const ended = endedAccounts(job);
  const counts = `${numberText(ended)} of ${counted(total, 'account')} ended: ${namedCounts({ completed, partial, failed })}`;
  if (!isRunning(job)) return <Box>{counts}</Box>;
  return (
    <ProgressBar
      label="Accounts"
      value={total === 0 ? 0 : Math.floor((ended / total) * 100)}
      description={counts}
      additionalInfo={leftText(job)}
    />
  );
}

function leftText(job: Job): string {
  if (job.cancel_requested_at !== undefined) return 'The job was cancelled; accounts that are being processed stop at their next step.';
  // Each answer of the API makes a new estimate, so the present time is that of the answer.
  const seconds = secondsLeft({ total: job.total_accounts, ended: endedAccounts(job), startedAt: job.started_at, now: new Date() });
  if (seconds !== undefined) return `About ${durationText(seconds)} left, if the other accounts take as long as those that have ended.`;
  return 'Too few accounts have ended to tell how long the others take.';
}
