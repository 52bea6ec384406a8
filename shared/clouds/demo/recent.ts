/** A cache of the most recently used values. A value that was dropped is made again when it is needed. */
export class Recent<K, V> {
  readonly #values = new Map<K, V>();
  readonly #capacity: number;
  readonly #make: (key: K) => V;

  constructor(capacity: number, make: (key: K) => V) {
    this.#capacity = capacity;
    this.#make = make;
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: K): V {
    const value = this.#values.get(key) ?? this.#make(key);
    // A map iterates in order of insertion: taken out and put back, the value is the newest.
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#capacity) break;
      this.#values.delete(oldest);
    }
    return value;
  }
}
