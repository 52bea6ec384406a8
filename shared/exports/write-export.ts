/** Writes the files of an export. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SLICE_OUTCOMES, type SliceOutcome } from '../inventory/model.ts';
import { DatasetFiles } from './dataset-files.ts';
import { DATASET_NAMES, type Format } from './datasets.ts';
import { asNotWritten } from './errors.ts';
import { type Manifest, MANIFEST_FILE, type ManifestFile, SCHEMA_VERSION } from './manifest.ts';
import type { AccountRecord, ChangeRecord, CoverageRecord, DatasetName, FindingRecord, Records, ResourceRecord } from './records.ts';
import { relationshipRecords } from './relationship-records.ts';
import { isWhole } from './whole-slices.ts';

type Source<R> = Iterable<R> | AsyncIterable<R>;

/** Each in the order of its dataset, no record twice. Read one after the other, as they stand here. */
export interface ExportContent {
  readonly resources: Source<ResourceRecord>;
  readonly findings?: Source<FindingRecord>;
  readonly changes?: Source<ChangeRecord>;
  readonly coverage: Source<CoverageRecord>;
  readonly accounts: Source<AccountRecord>;
}

export interface ExportOptions {
  readonly formats: readonly Format[];
  readonly collected_at: string;
  readonly source: Manifest['source'];
  readonly scope: Manifest['scope'];
}

/**
 * Into an existing, empty folder; the manifest last. Memory does not grow with the resources.
 * @throws NotWritten; Error if the content is out of order or holds a record twice
 */
export async function writeExport(folder: string, content: ExportContent, options: ExportOptions): Promise<Manifest> {
  const { formats, ...about } = options;
  const seen = new SlicesSeen();
  const files: ManifestFile[] = [];
  await using resources = await DatasetFiles.create(folder, 'resources', formats);
  await using relationships = await DatasetFiles.create(folder, 'relationships', formats);
  for await (const resource of content.resources) {
    await resources.write(resource);
    for (const relationship of relationshipRecords(resource)) await relationships.write(relationship);
  }
  files.push(...(await resources.finish()), ...(await relationships.finish()));

  const write = async <N extends DatasetName>(dataset: N, records: Source<Records[N]>): Promise<void> => {
    await using written = await DatasetFiles.create(folder, dataset, formats);
    for await (const record of records) await written.write(record);
    files.push(...(await written.finish()));
  };
  if (content.findings) await write('findings', content.findings);
  if (content.changes) await write('changes', content.changes);
  await write('coverage', seen.through(content.coverage));
  await write('accounts', content.accounts);

  const { collected_at, source, scope } = about;
  const inOrder = DATASET_NAMES.flatMap((dataset) => files.filter((file) => file.dataset === dataset));
  const manifest: Manifest = { schema_version: SCHEMA_VERSION, collected_at, source, scope, files: inOrder, ...seen.told() };
  await writeManifest(join(folder, MANIFEST_FILE), manifest);
  return manifest;
}

/** What the manifest says of the slices. */
export class SlicesSeen {
  readonly #counts = new Map<SliceOutcome, number>();
  readonly #notWhole: Manifest['not_whole'] = [];

  async *through(records: Source<CoverageRecord>): AsyncGenerator<CoverageRecord> {
    for await (const record of records) {
      const { account_id, segment, type, outcome } = record;
      if (outcome !== null) this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1);
      if (!isWhole(outcome)) this.#notWhole.push({ account_id, segment, type, outcome });
      yield record;
    }
  }

  told(): Pick<Manifest, 'slices' | 'not_whole'> {
    const seen = SLICE_OUTCOMES.filter((outcome) => this.#counts.has(outcome));
    return { slices: Object.fromEntries(seen.map((outcome) => [outcome, this.#counts.get(outcome)])), not_whole: this.#notWhole };
  }
}

async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw asNotWritten(path, error);
  }
}
