/** The columns of the SQL tables: those of the files, and those that a view computes from them. */
import { DATASETS, type ColumnType } from './datasets.ts';
import type { DatasetName } from './records.ts';

export interface ViewColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** What the view selects, in SQL that DuckDB and Athena both understand: the file's column of that name, or an expression over others. */
  readonly expression: string;
}

/** Names that people know native ids by. Each is null for the resources of other providers. */
const NATIVE_ID_NAMES: readonly ViewColumn[] = [
  { name: 'arn', type: 'text', expression: `CASE WHEN "provider" = 'aws' THEN "native_id" END` },
];

/** In the order of the files; a computed column stands behind the one that it is computed from. */
export const viewColumnsOf = (dataset: DatasetName): readonly ViewColumn[] =>
  Object.entries<ColumnType>(DATASETS[dataset].columns).flatMap(([name, type]) => [
    { name, type, expression: `"${name}"` },
    ...(name === 'native_id' ? NATIVE_ID_NAMES : []),
  ]);
