/** Makes SQL tables of a comparison's `diff.json`. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DIFF_FILE } from '../../../shared/exports/diff-files.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import { MANIFEST_FILE } from '../../../shared/exports/manifest.ts';
import { exists } from '../../../shared/make-folders.ts';
import type { AttachedExport } from './export-tables.ts';

const IDENTITY = ['account_id', 'region', 'type', 'resource_id', 'segment', 'resource_uid', 'native_id', 'name'] as const;

interface Column {
  readonly name: string;
  readonly type: 'VARCHAR';
  readonly isJson: boolean;
  readonly expression: string;
}

const text = (path: string, name = path): Column => ({
  name,
  type: 'VARCHAR',
  isJson: false,
  expression: `json_extract_string(entry, '$.${path}')`,
});
const json = (path: string, name = path): Column => ({
  name,
  type: 'VARCHAR',
  isJson: true,
  expression: `CAST(system.main.json_extract(entry, '$.${path}') AS VARCHAR)`,
});
const RESOURCE = IDENTITY.map((name) => text(name));
const OF_SLICE = [text('slice.prev', 'prev_outcome'), text('slice.curr', 'curr_outcome')];

/** The columns of the table of each list in `diff.json`. */
const TABLES: Readonly<Record<string, readonly Column[]>> = {
  added: RESOURCE,
  removed: RESOURCE,
  changed: [...RESOURCE, json('patch'), json('unread')],
  newly_seen: [...RESOURCE, ...OF_SLICE],
  not_seen: [...RESOURCE, ...OF_SLICE],
  unread_changed: [...RESOURCE, json('unread.prev', 'prev_unread'), json('unread.curr', 'curr_unread')],
  not_compared: ['account_id', 'segment', 'type', 'prev', 'curr'].map((name) => text(name)),
};

export const DIFF_TABLES = Object.keys(TABLES);

/** Whether the folder holds a comparison alone; an export of `muster run --prev` holds one too, and is queried as an export. */
export const isDiffFolder = async (folder: string): Promise<boolean> =>
  (await exists(join(folder, DIFF_FILE))) && !(await exists(join(folder, MANIFEST_FILE)));

/** @throws BadExport if the file is no comparison */
export async function attachDiff(connection: DuckDBConnection, folder: string): Promise<AttachedExport> {
  const path = resolve(folder, DIFF_FILE);
  const { size } = await stat(path);
  const columns = DIFF_TABLES.map((name) => `${name}: 'JSON[]'`).join(', ');
  // A path is a pattern for DuckDB: these characters are set in brackets.
  const file = path.replaceAll(/[*?[]/g, '[$&]').replaceAll("'", "''");
  const source = `read_json('${file}', columns = {${columns}}, maximum_object_size = ${Math.max(size + 1, 1024)}, format = 'unstructured')`;
  try {
    for (const [table, selected] of Object.entries(TABLES)) {
      const list = selected.map(({ name, expression }) => `${expression} AS ${name}`).join(', ');
      await connection.run(`CREATE TABLE ${table} AS SELECT ${list} FROM (SELECT unnest(${table}) AS entry FROM ${source})`);
    }
  } catch (error) {
    throw new BadExport(`${path} cannot be read as a comparison; compare the exports again.`, { cause: error });
  }
  return { paths: [], missing: [], tables: DIFF_TABLES.map((name) => ({ name, columns: TABLES[name]! })), close: () => Promise.resolve() };
}
