/** An export's files as SQL tables: Parquet, read where it lies. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DATASET_NAMES, fileName } from '../../../shared/exports/datasets.ts';
import { BadExport } from '../../../shared/exports/errors.ts';
import type { ManifestFile } from '../../../shared/exports/manifest.ts';
import type { Export } from '../../../shared/exports/read-export.ts';
import type { DatasetName } from '../../../shared/exports/records.ts';
import { canonicalJson } from '../../../shared/canonical-json.ts';
import type { Cache } from './cache.ts';
import { columnsOf } from './columns.ts';

export interface AttachedExport {
  /** The files that queries read. */
  readonly paths: readonly string[];
  /** Datasets that the export has no file of: these tables are empty. */
  readonly missing: readonly DatasetName[];
  close(): Promise<void>;
}

/**
 * Makes the six tables in `connection`; those that the export has no file of are empty.
 * @throws BadExport if a file is not what the manifest says, or has rows that Parquet does not hold; every file is hashed once, before
 * its first query
 */
export async function attachExport(connection: DuckDBConnection, source: Export, cache: Cache): Promise<AttachedExport> {
  refuseUnreadable(source);
  const links = new PlainPaths();
  try {
    const paths: string[] = [];
    const missing: DatasetName[] = [];
    const views = new Map<DatasetName, string>();
    for (const dataset of DATASET_NAMES) {
      if (parquetOf(source, dataset)) {
        const path = await links.pathTo(join(source.folder, fileName(dataset, 'parquet')));
        paths.push(path);
        views.set(dataset, `SELECT ${selected(dataset)} FROM read_parquet(${quoted(path)})`);
      } else {
        missing.push(dataset);
        views.set(dataset, emptyTable(dataset));
      }
    }
    await verifyOnce(source, cache);
    for (const [dataset, select] of views) await createView(connection, dataset, select);
    return { paths, missing, close: async () => await links.close() };
  } catch (error) {
    await links.close();
    throw error;
  }
}

/**
 * A table may be empty only where there are no rows of it. A dataset that was not exported, or of which there was nothing, has no
 * file at all.
 */
function refuseUnreadable(source: Export): void {
  const { folder, manifest } = source;
  const unread = manifest.files.find(({ dataset, rows }) => rows > 0 && !parquetOf(source, dataset));
  if (!unread && DATASET_NAMES.some((dataset) => parquetOf(source, dataset))) return;
  const holds = unread ? `has its ${unread.dataset} only as ${unread.name}` : 'has no Parquet files';
  throw new BadExport(`${folder} ${holds}; a query reads Parquet, which every export has: make it again, or copy it again.`);
}

const parquetOf = ({ manifest }: Export, dataset: DatasetName): ManifestFile | undefined =>
  manifest.files.find((file) => file.dataset === dataset && file.format === 'parquet');

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A cast that changes nothing costs nothing; it makes sure that the types are the same wherever a table comes from. */
const selected = (dataset: DatasetName): string =>
  columnsOf(dataset)
    .map(({ name, type, expression }) => `CAST(${expression} AS ${type}) AS ${name}`)
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

/** Hashes the files that queries read. A file that was hashed before is known by its size, its time and the manifest. */
async function verifyOnce(source: Export, cache: Cache): Promise<void> {
  const files = source.manifest.files.filter(({ format }) => format === 'parquet');
  const stands = await Promise.all(
    files.map(async ({ name }) => {
      const { size, mtimeMs, ino } = await stat(join(source.folder, name));
      return [resolve(source.folder, name), size, mtimeMs, ino];
    }),
  );
  const name = `${createHash('sha256')
    .update(canonicalJson([source.manifest, stands]))
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
    throw new BadExport(`${join(folder, file.name)} is not what the export's manifest says; make the export again, or copy it again.`);
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
