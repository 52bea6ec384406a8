/** The one items of an account or region that several types use. They are read once per session and region. */
import type { Item, SingleCall } from '../types/definition.ts';

export class SingleCache {
  readonly #items = new Map<string, Promise<Item>>();

  /** Calls `read` once and keeps the result; after a failure, the next call tries again. */
  get(call: SingleCall, region: string, read: () => Promise<Item>): Promise<Item> {
    const key = JSON.stringify([region, call]);
    let item = this.#items.get(key);
    if (!item) {
      item = read().catch((error: unknown) => {
        this.#items.delete(key);
        throw error;
      });
      this.#items.set(key, item);
    }
    return item;
  }
}
