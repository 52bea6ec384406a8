/**
 * Writes the first rows of slices in batches without a condition, which cost a fraction of conditional writes (docs/adr/0037-first-inventories.md).
 * Slices are read at the same time, so the rows that they have while a batch is under way go together into the next one.
 */
import { LinkRows } from '../graph/link-rows.ts';
import type { Store } from '../storage/store.ts';
import type { ResourceRow } from './model.ts';

/** The most rows that are written together, so that many answers are not held back by one. */
const MAX_TOGETHER = 100;

interface Waiting {
  readonly row: ResourceRow;
  readonly answer: (isStored: boolean) => void;
}

export class FirstRows {
  readonly #store: Store;
  readonly #links: LinkRows;
  readonly #isNewest: () => Promise<boolean>;
  readonly #waiting: Waiting[] = [];
  #isWriting = false;

  /** `isNewest`: whether no later run has taken the account. */
  constructor(store: Store, isNewest: () => Promise<boolean>) {
    this.#store = store;
    this.#links = new LinkRows(store);
    this.#isNewest = isNewest;
  }

  /**
   * Returns whether the row is stored. If not, it may be stored nevertheless: the caller then writes it on the condition that there is none. No other
   * run may have written to the row's slice.
   */
  async add(row: ResourceRow): Promise<boolean> {
    return await new Promise((answer) => {
      this.#waiting.push({ row, answer });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  /** Never rejects. */
  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_TOGETHER);
      const isStored = await this.#isWritten(batch.map(({ row }) => row));
      for (const { answer } of batch) answer(isStored);
    }
    this.#isWriting = false;
  }

  /** A row that may have been written is not sent again, because other runs may have replaced it since. Nothing comes between the question and the rows. */
  async #isWritten(rows: readonly ResourceRow[]): Promise<boolean> {
    try {
      await this.#links.addFirst(rows);
      if (!(await this.#isNewest())) return false;
      await this.#store.putMany('resources', rows, { once: true });
      return true;
    } catch {
      return false;
    }
  }
}
