/** Virtual time: runs the planned events one after the other, in the order of their times. */
import TinyQueue from 'tinyqueue';

interface Due {
  readonly at: number;
  /** Events of the same time happen in the order in which they were planned. */
  readonly number: number;
  readonly happen: () => void;
}

/** A computation that takes more turns of the event loop than this hangs. */
const MAX_TURNS = 100_000;
const TURNS_PER_ROUND = 32;

/**
 * Waits until every promise has settled that can settle without a timer or I/O: Node serves promises between two immediates. Many
 * immediates are planned at once, because a round of the event loop costs more than everything else in a turn.
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

  /** The invocations that compute and wait for nothing. Time stands still until they wait. */
  readonly computing = new Set<object>();
  /** The number of events that have happened. */
  happened = 0;

  at(time: number, happen: () => void): void {
    this.#number += 1;
    this.#due.push({ at: Math.max(time, this.#now), number: this.#number, happen });
  }

  after(ms: number, happen: () => void): void {
    this.at(this.#now + ms, happen);
  }

  /** Runs events until `done` returns true. @throws Error if no event is left before that */
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

  /** Waits until every promise has settled that needs no virtual time, so that the order of events does not depend on the machine. */
  async #quiet(): Promise<void> {
    for (let turns = 0; turns === 0 || this.computing.size > 0; turns++) {
      if (turns > MAX_TURNS) throw new Error('The simulation hangs: something computes without an end.');
      await this.#turns.pass();
    }
  }
}
