/** Checks whether a list is whole by the number of its items, where the cloud tells it in another answer. */
import { CloudError } from '../cloud-error.ts';
import type { Item, SingleCall, Total, TypeDefinition } from '../types/definition.ts';
import { valueAt } from '../types/paths.ts';
import { CallFailure } from './call-failure.ts';
import type { Calls } from './calls.ts';
import type { SingleCache } from './single-cache.ts';

export interface TotalAccess {
  readonly calls: Pick<Calls, 'single'>;
  readonly singles: SingleCache;
  readonly region: string;
}

export class ListTotal {
  readonly #type: string;
  readonly #total: Total | undefined;
  readonly #access: TotalAccess;
  /** As it was known before the list began; undefined if the type has no total, or it cannot be read. */
  #before: number | undefined;
  #counted: number;

  /** `counted`: the items that an earlier session has listed. */
  constructor({ type, total }: TypeDefinition, access: TotalAccess, counted: number) {
    this.#type = type;
    this.#total = total;
    this.#access = access;
    this.#counted = counted;
  }

  get counted(): number {
    return this.#counted;
  }

  /** Asks for the total, once for all types of a session. It is called before the list. */
  async begin(): Promise<void> {
    const { calls, singles, region } = this.#access;
    this.#before = await this.#read((call) => singles.get(call, region, () => calls.single(call)));
  }

  /** Counts items of the list. */
  add(items: readonly Item[]): void {
    const { counts = (): boolean => true } = this.#total ?? {};
    this.#counted += items.filter(counts).length;
  }

  /**
   * Asks for the total once more if the list has fewer items, because some may have been deleted meanwhile. One that was created meanwhile
   * is in the second total only. It is called after the list. @throws CloudError if the list has fewer items than both say
   */
  async check(): Promise<void> {
    if (this.#before === undefined || this.#counted >= this.#before) return;
    const after = await this.#read((call) => this.#access.calls.single(call));
    if (after === undefined || this.#counted >= after) return;
    throw new CloudError(
      `The list of ${this.#type} ended after ${this.#counted} items, but ${this.#total!.call.operation} counts ${Math.min(this.#before, after)}, so the rest of the list was not seen.`,
      { class: 'invalid', error_code: 'ListCutShort' },
    );
  }

  async #read(send: (call: SingleCall) => Promise<Item>): Promise<number | undefined> {
    if (!this.#total) return undefined;
    try {
      const found = valueAt(await send(this.#total.call), this.#total.path);
      return typeof found === 'number' ? found : undefined;
    } catch (error) {
      // The cloud refused the call, or did not answer. The list is as good as without a total.
      if (error instanceof CallFailure || error instanceof CloudError) return undefined;
      throw error;
    }
  }
}
