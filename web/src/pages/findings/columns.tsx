/** The columns of the list of findings, of which a person chooses those that it wants. */
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import type { TableProps } from '@cloudscape-design/components/table';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { apiQuery, type Filters } from './filters.ts';

export const readFindings = (filters: Filters, cursor: string | undefined, signal: AbortSignal) =>
  read(api.findings.$get({ query: { ...apiQuery(filters), limit: '50', ...(cursor !== undefined && { cursor }) } }, { init: { signal } }));

export type FindingItem = Awaited<ReturnType<typeof readFindings>>['items'][number];

export const pathOfFinding = ({ id }: { readonly id: string }): string => `/findings/${encodeURIComponent(id)}`;

export const COLUMNS = [
  { id: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityBadge of={severity} />, width: 120 },
  {
    id: 'title',
    header: 'Finding',
    cell: (finding) => <RouteLink to={pathOfFinding(finding)}>{finding.title}</RouteLink>,
    isRowHeader: true,
    minWidth: 220,
  },
  {
    id: 'resource',
    header: 'Resource',
    cell: ({ resource_uid, resource_name, resource_id }) => (
      <RouteLink to={`/resources/one?id=${encodeURIComponent(resource_uid)}`}>
        <Text of={resource_name ?? resource_id} most={80} />
      </RouteLink>
    ),
    minWidth: 160,
  },
  { id: 'account', header: 'Account', cell: ({ account_id }) => account_id, minWidth: 175 },
  { id: 'region', header: 'Region', cell: ({ region }) => region },
  { id: 'type', header: 'Type', cell: ({ type }) => type, minWidth: 150 },
  { id: 'policy', header: 'Policy', cell: ({ policy_id }) => policy_id, minWidth: 200 },
  { id: 'opened_at', header: 'Open since', cell: ({ opened_at }) => <Time at={opened_at} relative /> },
  { id: 'first_seen_at', header: 'First seen', cell: ({ first_seen_at }) => <Time at={first_seen_at} relative /> },
  { id: 'status', header: 'Status', cell: ({ status, verdict }) => (verdict === 'unknown' ? `${status}, no longer known` : status) },
] as const satisfies readonly TableProps.ColumnDefinition<FindingItem>[];

const SHOWN_AT_FIRST: readonly string[] = ['severity', 'title', 'resource', 'account', 'region', 'opened_at'];

export type ColumnChoice = readonly CollectionPreferencesProps.ContentDisplayItem[];

export const USUAL_COLUMNS: ColumnChoice = COLUMNS.map(({ id }) => ({ id, visible: SHOWN_AT_FIRST.includes(id) }));

/** Tells whether a stored choice names every column of this version once. */
export const isColumnChoice = (value: unknown): value is ColumnChoice =>
  Array.isArray(value) &&
  value.length === COLUMNS.length &&
  COLUMNS.every(({ id }) =>
    value.some(
      (each: unknown) =>
        typeof each === 'object' &&
        each !== null &&
        'id' in each &&
        each.id === id &&
        'visible' in each &&
        typeof each.visible === 'boolean',
    ),
  );

export const COLUMN_OPTIONS = COLUMNS.map(({ id, header }) => ({ id, label: header, alwaysVisible: id === 'title' }));
