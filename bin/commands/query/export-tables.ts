/** An export's files as SQL tables: Parquet is read where it lies, JSON Lines are loaded once into a database file of the cache. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DATASET_NAMES, fileName, type Format } from '../../../shared/exports/datasets.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import type { ManifestFile } from '../../../shared/exports/manifest.ts';
import type { Export } from '../../../shared/exports/read-export.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Cache } from './cache.ts';
import { columnsOf } from './columns.ts';

/** Of what the cache's files hold; another one makes them anew. */
const LAYOUT = 1;
const DATABASE = 'loaded';
const READABLE = ['parquet', 'jsonl'] as const satisfies readonly Format[];

export interface AttachedExport {
  /** The files that queries read. */
  readonly paths: readonly string[];
  /** What the export has no file of: these tables are empty. */
  readonly missing: readonly DatasetName[];
  close(): Promise<void>;
}

/**
 * Makes the six tables in `connection`; those that the export has no file of are empty.
 * @throws BadExport if a file is not what the manifest says, or has rows that only a CSV holds; every file is hashed once, before
 * its first query
 */
export async function attachExport(connection: DuckDBConnection, source: Export, cache: Cache): Promise<AttachedExport> {
  refuseUnreadable(source);
  const links = new PlainPaths();
  try {
    const parquet: string[] = [];
    const loaded: DatasetName[] = [];
    const missing: DatasetName[] = [];
    const views = new Map<DatasetName, string>();
    for (const dataset of DATASET_NAMES) {
      if (fileOf(source, dataset, 'parquet')) {
        const path = await links.pathTo(join(source.folder, fileName(dataset, 'parquet')));
        parquet.push(path);
        views.set(dataset, `SELECT ${selected(dataset)} FROM read_parquet(${quoted(path)})`);
      } else if (fileOf(source, dataset, 'jsonl')) {
        loaded.push(dataset);
        views.set(dataset, `SELECT * FROM ${DATABASE}.${dataset}`);
      } else {
        missing.push(dataset);
        views.set(dataset, emptyTable(dataset));
      }
    }
    if (parquet.length > 0) await verifyOnce(source, 'parquet', cache);
    const database = loaded.length > 0 ? await attachLoaded(connection, source, loaded, cache) : undefined;
    for (const [dataset, select] of views) await createView(connection, dataset, select);
    return { paths: [...parquet, ...(database ? [database] : [])], missing, close: async () => links.close() };
  } catch (error) {
    await links.close();
    throw error;
  }
}

/**
 * A table may be empty only where there are no rows of it. A dataset that was not exported, or of which there was nothing, has no
 * file at all; one that was written in no format that tables are made of may have any number of rows.
 */
function refuseUnreadable(source: Export): void {
  const { folder, manifest } = source;
  const isReadable = (dataset: DatasetName): boolean => READABLE.some((format) => fileOf(source, dataset, format));
  const unread = DATASET_NAMES.filter((dataset) => !isReadable(dataset) && (fileOf(source, dataset, 'csv')?.rows ?? 0) > 0);
  if (unread.length === 0 && DATASET_NAMES.some(isReadable)) return;
  const [named] = unread.map((dataset) => `has its ${dataset} only as ${fileName(dataset, 'csv')}`);
  const holds =
    named ?? (manifest.files.length === 0 ? 'has no files' : `has no files but ${manifest.files.map(({ name }) => name).join(', ')}`);
  throw new BadExport(`${folder} ${holds}; a query reads JSON Lines or Parquet: export again with --formats jsonl or parquet.`);
}

const fileOf = ({ manifest }: Export, dataset: DatasetName, format: Format): ManifestFile | undefined =>
  manifest.files.find((file) => file.dataset === dataset && file.format === format);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A cast that changes nothing costs nothing; it makes sure that the types are the same wherever a table comes from. */
const selected = (dataset: DatasetName): string =>
  columnsOf(dataset)
    .map(({ name, type }) => `CAST(${name} AS ${type}) AS ${name}`)
    .join(', ');
