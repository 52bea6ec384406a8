/** `diff.json` and `diff_summary.json` of two exports. */
import { join } from 'node:path';
import { canonicalJson } from '../inventory/canonical-json.ts';
import { type Difference, differences, type Inventory } from './diff.ts';
import { ListDocument } from './diff-document.ts';
import { verifiedLines } from './diff-lines.ts';
import type { Coverage } from './diff-slices.ts';
import { DIFF_SCHEMA_VERSION, DIFFERENCES, type DiffSide, type DiffSummary, DiffTally } from './diff-summary.ts';
import { fileName } from './datasets.ts';
import { BadExport } from './errors.ts';
import { FileSink } from './file-sink.ts';
import type { ManifestFile } from './manifest.ts';
import type { Export } from './read-export.ts';
import type { DatasetName } from './records.ts';

export const DIFF_FILE = 'diff.json';
export const DIFF_SUMMARY_FILE = 'diff_summary.json';

/** An export that has just been written and has no name yet, with its coverage in order. */
export interface WrittenExport extends Pick<Export, 'folder' | 'manifest'> {
  readonly coverage: Coverage;
}

/** What a comparison sees of an export. @throws BadExport if it was written without JSON Lines */
export function inventoryOf(exported: Export | WrittenExport): Inventory {
  const file = jsonLinesOf(exported, 'resources');
  const name = join(exported.folder, file.name);
  const coverage = 'coverage' in exported ? exported.coverage : exported.records('coverage');
  return { name, resources: verifiedLines(name, file), coverage };
}

/**
 * Compares two exports and writes both files into a folder that has neither. Both are canonical JSON, the same for the
 * same two exports.
 * @throws BadExport, NotWritten; what is in the folder then is of no use
 */
export async function writeDiff(prev: Export, curr: Export | WrittenExport, folder: string): Promise<DiffSummary> {
  const tally = new DiffTally();
  await using document = await ListDocument.create(folder, [...DIFFERENCES, 'not_compared']);
  for await (const event of differences(inventoryOf(prev), inventoryOf(curr))) {
    tally.add(event);
    if (event.kind === 'slice') await document.add('not_compared', event.slice);
    else if (event.kind !== 'same') await document.add(event.kind, entryOf(event));
  }
  const summary = tally.summary(sideOf(prev), sideOf(curr));
  await document.write(join(folder, DIFF_FILE), { schema_version: DIFF_SCHEMA_VERSION, prev: summary.prev, curr: summary.curr });
  await using sink = await FileSink.create(join(folder, DIFF_SUMMARY_FILE));
  await sink.writeText(`${canonicalJson(summary)}\n`);
  await sink.finish();
  return summary;
}

/** A line of `diff.json`: which resource, and what is to be said of it. What it is like is in the exports. */
function entryOf(difference: Difference): object {
  const { account_id, region, type, resource_id, resource_uid, arn, name } = difference.resource;
  const identity = { account_id, region, type, resource_id, resource_uid, arn, name };
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

function sideOf(exported: Export | WrittenExport): DiffSide {
  const { collected_at, source } = exported.manifest;
  const { rows, sha256 } = jsonLinesOf(exported, 'resources');
  return { collected_at, source, resources: rows, sha256 };
}

function jsonLinesOf({ manifest, folder }: Export | WrittenExport, dataset: DatasetName): ManifestFile {
  const file = manifest.files.find((each) => each.dataset === dataset && each.format === 'jsonl');
  if (file) return file;
  throw new BadExport(`${folder} has no ${fileName(dataset, 'jsonl')}; export again with the format jsonl.`);
}
