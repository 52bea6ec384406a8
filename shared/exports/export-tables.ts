/** Collects the records of an export in any order, and writes them into its files in sorted order. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Column, columnsOf, lineOf, recordOf } from './cells.ts';
import { Database, quoted } from './database.ts';
import { cellRows, copyTo, MACROS, misplacedIn, parquetRows, relationshipRows, type Rows } from './dataset-sql.ts';
import { DATASETS, fileName, FORMATS, type Format } from './datasets.ts';
import { asNotWritten } from './errors.ts';
import type { ManifestFile } from './manifest.ts';
import type { DatasetName, Records } from './records.ts';
import { RowSpool } from './row-spool.ts';

/** The datasets to which records are added. Relationships are not among them: they are made from the resources. */
export const ADDED = ['resources', 'findings', 'changes', 'coverage', 'accounts', 'managed'] as const satisfies readonly DatasetName[];
export type AddedDataset = (typeof ADDED)[number];

interface Table {
  readonly columns: readonly Column[];
  /** The fields by which its records are sorted: first the texts, then `number`, which is undefined if the dataset has none. */
  readonly texts: readonly string[];
  readonly number: string | undefined;
  readonly spool: RowSpool;
}

/** The rows from which each file of a dataset is made. Parquet comes first, so that the others may be made from it. */
type Sources = Readonly<Record<Format, Rows>>;

const READ_BYTES = 2 ** 20;

export class ExportTables implements AsyncDisposable {
  readonly #database: Database;
  readonly #tables: Readonly<Record<AddedDataset, Table>>;
  readonly #owned: AsyncDisposableStack;

  private constructor(database: Database, tables: Readonly<Record<AddedDataset, Table>>, owned: AsyncDisposableStack) {
    this.#database = database;
    this.#tables = tables;
    this.#owned = owned;
  }

  /** Keeps its records in a new folder inside `scratch`, which must exist. Rejects once `signal` is aborted. @throws NotWritten */
  static async open(scratch: string, signal?: AbortSignal): Promise<ExportTables> {
    await using owned = new AsyncDisposableStack();
    const database = owned.use(await Database.open(scratch, signal));
    for (const macro of MACROS) await database.run(macro);
    const tables: Partial<Record<AddedDataset, Table>> = {};
    for (const dataset of ADDED) {
      tables[dataset] = await tableOf(dataset, database);
      owned.use(tables[dataset].spool);
    }
    return new ExportTables(database, tables as Record<AddedDataset, Table>, owned.move());
  }

  /** @throws NotWritten if the disk is full */
  add<N extends AddedDataset>(dataset: N, record: Records[N]): void {
    const { columns, texts, number, spool } = this.#tables[dataset];
    const values = record as unknown as Readonly<Record<string, string & number>>;
    spool.add(
      texts.map((name) => values[name] ?? ''),
      number === undefined ? null : (values[number] ?? null),
      lineOf(record, columns),
    );
  }

  /** The records that were added, in order. @throws NotWritten */
  async *records<N extends AddedDataset>(dataset: N): AsyncGenerator<Records[N]> {
    const { columns, spool } = this.#tables[dataset];
    for await (const lines of spool.lines()) for (const line of lines) yield recordOf(line, columns) as Records[N];
  }

  /**
   * Writes the files of a dataset; for `resources`, the files of their relationships too. No record may be added to it afterwards.
   * @throws NotWritten, also if a file exists; Error if a record was added twice
   */
  async write(dataset: AddedDataset, folder: string, formats: readonly Format[]): Promise<readonly ManifestFile[]> {
    const { spool } = this.#tables[dataset];
    const sorted = join(this.#database.folder, `${dataset}.sorted`);
    await spool.sortInto(sorted);
    const parquetOf = (name: DatasetName): Rows => parquetRows(join(folder, fileName(name, 'parquet')));
    const cells = cellRows(sorted, dataset, spool.longest);
    // The report has a few of the columns, which are read faster from Parquet.
    const files = await this.#files(dataset, folder, formats, { parquet: cells, csv: parquetOf(dataset), jsonl: cells });
    if (dataset !== 'resources') return files;
    const related = parquetOf('relationships');
    const sources = { parquet: relationshipRows(parquetOf('resources')), csv: related, jsonl: related };
    return [...files, ...(await this.#files('relationships', folder, formats, sources))];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned.disposeAsync();
  }

  async #files(dataset: DatasetName, folder: string, formats: readonly Format[], sources: Sources): Promise<ManifestFile[]> {
    const files: ManifestFile[] = [];
    let count = 0;
    // Parquet first: it is always written, and the order and uniqueness of the rows are checked in it.
    for (const format of FORMATS.toReversed().filter(
      (each) => each === 'parquet' || (formats.includes(each) && isWritten(dataset, each)),
    )) {
      const name = fileName(dataset, format);
      const path = join(folder, name);
      await makeEmpty(path);
      await this.#database.run(copyTo(path, dataset, format, sources[format]));
      if (format === 'parquet') count = await this.#checked(path, dataset);
      files.unshift({ name, dataset, format, rows: count, ...(await hashed(path)) });
    }
    return files;
  }

  /** Checks the rows' order and uniqueness, and returns their number. */
  async #checked(parquet: string, dataset: DatasetName): Promise<number> {
    const [misplaced] = (await this.#database.row(misplacedIn(parquet, dataset))) ?? [];
    if (misplaced !== undefined) throw new Error(`The ${dataset} of an export hold a record twice: ${misplaced as string}.`);
    const [rows] = (await this.#database.row(`SELECT count(*)::INTEGER FROM read_parquet(${quoted(parquet)})`)) ?? [];
    return rows as number;
  }
}

/** Only resources have a CSV file, which is a report. */
const isWritten = (dataset: DatasetName, format: Format): boolean => format !== 'csv' || dataset === 'resources';

async function tableOf(dataset: AddedDataset, database: Database): Promise<Table> {
  const columns = columnsOf(dataset);
  const order: readonly string[] = DATASETS[dataset].order;
  const isNumber = (name: string): boolean => columns.find((column) => column.name === name)?.type === 'integer';
  return {
    columns,
    texts: order.filter((name) => !isNumber(name)),
    number: order.find((name) => isNumber(name)),
    spool: await RowSpool.create(database),
  };
}

/** Creates an empty file, so that no existing file is overwritten. @throws NotWritten */
async function makeEmpty(path: string): Promise<void> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    throw asNotWritten(path, error);
  }
}

async function hashed(path: string): Promise<Pick<ManifestFile, 'bytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using file = await open(path);
  // One buffer for the whole file: a stream would allocate a new one for each read, which takes as long as the reading.
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  for (;;) {
    const { bytesRead } = await file.read(buffer);
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
    hash.update(buffer.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}
