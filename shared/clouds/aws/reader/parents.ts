/** The parent items for which child types are listed. They are listed once per session and region. */
import { listCallsOf } from '../types/calls-of.ts';
import type { Item, Path, ReadCall, TypeDefinition } from '../types/definition.ts';
import { valueAt } from '../types/paths.ts';

/** The paths that child types use in their parent's item; only these values of a parent are kept. */
export function parentPaths(parent: string, siblings: readonly TypeDefinition[]): readonly Path[] {
  const children = siblings.filter((type) => type.parents === parent);
  return [...new Set(children.flatMap((child) => [...listPaths(child), ...caretPaths(child)]))];
}

/** The inputs of a child's list are paths in the parent's item. */
const listPaths = (child: TypeDefinition): readonly Path[] => listCallsOf(child).flatMap((call) => Object.values(call.from ?? {}));

/** The inputs of a child's other calls are paths in the parent's item if they begin with `^`. */
const caretPaths = ({ describe, details = {}, batch = {} }: TypeDefinition): readonly Path[] =>
  [...(describe ? [describe] : []), ...Object.values(batch), ...Object.values<ReadCall>(details)]
    .flatMap((call) => Object.values(call.from ?? {}))
    .filter((path) => path.startsWith('^'))
    .map((path) => path.slice(1));

/** The parents of one session, by type and region. */
export class ParentCache {
  readonly #lists = new Map<string, Promise<readonly Item[]>>();

  /** Calls `list` once and keeps the result; after a failure, the next call tries again. */
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
