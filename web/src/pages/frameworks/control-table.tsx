/** The controls of a framework. The API answers all of them at once, so the table pages by itself. */
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { numberText } from '../../../../shared/number-text.ts';
import { accountsOf, noteOf, shownIf } from '../../../../shared/reports/framework-words.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { useAddress } from '../../components/use-address.ts';
import type { Control, Framework } from './framework-api.ts';
import { StateWord } from './state.tsx';

const ROWS = 50;

interface ControlTableProps {
  readonly framework: Framework;
  /** The filters leave these controls. */
  readonly controls: readonly Control[];
}

export function ControlTable({ framework, controls }: ControlTableProps) {
  const address = useAddress();
  const pages = Math.max(1, Math.ceil(controls.length / ROWS));
  const wanted = Number(address.one('page') ?? '1');
  const page = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), pages) : 1;
  const accounts = address.all('account_id').map((id) => `account_id=${encodeURIComponent(id)}`);
  const to = (id: string): string =>
    `/frameworks/${encodeURIComponent(framework.framework_id)}/controls/${encodeURIComponent(id)}${accounts.length === 0 ? '' : `?${accounts.join('&')}`}`;
  return (
    <Table
      items={controls.slice((page - 1) * ROWS, page * ROWS)}
      trackBy="control_id"
      enableKeyboardNavigation
      wrapLines
      resizableColumns
      ariaLabels={{ tableLabel: 'Controls' }}
      header={
        <Header variant="h2" counter={`(${numberText(controls.length)} of ${numberText(framework.controls.length)})`}>
          Controls
        </Header>
      }
      empty={<Empty title="No control matches">Change the filters above.</Empty>}
      pagination={
        <Pagination
          currentPageIndex={page}
          pagesCount={pages}
          onChange={({ detail }) => address.set({ page: detail.currentPageIndex === 1 ? undefined : String(detail.currentPageIndex) })}
        />
      }
      columnDefinitions={[
        {
          id: 'control_id',
          header: 'Control',
          width: 120,
          cell: ({ control_id }) => <RouteLink to={to(control_id)}>{control_id}</RouteLink>,
          isRowHeader: true,
        },
        { id: 'title', header: 'Title', minWidth: 240, cell: ({ title }) => title },
        { id: 'state', header: 'State', width: 150, cell: (control) => <StateWord of={control} /> },
        { id: 'passed', header: 'Passed', width: 100, cell: ({ state, passed }) => countText(state, passed) },
        { id: 'failed', header: 'Failed', width: 100, cell: ({ state, failed }) => countText(state, failed) },
        { id: 'unknown', header: 'Unknown', width: 110, cell: ({ state, unknown }) => countText(state, unknown) },
        { id: 'accounts', header: 'Accounts seen whole', width: 150, cell: ({ seen }) => (seen ? accountsOf(seen) : '') },
        { id: 'note', header: 'Why it is no full pass', minWidth: 240, cell: noteOf },
      ]}
    />
  );
}

/** Nothing where no policy checks the control: a zero would read as a verdict. */
function countText(state: Control['state'], count: number): string {
  const shown = shownIf(state, count);
  return shown === undefined ? 'not judged' : numberText(shown);
}
