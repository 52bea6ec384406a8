/** The items of a type's list that its child types are read for: listed once per session and region. */
import { listCallsOf } from '../types/calls-of.ts';
import type { Item, Path, ReadCall, TypeDefinition } from '../types/definition.ts';
import { valueAt } from '../types/paths.ts';

/** What a child says of its parent, by path; no more of a parent is kept. */
export function parentPaths(parent: string, siblings: readonly TypeDefinition[]): readonly Path[] {
  const children = siblings.filter((type) => type.parents === parent);
  return [...new Set(children.flatMap((child) => [...listPaths(child), ...caretPaths(child)]))];
}

/** The inputs of a child's list are paths in the parent's item. */
const listPaths = (child: TypeDefinition): readonly Path[] => listCallsOf(child).flatMap((call) => Object.values(call.from ?? {}));

/** Those of its other calls are, where they begin with `^`. */
const caretPaths = ({ describe, details = {}, batch = {} }: TypeDefinition): readonly Path[] =>
  [...(describe ? [describe] : []), ...Object.values(batch), ...Object.values<ReadCall>(details)]
    .flatMap((call) => Object.values(call.from ?? {}))
    .filter((path) => path.startsWith('^'))
    .map((path) => path.slice(1));

/** The parents of one session, by type and region. */
export class ParentCache {
  readonly #lists = new Map<string, Promise<readonly Item[]>>();

  /** `list` is called once; its failure is not kept. */
  async get(type: string, region: string, paths: readonly Path[], list: () => AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
    const key = `${type} ${region}`;
    let items = this.#lists.get(key);
    if (!items) {
      items = collect(paths, list()).catch((error: unknown) => {
        this.#lists.delete(key);
        throw error;
      });
      this.#lists.set(key, items);
    }
    return await items;
  }
}

async function collect(paths: readonly Path[], pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const kept: Item[] = [];
  for await (const page of pages) {
    for (const item of page) kept.push(Object.fromEntries(paths.map((path) => [path, valueAt(item, path)])));
  }
  return kept;
}
