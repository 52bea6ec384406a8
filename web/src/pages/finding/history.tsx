/** Shows what happened to a finding, newest first. */
import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import { Person } from '../../components/person.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import type { FindingDetail } from './finding-detail.ts';

type Transition = FindingDetail['history'][number];

const REASONS: Readonly<Record<Transition['reason'], string>> = {
  failed: 'The resource failed the policy',
  failed_again: 'The resource failed the policy again',
  fixed: 'The resource passed the policy',
  not_applicable: 'The policy does not concern the resource any more',
  resource_deleted: 'The resource was deleted',
  policy_removed: 'The policy was removed',
  suppressed: 'Somebody suppressed the finding',
  unsuppressed: 'Somebody lifted the suppression',
  suppression_expired: 'The suppression ended',
};

export function History({ finding: { history, first_seen_at } }: { readonly finding: FindingDetail }) {
  const isWhole = history[0]?.at === first_seen_at;
  return (
    <>
      <Table
        variant="embedded"
        ariaLabels={{ tableLabel: 'History' }}
        items={history.toReversed()}
        wrapLines
        columnDefinitions={[
          { id: 'at', header: 'When', cell: ({ at }) => <Time at={at} />, isRowHeader: true },
          { id: 'what', header: 'What happened', cell: ({ reason }) => REASONS[reason] },
          { id: 'status', header: 'Status since then', cell: ({ status }) => status },
          { id: 'who', header: 'By', cell: (transition) => <By transition={transition} /> },
        ]}
      />
      {!isWhole && <Box color="text-body-secondary">Only the newest changes are kept; there were earlier ones.</Box>}
    </>
  );
}

function By({ transition: { author, on_behalf_of, job_id } }: { readonly transition: Transition }) {
  if (job_id !== undefined) return <RouteLink to={`/jobs/${encodeURIComponent(job_id)}`}>{job_id}</RouteLink>;
  if (author === undefined) return on_behalf_of === undefined ? 'the operators' : <Text of={on_behalf_of} />;
  return <Person author={author} on_behalf_of={on_behalf_of} />;
}
