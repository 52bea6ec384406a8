/** The exports in Athena: names, columns and views, shared by the stack that makes the tables and the command that asks. */
import { type ColumnType, DATASET_NAMES, DATASETS } from './datasets.ts';
import type { DatasetName } from './records.ts';
import { viewColumnsOf } from './view-columns.ts';

/** Of the Glue data catalog; one deployment of Muster per account and region. */
export const ATHENA_DATABASE = 'muster';
export const ATHENA_WORKGROUP = 'muster';
/** In the stack's bucket. */
export const ATHENA_RESULTS_PREFIX = 'athena-results/';

/** Every file of every export, also of those that were not published: what the views below read. `date` is its partition. */
export const filesTable = (dataset: DatasetName): string => `${dataset}_files`;

/** The view of every night's records, with the column `date` (2026-11-21) before the dataset's own. */
export const nightsView = (dataset: DatasetName): string => `${dataset}_nights`;

/** The view of the newest night's records: the table of `muster query`, under its own name. */
export const newestView = (dataset: DatasetName): string => dataset;

/** One row for each published export, of which a date may have several. `folders` tells which files belong to it. */
export const POINTERS_TABLE = 'published_exports';

/** The view with one row for each night: the newest-requested export of the date that was published. */
export const NIGHTS_VIEW = 'nights';

/** What `SELECT … FROM` names in Athena and in `muster query` alike. */
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

/** The columns of the dataset's files. */
export const fileColumnsOf = (dataset: DatasetName): readonly AthenaColumn[] =>
  Object.entries<ColumnType>(DATASETS[dataset].columns).map(([name, type]) => ({ name, ...TYPES[type] }));

const viewColumns = (dataset: DatasetName): readonly AthenaColumn[] =>
  viewColumnsOf(dataset).map(({ name, type }) => ({ name, ...TYPES[type] }));

/** The partition of the tables of files, as in the path `date=2026-11-21/`. */
export const PARTITION = 'date';
const DATE: AthenaColumn = { name: PARTITION, ...TYPES.text };

/** The columns of `nights`. */
export const NIGHT_COLUMNS: readonly AthenaColumn[] = [
  DATE,
  { name: 'created_at', ...TYPES.text },
  { name: 'job_id', ...TYPES.text },
  { name: 'accounts', ...TYPES.integer },
  { name: 'exported', ...TYPES.integer },
  { name: 'failed', ...TYPES.integer },
  { name: 'files', hive: 'bigint', sql: 'bigint' },
  { name: 'bytes', hive: 'bigint', sql: 'bigint' },
];

export const POINTER_COLUMNS: readonly AthenaColumn[] = [
  ...NIGHT_COLUMNS,
  { name: 'folders', hive: 'array<string>', sql: 'array(varchar)' },
];

export interface AthenaView {
  readonly name: string;
  readonly columns: readonly AthenaColumn[];
  readonly sql: string;
}

const named = (name: string): string => `"${ATHENA_DATABASE}"."${name}"`;
const listed = (columns: readonly AthenaColumn[]): string => columns.map(({ name }) => `"${name}"`).join(', ');

/** The newest-requested export of each date: the one that the date's pointer names. */
const publishedSql = (columns: readonly AthenaColumn[]): string =>
  `SELECT ${listed(columns)} FROM (SELECT ${listed(columns)}, row_number() OVER (PARTITION BY "date" ORDER BY "created_at" DESC, "job_id" DESC) AS place ` +
  `FROM ${named(POINTERS_TABLE)}) WHERE place = 1`;

export const nights: AthenaView = { name: NIGHTS_VIEW, columns: NIGHT_COLUMNS, sql: publishedSql(NIGHT_COLUMNS) };

/** The part of a file's path that `attemptFolder` of `night-layout.ts` makes. */
const FOLDER_OF_FILE = `regexp_extract(f."$path", '/job=[^/]+/provider=[^/]+/account=[^/]+/attempt=[0-9]+/')`;

/** The records of each night: those in files of the attempts that its pointer names. */
export function everyNight(dataset: DatasetName): AthenaView {
  const columns = [DATE, ...viewColumns(dataset)];
  const selected = [`f."date"`, ...viewColumnsOf(dataset).map(({ name, expression }) => `${expression} AS "${name}"`)];
  const folders = `SELECT p."date", t."folder" FROM (${publishedSql(POINTER_COLUMNS)}) p CROSS JOIN UNNEST(p."folders") AS t("folder")`;
  return {
    name: nightsView(dataset),
    columns,
    sql:
      `SELECT ${selected.join(', ')} FROM ${named(filesTable(dataset))} f JOIN (${folders}) n ` +
      `ON f."date" = n."date" AND ${FOLDER_OF_FILE} = n."folder"`,
  };
}

/** `IN`, not `=`: Athena skips the partitions that a semi-join does not find at run time. */
export function newestNight(dataset: DatasetName): AthenaView {
  const columns = viewColumns(dataset);
  return {
    name: newestView(dataset),
    columns,
    sql: `SELECT ${listed(columns)} FROM ${named(nightsView(dataset))} WHERE "date" IN (SELECT max("date") FROM ${named(NIGHTS_VIEW)})`,
  };
}
