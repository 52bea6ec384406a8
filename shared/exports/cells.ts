/**
 * A record as one line of cells, the form in which an export's rows are spooled and sorted. Every cell is JSON, so that no text can
 * contain the separator or a line end. An empty cell stands for null.
 */
import { canonicalJson } from '../canonical-json.ts';
import { type ColumnType, DATASETS } from './datasets.ts';
import type { DatasetName, Records } from './records.ts';

/** U+001F, the unit separator. JSON escapes it in texts. */
const SEPARATOR = '\u001f';
/** `\ud83d` in JSON's text: half of a surrogate pair, which UTF-8 cannot hold. An even number of backslashes before it escape each other. */
const HALF_PAIR = /(?<=(?<!\\)(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** The dataset's columns in the order of its files. */
export const columnsOf = (dataset: DatasetName): readonly Column[] =>
  Object.entries<ColumnType>(DATASETS[dataset].columns).map(([name, type]) => ({ name, type }));

/** Replaces half of a surrogate pair by U+FFFD, so that every format holds the same text. */
export function lineOf(record: object, columns: readonly Column[]): string {
  let line = '';
  for (const [place, { name, type }] of columns.entries()) {
    const value = (record as Readonly<Record<string, unknown>>)[name] ?? null;
    if (place > 0) line += SEPARATOR;
    if (value !== null) line += type === 'json' ? canonicalJson(value) : JSON.stringify(value);
  }
  return wellFormed(line);
}

export function recordOf(line: string, columns: readonly Column[]): Records[DatasetName] {
  const cells = line.split(SEPARATOR);
  const members = columns.map(({ name }, place) => [name, cells[place] === '' ? null : JSON.parse(cells[place] ?? '')]);
  return Object.fromEntries(members) as Records[DatasetName];
}

const wellFormed = (json: string): string => (json.includes('\\ud') ? json.replaceAll(HALF_PAIR, '\ufffd') : json);
