/** The SQL with which DuckDB makes an export's files from sorted cells, see `cells.ts`. */
import { type Column, columnsOf } from './cells.ts';
import { quoted } from './database.ts';
import { DATASETS, type Format, REPORT_FIELDS } from './datasets.ts';
import type { DatasetName } from './records.ts';

/** A row group of Parquet ends when it reaches either limit. The limit in bytes bounds the memory if rows are large. */
const GROUP_ROWS = 20_480;
const GROUP_BYTES = '16MiB';
const ZSTD_LEVEL = 1;
/** The bytes that DuckDB reads at once, unless a line is longer. */
const READ_BYTES = 8 * 2 ** 20;
/** DuckDB's reader needs a buffer that holds this many lines of the greatest length. */
const LINES_A_BUFFER = 2;

const SQL_TYPES = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' } as const;

const CONTROL_CHARACTERS = Array.from({ length: 0x20 }, (_, code) => code);
/** Replacements that turn a text into what `JSON.stringify` writes. */
const AS_JSON = [
  ['\\', '\\\\'],
  ['"', '\\"'],
  ...CONTROL_CHARACTERS.map((code): [string, string] => [
    String.fromCharCode(code),
    JSON.stringify(String.fromCharCode(code)).slice(1, -1),
  ]),
];
const sqlText = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? quoted(text) : `chr(${text.charCodeAt(0)})`);
const escapedJson = AS_JSON.reduce((sql, [from = '', to = '']) => `replace(${sql}, ${sqlText(from)}, ${sqlText(to)})`, 's');

/** A spreadsheet takes a cell that begins with one of these for a formula. Some spreadsheets treat the full-width ones alike. */
const FORMULA = '=+\\-@＝＋－＠';
const BLANK = '\\s\\v\\p{Z}\\x{feff}';

/** Statements that create the functions that the statements below call. Run them once in each database. */
export const MACROS = [
  `CREATE MACRO json_of(s) AS CASE WHEN regexp_matches(s, '["\\\\\\x00-\\x1f]') THEN '"' || ${escapedJson} || '"' ELSE '"' || s || '"' END`,
  `CREATE MACRO text_of(cell) AS CASE WHEN contains(cell, '\\') THEN json_extract_string(cell, '$') ELSE substring(cell, 2, length(cell) - 2) END`,
  // A spreadsheet may see a formula inside of a cell too: after blanks, or after a semicolon, tab or line break, which may split cells.
  `CREATE MACRO inert_within(s) AS regexp_replace(s, '(^[${BLANK}]+|[;\\t\\r\\n]["${BLANK}]*)([${FORMULA}])', '\\1''\\2', 'g')`,
  `CREATE MACRO inert(s) AS CASE WHEN regexp_matches(s, '^[${FORMULA}${BLANK}]|[;\\t\\r\\n]') ` +
    `THEN regexp_replace(inert_within(s), '^([${FORMULA}\\t\\r])', '''\\1') ELSE s END`,
] as const;

function cellsIn(path: string, dataset: DatasetName, longest: number): string {
  const columns = columnsOf(dataset).map(({ name }) => `${quoted(name)}: 'VARCHAR'`);
  const buffer = Math.max(READ_BYTES, LINES_A_BUFFER * longest);
  return (
    `read_csv(${quoted(path)}, auto_detect = false, header = false, delim = chr(31), quote = '', escape = '', comment = '', ` +
    `nullstr = '', new_line = '\\n', strict_mode = false, max_line_size = ${buffer / LINES_A_BUFFER}, buffer_size = ${buffer}, ` +
    `columns = {${columns.join(', ')}})`
  );
}

/** Sorted rows from which a file is made. */
export interface Rows {
  readonly from: string;
  /** The SQL of a column in `from`, as JSON; null if the cell is empty. */
  readonly cell: (column: Column) => string;
  /** The SQL of a column in `from`, as the value that a reader sees. */
  readonly value: (column: Column) => string;
}

/** The rows of a sorted file of cells. `longest` is the size of its longest line in bytes. */
export const cellRows = (path: string, dataset: DatasetName, longest: number): Rows => ({
  from: cellsIn(path, dataset, longest),
  cell: ({ name }) => name,
  value: ({ name, type }) => (type === 'json' ? name : type === 'text' ? `text_of(${name})` : `CAST(${name} AS ${SQL_TYPES[type]})`),
});

