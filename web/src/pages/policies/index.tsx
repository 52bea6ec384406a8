/** All policies with the verdicts of the newest scans: those of Muster and those of the people who use it. */
import Button from '@cloudscape-design/components/button';
import Multiselect from '@cloudscape-design/components/multiselect';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { SEVERITIES } from '../../../../shared/severity.ts';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Empty } from '../../components/states.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { useSession } from '../../session/session.tsx';

const PAGE = '50';
/** A search is asked for when nobody has typed for this long. */
const PAUSE_MS = 300;

interface Filters {
  readonly search: string | undefined;
  readonly severity: readonly string[];
  readonly framework: readonly string[];
  readonly resource_type: readonly string[];
  readonly origin: string | undefined;
}

const readPolicies = ({ search, severity, framework, resource_type, origin }: Filters, cursor: string | undefined) =>
  read(
    api.policies.$get({
      query: {
        limit: PAGE,
        ...(cursor !== undefined && { cursor }),
        ...(search !== undefined && { search }),
        ...(severity.length > 0 && { severity: [...severity] }),
        ...(framework.length > 0 && { framework: [...framework] }),
        ...(resource_type.length > 0 && { resource_type: [...resource_type] }),
        ...(origin !== undefined && { origin: [origin] }),
      },
    }),
  );

type PolicyItem = Awaited<ReturnType<typeof readPolicies>>['items'][number];

const shown = (count: number | undefined): string => (count === undefined ? '–' : count.toLocaleString());

export default function Policies() {
  const address = useAddress();
  const navigate = useNavigate();
  const session = useSession();
  const filters: Filters = {
    search: address.one('search'),
    severity: address.all('severity'),
    framework: address.all('framework'),
    resource_type: address.all('resource_type'),
    origin: address.one('origin'),
  };
  const list = useList(['policies', filters], (cursor) => readPolicies(filters, cursor));
  return (
    <ListTable
      title="Policies"
      list={list}
      trackBy="policy_id"
      nameOf={({ policy_id }) => policy_id}
      description="Each policy judges every resource of one type. The numbers are those of the newest scans of the accounts that you see."
      actions={
        session.may('admin') && (
          <Button variant="primary" onClick={() => void navigate('/policies/new')}>
            Write a policy
          </Button>
        )
      }
      filter={<FilterBar filters={filters} />}
      empty={<Empty title="No policy matches">Take a filter away, or write a policy of your own.</Empty>}
      columnDefinitions={[
        {
          id: 'title',
          header: 'Policy',
          isRowHeader: true,
          minWidth: 280,
          cell: ({ policy_id, title }: PolicyItem) => (
            <>
              <RouteLink to={`/policies/${encodeURIComponent(policy_id)}`}>{title}</RouteLink>
              <div>
                <small>{policy_id}</small>
              </div>
            </>
          ),
        },
        { id: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityBadge of={severity} />, minWidth: 110 },
        { id: 'type', header: 'Type', cell: ({ resource_type }) => resource_type, minWidth: 180 },
        { id: 'fail', header: 'Fail', cell: ({ counts }) => shown(counts?.fail), minWidth: 80 },
        { id: 'unknown', header: 'Unknown', cell: ({ counts }) => shown(counts?.unknown), minWidth: 100 },
        { id: 'pass', header: 'Pass', cell: ({ counts }) => shown(counts?.pass), minWidth: 80 },
        { id: 'suppressed', header: 'Suppressed', cell: ({ counts }) => shown(counts?.suppressed), minWidth: 120 },
        { id: 'origin', header: 'From', cell: ({ origin }) => (origin === 'user' ? 'you' : 'Muster'), minWidth: 90 },
      ]}
    />
  );
}

function FilterBar({ filters: { search = '', severity, framework, resource_type, origin } }: { readonly filters: Filters }) {
  const address = useAddress();
  const [text, setText] = useState(search);
  useEffect(() => {
    if (text === search) return undefined;
    const timer = setTimeout(() => address.set({ search: text === '' ? undefined : text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, search, address]);
  const frameworks = useQuery({
    queryKey: ['framework-names'],
    queryFn: () => read(api.frameworks.$get({ query: {} })),
    staleTime: Infinity,
  });
  const chosen = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  const choose = (name: string) => (detail: { readonly selectedOptions: readonly { readonly value?: string }[] }) =>
    address.set({ [name]: detail.selectedOptions.flatMap(({ value }) => (value === undefined ? [] : [value])) });
  const changeSeverity = choose('severity');
  const changeFramework = choose('framework');
  return (
    <SpaceBetween size="s" direction="horizontal">
      <TextFilter
        filteringText={text}
        filteringPlaceholder="Find by title or id"
        filteringAriaLabel="Find policies by title or id"
        onChange={({ detail }) => setText(detail.filteringText)}
      />
      <Multiselect
        ariaLabel="Severity"
        placeholder="Any severity"
        selectedOptions={chosen(severity)}
        options={chosen(SEVERITIES)}
        onChange={({ detail }) => changeSeverity(detail)}
      />
      <Multiselect
        ariaLabel="Framework"
        placeholder="Any framework"
        filteringType="auto"
        statusType={frameworks.isPending ? 'loading' : frameworks.error ? 'error' : 'finished'}
        loadingText="Loading frameworks…"
        errorText="The frameworks could not be loaded."
        selectedOptions={chosen(framework)}
        options={(frameworks.data?.items ?? []).map(({ framework_id, name }) => ({ value: framework_id, label: name }))}
        onChange={({ detail }) => changeFramework(detail)}
      />
      <SegmentedControl
        label="Whose policies"
        selectedId={origin ?? 'all'}
        options={[
          { id: 'all', text: 'All' },
          { id: 'muster', text: 'Muster' },
          { id: 'user', text: 'Yours' },
        ]}
        onChange={({ detail }) => address.set({ origin: detail.selectedId === 'all' ? undefined : detail.selectedId })}
      />
      {resource_type.length > 0 && (
        <Button iconName="close" onClick={() => address.set({ resource_type: undefined })}>
          Only {resource_type.join(', ')}
        </Button>
      )}
    </SpaceBetween>
  );
}
