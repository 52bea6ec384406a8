/** The findings, the most serious first: filtered by what stands in the address, suppressed together, exported. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import PropertyFilter from '@cloudscape-design/components/property-filter';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { SuppressDialog } from '../../components/suppress-dialog.tsx';
import { isOfOperators } from '../../components/suppressed.tsx';
import { totalText } from '../../components/total-text.ts';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { useStored } from '../../components/use-stored.ts';
import { useSession } from '../../session/session.tsx';
import { COLUMN_OPTIONS, COLUMNS, type ColumnChoice, type FindingItem, isColumnChoice, readFindings, USUAL_COLUMNS } from './columns.tsx';
import { ExportDialog } from './export-dialog.tsx';
import {
  addressOf,
  addressValues,
  FILTER_NAMES,
  FILTERING_PROPERTIES,
  filtersOfAddress,
  filtersOfQuery,
  queryOfFilters,
  type Filters,
} from './filters.ts';
import { Groups, type Grouping, GROUPINGS, isGrouping } from './groups.tsx';
import { FORMATS, type FormatName } from './report.ts';
import { SavedViews } from './saved-views.tsx';
import { useFilterOptions } from './use-filter-options.ts';

export default function Findings() {
  const address = useAddress();
  const filters = filtersOfAddress((name) => address.all(name));
  const by = address.one('by');
  const parts = {
    filters,
    filter: <FindingsFilter filters={filters} onFilter={(next) => address.set({ ...NO_FILTERS, ...addressValues(next) })} />,
    grouping: <GroupBy by={isGrouping(by) ? by : undefined} onGroup={(next) => address.set({ by: next })} />,
  };
  const clear = () => address.set(NO_FILTERS);
  if (isGrouping(by)) return <Groups by={by} filters={filters} filter={parts.filter} actions={parts.grouping} onClear={clear} />;
  // Another list has another selection.
  return <FindingsList key={addressOf(filters)} {...parts} onClear={clear} />;
}

const NO_FILTERS = Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined]));

interface FindingsFilterProps {
  readonly filters: Filters;
  readonly onFilter: (filters: Filters) => void;
}

function FindingsFilter({ filters, onFilter }: FindingsFilterProps) {
  const filteringOptions = useFilterOptions();
  return (
    <PropertyFilter
      query={queryOfFilters(filters)}
      onChange={({ detail }) => onFilter(filtersOfQuery(detail))}
      filteringProperties={FILTERING_PROPERTIES}
      filteringOptions={filteringOptions}
      filteringPlaceholder="Filter findings by severity, account, resource, …"
      filteringAriaLabel="Filter findings"
      hideOperations
      expandToViewport
    />
  );
}

const UNGROUPED = 'none';
const GROUP_OPTIONS = [
  { value: UNGROUPED, label: 'No groups' },
  ...Object.keys(GROUPINGS).map((name) => ({ value: name, label: `By ${name}` })),
];

interface GroupByProps {
  readonly by: Grouping | undefined;
  readonly onGroup: (by: Grouping | undefined) => void;
}

const GroupBy = ({ by, onGroup }: GroupByProps) => (
  <Select
    ariaLabel="Group the findings"
    options={GROUP_OPTIONS}
    selectedOption={GROUP_OPTIONS.find(({ value }) => value === (by ?? UNGROUPED)) ?? null}
    onChange={({ detail: { selectedOption } }) => onGroup(isGrouping(selectedOption.value) ? selectedOption.value : undefined)}
  />
);

interface FindingsListProps {
  readonly filters: Filters;
  readonly filter: ReactNode;
  readonly grouping: ReactNode;
  readonly onClear: () => void;
}

function FindingsList({ filters, filter, grouping, onClear }: FindingsListProps) {
  const session = useSession();
  const list = useList(['findings', filters], async (cursor, signal) => await readFindings(filters, cursor, signal));
  const [columns, setColumns] = useStored<ColumnChoice>('muster.findings.columns', USUAL_COLUMNS, isColumnChoice);
  const [selected, setSelected] = useState<readonly FindingItem[]>([]);
  const [isSuppressing, setSuppressing] = useState(false);
  const [format, setFormat] = useState<FormatName>();
  const total = list.data?.pages[0]?.total;
  const hasFilters = FILTER_NAMES.some((name) => filters[name]);
  const unreadTags = list.data?.pages.reduce((sum, { unread_tags = 0 }) => sum + unread_tags, 0) ?? 0;
  const suppressible = selected.filter((finding) => finding.status !== 'resolved' && !isOfOperators(finding));
  return (
    <>
      {unreadTags > 0 && (
        <Alert type="warning" header={`${unreadTags.toLocaleString()} findings are left out`}>
          The tags of their resources could not be read, so nobody knows whether they match. Coverage says which permission is missing.
        </Alert>
      )}
      <ListTable
        title="Findings"
        list={list}
        onClear={onClear}
        counter={total && totalText(total)}
        trackBy="finding_id"
        nameOf={({ title, resource_id }) => `${title}, ${resource_id}`}
        columnDefinitions={COLUMNS}
        columnDisplay={columns}
        {...(session.may('operator') && {
          selectionType: 'multi' as const,
          selectedItems: selected,
          onSelectionChange: ({ detail }: { readonly detail: { readonly selectedItems: FindingItem[] } }) =>
            setSelected(detail.selectedItems),
        })}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {grouping}
            <SavedViews query={addressOf(filters)} />
            <ButtonDropdown
              items={FORMATS.map(({ name, label, help }) => ({ id: name, text: label, secondaryText: help }))}
              onItemClick={({ detail }) => setFormat(FORMATS.find(({ name }) => name === detail.id)?.name)}
            >
              Export
            </ButtonDropdown>
            {session.may('operator') && (
              <Button disabled={suppressible.length === 0} onClick={() => setSuppressing(true)}>
                Suppress
              </Button>
            )}
          </SpaceBetween>
        }
        filter={filter}
        preferences={
          <CollectionPreferences
            title="Columns"
            preferences={{ contentDisplay: columns }}
            contentDisplayPreference={{ title: 'Columns and their order', options: COLUMN_OPTIONS }}
            onConfirm={({ detail }) => setColumns(detail.contentDisplay ?? USUAL_COLUMNS)}
          />
        }
        empty={hasFilters ? <NothingMatches onClear={onClear} /> : <NothingOpen />}
      />
      {isSuppressing && (
        <SuppressDialog
          findings={suppressible}
          onClose={() => {
            setSuppressing(false);
            setSelected([]);
          }}
        />
      )}
      {format && (
        <ExportDialog
          format={format}
          filters={filters}
          total={total?.exact ? total.count : undefined}
          onClose={() => setFormat(undefined)}
        />
      )}
    </>
  );
}

function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <Empty title="No finding matches">
      <SpaceBetween size="s">
        <span>Findings that are resolved or suppressed show if you filter by status.</span>
        <Button onClick={onClear}>Clear the filters</Button>
      </SpaceBetween>
    </Empty>
  );
}

const NothingOpen = () => (
  <Empty title="No open findings">
    No resource that was read fails a policy, or no scan has run yet. Coverage shows what could not be read.
  </Empty>
);
