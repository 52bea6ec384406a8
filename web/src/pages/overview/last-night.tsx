/** Counts what the newest night changed: resources by the inventory, findings by the scan. */
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Time } from '../../components/time.tsx';
import { newestJob } from './newest-jobs.ts';

const readJobs = (signal: AbortSignal) => read(api.jobs.$get({ query: { limit: '50' } }, { init: { signal } }));
type Job = Awaited<ReturnType<typeof readJobs>>['items'][number];

export function LastNight() {
  const query = useQuery({ queryKey: ['jobs', 'newest'], queryFn: async ({ signal }) => await readJobs(signal) });
  return (
    <Answer query={query}>
      {({ items }) => {
        const inventory = newestJob(items, 'inventory');
        const scan = newestJob(items, 'scan');
        if (!inventory && !scan)
          return (
            <Empty title="Nothing has run yet">The first night is compared with nothing; from the second on, changes show here.</Empty>
          );
        return (
          <SpaceBetween size="m">
            {inventory && <Inventory job={inventory} />}
            {scan && <Scan job={scan} />}
          </SpaceBetween>
        );
      }}
    </Answer>
  );
}

function Inventory({ job }: { readonly job: Job }) {
  const counts = job.totals?.inventory?.counts;
  if (!counts) return <></>;
  const { added, updated, deleted, restored } = counts;
  return (
    <SpaceBetween size="xs">
      <Ended job={job} what="Inventory" />
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Resources added', value: (added + restored).toLocaleString() },
          { label: 'Changed', value: updated.toLocaleString() },
          { label: 'Deleted', value: deleted.toLocaleString() },
        ]}
      />
      <RouteLink to={`/changes?since=${encodeURIComponent(job.created_at)}`}>Show the changes</RouteLink>
    </SpaceBetween>
  );
}

function Scan({ job }: { readonly job: Job }) {
  const counts = job.totals?.scan?.counts;
  if (!counts) return <></>;
  return (
    <SpaceBetween size="xs">
      <Ended job={job} what="Scan" />
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Findings opened', value: (counts.opened + counts.reopened).toLocaleString() },
          { label: 'Resolved', value: counts.resolved.toLocaleString() },
          { label: 'Could not be judged', value: counts.unknown.toLocaleString() },
        ]}
      />
      <RouteLink to={`/findings?since=${encodeURIComponent(job.created_at)}`}>Show the new findings</RouteLink>
    </SpaceBetween>
  );
}

function Ended({ job, what }: { readonly job: Job; readonly what: string }) {
  const notWhole = job.partial + job.failed;
  return (
    <Box>
      {what}, <Time at={job.created_at} relative />
      {notWhole > 0 && `; ${notWhole.toLocaleString()} of ${job.total_accounts.toLocaleString()} accounts not whole, so there may be more`}
    </Box>
  );
}
