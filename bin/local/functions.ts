/** Invokes the stack's functions by name: synchronously, or asynchronously with Lambda's retries. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { InvocationResult } from './execution-environment.ts';
import { FunctionPool } from './function-pool.ts';
import type { EventSourceModel, FunctionModel, StackModel } from './stack-model.ts';

export interface Functions {
  readonly names: readonly string[];
  /** `payload` is JSON. Never rejects. @throws TypeError if there is no such function */
  invoke(name: string, payload: string): Promise<InvocationResult>;
  /** Invokes the function asynchronously (invocation type `Event`). @throws TypeError if there is no such function */
  start(name: string, payload: string): void;
  /** The most invocations of the function that run at the same time. */
  concurrency(name: string): number;
  warm(name: string, count: number): Promise<void>;
  /**
   * Ends the function's oldest running invocation like a crash. Resolves with false if none is running or if it ended before that.
   * @throws TypeError if there is no such function
   */
  crash(name: string): Promise<boolean>;
  /** Rejects if the functions' output can no longer be written to their logs; never resolves. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
}

export interface FunctionsOptions {
  /** Folder of the functions' logs. */
  readonly logs: string;
  /** Environment variables in addition to the template's. */
  readonly variables: (model: FunctionModel) => Readonly<Record<string, string>>;
  readonly onError: (functionName: string, message: string) => void;
  /** Called with an event that failed on every attempt, if its function has a queue for such events. */
  readonly onDeadEvent: (queueName: string, payload: string) => void;
}

interface KnownFunction {
  readonly model: FunctionModel;
  readonly pool: FunctionPool;
  readonly log: WriteStream;
}

/** The concurrency of a function for which the template sets no limit. It is low, because two cores can serve no more. */
const UNLIMITED_CONCURRENCY = 4;
/**
 * How long an environment without an invocation is kept, unless another function needs its memory before. Those of functions that serve the
 * API's routes stay, because the next request would wait for their start; that of the job handler is started anew for a job, in about half a second.
 */
const IDLE_MS = 250;
/** Delay before the first retry; it is doubled for the second: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const ASYNC_RETRY_DELAY_MS = 60_000;

/** The sum of the event sources' maximum concurrencies, limited by the function's reserved concurrency. */
function concurrencyOf(model: FunctionModel, eventSources: readonly EventSourceModel[]): number {
  const limits = eventSources
    .filter((source) => source.function === model.name)
    .map(({ maximumConcurrency }) => maximumConcurrency)
    .filter((limit) => limit !== undefined);
  const mapped = limits.length > 0 ? limits.reduce((sum, limit) => sum + limit, 0) : UNLIMITED_CONCURRENCY;
  return Math.min(mapped, model.reservedConcurrency ?? mapped);
}

export function createFunctions({ functions, eventSources, api }: StackModel, options: FunctionsOptions): Functions {
  const served = new Set(api?.routes.map((route) => route.function));
  const retries = new Set<NodeJS.Timeout>();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  /** Workers follow each other, as a scan follows an inventory: the next one needs the memory that the last one holds. */
  function endIdleBut(name: string): void {
    for (const { model, pool } of known.values()) if (model.name !== name) pool.endIdle();
  }
  const known: ReadonlyMap<string, KnownFunction> = new Map(
    functions.map((model): [string, KnownFunction] => {
      const log = createWriteStream(join(options.logs, `${model.name}.log`), { flags: 'a' });
      // Every environment of the function pipes two streams into the log, so there may be many listeners.
      log.setMaxListeners(0);
      log.on('error', failure.reject);
      const pool = new FunctionPool(model, {
        concurrency: concurrencyOf(model, eventSources),
        variables: options.variables(model),
        log,
        ...(!served.has(model.name) && { idleMs: IDLE_MS }),
        ...(eventSources.some((source) => source.function === model.name) && { makeRoom: () => endIdleBut(model.name) }),
      });
      return [model.name, { model, pool, log }];
    }),
  );

  function find(name: string): KnownFunction {
    const found = known.get(name);
    if (!found) throw new TypeError(`There is no function ${name}.`);
    return found;
  }

  async function invoke(name: string, payload: string): Promise<InvocationResult> {
    const { pool } = find(name);
    const result = await pool.invoke(payload);
    // An invocation that the stop of the platform ends has not failed.
    if (result.error && !pool.stopped) options.onError(name, `${result.error.errorType}: ${result.error.errorMessage}`);
    return result;
  }

  async function attempt(called: KnownFunction, payload: string, attempts: number, accepted: number): Promise<void> {
    const { model, pool } = called;
    const { error } = await invoke(model.name, payload);
    if (!error || pool.stopped) return;
    const { retries: allowed, maxAgeSeconds, deadLetterQueue } = model.async;
    const delay = ASYNC_RETRY_DELAY_MS * attempts;
    if (attempts > allowed || Date.now() + delay > accepted + maxAgeSeconds * 1000) {
      if (deadLetterQueue !== undefined) options.onDeadEvent(deadLetterQueue, payload);
      return;
    }
    const timer = setTimeout(() => {
      retries.delete(timer);
      void attempt(called, payload, attempts + 1, accepted);
    }, delay);
    retries.add(timer);
  }

  return {
    names: [...known.keys()],
    invoke,
    start: (name, payload) => void attempt(find(name), payload, 1, Date.now()),
    concurrency: (name) => concurrencyOf(find(name).model, eventSources),
    warm: (name, count) => find(name).pool.warm(count),
    crash: (name) => find(name).pool.crash(),
    failed: failure.promise,
    stop: async () => {
      retries.forEach((timer) => clearTimeout(timer));
      await Promise.all([...known.values()].map(({ pool }) => pool.stop()));
      // If a log could not be written, `failed` has rejected already.
      await Promise.allSettled([...known.values()].map(({ log }) => finished(log.end())));
    },
  };
}
