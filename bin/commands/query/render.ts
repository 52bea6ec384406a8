/** Prints rows while they arrive, as a table, CSV or JSON Lines; memory holds one batch and one table at most. */
import { stringify } from 'csv-stringify/sync';
import { ROWS_PER_TABLE, tableText, type Streams } from '../output.ts';
import { textual, type QueryFormat, type Result, type Row, type Value } from './engine.ts';

type Render = (rows: readonly Row[], isFirst: boolean) => string;

/** Prints the result and returns its number of rows. @throws CommandError if the query fails before its last row */
export async function printResult({ columns, batches }: Result, format: QueryFormat, stdout: Streams['stdout']): Promise<number> {
  const render = rendererOf(format, columns);
  let count = 0;
  for await (const rows of inGroups(batches)) {
    await written(stdout, render(rows, count === 0));
    count += rows.length;
  }
  return count;
}

/** Groups rows into tables. A result without rows is one empty group, so that its heading is printed. */
async function* inGroups(batches: Result['batches']): AsyncGenerator<readonly Row[]> {
  let held: Row[] = [];
  let isFirst = true;
  for await (const rows of batches) {
    for (const row of rows) {
      held.push(row);
      if (held.length < ROWS_PER_TABLE) continue;
      yield held;
      held = [];
      isFirst = false;
    }
  }
  if (held.length > 0 || isFirst) yield held;
}

/** Writes the text, and resolves when the stream can take more. */
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

/** A number stays a number, so that the escaping of formulas does not take its minus sign for one. */
const asCell = (value: Value): string | number => (typeof value === 'number' ? value : textual(value));

/** CSV in which no cell is a formula to a spreadsheet. */
const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true },
  );

/** Column names made unique, because a JSON object cannot have a member twice: `name`, `name_2`. */
function distinct(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column;
    for (let next = 2; taken.has(name); next++) name = `${column}_${next}`;
    taken.add(name);
    return name;
  });
}
