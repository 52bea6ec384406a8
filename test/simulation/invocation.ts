/**
 * One invocation of a function. It has its own clock, and may die at any request. Its code reaches the world only through `request`
 * and `pause`; once the invocation is dead neither of them ever returns, so that none of its code continues.
 */
import type { Clock, Random } from '../../shared/seams.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './faults.ts';
import type { Scheduler } from './scheduler.ts';

export interface Surroundings {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly faults: Faults;
  readonly trace: (line: () => string) => void;
}

export type End<T> =
  | { readonly kind: 'returned'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'crashed' };

/** The most that a clock differs from true time: half of the difference that the protocol allows between two clocks. */
const MAX_SKEW_MS = 14_500;
const MAX_DISAGREEMENT_MS = 20 * 60_000;
/** A request may be carried out this long after its caller has died: less than the margin of a lease. */
const MAX_LATE_MS = 4_000;
const MAX_STALL_MS = 4 * 60_000;

export class Fault extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Carries out a request whose caller is dead, so that nothing gets its answer. */
const late = async (effect: () => unknown): Promise<void> => {
  try {
    await effect();
  } catch {
    // A late request may be refused.
  }
};

async function outcome<T>(handler: () => Promise<T>): Promise<End<T>> {
  try {
    return { kind: 'returned', value: await handler() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export class Invocation {
  readonly name: string;
  /** When the invocation is cut off, in true time. */
  readonly deadline: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly startedAt: number;
  readonly timeoutMs: number;
  /** Whether a fault has affected the invocation. */
  disturbed: boolean;
  #alive = true;
  #diedAt = 0;
  #ended = false;
  readonly #slow: boolean;
  readonly #surroundings: Surroundings;
  /** The number of requests and pauses that are under way. */
  #waits = 0;
  #cutOff: () => void = () => undefined;

  constructor(name: string, timeoutMs: number, surroundings: Surroundings) {
    const { scheduler, chance, faults } = surroundings;
    this.name = name;
    this.#surroundings = surroundings;
    this.startedAt = scheduler.now();
    this.timeoutMs = timeoutMs;
    this.deadline = this.startedAt + timeoutMs;
    this.#slow = faults.hits('slow_invocation');
    const astray = !faults.clocksAgree && faults.hits('clock_skew');
    const most = astray ? MAX_DISAGREEMENT_MS : MAX_SKEW_MS;
    this.disturbed = astray;
    // The clock differs as much as it may, or by any smaller amount.
    const skew = faults.hits('clock_skew') ? chance.pick([-most, most, chance.int(-most, most), chance.int(-most, most)]) : 0;
    this.clock = { now: () => Math.floor(scheduler.now()) + skew, sleep: (ms) => this.pause(ms) };
    this.random = chance;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** When the invocation is cut off, by its own clock. */
  deadlineByClock(): number {
    return this.clock.now() + (this.deadline - this.#surroundings.scheduler.now());
  }

  run<T>(handler: () => Promise<T>): Promise<End<T>> {
    const { scheduler } = this.#surroundings;
    return new Promise((resolve) => {
      const end = (how: End<T>): void => {
        if (this.#ended) return;
        this.#ended = true;
        this.#surroundings.scheduler.computing.delete(this);
        if (how.kind !== 'returned') this.disturbed = true;
        this.#surroundings.trace(() => `${this.name} ${how.kind}${how.kind === 'failed' ? ` ${String(how.error)}` : ''}`);
        resolve(how);
      };
      this.#cutOff = () => {
        if (this.#alive) this.#diedAt = scheduler.now();
        this.#alive = false;
        end({ kind: 'crashed' });
      };
      this.#surroundings.scheduler.at(this.deadline, this.#cutOff);
      this.#surroundings.scheduler.computing.add(this);
      void outcome(handler).then(end);
    });
  }

  async pause(ms: number): Promise<void> {
    this.#wait(1);
    await new Promise<void>((resolve) => {
      this.#surroundings.scheduler.after(ms, resolve);
    });
    if (!this.#alive) await never();
    this.#wait(-1);
  }

  /**
   * Carries out `effect` after a while, and returns its result. The invocation may die before or after that, and then this never returns;
   * or the answer may be lost, and then this throws. With `once` the SDK does not repeat it.
   */
  async request<T>(what: string, effect: () => T | Promise<T>, { once = false } = {}): Promise<T> {
    const { faults, chance, trace, scheduler } = this.#surroundings;
    const under =
      chance.int(1, 12) +
      (this.#slow || this.#hit('slow_request') ? chance.int(100, 20_000) : 0) +
      (this.#hit('stalled_request') ? chance.int(20_000, MAX_STALL_MS) : 0);
    this.#surroundings.scheduler.after(under, () => {
      // The caller was cut off while the request was under way.
      if (!this.#alive && scheduler.now() - this.#diedAt <= MAX_LATE_MS && faults.hits('late_request')) void late(effect);
    });
    await this.pause(under);
    if (this.#hit('crash_before_request')) {
      if (faults.hits('late_request')) this.#surroundings.scheduler.after(chance.int(0, MAX_LATE_MS), () => void late(effect));
      return await this.#crash(what, 'before');
    }
    let answer: T;
    try {
      this.#wait(1);
      answer = await effect();
      if (!once && this.#hit('repeated_request')) {
        await this.pause(chance.int(10, 20_000));
        answer = await effect();
      }
    } finally {
      if (!this.#alive) await never();
      this.#wait(-1);
      trace(() => `${this.name} ${what}`);
    }
    if (this.#hit('crash_after_request')) return await this.#crash(what, 'after');
    if (faults.hits('slow_request')) await this.pause(chance.int(10, 5_000));
    if (this.#hit('lost_answer')) throw new Fault('TimeoutError', `The answer to ${what} was lost.`);
    return answer;
  }

  #wait(change: 1 | -1): void {
    this.#waits += change;
    const { computing } = this.#surroundings.scheduler;
    if (this.#waits > 0) computing.delete(this);
    else if (this.#alive && !this.#ended) computing.add(this);
  }

  /** Whether the fault happens now. Records that the invocation was disturbed if it does. */
  #hit(
    fault: 'crash_before_request' | 'crash_after_request' | 'lost_answer' | 'slow_request' | 'stalled_request' | 'repeated_request',
  ): boolean {
    const hit = this.#surroundings.faults.hits(fault);
    if (hit) this.disturbed = true;
    return hit;
  }

  async #crash<T>(what: string, when: string): Promise<T> {
    this.#surroundings.trace(() => `${this.name} crashes ${when} ${what}`);
    this.#cutOff();
    return await never();
  }
}
