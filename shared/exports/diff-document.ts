/** Writes one canonical JSON object with lists of any length: each list grows in its own file until `write` joins them. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../canonical-json.ts';
import { FileSink } from './file-sink.ts';

interface List {
  readonly path: string;
  readonly sink: FileSink;
  size: number;
}

export class ListDocument<Name extends string> implements AsyncDisposable {
  readonly #lists: ReadonlyMap<string, List>;

  private constructor(lists: ReadonlyMap<string, List>) {
    this.#lists = lists;
  }

  /** Keeps its files in `folder` until it is disposed of. @throws NotWritten */
  static async create<N extends string>(folder: string, names: readonly N[]): Promise<ListDocument<N>> {
    const lists = new Map<string, List>();
    const document = new ListDocument<N>(lists);
    try {
      for (const name of names) {
        const path = join(folder, `.${name}.partial`);
        lists.set(name, { path, sink: await FileSink.create(path), size: 0 });
      }
      return document;
    } catch (error) {
      await document[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** @throws NotWritten */
  async add(name: Name, value: unknown): Promise<void> {
    const list = this.#lists.get(name)!;
    await list.sink.writeText(`${list.size === 0 ? '' : ','}${canonicalJson(value)}`);
    list.size += 1;
  }

  /** Writes the lists and `others` as one object. @throws NotWritten, also if `path` exists */
  async write(path: string, others: Readonly<Record<string, unknown>>): Promise<void> {
    await using sink = await FileSink.create(path);
    const names = [...this.#lists.keys(), ...Object.keys(others)].toSorted((a, b) => (a < b ? -1 : 1));
    for (const [place, name] of names.entries()) {
      await sink.writeText(`${place === 0 ? '{' : ','}${JSON.stringify(name)}:`);
      const list = this.#lists.get(name);
      if (list) await copy(list, sink);
      else await sink.writeText(canonicalJson(others[name]));
    }
    await sink.writeText('}\n');
    await sink.finish();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { path, sink } of this.#lists.values()) {
      await sink[Symbol.asyncDispose]();
      await rm(path, { force: true });
    }
  }
}

async function copy(list: List, sink: FileSink): Promise<void> {
  await list.sink.finish();
  await sink.writeText('[');
  for await (const bytes of createReadStream(list.path) as AsyncIterable<Buffer>) await sink.writeBytes(bytes);
  await sink.writeText(']');
}
