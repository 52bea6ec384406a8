/** The SQL by which DuckDB makes an export's files out of sorted cells, see `cells.ts`. */
import { type Column, columnsOf } from './cells.ts';
import { quoted } from './database.ts';
import { DATASETS, type Format, REPORT_FIELDS } from './datasets.ts';
import type { DatasetName } from './records.ts';

/** A row group of Parquet ends at whichever comes first; the latter bounds the memory where rows are large. */
const GROUP_ROWS = 20_480;
const GROUP_BYTES = '16MiB';
const ZSTD_LEVEL = 3;
/** What DuckDB reads at once, unless a line is longer. */
const READ_BYTES = 8 * 2 ** 20;
/** As DuckDB's reader counts lines. */
const LINES_A_BUFFER = 2;

const SQL_TYPES = { text: 'VARCHAR', json: 'VARCHAR', integer: 'INTEGER', boolean: 'BOOLEAN' } as const;

const CONTROL_CHARACTERS = Array.from({ length: 0x20 }, (_, code) => code);
/** A text as `JSON.stringify` writes it. */
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

/** A spreadsheet takes what begins with one of these for a formula; some normalise the full-width ones first. */
const FORMULA = '=+\\-@＝＋－＠';
const BLANK = '\\s\\v\\p{Z}\\x{feff}';

/** Functions that the statements below call; made once in each database. */
export const MACROS = [
  `CREATE MACRO json_of(s) AS CASE WHEN regexp_matches(s, '["\\\\\\x00-\\x1f]') THEN '"' || ${escapedJson} || '"' ELSE '"' || s || '"' END`,
  `CREATE MACRO text_of(cell) AS CASE WHEN contains(cell, '\\') THEN json_extract_string(cell, '$') ELSE substring(cell, 2, length(cell) - 2) END`,
  // Where a spreadsheet would begin a cell that is none here: after blanks, or a semicolon, tab or line break in a text.
  `CREATE MACRO inert_within(s) AS regexp_replace(s, '(^[${BLANK}]+|[;\\t\\r\\n]["${BLANK}]*)([${FORMULA}])', '\\1''\\2', 'g')`,
  `CREATE MACRO inert(s) AS regexp_replace(inert_within(s), '^([${FORMULA}\\t\\r])', '''\\1')`,
] as const;

/** The sorted cells of a file as a table; `longest`: bytes of its longest line. */
export function cellsIn(path: string, dataset: DatasetName, longest: number): string {
  const columns = columnsOf(dataset).map(({ name }) => `${quoted(name)}: 'VARCHAR'`);
  const buffer = Math.max(READ_BYTES, LINES_A_BUFFER * longest);
  return (
    `read_csv(${quoted(path)}, auto_detect = false, header = false, delim = chr(31), quote = '', escape = '', comment = '', ` +
    `nullstr = '', new_line = '\\n', strict_mode = false, max_line_size = ${buffer / LINES_A_BUFFER}, buffer_size = ${buffer}, ` +
    `columns = {${columns.join(', ')}})`
  );
}

/** The relationships of sorted resources, in order, each once: their order within a resource is all that is left to sort. */
export function relationshipCells(resources: string): string {
  const own = { relation: 'relation', target_type: 'type', target_id: 'id' } as const;
  const place = columnsOf('relationships').flatMap(({ name }) => (name in own ? [] : [name]));
  const target = Object.entries(own).map(([name, member]) => `json_of(target.${member}) AS ${name}`);
  return (
    `(SELECT ${[...place, ...target].join(', ')} FROM (SELECT ${place.join(', ')}, unnest(list_sort(list_distinct(` +
    `from_json(relationships, '[{"relation":"VARCHAR","type":"VARCHAR","id":"VARCHAR"}]')))) AS target FROM ${resources}))`
  );
}

/** Writes a file, over an empty one of that name. Its bytes depend on the rows alone, and on the release of DuckDB. */
export const copyTo = (path: string, dataset: DatasetName, format: Format, cells: string): string => COPIES[format](path, dataset, cells);

const COPIES = {
  jsonl: (path, dataset, cells) =>
    `COPY (SELECT ${jsonLine(columnsOf(dataset))} FROM ${cells}) TO ${quoted(path)} ` +
    `(FORMAT csv, HEADER false, DELIMITER '', QUOTE '', ESCAPE '', USE_TMP_FILE false)`,
  csv: (path, _dataset, cells) =>
    `COPY (SELECT ${REPORT_FIELDS.map((field) => `inert(${valueOf(reportColumn(field))}) AS ${field}`).join(', ')} FROM ${cells}) ` +
    `TO ${quoted(path)} (FORMAT csv, USE_TMP_FILE false)`,
  parquet: (path, dataset, cells) =>
    `COPY (SELECT ${columnsOf(dataset)
      .map((column) => `${valueOf(column)} AS ${column.name}`)
      .join(', ')} FROM ${cells}) TO ${quoted(path)} ` +
    `(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL ${ZSTD_LEVEL}, ROW_GROUP_SIZE ${GROUP_ROWS}, ` +
    `ROW_GROUP_SIZE_BYTES '${GROUP_BYTES}', USE_TMP_FILE false)`,
} as const satisfies Record<Format, (path: string, dataset: DatasetName, cells: string) => string>;

/** The key of the first row that does not come after the one before it, as JSON; no row if all are in order and none is there twice. */
export function misplacedIn(parquet: string, dataset: DatasetName): string {
  const { order, columns } = DATASETS[dataset];
  // Null comes first, as in a spool.
  const key = (order as readonly string[]).map((name) =>
    (columns as Readonly<Record<string, string>>)[name] === 'integer' ? `coalesce(${name}, -1)` : name,
  );
  return (
    `SELECT json_array(${order.join(', ')}) FROM (SELECT ${order.join(', ')}, row(${key.join(', ')}) AS key, lag(key) OVER () AS before ` +
    `FROM read_parquet(${quoted(parquet)})) WHERE key <= before LIMIT 1`
  );
}

/** Canonical JSON of the whole record: its members in the order of their names. */
function jsonLine(columns: readonly Column[]): string {
  const members = columns
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name }, place) => `'${place === 0 ? '{' : ','}"${name}":', coalesce(${name}, 'null')`);
  return `concat(${members.join(', ')}, '}')`;
}

const valueOf = ({ name, type }: Column): string =>
  type === 'json' ? name : type === 'text' ? `text_of(${name})` : `CAST(${name} AS ${SQL_TYPES[type]})`;

const reportColumn = (field: (typeof REPORT_FIELDS)[number]): Column => ({ name: field, type: DATASETS.resources.columns[field] });
