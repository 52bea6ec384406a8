/** Rows on stdout as they come, as a table, CSV or JSON Lines; no more of them in memory than one batch. */
import { stringify } from 'csv-stringify/sync';
import { ROWS_TOGETHER, tableText, type Streams } from '../output.ts';
import { textual, type QueryFormat, type Result, type Row, type Value } from './engine.ts';

type Render = (rows: readonly Row[], isFirst: boolean) => string;

/** Answers with the number of rows. @throws CommandError if the query fails on the way */
export async function printResult({ columns, batches }: Result, format: QueryFormat, stdout: Streams['stdout']): Promise<number> {
  const render = rendererOf(format, columns);
  let count = 0;
  for await (const rows of inGroups(batches)) {
    await written(stdout, render(rows, count === 0));
    count += rows.length;
  }
  return count;
}

/** Rows that are laid out together; once, with none, if there is no row: a heading is an answer too. */
async function* inGroups(batches: Result['batches']): AsyncGenerator<readonly Row[]> {
  let held: Row[] = [];
  let isFirst = true;
  for await (const rows of batches) {
    for (const row of rows) {
      held.push(row);
      if (held.length < ROWS_TOGETHER) continue;
      yield held;
      held = [];
      isFirst = false;
    }
  }
  if (held.length > 0 || isFirst) yield held;
}

/** Once the reader has room for more. */
export async function written(stdout: Streams['stdout'], text: string): Promise<void> {
  if (text === '') return;
  const stream = stdout as Partial<NodeJS.WritableStream>;
  if (stdout.write(text) !== false || stream.once === undefined) return;
  await new Promise<void>((resolve) => {
    stream.once?.('drain', resolve);
  });
}

function rendererOf(format: QueryFormat, columns: readonly string[]): Render {
  switch (format) {
    case 'table':
      return (rows) =>
        `${tableText(
          columns,
          rows.map((row) => row.map(textual)),
        )}\n`;
    case 'csv':
      return (rows, isFirst) => csvOf([...(isFirst ? [columns] : []), ...rows.map((row) => row.map(asCell))]);
    case 'json': {
      const names = distinct(columns).map((name) => JSON.stringify(name));
      return (rows) => rows.map((row) => `{${row.map((value, at) => `${names[at]}:${JSON.stringify(value)}`).join(',')}}\n`).join('');
    }
    default:
      return format satisfies never;
  }
}

/** Numbers stay numbers: a minus makes no formula of them. */
const asCell = (value: Value): string | number => (typeof value === 'number' ? value : textual(value));

/** No cell is a formula to a spreadsheet. */
const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true },
  );

/** `name`, `name_2`: an object has no member twice. */
function distinct(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let next = 2; taken.has(name); next++) name = `${column}_${next}`;
    taken.add(name);
    return name;
  });
}
