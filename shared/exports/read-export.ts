/** Reads an export back, line by line, and trusts none of it. */
import type { Manifest } from './manifest.ts';
import type { DatasetName, Records } from './records.ts';

export interface Export {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether its JSON Lines file is there. */
  has(dataset: DatasetName): boolean;
  /** In order. @throws BadExport at a line that is no record, and at the end if rows or SHA-256 are not those of the manifest */
  records<N extends DatasetName>(dataset: N): AsyncGenerator<Records[N]>;
  /** Slices that were seen whole, `<account_id>|<region>|<type>`: outcome `complete`, or `unsupported` (nothing can be there). @throws BadExport */
  wholeSlices(): Promise<ReadonlySet<string>>;
}

/**
 * `path`: an export's folder, or its inventory.jsonl.
 * @throws BadExport (one sentence: what is wrong, what to do)
 */
export async function openExport(_path: string): Promise<Export> {
  throw new Error('not yet');
}
