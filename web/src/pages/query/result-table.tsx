/** The rows of a result, a page at a time, with their number and a CSV of all that can be read. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { sentenceOf } from '../../api/problems.ts';
import { download } from '../../components/download.ts';
import { ListTable } from '../../components/list-table.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { csvOf, isNumeric, type Column, type Row } from './result-text.ts';
import { readRows, type useQueryRun } from './use-query-run.ts';

/** As many as the API gives at once. */
const MOST_AT_ONCE = '500';

interface ResultTableProps {
  readonly id: string;
  readonly columns: readonly Column[];
  readonly rows: ReturnType<typeof useQueryRun>['rows'];
}

async function allRows(id: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await readRows(id, cursor, MOST_AT_ONCE);
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return rows;
}

export function ResultTable({ id, columns, rows }: ResultTableProps) {
  const save = useMutation({
    mutationFn: () => allRows(id),
    onSuccess: (all) => download(`muster-query-${id.slice(0, 8)}.csv`, 'text/csv', [csvOf(columns, all)]),
  });
  const pages = rows.data?.pages ?? [];
  const read = pages.reduce((sum, { items }) => sum + items.length, 0);
  const isCut = pages.at(-1)?.cut ?? false;
  return (
    <>
      {save.error && <Alert type="error">The file could not be made: {sentenceOf(save.error)}</Alert>}
      {isCut && <Alert type="info">These are the first 10,000 rows. The result has more; add a LIMIT, or group the rows.</Alert>}
      <ListTable
        title="Result"
        variant="embedded"
        list={rows}
        counter={`${rows.hasNextPage ? 'at least ' : ''}${read.toLocaleString()}`}
        actions={
          <Button iconName="download" loading={save.isPending} onClick={() => save.mutate()}>
            CSV
          </Button>
        }
        empty={<Empty title="No rows">Nothing matches. What could not be read is not in the tables: see the table coverage.</Empty>}
        columnDefinitions={columns.map((column, at) => ({
          id: String(at),
          header: column.name,
          cell: (row: Row) => <Cell text={row[at] ?? null} isNumber={isNumeric(column)} />,
          minWidth: 120,
          ...(at === 0 && { isRowHeader: true }),
        }))}
      />
    </>
  );
}

function Cell({ text, isNumber }: { readonly text: string | null; readonly isNumber: boolean }) {
  if (text === null)
    return (
      <Box color="text-status-inactive" display="inline">
        null
      </Box>
    );
  if (!isNumber) return <Text of={text} />;
  // An integer that a number cannot hold exactly stays as it is.
  const number = Number(text);
  return <>{Number.isSafeInteger(number) && String(number) === text ? number.toLocaleString() : text}</>;
}
