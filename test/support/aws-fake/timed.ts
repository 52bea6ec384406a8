/** Something that is in one state until a time, and in another one afterwards. */
import type { ManualClock } from '../fakes.ts';
import { STEP_MS } from './fake-aws.ts';

export class Timed<State extends string> {
  readonly #clock: ManualClock;
  #now: State;
  #then: State;
  #until = 0;

  constructor(clock: ManualClock, state: State) {
    this.#clock = clock;
    this.#now = state;
    this.#then = state;
  }

  get state(): State {
    return this.#clock.now() < this.#until ? this.#now : this.#then;
  }

  /** @param steps how many steps of the service it takes */
  go(now: State, then: State, steps = 2): void {
    this.#now = now;
    this.#then = then;
    this.#until = this.#clock.now() + steps * STEP_MS - 1;
  }
}
