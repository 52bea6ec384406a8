/** Writes the files of an export. */
import type { Format } from './datasets.ts';
import type { Manifest } from './manifest.ts';
import type { AccountRecord, ChangeRecord, CoverageRecord, FindingRecord, ResourceRecord } from './records.ts';

type Source<R> = Iterable<R> | AsyncIterable<R>;

/** Each in the order of its dataset, no line twice. Read one after the other, resources first and accounts last. */
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
 * Into an existing, empty folder; the manifest last. Memory does not grow with the export.
 * @throws Error if the content is out of order or holds a line twice
 */
export async function writeExport(_folder: string, _content: ExportContent, _options: ExportOptions): Promise<Manifest> {
  throw new Error('not yet');
}
