/** A binary heap: the least item first, by `before`; O(log n) to push and pop. Give `before` a total order where runs must repeat. */
export class Heap<T> {
  readonly #items: T[] = [];
  readonly #before: (a: T, b: T) => boolean;

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    let hole = this.#items.push(item) - 1;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = this.#items[parent] as T;
      if (!this.#before(item, above)) break;
      this.#items[hole] = above;
      hole = parent;
    }
    this.#items[hole] = item;
  }

  pop(): T | undefined {
    const least = this.#items[0];
    const last = this.#items.pop();
    if (this.#items.length > 0) this.#sink(last as T);
    return least;
  }

  /** Puts `item` where the root was. */
  #sink(item: T): void {
    const size = this.#items.length;
    let hole = 0;
    for (let child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && this.#before(this.#items[child + 1] as T, this.#items[child] as T)) child += 1;
      const below = this.#items[child] as T;
      if (!this.#before(below, item)) break;
      this.#items[hole] = below;
      hole = child;
    }
    this.#items[hole] = item;
  }
}