const emptyTable = (dataset: DatasetName): string =>
  `SELECT ${columnsOf(dataset)
    .map(({ name, type }) => `CAST(NULL AS ${type}) AS ${name}`)
    .join(', ')} WHERE false`;

async function createView(connection: DuckDBConnection, dataset: DatasetName, select: string): Promise<void> {
  try {
    await connection.run(`CREATE VIEW ${dataset} AS ${select}`);
  } catch (error) {
    throw new BadExport(`The export's ${dataset} cannot be read as a table; make the export again.`, { cause: error });
  }
}

/** By what the manifest says of its files, so by their content. */
const keyOf = ({ manifest }: Export): string =>
  createHash('sha256')
    .update(canonicalJson([LAYOUT, manifest]))
    .digest('hex');

/** Hashes the files of a format. What was hashed before is known by its size and time. */
async function verifyOnce(source: Export, format: Format, cache: Cache): Promise<void> {
  const files = source.manifest.files.filter((file) => file.format === format);
  const stands = await Promise.all(
    files.map(async ({ name }) => {
      const { size, mtimeMs, ino } = await stat(join(source.folder, name));
      return [resolve(source.folder, name), size, mtimeMs, ino];
    }),
  );
  const name = `${createHash('sha256')
    .update(JSON.stringify([keyOf(source), stands]))
    .digest('hex')}.verified`;
  await cache.file(name, async (temporary) => {
    for (const file of files) await verify(source.folder, file);
    await writeFile(temporary, '');
  });
}

async function verify(folder: string, file: ManifestFile): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(join(folder, file.name), { highWaterMark: 2 ** 20 }), hash);
  if (hash.digest('hex') !== file.sha256) throw wrongFile(folder, file.name);
}

const wrongFile = (folder: string, name: string, options?: ErrorOptions): BadExport =>
  new BadExport(`${join(folder, name)} is not what the export's manifest says; make the export again, or copy it again.`, options);

async function attachLoaded(connection: DuckDBConnection, source: Export, datasets: readonly DatasetName[], cache: Cache): Promise<string> {
  const name = `${keyOf(source)}.duckdb`;
  const attach = async (): Promise<string> => {
    const path = await cache.file(name, async (temporary) => load(source, datasets, temporary));
    await connection.run(`ATTACH ${quoted(path)} AS ${DATABASE} (READ_ONLY)`);
    return path;
  };
  try {
    return await attach();
  } catch (error) {
    if (error instanceof BadExport) throw error;
    // Not made by this version of DuckDB, or damaged: it can be made again.
    await cache.forget(name);
    return await attach();
  }
}

async function load(source: Export, datasets: readonly DatasetName[], database: string): Promise<void> {
  const links = new PlainPaths();
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  try {
    for (const dataset of datasets) {
      const file = fileOf(source, dataset, 'jsonl')!;
      await verify(source.folder, file);
      const path = await links.pathTo(join(source.folder, file.name));
      await connection
        .run(`CREATE TABLE ${dataset} AS SELECT ${selected(dataset)} FROM ${jsonLines(path, dataset)}`)
        .catch((error: unknown) => {
          throw wrongFile(source.folder, file.name, { cause: error });
        });
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(`${database}.wal`, { force: true });
    await links.close();
  }
}

function jsonLines(path: string, dataset: DatasetName): string {
  const columns = columnsOf(dataset).map(({ name, type, isJson }) => `${name}: '${isJson ? 'JSON' : type}'`);
  return `read_json(${quoted(path)}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
}

/** DuckDB takes `*`, `?` and brackets in a path for a pattern: a file whose path holds such is read through a link. */
class PlainPaths {
  #folder: string | undefined;
  #count = 0;

  async pathTo(file: string): Promise<string> {
    const path = resolve(file);
    if (!/[*?[\]{}]/.test(path)) return path;
    this.#folder ??= await mkdtemp(join(tmpdir(), 'muster-query-'));
    this.#count += 1;
    const link = join(this.#folder, String(this.#count));
    await symlink(path, link);
    return link;
  }

  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}
