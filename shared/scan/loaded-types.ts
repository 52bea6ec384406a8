/** Holds all resources of some types of one account in memory, for policies that look up other resources. */
import pLimit from 'p-limit';
import type { AccountResources, Subject } from '../policies/evaluation.ts';

/** All of a type's resources, or why the inventory of the type is not whole. */
export type TypeResources = ReturnType<AccountResources['ofType']>;

const TYPES_AT_ONCE = 4;
/** Resources in one page of a type that is in memory: about as many as a page of the table has. */
const PAGE_SIZE = 500;

export class LoadedTypes {
  readonly #read: (type: string) => Promise<TypeResources>;
  readonly #loaded = new Map<string, TypeResources>();

  constructor(read: (type: string) => Promise<TypeResources>) {
    this.#read = read;
  }

  /** Reads the types that are not in memory yet, so that `ofType` can return them. */
  async load(types: readonly string[]): Promise<void> {
    const limit = pLimit(TYPES_AT_ONCE);
    await Promise.all(
      types.map((type) =>
        limit(async () => {
          if (!this.#loaded.has(type)) this.#loaded.set(type, await this.#read(type));
        }),
      ),
    );
  }

  keepOnly(types: ReadonlySet<string>): void {
    for (const type of this.#loaded.keys()) if (!types.has(type)) this.#loaded.delete(type);
  }

  /** @throws Error if the type was not loaded */
  ofType(type: string): TypeResources {
    const loaded = this.#loaded.get(type);
    if (!loaded) throw new Error(`Resources of type ${type} were not loaded before a policy looked them up.`);
    return loaded;
  }

  /** Undefined if the type is not in memory, or not whole. */
  pages(type: string): readonly (readonly Subject[])[] | undefined {
    const loaded = this.#loaded.get(type);
    if (!loaded || 'not_whole' in loaded) return undefined;
    return Array.from({ length: Math.ceil(loaded.length / PAGE_SIZE) }, (_, page) =>
      loaded.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE),
    );
  }
}
