/** The open findings of a policy, gravest and oldest first as the API lists them. */
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';

const PAGE = '25';

const readFindings = (policy: string, cursor: string | undefined) =>
  read(api.findings.$get({ query: { policy: [policy], status: 'open', limit: PAGE, ...(cursor !== undefined && { cursor }) } }));

type FindingItem = Awaited<ReturnType<typeof readFindings>>['items'][number];

export function PolicyFindings({ policyId }: { readonly policyId: string }) {
  const list = useList(['policy-findings', policyId], (cursor) => readFindings(policyId, cursor));
  return (
    <ListTable
      title="Open findings"
      variant="embedded"
      list={list}
      trackBy="finding_id"
      nameOf={({ finding_id }) => finding_id}
      actions={<RouteLink to={`/findings?policy=${encodeURIComponent(policyId)}`}>All findings of this policy</RouteLink>}
      empty={
        <Empty title="No open finding">
          No resource that was judged fails, or every finding is suppressed. Look at the unknown ones too.
        </Empty>
      }
      columnDefinitions={[
        {
          id: 'resource',
          header: 'Resource',
          isRowHeader: true,
          cell: ({ finding_id, resource_name, resource_id }: FindingItem) => (
            <RouteLink to={`/findings/${encodeURIComponent(finding_id)}`}>
              <Text of={resource_name ?? resource_id} />
            </RouteLink>
          ),
        },
        { id: 'account', header: 'Account', cell: ({ account_id }) => account_id },
        { id: 'region', header: 'Region', cell: ({ region }) => region },
        { id: 'since', header: 'Since', cell: ({ first_seen_at }) => <Time at={first_seen_at} relative /> },
      ]}
    />
  );
}
