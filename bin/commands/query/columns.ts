/** The SQL columns of each table. */
import { type ColumnType, DATASET_NAMES } from '../../../shared/exports/datasets.ts';
import { SQL_VIEWS } from '../../../shared/exports/sql-views.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import { viewColumnsOf } from '../../../shared/exports/view-columns.ts';
import type { QueryTable } from './engine.ts';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' };

export interface SqlColumn {
  readonly name: string;
  readonly type: string;
  /** SQL expression that the view selects as this column. */
  readonly expression: string;
  /** True if the column is text that holds JSON. */
  readonly isJson: boolean;
}

export const columnsOf = (dataset: DatasetName): readonly SqlColumn[] =>
  viewColumnsOf(dataset).map(({ name, type, expression }) => ({ name, type: SQL_TYPES[type], expression, isJson: type === 'json' }));

/** The tables of an export, and the views that span clouds. */
export const EXPORT_TABLES: readonly QueryTable[] = [
  ...DATASET_NAMES.map((name) => ({ name, columns: columnsOf(name) })),
  ...SQL_VIEWS.map(({ name, columns }) => ({
    name,
    columns: columns.map(({ name: column, type }) => ({ name: column, type: SQL_TYPES[type], isJson: type === 'json' })),
  })),
];
