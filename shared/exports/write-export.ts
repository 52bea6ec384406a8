/** Writes the files of an export. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATASET_NAMES, type Format } from './datasets.ts';
import { asNotWritten } from './errors.ts';
import { ADDED, type AddedDataset, ExportTables } from './export-tables.ts';
import { type Manifest, MANIFEST_FILE, type ManifestFile, SCHEMA_VERSION } from './manifest.ts';
import type { AccountRecord, ChangeRecord, CoverageRecord, FindingRecord, ManagedRecord, Records, ResourceRecord } from './records.ts';
import { SlicesSeen } from './slices-seen.ts';

type Source<R> = Iterable<R> | AsyncIterable<R>;

/** The records of an export, in any order, none twice. The sources are read one after the other, in the order of these fields. */
export interface ExportContent {
  readonly resources: Source<ResourceRecord>;
  readonly findings?: Source<FindingRecord>;
  readonly changes?: Source<ChangeRecord>;
  readonly coverage: Source<CoverageRecord>;
  readonly accounts: Source<AccountRecord>;
  readonly managed?: Source<ManagedRecord>;
}

export interface ExportOptions {
  /** The formats to write besides Parquet, which is always written. */
  readonly formats: readonly Format[];
  readonly collected_at: string;
  readonly source: Manifest['source'];
  readonly scope: Manifest['scope'];
  /** If it is aborted, writing ends with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The folder of temporary files inside of the export's folder. */
const SCRATCH = '.sorting';

/**
 * Writes an export into an existing, empty folder, the manifest last. Memory does not grow with the records.
 * @throws NotWritten; Error if the content holds a record twice
 */
export async function writeExport(folder: string, content: ExportContent, options: ExportOptions): Promise<Manifest> {
  const scratch = join(folder, SCRATCH);
  await made(scratch);
  try {
    await using tables = await ExportTables.open(scratch, options.signal);
    const datasets = ADDED.filter((dataset) => content[dataset] !== undefined);
    for (const dataset of datasets) await addAll(tables, dataset, content[dataset] as Source<Records[typeof dataset]>, options.signal);
    return await writeTables(folder, tables, datasets, options);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function addAll<N extends AddedDataset>(
  tables: ExportTables,
  dataset: N,
  records: Source<Records[N]>,
  signal?: AbortSignal,
): Promise<void> {
  for await (const record of records) {
    signal?.throwIfAborted();
    tables.add(dataset, record);
  }
}

/**
 * Writes the records of the tables. Calls `late` for the changes after everything else is written, with the folder as it is then, and then
 * `reports`, which writes files that the manifest lists beside those of the tables.
 * @throws as `writeExport`
 */
export async function writeTables(
  folder: string,
  tables: ExportTables,
  datasets: readonly AddedDataset[],
  options: ExportOptions,
  late?: () => Source<ChangeRecord>,
  reports?: () => Promise<Manifest['reports'] & object>,
): Promise<Manifest> {
  const { formats, collected_at, source, scope, signal } = options;
  const files: ManifestFile[] = [];
  for (const dataset of datasets) files.push(...(await tables.write(dataset, folder, formats)));
  if (late) {
    await addAll(tables, 'changes', late(), signal);
    files.push(...(await tables.write('changes', folder, formats)));
  }
  const inOrder = DATASET_NAMES.flatMap((dataset) => files.filter((file) => file.dataset === dataset));
  const seen = new SlicesSeen();
  for await (const slice of tables.records('coverage')) seen.add(slice);
  const written = (await reports?.()) ?? [];
  const listed = { files: inOrder, ...(written.length > 0 && { reports: written }) };
  const manifest: Manifest = { schema_version: SCHEMA_VERSION, collected_at, source, scope, ...listed, ...seen.told() };
  signal?.throwIfAborted();
  await writeManifest(join(folder, MANIFEST_FILE), manifest);
  return manifest;
}

async function made(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    throw asNotWritten(folder, error);
  }
}

async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw asNotWritten(path, error);
  }
}
