/** The stages of a task. Each piece of work that runs as a stage is timed once, for the metric and for the trace. */
import type { Clock } from '../seams.ts';
import type { Span } from './spans.ts';

export type StageName = 'queue' | 'work' | 'login' | 'plan' | 'load' | 'read' | 'evaluate' | 'write' | 'upload' | 'publish';

/** Stages that a task of any operation has: its message waits, then its operation works on the account. */
export const TASK_STAGES = ['queue', 'work'] as const satisfies readonly StageName[];

/** Runs the work as a part of the stage. What the work throws is passed on. */
export type Stage = <T>(name: StageName, work: () => Promise<T>) => Promise<T>;

/** Where nobody asks how long a stage takes. */
export const untimed: Stage = async (_name, work) => await work();

/** The same pages; the time that the caller waits for each belongs to the stage. */
export async function* timedPages<T>(stage: Stage, name: StageName, pages: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]();
  let isDone = false;
  try {
    for (;;) {
      const next = await stage(name, async () => await iterator.next());
      if (next.done) {
        isDone = true;
        return;
      }
      yield next.value;
    }
  } finally {
    if (!isDone) await iterator.return?.();
  }
}

/** A trace shows so many intervals of a stage; later ones are only counted. */
const MAX_SPANS_OF_A_STAGE = 20;

interface Timer {
  running: number;
  since: number;
  ms: number;
  spans: number;
  span: Span | undefined;
  error: unknown;
}

/**
 * Times the stages of one attempt at a task. The time of a stage is that in which at least one piece of its work ran, so a stage whose pieces run
 * side by side never takes longer than the attempt. Different stages may run at the same time.
 */
export class StageTimes {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #parent: Span;
  readonly #timers = new Map<StageName, Timer>();

  constructor(clock: Pick<Clock, 'now'>, parent: Span) {
    this.#clock = clock;
    this.#parent = parent;
  }

  readonly stage: Stage = async (name, work) => {
    const timer = this.#begin(name);
    try {
      return await work();
    } catch (error) {
      timer.error ??= error;
      throw error;
    } finally {
      this.#end(timer);
    }
  };

  /** The seconds of each stage that has run. */
  seconds(): ReadonlyMap<StageName, number> {
    return new Map(Array.from(this.#timers, ([name, { ms }]) => [name, ms / 1000]));
  }

  #begin(name: StageName): Timer {
    const timer = this.#timers.get(name) ?? { running: 0, since: 0, ms: 0, spans: 0, span: undefined, error: undefined };
    this.#timers.set(name, timer);
    if (timer.running++ > 0) return timer;
    timer.since = this.#clock.now();
    timer.error = undefined;
    timer.span = timer.spans++ < MAX_SPANS_OF_A_STAGE ? this.#parent.begin(name) : undefined;
    return timer;
  }

  #end(timer: Timer): void {
    if (--timer.running > 0) return;
    timer.ms += this.#clock.now() - timer.since;
    timer.span?.end(timer.error);
  }
}
