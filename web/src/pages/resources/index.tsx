/** The resources of all accounts, found by any text and filtered by their properties. */
import Alert from '@cloudscape-design/components/alert';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { KINDS } from '../../../../shared/clouds/resource-type.ts';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { totalText } from '../../components/total-text.ts';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { type Filters, filtersIn, filtersOf, PROPERTIES, queryOf, tokensOf } from './filters.ts';

const PAGE = '50';

const readResources = async (filters: Filters, cursor: string | undefined) =>
  await read(api.search.resources.$get({ query: { ...queryOf(filters), limit: PAGE, ...(cursor !== undefined && { cursor }) } }));

type Found = Awaited<ReturnType<typeof readResources>>;

export default function Resources() {
  const address = useAddress();
  const filters = filtersIn((name) => address.all(name));
  const list = useList(['search', filters], (cursor) => readResources(filters, cursor));
  const first = list.data?.pages[0];
  return (
    <SpaceBetween size="m">
      {first && <Searched found={first} />}
      <ListTable
        key={JSON.stringify(filters)}
        title="Resources"
        list={list}
        trackBy="id"
        nameOf={({ name, resource_id }) => name ?? resource_id}
        counter={first?.total && totalText(first.total)}
        empty={
          <Empty title="No resources">Nothing that was read matches these filters. What could not be read is listed under Coverage.</Empty>
        }
        filter={
          <PropertyFilter
            query={{ tokens: tokensOf(filters), operation: 'and' }}
            onChange={({ detail }) => address.set(filtersOf(detail.tokens))}
            filteringProperties={[...PROPERTIES]}
            filteringOptions={optionsOf(first)}
            freeTextFiltering={{ operators: [':'], defaultOperator: ':' }}
            hideOperations
            filteringPlaceholder="Find by name, id, ARN or tag, or choose a property"
            filteringAriaLabel="Find resources"
            customFilterActions={null}
          />
        }
        columnDefinitions={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            minWidth: 180,
            cell: ({ id, name, resource_id }) => (
              <RouteLink to={`/resources/one?id=${encodeURIComponent(id)}`}>
                <Text of={name ?? resource_id} most={100} />
              </RouteLink>
            ),
          },
          { id: 'type', header: 'Type', minWidth: 150, cell: ({ type }) => <Text of={type} /> },
          { id: 'account_id', header: 'Account', minWidth: 175, cell: ({ account_id }) => account_id },
          { id: 'region', header: 'Region', minWidth: 115, cell: ({ region }) => <Text of={region} /> },
          { id: 'tags', header: 'Tags', minWidth: 180, cell: ({ tags }) => <Tags of={tags} /> },
          { id: 'changed_at', header: 'Changed', minWidth: 110, cell: ({ changed_at }) => <Time at={changed_at} relative /> },
        ]}
      />
    </SpaceBetween>
  );
}

/** The values to choose from: those that the resources that are found have. */
const optionsOf = (found: Found | undefined) => [
  ...KINDS.map((value) => ({ propertyKey: 'kind', value, label: value.replaceAll('_', ' ') })),
  ...(['type', 'region', 'account_id'] as const).flatMap((propertyKey) =>
    (found?.facets?.[propertyKey] ?? []).map(({ value, count }) => ({ propertyKey, value, tags: [`${count.toLocaleString('en')} found`] })),
  ),
];

/** Says so when not everything was searched, or not as it is now. */
function Searched({ found: { night, unread_tags = 0 } }: { readonly found: Found }) {
  const behind = night?.behind.accounts ?? 0;
  if (behind === 0 && unread_tags === 0) return null;
  return (
    <Alert type="warning" header="Not everything could be searched">
      {night && behind > 0 && (
        <div>
          {behind.toLocaleString('en')} {behind === 1 ? 'account was' : 'accounts were'} not searched as now stored: their export failed, or
          much has changed since <Time at={night.as_of} />. {night.behind.examples.join(', ')}
        </div>
      )}
      {unread_tags > 0 && (
        <div>
          The tags of {unread_tags.toLocaleString('en')} {unread_tags === 1 ? 'resource' : 'resources'} could not be read; whether the tag
          is there is not known.
        </div>
      )}
    </Alert>
  );
}

const MOST_TAGS = 3;

function Tags({ of }: { readonly of: Readonly<Record<string, string>> | null }) {
  if (of === null) return <>could not be read</>;
  const tags = Object.entries(of);
  return (
    <>
      {tags.slice(0, MOST_TAGS).map(([key, value]) => (
        <div key={key}>
          <Text of={`${key}=${value}`} most={60} />
        </div>
      ))}
      {tags.length > MOST_TAGS && <div>and {tags.length - MOST_TAGS} more</div>}
    </>
  );
}
