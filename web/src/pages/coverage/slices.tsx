/** Slices of coverage one by one: each with its outcome, its age, and the cause of a gap with what to paste. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { counted, numberText } from '../../../../shared/number-text.ts';
import { ListTable } from '../../components/list-table.tsx';
import { PermissionPatch } from '../../components/permission-patch.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';
import { type Filters, readSlices, type Slice } from './coverage-api.ts';
import { missingByProvider } from './missing.ts';
import { OutcomeWord } from './outcome.tsx';
import { isGap, type Outcome } from './outcome-words.ts';

/** Stands in coverage for all of an account that could not be read. */
const ALL = '*';

interface SlicesProps {
  readonly filters: Filters;
  readonly title: string;
  readonly onClear: () => void;
}

export function Slices({ filters, title, onClear }: SlicesProps) {
  const list = useList(['coverage', filters], (cursor) => readSlices(filters, cursor));
  const loaded = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <SpaceBetween size="m">
      <Missing slices={loaded} isAll={list.data !== undefined && !list.hasNextPage} />
      <ListTable
        title={title}
        headingLevel="h2"
        list={list}
        onClear={onClear}
        nameOf={nameOf}
        trackBy={nameOf}
        empty={
          <Empty title="No slice matches">
            A slice is a resource type in a region of an account. Change the filters, or wait for the first inventory.
          </Empty>
        }
        columnDefinitions={[
          {
            id: 'account_id',
            header: 'Account',
            cell: ({ account_id }) => <RouteLink to={`/account?id=${encodeURIComponent(account_id)}`}>{account_id}</RouteLink>,
            isRowHeader: true,
          },
          { id: 'type', header: 'Type', cell: ({ type }) => (type === ALL ? 'the whole account' : <Text of={type} />) },
          { id: 'segment', header: 'Region', cell: ({ segment }) => (segment === ALL ? 'everywhere' : segment) },
          { id: 'outcome', header: 'Outcome', cell: (slice) => <OutcomeWord of={outcomeOf(slice)} /> },
          { id: 'cause', header: 'Cause', width: 340, minWidth: 240, cell: (slice) => <Cause of={slice} /> },
          { id: 'at', header: 'Newest inventory', cell: ({ at }) => (at === undefined ? 'not ended' : <Time at={at} relative />) },
          {
            id: 'complete_at',
            header: 'Seen whole',
            cell: ({ complete_at }) => (complete_at === undefined ? 'never' : <Time at={complete_at} relative />),
          },
          { id: 'count', header: 'Resources', cell: countText },
        ]}
      />
    </SpaceBetween>
  );
}

const nameOf = ({ account_id, type, segment }: Slice): string => `${type} in ${segment} of ${account_id}`;

const outcomeOf = ({ outcome, error }: Slice): Outcome => {
  if (outcome === undefined) return 'being_read';
  return outcome === 'partial' && error?.error_code === 'SearchOnly' ? 'search_only' : outcome;
};

/** A slice that was never seen whole may have resources that nobody has read, so its number is a least one. */
function countText(slice: Slice): string {
  const { count, counted: told, complete_at } = slice;
  const known = count ?? told;
  if (known === undefined || known === null) return 'not known';
  if (!isGap(outcomeOf(slice)) || complete_at !== undefined) return numberText(known);
  return known === 0 ? 'not known' : `at least ${numberText(known)}`;
}

function Cause({ of: { account_id, error, held } }: { readonly of: Slice }) {
  if (!error) return held === undefined ? null : `${counted(held, 'resource')} no longer listed; kept until the next inventory decides`;
  return (
    <SpaceBetween size="xxs">
      <Box>
        {error.error_code}: <Text of={error.message} />
      </Box>
      {error.permission !== undefined && (
        <Popover
          header="What to paste"
          size="large"
          triggerType="custom"
          dismissAriaLabel="Close"
          content={<PermissionPatch account={account_id} permissions={[error.permission]} />}
        >
          <Button variant="inline-link" ariaLabel={`Missing ${error.permission} in ${account_id}: what to paste`}>
            Missing {error.permission}
          </Button>
        </Popover>
      )}
    </SpaceBetween>
  );
}

/** One patch for all gaps that have been loaded. */
function Missing({ slices, isAll }: { readonly slices: readonly Slice[]; readonly isAll: boolean }) {
  const missing = missingByProvider(slices);
  if (missing.length === 0) return null;
  return (
    <Alert type="warning" header={`Permissions are missing${isAll ? '' : ', at least these'}`}>
      <SpaceBetween size="s">
        {missing.map(({ provider, accounts, permissions }) => (
          <ExpandableSection
            key={provider}
            headerText={`${counted(permissions.length, 'permission')} in ${counted(accounts.length, 'account')} of ${provider}: what to paste`}
          >
            <Box>In {accounts.join(', ')}:</Box>
            <PermissionPatch account={accounts[0] ?? provider} permissions={permissions} />
          </ExpandableSection>
        ))}
      </SpaceBetween>
    </Alert>
  );
}
