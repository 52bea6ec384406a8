/** Parquet whose bytes depend on its rows alone: fixed row groups, codec and level, and no time, path or version in it. */
import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter, ParquetWriter as Encoder } from 'hyparquet-writer';
import type { ColumnType } from './datasets.ts';
import type { FileSink, WrittenFile } from './file-sink.ts';
import type { Cell, Column, RowWriter } from './row.ts';

/** A row group ends at whichever comes first; the latter bounds the memory where rows are large. */
const GROUP_ROWS = 20_000;
const GROUP_CHARACTERS = 16 * 2 ** 20;
/** One page a column: zstd sees the whole of it. */
const PAGE_BYTES = 256 * 2 ** 20;
const ZSTD_LEVEL = 9;

const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  integer: { type: 'INT32' },
  boolean: { type: 'BOOLEAN' },
} as const satisfies Record<ColumnType, object>;

const zstd = (bytes: Uint8Array): Uint8Array => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: ZSTD_LEVEL } });

export class ParquetWriter implements RowWriter {
  readonly #sink: FileSink;
  readonly #columns: readonly Column[];
  readonly #bytes = new ByteWriter();
  readonly #encoder: Encoder;
  /** Cells by column. */
  #group: Cell[][];
  #characters = 0;

  constructor(sink: FileSink, columns: readonly Column[]) {
    this.#sink = sink;
    this.#columns = columns;
    this.#group = columns.map(() => []);
    this.#encoder = new Encoder({
      writer: this.#bytes,
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...TYPES[type] })),
      ],
      codec: 'ZSTD',
      compressors: { ZSTD: zstd },
      createdBy: 'muster',
    });
  }

  write(row: readonly Cell[]): Promise<void> | undefined {
    for (const [place, cells] of this.#group.entries()) {
      const cell = row[place] ?? null;
      cells.push(cell);
      if (typeof cell === 'string') this.#characters += cell.length;
    }
    const isFull = this.#characters >= GROUP_CHARACTERS || (this.#group[0]?.length ?? 0) >= GROUP_ROWS;
    return isFull ? this.#endGroup() : undefined;
  }

  async finish(): Promise<WrittenFile> {
    await this.#endGroup();
    await this.#encoder.finish();
    await this.#flush();
    return await this.#sink.finish();
  }

  async #endGroup(): Promise<void> {
    const rows = this.#group[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.#columns.map(({ name }, place) => ({ name, data: this.#group[place] ?? [] }));
    this.#group = this.#columns.map(() => []);
    this.#characters = 0;
    await this.#encoder.write({ columnData, rowGroupSize: rows, pageSize: PAGE_BYTES });
    await this.#flush();
  }

  async #flush(): Promise<void> {
    await this.#sink.writeBytes(this.#bytes.getBytes());
    // The encoder counts on `offset`; the buffer starts over.
    this.#bytes.index = 0;
  }
}
