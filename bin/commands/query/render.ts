/** Prints rows while they arrive, as a table, CSV or JSON Lines; memory holds one batch of rows at most. */
import { stringify } from 'csv-stringify/sync';
import { escapedText } from '../../../shared/control-characters.ts';
import { escapedJson, GrowingTable, written, type Streams } from '../output.ts';
import type { TableStyle } from '../table.ts';
import { textual, type QueryFormat, type Result, type Row, type Value } from './engine.ts';

interface Printed {
  readonly rows: number;
  /** Columns that a table had no room for. */
  readonly hidden: readonly string[];
}

/** Prints the result. @throws CommandError if the query fails before its last row */
export async function printResult(
  { columns, batches }: Result,
  format: QueryFormat,
  stdout: Streams['stdout'],
  style: TableStyle = { width: Infinity, color: false },
): Promise<Printed> {
  if (format === 'table') return await printTable({ columns, batches }, stdout, style);
  const render = format === 'csv' ? csvRenderer(stdout.isTTY === true) : jsonRenderer(columns);
  let count = 0;
  if (format === 'csv') await written(stdout, render([columns]));
  for await (const rows of batches) {
    await written(stdout, render(rows));
    count += rows.length;
  }
  return { rows: count, hidden: [] };
}

/** Names of columns whose values are of no use if they are cut: the ids of accounts. */
const IDS = /^account(_id)?$/;

async function printTable({ columns, batches }: Result, stdout: Streams['stdout'], style: TableStyle): Promise<Printed> {
  const table = new GrowingTable(
    stdout,
    columns.map((heading) => ({ heading, ...(IDS.test(heading) && { overflow: 'whole' as const }) })),
    style,
  );
  let count = 0;
  for await (const rows of batches) {
    for (const row of rows) await table.add(row.map((value) => (typeof value === 'number' ? value : textual(value))));
    count += rows.length;
  }
  return { rows: count, hidden: await table.end() };
}

type Render = (rows: readonly Row[]) => string;

function jsonRenderer(columns: readonly string[]): Render {
  const names = distinct(columns).map((name) => JSON.stringify(name));
  const lineOf = (row: Row): string => `{${row.map((value, at) => `${names[at]}:${JSON.stringify(value)}`).join(',')}}`;
  return (rows) => rows.map((row) => `${escapedJson(lineOf(row))}\n`).join('');
}

/** On a terminal, characters that would control it are shown as escapes; elsewhere, a cell holds the value itself. */
const csvRenderer =
  (isTerminal: boolean): Render =>
  (rows) => {
    const text = csvOf(rows.map((row) => row.map(asCell)));
    return isTerminal ? escapedText(text, '\n\t') : text;
  };

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