const TARGET: Readonly<Record<string, string>> = { relation: 'target.relation', target_type: 'target.type', target_id: 'target.id' };

/** The rows of a Parquet file of this module. A reader of Parquet reads only the columns that it needs, unlike one of lines. */
export const parquetRows = (path: string): Rows => ({
  from: `read_parquet(${quoted(path)})`,
  cell: ({ name, type }) => (type === 'text' ? `json_of(${name})` : `CAST(${name} AS VARCHAR)`),
  value: ({ name }) => name,
});

/** The relationships of sorted resources, in order, each once. Only those of the same resource are left to sort. */
export function relationshipRows({ from, value }: Rows): Rows {
  const place = columnsOf('relationships').filter(({ name }) => !(name in TARGET));
  const values = place.map((column) => `${value(column)} AS ${column.name}`);
  const targets = `from_json(relationships, '[{"relation":"VARCHAR","type":"VARCHAR","id":"VARCHAR"}]')`;
  return {
    from:
      `(SELECT * EXCLUDE (targets), unnest(CASE WHEN len(targets) > 1 THEN list_sort(list_distinct(targets)) ELSE targets END) AS target ` +
      `FROM (SELECT ${values.join(', ')}, ${targets} AS targets FROM ${from} WHERE relationships <> '[]'))`,
    cell: ({ name }) => `json_of(${TARGET[name] ?? name})`,
    value: ({ name }) => TARGET[name] ?? name,
  };
}

/** Writes a file in the place of an empty one of that name. Its bytes depend only on the rows and on DuckDB's release. */
export const copyTo = (path: string, dataset: DatasetName, format: Format, rows: Rows): string => COPIES[format](path, dataset, rows);

const COPIES = {
  jsonl: (path, dataset, rows) =>
    `COPY (SELECT ${jsonLine(dataset, rows)} FROM ${rows.from}) TO ${quoted(path)} ` +
    `(FORMAT csv, HEADER false, DELIMITER '', QUOTE '', ESCAPE '', USE_TMP_FILE false)`,
  csv: (path, dataset, rows) => {
    const shown = REPORT_FIELDS.map((field) => `inert(${rows.value(columnNamed(dataset, field))}) AS ${field}`);
    return `COPY (SELECT ${shown.join(', ')} FROM ${rows.from}) TO ${quoted(path)} (FORMAT csv, USE_TMP_FILE false)`;
  },
  parquet: (path, dataset, rows) => {
    const values = columnsOf(dataset).map((column) => `${rows.value(column)} AS ${column.name}`);
    return (
      `COPY (SELECT ${values.join(', ')} FROM ${rows.from}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd, ` +
      `COMPRESSION_LEVEL ${ZSTD_LEVEL}, ROW_GROUP_SIZE ${GROUP_ROWS}, ROW_GROUP_SIZE_BYTES '${GROUP_BYTES}', USE_TMP_FILE false)`
    );
  },
} as const satisfies Record<Format, (path: string, dataset: DatasetName, rows: Rows) => string>;

/** Selects the key, as JSON, of the first row that does not come after its predecessor. No row if all are in order and unique. */
export function misplacedIn(parquet: string, dataset: DatasetName): string {
  const { order, columns } = DATASETS[dataset];
  // Null sorts first, as in a spool.
  const key = (order as readonly string[]).map((name) =>
    (columns as Readonly<Record<string, string>>)[name] === 'integer' ? `coalesce(${name}, -1)` : name,
  );
  return (
    `SELECT json_array(${order.join(', ')}) FROM (SELECT ${order.join(', ')}, row(${key.join(', ')}) AS key, lag(key) OVER () AS before ` +
    `FROM read_parquet(${quoted(parquet)})) WHERE key <= before LIMIT 1`
  );
}

/** Canonical JSON of the whole record: its members in the order of their names. */
function jsonLine(dataset: DatasetName, { cell }: Rows): string {
  const members = columnsOf(dataset)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((column, place) => `'${place === 0 ? '{' : ','}"${column.name}":', coalesce(${cell(column)}, 'null')`);
  return `concat(${members.join(', ')}, '}')`;
}

function columnNamed(dataset: DatasetName, name: string): Column {
  const column = columnsOf(dataset).find((each) => each.name === name);
  if (!column) throw new Error(`The ${dataset} of an export have no ${name}.`);
  return column;
}
