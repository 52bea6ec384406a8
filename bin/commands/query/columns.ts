/** The columns of a table, as SQL types. */
import { DATASETS, type ColumnType } from '../../../shared/exports/datasets.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';

const SQL_TYPES: Readonly<Record<ColumnType, string>> = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' };

export interface SqlColumn {
  readonly name: string;
  readonly type: string;
  /** Text that holds JSON. */
  readonly isJson: boolean;
}

export const columnsOf = (dataset: DatasetName): readonly SqlColumn[] =>
  Object.entries<ColumnType>(DATASETS[dataset].columns).map(([name, type]) => ({ name, type: SQL_TYPES[type], isJson: type === 'json' }));
