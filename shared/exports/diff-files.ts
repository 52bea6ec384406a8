/** Writes `diff.json` and `diff_summary.json`, the comparison of two exports. */
import { join } from 'node:path';
import { canonicalJson } from '../canonical-json.ts';
import { type DiffEvent, type Difference, differences, type Inventory } from './diff.ts';
import { ListDocument } from './diff-document.ts';
import { verifiedLines } from './diff-lines.ts';
import { DIFFERENCES, type DiffSide, type DiffSummary, DiffTally } from './diff-summary.ts';
import { fileName } from './datasets.ts';
import { BadExport } from './errors.ts';
import { FileSink } from './file-sink.ts';
import type { ManifestFile } from './manifest.ts';
import type { Export } from './read-export.ts';
import type { DatasetName } from './records.ts';

export const DIFF_FILE = 'diff.json';
const DIFF_SUMMARY_FILE = 'diff_summary.json';

/** The part of an export that a comparison reads. @throws BadExport if the export was written without JSON Lines */
export function inventoryOf(exported: Export): Inventory {
  const file = jsonLinesOf(exported, 'resources');
  const name = join(exported.folder, file.name);
  return { name, resources: verifiedLines(name, file), coverage: exported.records('coverage') };
}

/**
 * Compares two exports and writes both files into a folder that has neither. Both are canonical JSON, and the same two exports
 * always give the same bytes. `each` is called with every event.
 * @throws BadExport, NotWritten; the folder's files are then incomplete
 */
export async function writeDiff(
  prev: Export,
  curr: Export,
  folder: string,
  each: (event: DiffEvent) => void = () => {},
): Promise<DiffSummary> {
  await using files = await DiffFiles.create(folder);
  for await (const event of differences(inventoryOf(prev), inventoryOf(curr))) {
    await files.add(event);
    each(event);
  }
  return await files.finish(prev, curr);
}

/** Builds both files during a comparison. Its temporary files are in the folder until it is disposed of. */
export class DiffFiles implements AsyncDisposable {
  readonly #folder: string;
  readonly #document: DiffDocument;
  readonly #tally = new DiffTally();

  private constructor(folder: string, document: DiffDocument) {
    this.#folder = folder;
    this.#document = document;
  }

  /** @throws NotWritten */
  static async create(folder: string): Promise<DiffFiles> {
    return new DiffFiles(folder, await ListDocument.create(folder, LISTS));
  }

  /** @throws NotWritten */
  async add(event: DiffEvent): Promise<void> {
    this.#tally.add(event);
    if (event.kind === 'slice') await this.#document.add('not_compared', event.slice);
    else if (event.kind !== 'same') await this.#document.add(event.kind, entryOf(event));
  }

  /** Adds each event, then yields it. */
  async *through(events: AsyncIterable<DiffEvent>): AsyncGenerator<DiffEvent> {
    for await (const event of events) {
      await this.add(event);
      yield event;
    }
  }

  /** Writes both files. Call it after the last event. @throws NotWritten, also if one of the files exists */
  async finish(prev: Compared, curr: Compared): Promise<DiffSummary> {
    const summary = this.#tally.summary(sideOf(prev), sideOf(curr));
    const { schema_version, prev: was, curr: is } = summary;
    await this.#document.write(join(this.#folder, DIFF_FILE), { schema_version, prev: was, curr: is });
    await using sink = await FileSink.create(join(this.#folder, DIFF_SUMMARY_FILE));
    await sink.writeText(`${canonicalJson(summary)}\n`);
    await sink.finish();
    return summary;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#document[Symbol.asyncDispose]();
  }
}

const LISTS = [...DIFFERENCES, 'not_compared'] as const;
type DiffDocument = ListDocument<(typeof LISTS)[number]>;

/** One side of a comparison: an export, or one that is still being written. */
type Compared = Pick<Export, 'folder' | 'manifest'>;

/** A line of `diff.json`: names the resource and how it differs. Its full records are in the exports. */
function entryOf(difference: Difference): object {
  const { account_id, segment, type, resource_id, region, resource_uid, native_id, name } = difference.resource;
  const identity = { account_id, segment, type, resource_id, region, resource_uid, native_id, name };
  switch (difference.kind) {
    case 'added':
    case 'removed':
      return identity;
    case 'newly_seen':
    case 'not_seen':
      return { ...identity, slice: { prev: difference.slice.prev, curr: difference.slice.curr } };
    case 'changed':
      return { ...identity, ...difference.change };
    case 'unread_changed':
      return { ...identity, unread: { prev: difference.before.unread, curr: difference.resource.unread } };
  }
}

function sideOf(exported: Compared): DiffSide {
  const { collected_at, source } = exported.manifest;
  const { rows, sha256 } = jsonLinesOf(exported, 'resources');
  return { collected_at, source, resources: rows, sha256 };
}

function jsonLinesOf({ manifest, folder }: Compared, dataset: DatasetName): ManifestFile {
  const file = manifest.files.find((each) => each.dataset === dataset && each.format === 'jsonl');
  if (file) return file;
  throw new BadExport(`${folder} has no ${fileName(dataset, 'jsonl')}; export again with the format jsonl.`);
}
