/** Runs requests over one store at the same time, one call of the store after the other, in an order that a test chooses, and kills some between two calls. */
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../shared/storage/store.ts';

/** The outcome of a request; `killed` if it was never resumed after one of its calls. */
export type Outcome<T> = { readonly value: T } | { readonly error: unknown } | 'killed';

export interface Schedule {
  /** The place among the requests that wait (0 is the first), whose next call is carried out. */
  readonly next: (waiting: number) => number;
  /** Whether the request that was chosen dies instead of making its call. */
  readonly kills?: () => boolean;
  /** Called before each call. */
  readonly before?: () => void;
}

interface Actor<T> {
  resume: (() => void) | undefined;
  outcome: Outcome<T> | undefined;
}

export async function interleaved<T>(
  store: Store,
  requests: readonly ((store: Store) => Promise<T>)[],
  { next, kills = () => false, before }: Schedule,
): Promise<readonly Outcome<T>[]> {
  const actors = requests.map((request): Actor<T> => {
    const actor: Actor<T> = { resume: undefined, outcome: undefined };
    const turn = async (): Promise<void> => await new Promise((resolve) => (actor.resume = resolve));
    void request(gated(store, turn)).then(
      (value) => (actor.outcome = { value }),
      (error: unknown) => (actor.outcome = { error }),
    );
    return actor;
  });
  for (;;) {
    await setImmediate();
    const waiting = actors.filter(({ resume, outcome }) => resume !== undefined && outcome === undefined);
    if (waiting.length === 0) break;
    before?.();
    const actor = waiting[next(waiting.length)]!;
    const { resume } = actor;
    actor.resume = undefined;
    if (kills()) actor.outcome = 'killed';
    else resume!();
  }
  return actors.map(({ outcome }) => outcome!);
}

/** A store whose calls wait for their turn. */
const gated = (store: Store, turn: () => Promise<void>): Store =>
  new Proxy(store, {
    get: (target, method: keyof Store) =>
      typeof target[method] === 'function'
        ? async (...args: readonly unknown[]) => {
            await turn();
            return await (target[method] as (...given: readonly unknown[]) => Promise<unknown>).call(target, ...args);
          }
        : target[method],
  });

/**
 * Every order of the choices that `run` makes, one after the other: `run` is given a function that chooses among so many, and is called again until it has
 * chosen in every way. Returns how many there were.
 */
export async function everyOrder(run: (choose: (among: number) => number) => Promise<void>): Promise<number> {
  let path: { at: number; among: number }[] = [];
  for (let runs = 1; ; runs++) {
    let depth = 0;
    await run((among) => {
      path[depth] ??= { at: 0, among };
      return path[depth++]!.at;
    });
    path = path.slice(0, depth);
    while (path.length > 0 && path.at(-1)!.at === path.at(-1)!.among - 1) path.pop();
    if (path.length === 0) return runs;
    path.at(-1)!.at += 1;
  }
}
