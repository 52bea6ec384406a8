/** The files of one dataset, written side by side. */
import { join } from 'node:path';
import { CsvWriter } from './csv-writer.ts';
import { DATASETS, fileName, FORMATS, REPORT_FIELDS, type Format } from './datasets.ts';
import { FileSink } from './file-sink.ts';
import { JsonlWriter } from './jsonl-writer.ts';
import type { ManifestFile } from './manifest.ts';
import { compareRecords } from './order.ts';
import { ParquetWriter } from './parquet-writer.ts';
import type { DatasetName, Records } from './records.ts';
import { type Column, columnsOf, rowOf, type RowWriter } from './row.ts';

/** CSV is a report of the resources. */
const isWritten = (dataset: DatasetName, format: Format): boolean => format !== 'csv' || dataset === 'resources';

const WRITERS = {
  jsonl: (sink, columns) => new JsonlWriter(sink, columns),
  csv: (sink, columns) => new CsvWriter(sink, columns, REPORT_FIELDS),
  parquet: (sink, columns) => new ParquetWriter(sink, columns),
} as const satisfies Record<Format, (sink: FileSink, columns: readonly Column[]) => RowWriter>;

interface DatasetFile {
  readonly format: Format;
  readonly writer: RowWriter;
}

export class DatasetFiles<N extends DatasetName> implements AsyncDisposable {
  readonly #dataset: N;
  readonly #columns: readonly Column[];
  readonly #compare: (a: Records[N], b: Records[N]) => number;
  readonly #files: readonly DatasetFile[];
  readonly #open: AsyncDisposableStack;
  #last: Records[N] | undefined;
  #rows = 0;

  private constructor(dataset: N, files: readonly DatasetFile[], open: AsyncDisposableStack) {
    this.#dataset = dataset;
    this.#columns = columnsOf(DATASETS[dataset]);
    this.#compare = compareRecords(dataset);
    this.#files = files;
    this.#open = open;
  }

  /** @throws NotWritten */
  static async create<N extends DatasetName>(folder: string, dataset: N, formats: readonly Format[]): Promise<DatasetFiles<N>> {
    const columns = columnsOf(DATASETS[dataset]);
    await using open = new AsyncDisposableStack();
    const files: DatasetFile[] = [];
    for (const format of FORMATS.filter((each) => formats.includes(each) && isWritten(dataset, each))) {
      const sink = open.use(await FileSink.create(join(folder, fileName(dataset, format))));
      files.push({ format, writer: WRITERS[format](sink, columns) });
    }
    return new DatasetFiles(dataset, files, open.move());
  }

  /** @throws Error if the record does not come after the one before it */
  async write(record: Records[N]): Promise<void> {
    if (this.#last !== undefined && this.#compare(this.#last, record) >= 0) {
      throw new Error(`The ${this.#dataset} of an export are out of order, or hold a record twice: ${this.#keyOf(record)}.`);
    }
    this.#last = record;
    this.#rows += 1;
    const row = rowOf(record, this.#columns);
    for (const { writer } of this.#files) await writer.write(row);
  }

  async finish(): Promise<readonly ManifestFile[]> {
    const written: ManifestFile[] = [];
    for (const { format, writer } of this.#files) {
      const file = await writer.finish();
      written.push({ name: fileName(this.#dataset, format), dataset: this.#dataset, format, rows: this.#rows, ...file });
    }
    return written;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open.disposeAsync();
  }

  #keyOf(record: Records[N]): string {
    const order: readonly (keyof Records[N])[] = DATASETS[this.#dataset].order;
    return JSON.stringify(order.map((field) => record[field]));
  }
}
