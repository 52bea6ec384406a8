/** Makes the file by which an account's resources are searched, while they are exported. */
import type { ResourceRecord } from '../records.ts';
import type { ExportContent } from '../write-export.ts';
import { blockOf, MOST_ROWS, packBlock, type SearchRow } from './block.ts';
import { searchRow } from './search-row.ts';

/** Holds `MOST_ROWS` rows, and what is compressed already: some 50 bytes for each resource. */
export class SearchFile {
  readonly #blocks: Buffer[] = [];
  #rows: SearchRow[] = [];

  /** Adds the next row in the order of the blocks. */
  add(row: SearchRow): void {
    this.#rows.push(row);
    if (this.#rows.length === MOST_ROWS) this.#endBlock();
  }

  /** The whole file. Undefined if there is no resource. */
  bytes(): Buffer | undefined {
    this.#endBlock();
    return this.#blocks.length === 0 ? undefined : Buffer.concat(this.#blocks);
  }

  #endBlock(): void {
    if (this.#rows.length > 0) this.#blocks.push(packBlock(blockOf(this.#rows)));
    this.#rows = [];
  }
}

/** The same content; each resource that is read of it is added to the file. */
export function withSearchFile(content: ExportContent, file: SearchFile): ExportContent {
  async function* added(): AsyncGenerator<ResourceRecord> {
    for await (const record of content.resources) {
      file.add(searchRow(record));
      yield record;
    }
  }
  return { ...content, resources: added() };
}
