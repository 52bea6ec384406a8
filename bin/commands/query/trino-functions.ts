/**
 * DuckDB macros for the functions that Trino (the SQL of Athena) has under another name or answers differently, so that one query is
 * right in both. A macro hides the built-in function of the same name, which is still reached by `system.main`.
 * https://trino.io/docs/current/functions.html
 */

/** A step of a Trino path: `.name`, `["any name"]`, in which a backslash stands before `"` and a backslash, or `[0]`. */
const STEPS = String.raw`regexp_extract_all(path, '(?s)\.[^.\[]+|\["(?:[^"\\]|\\.)*"\]|\[\d+\]')`;
/** The member's name or the element's number of a step. */
const NAME = String.raw`CASE WHEN starts_with(step, '["') THEN regexp_replace(step[3:-3], '(?s)\\(.)', '\1', 'g')
  WHEN starts_with(step, '[') THEN step[2:-2] ELSE step[2:] END`;

const MACROS: readonly string[] = [
  // JSON. A path with `["any name"]` becomes a JSON Pointer (RFC 6901), because DuckDB's own paths take `"*"` for all members and cannot
  // name a member with a quote in its name. Trino's json_extract_scalar returns null for a list or an object.
  `muster_path(path) AS CASE WHEN contains(path, '["') AND concat('$', array_to_string(${STEPS}, '')) = path
    THEN array_to_string(list_transform(${STEPS}, lambda step: concat('/', replace(replace(${NAME}, '~', '~0'), '/', '~1'))), '')
    ELSE path END`,
  'json_extract(json, path) AS system.main.json_extract(json, muster_path(path))',
  `json_extract_scalar(json, path) AS json_extract_string(json_value(json, muster_path(path)), '$')`,
  `json_size(json, path) AS CASE json_type(json, muster_path(path))
    WHEN 'ARRAY' THEN json_array_length(json, muster_path(path))
    WHEN 'OBJECT' THEN len(json_keys(json, muster_path(path))) ELSE 0 END`,
  `json_array_contains(json, value) AS list_contains(json_extract_string(json, '$[*]'), CAST(value AS VARCHAR))`,
  'json_array_get(json, nth) AS system.main.json_extract(json, CAST(nth AS BIGINT))',
  'json_parse(text) AS CAST(text AS JSON)',
  'json_format(json) AS CAST(json AS VARCHAR)',
  // Times. Trino's date_diff counts the whole units that have passed, DuckDB's the unit boundaries that were crossed.
  'from_iso8601_timestamp(text) AS CAST(text AS TIMESTAMPTZ)',
  'from_iso8601_date(text) AS CAST(text AS DATE)',
  `to_iso8601(moment) AS strftime(moment, '%Y-%m-%dT%H:%M:%S.%gZ')`,
  'date_diff(unit, start, until) AS date_sub(unit, start, until)',
  'date_add(unit, count, moment) AS moment + CAST(count AS BIGINT) * CAST(concat(1, unit) AS INTERVAL)',
  'to_unixtime(moment) AS epoch(moment)',
  'from_unixtime(seconds) AS to_timestamp(seconds)',
  // Text. Trino returns null if nothing is found.
  'regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  `regexp_extract(text, pattern) AS CASE WHEN regexp_matches(text, pattern) THEN system.main.regexp_extract(text, pattern) END,
    (text, pattern, number) AS CASE WHEN regexp_matches(text, pattern) THEN system.main.regexp_extract(text, pattern, number) END`,
  `split_part(text, mark, number) AS system.main.array_extract(string_split(text, mark), number)`,
  `concat(a, b) AS a || b, (a, b, c) AS a || b || c, (a, b, c, d) AS a || b || c || d, (a, b, c, d, e) AS a || b || c || d || e`,
  // Lists.
  'cardinality(list) AS len(list)',
  'array_join(list, mark) AS array_to_string(list, mark)',
  'element_at(collection, key) AS collection[key]',
  // Aggregates.
  'approx_distinct(value) AS approx_count_distinct(value)',
];

export const TRINO_FUNCTIONS: readonly string[] = MACROS.map((macro) => `CREATE MACRO ${macro}`);
