/**
 * A sorted list. Added items are put in order only when the list is read: a few are inserted one by one, many are appended and
 * sorted once, which is a merge if they were added in order.
 */
const FEW = 8;

export class SortedList<T> {
  readonly #sorted: T[] = [];
  #added: T[] = [];
  readonly #compare: (a: T, b: T) => number;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#sorted.length + this.#added.length;
  }

  add(item: T): void {
    this.#added.push(item);
  }

  /** Removes `item` or one that compares equal. It must be in the list, and must compare as it did when it was added. */
  remove(item: T): void {
    const sorted = this.inOrder();
    sorted.splice(
      this.firstWhere((other) => this.#compare(other, item) >= 0),
      1,
    );
  }

  /** The items in order; read the array before the list changes again. */
  inOrder(): T[] {
    if (this.#added.length === 0) return this.#sorted;
    const added = this.#added;
    this.#added = [];
    if (added.length > FEW) {
      for (const item of added) this.#sorted.push(item);
      this.#sorted.sort(this.#compare);
    } else {
      for (const item of added)
        this.#sorted.splice(
          firstPlace(this.#sorted, (other) => this.#compare(other, item) > 0),
          0,
          item,
        );
    }
    return this.#sorted;
  }

  /** Index of the first item for which `isReached` holds; it must hold for every later item too. */
  firstWhere(isReached: (item: T) => boolean): number {
    return firstPlace(this.inOrder(), isReached);
  }
}

/** The same for any sorted array. */
export function firstPlace<T>(items: readonly T[], isReached: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
