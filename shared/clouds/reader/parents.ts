/** The parent items for which child types are listed. They are listed once per session and region. */
import { listCallsOf } from '../types/calls-of.ts';
import type { Call, Item, Path, ReadCall, TypeDefinition } from '../types/definition.ts';
import { valueAt } from '../types/paths.ts';
import { placeholdersOf } from '../types/placeholders.ts';

/** The paths that child types use in their parent's item, and that of its id, by which errors name it; only these values of a parent are kept. */
export function parentPaths(parent: string, siblings: readonly TypeDefinition[]): readonly Path[] {
  const children = siblings.filter((type) => type.parents === parent);
  const id = siblings.find(({ type }) => type === parent)?.id;
  const named = typeof id === 'string' ? [id] : [];
  return [
    ...new Set([
      ...named,
      ...children.flatMap((child) => [...listPaths(child), ...caretPaths(child), ...Object.values(child.inherit ?? {})]),
    ]),
  ];
}

/** The inputs of a child's list are paths in the parent's item, and so is `{^A}` in the path of a REST call. */
const listPaths = (child: TypeDefinition): readonly Path[] =>
  listCallsOf(child).flatMap((call) => [...Object.values(call.from ?? {}), ...pathsInOperation(call)]);

const pathsInOperation = ({ operation }: Call): readonly Path[] =>
  placeholdersOf(operation).flatMap((path) => (path.startsWith('^') ? [path.slice(1)] : []));

/** The inputs of a child's other calls are paths in the parent's item if they begin with `^`. */
const caretPaths = ({ describe, details = {}, batch = {} }: TypeDefinition): readonly Path[] =>
  [...(describe ? [describe] : []), ...Object.values(batch), ...Object.values<ReadCall>(details)].flatMap((call) => [
    ...Object.values(call.from ?? {}).flatMap((path) => (path.startsWith('^') ? path.slice(1) : [])),
    ...pathsInOperation(call),
  ]);

export const hasChildren = ({ type }: TypeDefinition, siblings: readonly TypeDefinition[]): boolean =>
  siblings.some(({ parents }) => parents === type);

/** The most items of one list that are kept whole for the type's own slice. A longer list is read twice: memory must not grow with the estate. */
export const MAX_WHOLE = 500;

interface Listed {
  /** The values that children use, and no others, of each item. */
  readonly parents: readonly Item[];
  /** The items themselves, until they are taken; undefined if there are more than `MAX_WHOLE`. */
  whole: readonly Item[] | undefined;
}

/** The parents of one session, by type and region. Their own slice and those of their children share one list. */
export class ParentCache {
  readonly #lists = new Map<string, Promise<Listed>>();

  /** Calls `list` once and keeps the result; after a failure, the next call tries again. `list` must not give an item twice. */
  async get(type: string, region: string, paths: readonly Path[], list: () => AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
    return (await this.#listed(type, region, paths, list)).parents;
  }

  /** The whole items, for one caller, after which they are no longer held. Undefined if they are too many, or taken already. */
  async takeWhole(...list: Parameters<ParentCache['get']>): Promise<readonly Item[] | undefined> {
    const listed = await this.#listed(...list);
    const { whole } = listed;
    listed.whole = undefined;
    return whole;
  }

  #listed(...[type, region, paths, list]: Parameters<ParentCache['get']>): Promise<Listed> {
    const key = `${type} ${region}`;
    let listed = this.#lists.get(key);
    if (!listed) {
      listed = collect(paths, list()).catch((error: unknown) => {
        this.#lists.delete(key);
        throw error;
      });
      this.#lists.set(key, listed);
    }
    return listed;
  }
}

async function collect(paths: readonly Path[], pages: AsyncIterable<readonly Item[]>): Promise<Listed> {
  const parents: Item[] = [];
  const whole: Item[] = [];
  for await (const page of pages) {
    for (const item of page) parents.push(Object.fromEntries(paths.map((path) => [path, valueAt(item, path)])));
    if (parents.length <= MAX_WHOLE) whole.push(...page);
    else whole.length = 0;
  }
  return { parents, whole: parents.length > MAX_WHOLE ? undefined : whole };
}
