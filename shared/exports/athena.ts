/** The names, columns and views of the exports in Athena. The stack creates them; the CLI queries them. */
import type { SqlView } from './common-views.ts';
import { type ColumnType, DATASETS } from './datasets.ts';
import type { DatasetName } from './records.ts';
import { viewColumnsOf } from './view-columns.ts';

/** The database in the Glue data catalog. An account has one deployment of Muster in a region. */
export const ATHENA_DATABASE = 'muster';
export const ATHENA_WORKGROUP = 'muster';
/** The prefix of query results in the stack's bucket. */
export const ATHENA_RESULTS_PREFIX = 'athena-results/';

/** The table of every file of every export, published or not. The views below read it. Its partition is `date`. */
export const filesTable = (dataset: DatasetName): string => `${dataset}_files`;

/** The view of the records of all nightly exports, with the column `date` (2026-11-21) before the dataset's own. */
export const nightsView = (dataset: DatasetName): string => `${dataset}_nights`;

/** The view of the newest nightly export's records. It has the name of the table in `muster query`. */
export const newestView = (dataset: DatasetName): string => dataset;

/** One row for each published export. A date may have several. `folders` lists the attempts whose files belong to the export. */
export const POINTERS_TABLE = 'published_exports';

/** The view with one row for each date: of the date's published exports, the one that was requested last. */
export const NIGHTS_VIEW = 'nights';

interface Names {
  /** The type's name in Glue and in Parquet's SerDe. */
  readonly hive: string;
  /** The type's name in SQL. */
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

/** The column by which the tables of files are partitioned, as in the path `date=2026-11-21/`. */
export const PARTITION = 'date';
const DATE: AthenaColumn = { name: PARTITION, ...TYPES.text };

const TEXTS = { hive: 'array<string>', sql: 'array(varchar)' } as const satisfies Names;

/** The columns of `nights`. `failed_accounts` is null for exports that an earlier release published. */
export const NIGHT_COLUMNS: readonly AthenaColumn[] = [
  DATE,
  { name: 'created_at', ...TYPES.text },
  { name: 'job_id', ...TYPES.text },
  { name: 'accounts', ...TYPES.integer },
  { name: 'exported', ...TYPES.integer },
  { name: 'failed', ...TYPES.integer },
  { name: 'files', hive: 'bigint', sql: 'bigint' },
  { name: 'bytes', hive: 'bigint', sql: 'bigint' },
  { name: 'failed_accounts', ...TEXTS },
];

export const POINTER_COLUMNS: readonly AthenaColumn[] = [...NIGHT_COLUMNS, { name: 'folders', ...TEXTS }];

export interface AthenaView {
  readonly name: string;
  readonly columns: readonly AthenaColumn[];
  readonly sql: string;
}

const named = (name: string): string => `"${ATHENA_DATABASE}"."${name}"`;
const listed = (columns: readonly AthenaColumn[]): string => columns.map(({ name }) => `"${name}"`).join(', ');

/** Selects each date's published export that was requested last, which is the one that the date's pointer names. */
const publishedSql = (columns: readonly AthenaColumn[]): string =>
  `SELECT ${listed(columns)} FROM (SELECT ${listed(columns)}, row_number() OVER (PARTITION BY "date" ORDER BY "created_at" DESC, "job_id" DESC) AS place ` +
  `FROM ${named(POINTERS_TABLE)}) WHERE place = 1`;

export const nights: AthenaView = { name: NIGHTS_VIEW, columns: NIGHT_COLUMNS, sql: publishedSql(NIGHT_COLUMNS) };

/** The part of a file's path that `attemptFolder` of `night-layout.ts` makes. */
const FOLDER_OF_FILE = `regexp_extract(f."$path", '/job=[^/]+/provider=[^/]+/account=[^/]+/attempt=[0-9]+/')`;

/** The records of every nightly export: it reads only files of the attempts that the export's `folders` lists. */
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

/** A view over the tables of the newest nightly export. */
export const viewOfNewest = ({ name, columns, sql }: SqlView): AthenaView => ({
  name,
  columns: columns.map(({ name: column, type }) => ({ name: column, ...TYPES[type] })),
  sql: sql((dataset) => named(newestView(dataset))),
});
