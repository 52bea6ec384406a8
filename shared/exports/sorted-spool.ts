/** An external merge sort: any number of records in bounded memory, out in order. */

export interface SpoolOptions<T> {
  /** Exists; the spool writes into a folder of its own inside. */
  readonly folder: string;
  readonly compare: (a: T, b: T) => number;
  /** JSON text held in memory before it goes to the disk. */
  readonly maxBytes?: number;
}

/** Records are JSON values: they come out as JSON reads them back. */
export class SortedSpool<T> {
  constructor(_options: SpoolOptions<T>) {}
  get size(): number {
    throw new Error('not yet');
  }
  async add(_record: T): Promise<void> {
    throw new Error('not yet');
  }
  // oxlint-disable-next-line require-yield
  async *sorted(): AsyncGenerator<T> {
    throw new Error('not yet');
  }
  async close(): Promise<void> {}
}
