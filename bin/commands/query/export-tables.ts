/** Makes SQL views of an export's Parquet files; nothing is copied. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TemporaryFolder } from '../../../shared/exports/temporary-folder.ts';
import { pipeline } from 'node:stream/promises';
import { SQL_VIEWS } from '../../../shared/exports/sql-views.ts';
import { DATASET_NAMES, DATASETS, fileName } from '../../../shared/exports/datasets.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import type { ManifestFile } from '../../../shared/exports/manifest.ts';
import type { Export } from '../../../shared/exports/read-export.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Cache } from './cache.ts';
import { columnsOf, EXPORT_TABLES } from './columns.ts';
import type { QueryTable } from './engine.ts';

export interface AttachedExport {
  /** The files that queries read. */
  readonly paths: readonly string[];
  /** Datasets that the export has no file for: their tables are empty. */
  readonly missing: readonly DatasetName[];
  /** All tables that there are. */
  readonly tables: readonly QueryTable[];
  close(): Promise<void>;
}

/** The Parquet files of each dataset, whose paths hold none of the characters that make a pattern. A dataset without files has no rows. */
export type FilesOfDatasets = ReadonlyMap<DatasetName, readonly string[]>;

/**
 * Makes the tables of an export in `connection`, and the views that span clouds. Every file is hashed once, before its first query.
 * @throws BadExport if a file differs from its hash in the manifest, or if rows exist only in another format than Parquet
 */
export async function attachExport(connection: DuckDBConnection, source: Export, cache: Cache): Promise<AttachedExport> {
  refuseUnreadable(source);
  const links = new PlainPaths();
  try {
    const files = new Map<DatasetName, readonly string[]>();
    for (const dataset of DATASET_NAMES)
      if (parquetOf(source, dataset)) files.set(dataset, [await links.pathTo(join(source.folder, fileName(dataset, 'parquet')))]);
    await verifyOnce(source, cache);
    return { ...(await attachFiles(connection, files)), close: async () => await links.close() };
  } catch (error) {
    await links.close();
    throw error;
  }
}

/** Makes the tables over these files, and the views that span clouds. @throws BadExport if a file is no table of its dataset */
export async function attachFiles(connection: DuckDBConnection, files: FilesOfDatasets): Promise<AttachedExport> {
  for (const dataset of DATASET_NAMES) {
    const paths = files.get(dataset);
    await createView(connection, dataset, async () =>
      paths === undefined ? emptyTable(dataset) : `SELECT ${selected(dataset)} FROM ${await rowsOf(connection, dataset, paths)}`,
    );
  }
  for (const { name, sql } of SQL_VIEWS) await connection.run(`CREATE VIEW ${name} AS ${sql((dataset) => dataset)}`);
  return {
    paths: [...files.values()].flat(),
    missing: DATASET_NAMES.filter((dataset) => !files.has(dataset)),
    tables: EXPORT_TABLES,
    close: () => Promise.resolve(),
  };
}

/**
 * Refuses an export that has rows of a dataset but not in Parquet, because its table would be empty. A dataset that was not exported, or
 * that has no rows, has no file at all.
 */
function refuseUnreadable(source: Export): void {
  const { folder, manifest } = source;
  const unread = manifest.files.find(({ dataset, rows }) => rows > 0 && !parquetOf(source, dataset));
  if (!unread && DATASET_NAMES.some((dataset) => parquetOf(source, dataset))) return;
  const holds = unread ? `has its ${unread.dataset} only as ${unread.name}` : 'has no Parquet files';
  throw new BadExport(
    `${folder} ${holds}; a query reads Parquet, which every complete export has: make the export again, or copy it again.`,
  );
}

const parquetOf = ({ manifest }: Export, dataset: DatasetName): ManifestFile | undefined =>
  manifest.files.find((file) => file.dataset === dataset && file.format === 'parquet');

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** The cast guarantees the same column types for every export; DuckDB drops a cast that changes nothing. */
const selected = (dataset: DatasetName): string =>
  columnsOf(dataset)
    .map(({ name, type, expression }) => `CAST(${expression} AS ${type}) AS ${name}`)
    .join(', ');
/** The rows of the files. Columns that their release did not write are null. */
async function rowsOf(connection: DuckDBConnection, dataset: DatasetName, paths: readonly string[]): Promise<string> {
  const file = `read_parquet([${paths.map(quoted).join(', ')}], union_by_name = true)`;
  const { added = [] } = DATASETS[dataset] as { readonly added?: readonly string[] };
  if (added.length === 0) return file;
  const written = new Set((await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file}`)).getRows().map(([name]) => name));
  const absent = added.filter((name) => !written.has(name));
  return absent.length === 0 ? file : `(SELECT *, ${absent.map((name) => `NULL AS ${name}`).join(', ')} FROM ${file})`;
}
const emptyTable = (dataset: DatasetName): string =>
  `SELECT ${columnsOf(dataset)
    .map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`)
    .join(', ')} WHERE false`;

async function createView(connection: DuckDBConnection, dataset: DatasetName, select: () => Promise<string>): Promise<void> {
  try {
    await connection.run(`CREATE VIEW ${dataset} AS ${await select()}`);
  } catch (error) {
    throw new BadExport(`The export's ${dataset} cannot be read as a table; make the export again.`, { cause: error });
  }
}

/** Hashes the files that queries read, unless they have been hashed before: the cache has a mark for their sizes, times and manifest. */
async function verifyOnce(source: Export, cache: Cache): Promise<void> {
  const files = source.manifest.files.filter(({ format }) => format === 'parquet');
  const states = await Promise.all(
    files.map(async ({ name }) => {
      const { size, mtimeMs, ino } = await stat(join(source.folder, name));
      return [resolve(source.folder, name), size, mtimeMs, ino];
    }),
  );
  const name = `${createHash('sha256')
    .update(canonicalJson([source.manifest, states]))
    .digest('hex')}.verified`;
  await cache.file(name, async (temporary) => {
    for (const file of files) await verify(source.folder, file);
    await writeFile(temporary, '');
  });
}

async function verify(folder: string, file: ManifestFile): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, file.name), { highWaterMark: 2 ** 20 }), hash);
  if (hash.digest('hex') !== file.sha256)
    throw new BadExport(
      `${join(folder, file.name)} does not match its SHA-256 in the export's manifest; make the export again, or copy it again.`,
    );
}

/** DuckDB reads `*`, `?` and brackets in a path as a pattern, so a file with such a path is read through a link with a plain name. */
class PlainPaths {
  #folder: TemporaryFolder | undefined;
  #count = 0;

  async pathTo(file: string): Promise<string> {
    const path = resolve(file);
    if (!/[*?[\]{}]/.test(path)) return path;
    this.#folder ??= await TemporaryFolder.make('muster-query');
    this.#count += 1;
    const link = join(this.#folder.path, String(this.#count));
    await symlink(path, link);
    return link;
  }

  async close(): Promise<void> {
    await this.#folder?.[Symbol.asyncDispose]();
  }
}
