/** One execution environment of a function: a thread, which is terminated when an invocation reaches the function's timeout. */
import { Worker } from 'node:worker_threads';
import type { LambdaError, ThreadData, ThreadReply, ThreadRequest } from './function-thread.ts';
import { compileCache } from './compile-cache.ts';
import { messageOf } from './user-error.ts';

export interface InvocationResult {
  /** The handler's return value or the `LambdaError`, as JSON. */
  readonly payload: string;
  readonly error?: LambdaError;
}

export interface EnvironmentOptions {
  readonly data: ThreadData;
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The stream to which the function's output goes. */
  readonly log: NodeJS.WritableStream;
}

/** Lambda refuses larger responses of synchronous invocations. */
const MAX_RESPONSE_BYTES = 6 * 1024 * 1024;

type Answer = ThreadReply | { readonly kind: 'died'; readonly error: LambdaError };

const failure = (error: LambdaError): InvocationResult => ({ payload: JSON.stringify(error), error });

export class ExecutionEnvironment {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  readonly #ready: Promise<LambdaError | undefined>;
  #settle: ((answer: Answer) => void) | undefined;
  #alive = true;
  #isWorking = false;
  #isCrashing = false;
  #death: LambdaError | undefined;

  constructor({ data, variables, timeoutMs, log }: EnvironmentOptions) {
    this.#timeoutMs = timeoutMs;
    this.#worker = new Worker(new URL('./function-thread.ts', import.meta.url), {
      workerData: data,
      env: { ...compileCache(), ...variables },
      name: data.functionName,
      // Lambda limits the memory of the whole process; for a thread only the heap can be limited.
      resourceLimits: { maxOldGenerationSizeMb: data.memoryMb },
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.pipe(log, { end: false });
    this.#worker.stderr.pipe(log, { end: false });
    this.#ready = new Promise((resolve) => {
      this.#settle = (reply) => resolve(reply.kind === 'ready' ? undefined : 'error' in reply ? reply.error : undefined);
    });
    this.#worker.on('message', (reply: ThreadReply) => {
      this.#isWorking = false;
      this.#settle?.(reply);
    });
    this.#worker.once('error', (error) => {
      this.#death = { errorType: 'Runtime.ExitError', errorMessage: messageOf(error), trace: [] };
    });
    this.#worker.once('exit', (code) => {
      this.#alive = false;
      const death = this.#death ?? { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with code ${code}`, trace: [] };
      this.#settle?.({ kind: 'died', error: death });
    });
  }

  /** Whether the environment can take another invocation. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Resolves when the bundle is loaded: with undefined, or with the error if it could not be loaded. */
  get ready(): Promise<LambdaError | undefined> {
    return this.#ready;
  }

  /** Runs one invocation; callers wait for it before the next. Never throws: every failure is the `error` of the result. */
  async invoke(requestId: string, event: string): Promise<InvocationResult> {
    const initError = await this.#ready;
    if (initError) {
      await this.stop();
      return failure(initError);
    }
    if (!this.#alive) return failure(this.#death ?? { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited', trace: [] });
    const reply = new Promise<Answer>((resolve) => (this.#settle = resolve));
    const timer = setTimeout(() => {
      const seconds = (this.#timeoutMs / 1000).toFixed(2);
      this.#death = {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
        trace: [],
      };
      void this.stop();
    }, this.#timeoutMs);
    const request: ThreadRequest = { requestId, event, deadline: Date.now() + this.#timeoutMs };
    this.#isWorking = true;
    this.#worker.postMessage(request);
    const answer = await reply;
    clearTimeout(timer);
    if (answer.kind !== 'done')
      return failure('error' in answer ? answer.error : { errorType: 'Runtime.Unknown', errorMessage: 'No answer', trace: [] });
    if (Buffer.byteLength(answer.result) > MAX_RESPONSE_BYTES)
      return failure({
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
        trace: [],
      });
    return { payload: answer.result };
  }

  /** Whether the handler is at work on an invocation, so that a crash would make that invocation fail. */
  get isWorking(): boolean {
    return this.#isWorking && !this.#isCrashing;
  }

  /** Terminates the thread at once. Resolves with true if that made an invocation fail, false if the invocation had just ended. */
  async crash(): Promise<boolean> {
    this.#isCrashing = true;
    await this.#worker.terminate();
    return this.#isWorking;
  }

  async stop(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }
}
