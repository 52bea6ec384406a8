/** A result as CSV, and as the points of a chart. */
import { csvCell } from '../../../../shared/reports/csv.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
}
export type Row = readonly (string | null)[];

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMERIC_TYPES: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'integer', 'bigint', 'real', 'float', 'double', 'decimal']);

export const isNumeric = ({ type }: Column): boolean => NUMERIC_TYPES.has(type);

/** A number stays a number, so that its minus sign is not taken for the beginning of a formula. */
const cellOf = (text: string | null): string => (text !== null && NUMBER.test(text) ? text : csvCell(text ?? ''));

export const csvOf = (columns: readonly Column[], rows: readonly Row[]): string =>
  [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');

export interface Series {
  readonly title: string;
  readonly data: readonly { readonly x: string; readonly y: number }[];
}

/** The most points that a chart shows. */
export const MOST_POINTS = 50;

/** A series for each column of `values`, over the texts of the column `label`. Rows without a number are left out of a series. */
export function seriesOf(columns: readonly Column[], rows: readonly Row[], label: number, values: readonly number[]): readonly Series[] {
  return values.map((value) => ({
    title: columns[value]?.name ?? '',
    data: rows.slice(0, MOST_POINTS).flatMap((row) => {
      const text = row[value];
      return text === null || text === undefined || !NUMBER.test(text) ? [] : [{ x: row[label] ?? '(null)', y: Number(text) }];
    }),
  }));
}
