/** The findings of a control's policies. */
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';
import { readFindings } from './framework-api.ts';

interface ControlFindingsProps {
  readonly policies: readonly string[];
  /** Ids and selectors; none for all accounts. */
  readonly accounts: readonly string[];
  readonly status: 'open' | 'suppressed';
}

const WORDS = { open: 'fails', suppressed: 'is suppressed' } as const;

export function ControlFindings({ policies, accounts, status }: ControlFindingsProps) {
  const list = useList(['findings', { policies, accounts, status }], (cursor) => readFindings(policies, status, accounts, cursor));
  return (
    <ListTable
      title={status === 'open' ? 'Failing resources' : 'Suppressed resources'}
      headingLevel="h2"
      list={list}
      trackBy="finding_id"
      nameOf={({ resource_id }) => resource_id}
      empty={
        <Empty title={`Nothing that was judged ${WORDS[status]}`}>
          What could not be read is not among the findings; the policies tell how much is unknown.
        </Empty>
      }
      columnDefinitions={[
        {
          id: 'title',
          header: 'Finding',
          minWidth: 220,
          cell: ({ finding_id, title }) => <RouteLink to={`/findings/${encodeURIComponent(finding_id)}`}>{title}</RouteLink>,
          isRowHeader: true,
        },
        { id: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityBadge of={severity} /> },
        {
          id: 'resource',
          header: 'Resource',
          cell: ({ resource_uid, resource_name, resource_id }) => (
            <RouteLink to={`/resources/one?id=${encodeURIComponent(resource_uid)}`}>
              <Text of={resource_name ?? resource_id} most={100} />
            </RouteLink>
          ),
        },
        { id: 'account', header: 'Account', cell: ({ account_id }) => account_id },
        { id: 'region', header: 'Region', cell: ({ region }) => region },
        { id: 'opened_at', header: 'Since', cell: ({ opened_at }) => <Time at={opened_at} relative /> },
      ]}
    />
  );
}
