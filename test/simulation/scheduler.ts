/** Virtual time: what is due next happens next, and nothing else happens meanwhile. */
import TinyQueue from 'tinyqueue';

interface Due {
  readonly at: number;
  /** Things due at the same time happen in the order in which they were planned. */
  readonly number: number;
  readonly happen: () => void;
}

/** A computation that takes more turns of the event loop than this hangs. */
const MAX_TURNS = 100_000;
const TURNS_PER_ROUND = 32;

/**
 * Waits until every promise has settled that can without a timer or I/O: promises are served between any two immediates. Many of
 * those are planned at once, as a round of the event loop costs more than all else that a turn does.
 */
class Turns {
  #planned = 0;
  #next: (() => void) | undefined;

  async pass(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#next = resolve;
      if (this.#planned === 0) this.#plan();
    });
  }

  #plan(): void {
    for (; this.#planned < TURNS_PER_ROUND; this.#planned++) {
      setImmediate(() => {
        this.#planned -= 1;
        const next = this.#next;
        this.#next = undefined;
        next?.();
      });
    }
  }
}

export class Scheduler {
  readonly #due = new TinyQueue<Due>([], (a, b) => a.at - b.at || a.number - b.number);
  readonly #turns = new Turns();
  #now: number;
  #number = 0;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** What computes and waits for nothing: time stands still meanwhile. */
  readonly computing = new Set<object>();
  /** How many things have happened. */
  happened = 0;

  at(time: number, happen: () => void): void {
    this.#number += 1;
    this.#due.push({ at: Math.max(time, this.#now), number: this.#number, happen });
  }

  after(ms: number, happen: () => void): void {
    this.at(this.#now + ms, happen);
  }

  /** Lets things happen until `done` says so. @throws Error if nothing is left to happen before */
  async until(done: () => boolean): Promise<void> {
    await this.#quiet();
    while (!done()) {
      const next = this.#due.pop();
      if (!next) throw new Error('The simulation stands still: nothing is due, and it is not done.');
      this.#now = next.at;
      this.happened += 1;
      next.happen();
      await this.#quiet();
    }
  }

  /** A turn of the event loop comes after every promise that can settle without virtual time: no order is left to chance. */
  async #quiet(): Promise<void> {
    for (let turns = 0; turns === 0 || this.computing.size > 0; turns++) {
      if (turns > MAX_TURNS) throw new Error('The simulation hangs: something computes without an end.');
      await this.#turns.pass();
    }
  }
}
