/** The columns of the SQL tables: the files' own columns, and columns that a view computes from them. */
import { DATASETS, type ColumnType } from './datasets.ts';
import type { DatasetName } from './records.ts';

export interface ViewColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** The SQL that the view selects, valid in DuckDB and Athena: the file's column of that name, or an expression over other columns. */
  readonly expression: string;
}

/** Each provider's usual name for native ids. The column is null for resources of other providers. */
const NATIVE_ID_NAMES: readonly ViewColumn[] = [
  { name: 'arn', type: 'text', expression: `CASE WHEN "provider" = 'aws' THEN "native_id" END` },
];

/** The columns in the order of the files. A computed column follows the column that it is computed from. */
export const viewColumnsOf = (dataset: DatasetName): readonly ViewColumn[] =>
  Object.entries<ColumnType>(DATASETS[dataset].columns).flatMap(([name, type]) => [
    { name, type, expression: `"${name}"` },
    ...(name === 'native_id' ? NATIVE_ID_NAMES : []),
  ]);
