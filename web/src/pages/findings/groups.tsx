/** The findings of the list, counted by policy, account, resource or service; each group leads to its findings. */
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { SEVERITIES } from '../../../../shared/severity.ts';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { addressOf, apiQuery, type FilterName, type Filters } from './filters.ts';

/** The groupings, with the filter by which the list shows one group. */
export const GROUPINGS = {
  policy: 'policy',
  account: 'account_id',
  resource: 'resource',
  service: 'service',
} as const satisfies Record<string, FilterName>;
export type Grouping = keyof typeof GROUPINGS;

export const isGrouping = (name: string | undefined): name is Grouping => name !== undefined && Object.hasOwn(GROUPINGS, name);

const readGroups = (by: Grouping, filters: Filters, signal: AbortSignal) =>
  read(api.findings.groups.$get({ query: { by, ...apiQuery(filters) } }, { init: { signal } }));

interface GroupsProps {
  readonly by: Grouping;
  readonly filters: Filters;
  readonly filter: ReactNode;
  readonly actions: ReactNode;
  readonly onClear: () => void;
}

export function Groups({ by, filters, filter, actions, onClear }: GroupsProps) {
  const query = useQuery({
    queryKey: ['findings', 'groups', by, filters],
    queryFn: async ({ signal }) => await readGroups(by, filters, signal),
  });
  const addressOfGroup = (key: string): string => `/findings?${addressOf({ ...filters, [GROUPINGS[by]]: [key] })}`;
  const title = `Findings by ${by}`;
  return (
    <>
      {!query.data && <Header variant="h1">{title}</Header>}
      <Answer query={query} onClear={onClear}>
        {({ items, groups, exact }) => (
          <Table
            ariaLabels={{ tableLabel: title }}
            wrapLines
            items={items}
            trackBy="key"
            filter={filter}
            header={
              <Header
                variant="awsui-h1-sticky"
                counter={`(${exact ? '' : 'at least '}${groups.toLocaleString()})`}
                actions={actions}
                description={descriptionOf(items.length, groups, exact)}
              >
                {title}
              </Header>
            }
            empty={<Empty title="No finding matches">Change the filters, or show the list without groups.</Empty>}
            columnDefinitions={[
              {
                id: 'group',
                header: by.charAt(0).toUpperCase() + by.slice(1),
                isRowHeader: true,
                minWidth: 220,
                cell: ({ key, name }) => (
                  <RouteLink to={addressOfGroup(key)}>
                    <Text of={name ?? key} most={120} />
                  </RouteLink>
                ),
              },
              { id: 'key', header: 'Id', minWidth: 200, cell: ({ key, name }) => (name === undefined ? '' : <Text of={key} most={160} />) },
              { id: 'count', header: 'Findings', cell: ({ count }) => `${exact ? '' : 'at least '}${count.toLocaleString()}` },
              ...SEVERITIES.map((severity) => ({
                id: severity,
                header: severity,
                cell: ({ by_severity }: (typeof items)[number]) => by_severity[severity]?.toLocaleString() ?? '',
              })),
            ]}
          />
        )}
      </Answer>
    </>
  );
}

function descriptionOf(shown: number, groups: number, exact: boolean): string {
  const cut = shown < groups ? ` The ${shown.toLocaleString()} groups with the most serious findings are shown.` : '';
  return exact
    ? `Those with the most serious findings first.${cut}`
    : `More findings match than were counted; narrow the filters for exact numbers.${cut}`;
}
