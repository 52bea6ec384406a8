/** Resource types of one account that are in memory whole, for policies that look up other resources. */
import pLimit from 'p-limit';
import type { AccountResources, Subject } from '../policies/evaluation.ts';

/** All of a type's resources, or why that cannot be told. */
export type Known = ReturnType<AccountResources['ofType']>;

const TYPES_AT_ONCE = 4;
/** Of what is in memory already: about what a page of the table holds. */
const PAGE_SIZE = 500;

export class LoadedTypes {
  readonly #read: (type: string) => Promise<Known>;
  readonly #loaded = new Map<string, Known>();

  constructor(read: (type: string) => Promise<Known>) {
    this.#read = read;
  }

  /** Makes `ofType` answer for these. */
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

  ofType(type: string): Known {
    const loaded = this.#loaded.get(type);
    if (!loaded) throw new Error(`Resources of type ${type} were not loaded for the policy that asks for them.`);
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
