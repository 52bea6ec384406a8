/** What Athena calls the exports: names and columns shared by the stack that makes the tables and the command that asks. */
import { type ColumnType, DATASET_NAMES, DATASETS } from './datasets.ts';
import type { DatasetName } from './records.ts';
import { viewColumnsOf } from './view-columns.ts';

/** Of the Glue data catalog; one deployment of Muster per account and region. */
export const ATHENA_DATABASE = 'muster';
export const ATHENA_WORKGROUP = 'muster';
/** In the stack's bucket. */
export const ATHENA_RESULTS_PREFIX = 'athena-results/';

/** Every night's records, with the partition columns `date` (2026-11-21) and `provider` beside the dataset's own. */
export const nightsTable = (dataset: DatasetName): string => `${dataset}_nights`;

/** The newest night's records, without partition columns: the table of `muster query`, under its own name. */
export const newestView = (dataset: DatasetName): string => dataset;

/** One row per night that was exported, from its manifest. */
export const NIGHTS_TABLE = 'nights';

/** The views: what `SELECT … FROM` names in either place. */
export const ATHENA_VIEWS: readonly string[] = DATASET_NAMES.map(newestView);

interface Names {
  /** As Glue and Parquet's SerDe name the type. */
  readonly hive: string;
  /** As SQL does. */
  readonly sql: string;
}

const TYPES = {
  text: { hive: 'string', sql: 'varchar' },
  json: { hive: 'string', sql: 'varchar' },
  integer: { hive: 'int', sql: 'integer' },
  boolean: { hive: 'boolean', sql: 'boolean' },
} as const satisfies Record<ColumnType, Names>;

export interface AthenaColumn extends Names {
  readonly name: string;
}

/** The columns of the newest night's view. */
export const newestColumnsOf = (dataset: DatasetName): readonly AthenaColumn[] =>
  viewColumnsOf(dataset).map(({ name, type }) => ({ name, ...TYPES[type] }));

/** Of the tables that hold every night: what is in the path, as `date=2026-11-21/provider=aws/`. */
export const PARTITIONS = ['date', 'provider'] as const;

/** Without what is a partition already: a table may have no name twice. */
export const storedColumnsOf = (dataset: DatasetName): readonly AthenaColumn[] =>
  Object.entries<ColumnType>(DATASETS[dataset].columns)
    .filter(([name]) => !PARTITIONS.some((partition) => partition === name))
    .map(([name, type]) => ({ name, ...TYPES[type] }));

/** What the view stands for. `IN`, not `=`: Athena prunes partitions by what a semi-join finds at run time. */
export function newestSql(dataset: DatasetName): string {
  const columns = viewColumnsOf(dataset).map(({ name, expression }) => `${expression} AS "${name}"`);
  const newest = `SELECT max("date") FROM "${ATHENA_DATABASE}"."${NIGHTS_TABLE}"`;
  return `SELECT ${columns.join(', ')} FROM "${ATHENA_DATABASE}"."${nightsTable(dataset)}" WHERE "date" IN (${newest})`;
}
