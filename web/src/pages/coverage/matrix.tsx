/** The matrix: a row for each account, a column for each service. */
import Box from '@cloudscape-design/components/box';
import Toggle from '@cloudscape-design/components/toggle';
import { counted, numberText } from '../../../../shared/number-text.ts';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { type AccountCoverage, type Filters, readAccounts } from './coverage-api.ts';
import { serviceColumns } from './matrix-columns.ts';
import { OutcomeWord } from './outcome.tsx';
import { gapsOf, isGap, OUTCOMES, worstOf } from './outcome-words.ts';

interface MatrixProps {
  readonly filters: Filters;
  readonly onClear: () => void;
}

export function Matrix({ filters, onClear }: MatrixProps) {
  const address = useAddress();
  const list = useList(['coverage-accounts', filters], (cursor) => readAccounts(filters, cursor));
  const { withGaps, whole } = serviceColumns(list.data?.pages.flatMap(({ items }) => items) ?? []);
  const showsAll = address.one('columns') === 'all';
  const isFiltered = filters.region !== undefined || filters.outcome !== undefined || filters.service !== undefined;
  return (
    <ListTable
      title="Accounts and services"
      headingLevel="h2"
      list={list}
      onClear={onClear}
      trackBy="account_id"
      nameOf={({ account_id }) => account_id}
      stickyColumns={{ first: 1 }}
      description={descriptionOf(withGaps.length, whole.length)}
      actions={
        <Toggle checked={showsAll} onChange={({ detail }) => address.set({ columns: detail.checked ? 'all' : undefined })}>
          Show services that were seen whole
        </Toggle>
      }
      empty={
        <Empty title="No account matches">Change the filters, or add accounts; nothing is known of accounts that are not registered.</Empty>
      }
      columnDefinitions={[
        { id: 'account', header: 'Account', cell: (row) => <Account of={row} />, isRowHeader: true, width: 220, minWidth: 160 },
        ...[...withGaps, ...(showsAll ? whole : [])].map((service) => ({
          id: service,
          header: service,
          width: 170,
          minWidth: 120,
          cell: (row: AccountCoverage) => <Cell row={row} service={service} isFiltered={isFiltered} />,
        })),
        { id: 'not_read', header: 'Without a definition', width: 180, minWidth: 140, cell: notReadText },
      ]}
    />
  );
}

function descriptionOf(gaps: number, whole: number): string {
  if (gaps + whole === 0) return 'Nothing was read yet.';
  const shown = `${counted(gaps, 'service')} with gaps in these accounts`;
  return `${shown}, ${counted(whole, 'service')} seen whole in all of them. Times tell when all of a service was last seen whole.`;
}

function Account({ of: { account_id, name, enabled, failed, status } }: { readonly of: AccountCoverage }) {
  return (
    <>
      <RouteLink to={`/account?id=${encodeURIComponent(account_id)}`}>
        <Text of={name} most={60} />
      </RouteLink>
      <Box variant="small" display="block">
        {account_id}
        {!enabled && ', disabled'}
        {status === 'never_run' && ', never read'}
      </Box>
      {failed && (
        <div>
          <OutcomeWord of={failed.outcome} />
          <Box variant="small" display="block">
            The newest inventory read nothing
            {failed.at !== undefined && (
              <>
                {' '}
                (<Time at={failed.at} relative />)
              </>
            )}
            : <Text of={failed.error?.message ?? 'nobody knows why.'} most={160} />
          </Box>
        </div>
      )}
    </>
  );
}

interface CellProps {
  readonly row: AccountCoverage;
  readonly service: string;
  readonly isFiltered: boolean;
}

function Cell({ row, service, isFiltered }: CellProps) {
  const { account_id, services } = row;
  const found = services.find((each) => each.service === service);
  const worst = found && worstOf(found.slices);
  if (!found || worst === undefined) return <Box color="text-status-inactive">{absenceText(row, isFiltered)}</Box>;
  const [gaps, read] = gapsOf(found.slices);
  const to = `/coverage?view=slices&account_id=${encodeURIComponent(account_id)}&service=${encodeURIComponent(service)}`;
  return (
    <>
      <RouteLink to={to} variant="secondary" ariaLabel={`${OUTCOMES[worst].word}: slices of ${service} in ${account_id}`}>
        <OutcomeWord of={worst} />
      </RouteLink>
      <Box variant="small" display="block">
        {isGap(worst) && `${numberText(gaps)} of ${counted(read, 'slice')}; `}
        {found.complete_at === undefined ? read > 0 && 'never seen whole' : <Time at={found.complete_at} relative />}
      </Box>
    </>
  );
}

/** An account without any service was never read; another one has a slice of each service that accounts of its kind can have. */
function absenceText({ services }: AccountCoverage, isFiltered: boolean): string {
  if (isFiltered) return 'no match';
  return services.length === 0 ? 'never read' : 'no such service';
}

function notReadText({ not_read }: AccountCoverage): string {
  if (!not_read) return 'not counted';
  const counts = not_read.types === 0 ? 'none' : `${counted(not_read.types, 'type')}, ${counted(not_read.resources, 'resource')}`;
  return not_read.why_not_all === undefined ? counts : `${counts}; not all were counted`;
}
