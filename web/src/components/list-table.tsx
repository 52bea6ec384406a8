/** A table over a list of the API, which shows one page at a time and reads the next one when it is asked for. */
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import { useState, type ReactNode } from 'react';
import { Failed } from './states.tsx';
import type { ListPage, ListQuery } from './use-list.ts';

interface ListTableProps<T> extends Pick<
  TableProps<T>,
  | 'columnDefinitions'
  | 'columnDisplay'
  | 'trackBy'
  | 'selectionType'
  | 'selectedItems'
  | 'onSelectionChange'
  | 'preferences'
  | 'filter'
  | 'variant'
  | 'stickyColumns'
> {
  readonly list: ListQuery<T, ListPage<T>>;
  readonly title: string;
  /** `h2` for a list that is a part of a page. */
  readonly headingLevel?: 'h1' | 'h2';
  /** The number in the header: `42`, or `at least 1,000`. */
  readonly counter?: string | undefined;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Takes the filters of the list away. */
  readonly onClear?: () => void;
  readonly empty: ReactNode;
  /** Names a row to people who hear it. */
  readonly nameOf?: (item: T) => string;
}

export function ListTable<T>({
  list,
  title,
  headingLevel = 'h1',
  counter,
  description,
  actions,
  onClear,
  nameOf,
  ...table
}: ListTableProps<T>) {
  const [page, setPage] = useState(1);
  const pages = list.data?.pages ?? [];
  // After a change of the filters there may be fewer pages than before.
  const shown = Math.min(page, Math.max(pages.length, 1));
  const current = pages[shown - 1];

  async function show(wanted: number): Promise<void> {
    if (wanted > pages.length) {
      const { data } = await list.fetchNextPage();
      if ((data?.pages.length ?? 0) < wanted) return;
    }
    setPage(wanted);
  }

  if (list.error && !current)
    return (
      <SpaceBetween size="m">
        <Header variant={headingLevel}>{title}</Header>
        <Failed error={list.error} onRetry={() => void list.refetch()} onClear={onClear} />
      </SpaceBetween>
    );
  return (
    <>
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      <Table
        {...table}
        items={current?.items ?? []}
        loading={list.isPending || list.isFetchingNextPage}
        loadingText="Loading…"
        enableKeyboardNavigation
        resizableColumns
        wrapLines
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: `Select of ${title}`,
          allItemsSelectionLabel: () => 'Select all of this page',
          itemSelectionLabel: (_, item) => `Select ${nameOf?.(item) ?? 'this row'}`,
        }}
        header={
          <Header
            variant={headingLevel === 'h1' ? 'awsui-h1-sticky' : 'h2'}
            description={description}
            actions={actions}
            {...(counter !== undefined && { counter: `(${counter})` })}
          >
            {title}
          </Header>
        }
        pagination={
          <Pagination
            currentPageIndex={shown}
            pagesCount={Math.max(pages.length, 1)}
            openEnd={list.hasNextPage}
            disabled={list.isFetchingNextPage}
            onChange={({ detail }) => void show(detail.currentPageIndex)}
            onNextPageClick={({ detail }) => {
              if (!detail.requestedPageAvailable) void show(detail.requestedPageIndex);
            }}
          />
        }
      />
    </>
  );
}
