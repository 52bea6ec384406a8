/** The execution environments of one function. They are started on demand and reused, and their number is limited by its concurrency. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { redactText } from '../../shared/redact.ts';
import { ExecutionEnvironment, type EnvironmentOptions, type InvocationResult } from './execution-environment.ts';
import type { LambdaError } from './function-thread.ts';
import { LOCAL_REGION } from './stack.ts';
import type { FunctionModel } from './stack-model.ts';
import { UserError } from './user-error.ts';

export interface PoolOptions {
  readonly concurrency: number;
  /** Environment variables in addition to the template's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly log: NodeJS.WritableStream;
  /** An environment ends when it has had no invocation for this time, so that it holds no memory; never if absent. */
  readonly idleMs?: number;
  /** Is called before an environment is started for an invocation. */
  readonly makeRoom?: () => void;
}

const STOPPED_ERROR: LambdaError = { errorType: 'Runtime.Stopped', errorMessage: 'The local platform is stopping.', trace: [] };
const STOPPED: InvocationResult = { payload: JSON.stringify(STOPPED_ERROR), error: STOPPED_ERROR };

const logStream = (): string =>
  `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomUUID().replaceAll('-', '')}`;

/** An environment that is started before its first use waits so many times `idleMs` for it: the job that it is for has to be started first. */
const FIRST_IDLE_TIMES = 4;

export class FunctionPool {
  readonly #model: FunctionModel;
  readonly #options: PoolOptions;
  readonly #file: string;
  readonly #exportName: string;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #timers = new Map<ExecutionEnvironment, NodeJS.Timeout>();
  readonly #busy = new Set<ExecutionEnvironment>();
  readonly #waiting: ((environment: ExecutionEnvironment | undefined) => void)[] = [];
  #stopped = false;

  /** @throws UserError if the bundle has no such handler file */
  constructor(model: FunctionModel, options: PoolOptions) {
    this.#model = model;
    this.#options = options;
    const dot = model.handler.lastIndexOf('.');
    const base = join(model.directory, model.handler.slice(0, dot));
    const file = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((candidate) => existsSync(candidate));
    if (!file) throw new UserError(`The bundle of ${model.name} has no file for its handler ${model.handler} in ${model.directory}.`);
    this.#file = file;
    this.#exportName = model.handler.slice(dot + 1);
  }

  /** Waits for a free environment and invokes it. Never throws. @param event JSON */
  async invoke(event: string): Promise<InvocationResult> {
    const requestId = randomUUID();
    const environment = await this.#take();
    if (!environment) return STOPPED;
    const start = performance.now();
    const result = await environment.invoke(requestId, event);
    const outcome = result.error ? redactText(`${result.error.errorType}: ${result.error.errorMessage}`) : 'ok';
    this.#options.log.write(`REPORT RequestId: ${requestId} Duration: ${(performance.now() - start).toFixed(2)} ms ${outcome}\n`);
    this.#release(environment);
    return result;
  }

  /** Starts environments before their first use: first one, then the others, which load the code that the first has compiled. */
  async warm(count: number): Promise<void> {
    for (const share of [1, count]) {
      const room = Math.min(share, this.#options.concurrency) - this.#idle.length - this.#busy.size;
      const started = Array.from({ length: Math.max(0, room) }, () => this.#start());
      started.forEach((environment) => this.#rest(environment, FIRST_IDLE_TIMES));
      await Promise.all(started.map((environment) => environment.ready));
    }
  }

  /**
   * Ends the oldest running invocation like a crash. Resolves with false if none is running or if it ended before that. An
   * invocation whose environment still loads its code is not running yet.
   */
  async crash(): Promise<boolean> {
    const oldest = [...this.#busy].find(({ isWorking }) => isWorking);
    return oldest !== undefined && (await oldest.crash());
  }

  /** The number of its environments. */
  get size(): number {
    return this.#idle.length + this.#busy.size;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#waiting.splice(0).forEach((resume) => resume(undefined));
    await Promise.all([...this.#idle, ...this.#busy].map((environment) => environment.stop()));
  }

  async #take(): Promise<ExecutionEnvironment | undefined> {
    if (this.#stopped) return undefined;
    let environment = this.#wake();
    while (environment && !environment.alive) environment = this.#wake();
    if (!environment && this.#busy.size >= this.#options.concurrency) return new Promise((resolve) => this.#waiting.push(resolve));
    environment ??= this.#startInRoom();
    this.#busy.add(environment);
    return environment;
  }

  #release(environment: ExecutionEnvironment): void {
    this.#busy.delete(environment);
    if (this.#stopped) return;
    const next = this.#waiting.shift();
    if (next) {
      const successor = environment.alive ? environment : this.#startInRoom();
      this.#busy.add(successor);
      next(successor);
    } else if (environment.alive) this.#rest(environment);
  }

  /** The environment that was used last, so that the others can end if fewer are needed. */
  #wake(): ExecutionEnvironment | undefined {
    const environment = this.#idle.pop();
    if (environment) this.#endTimer(environment);
    return environment;
  }

  #rest(environment: ExecutionEnvironment, times = 1): void {
    this.#idle.push(environment);
    const { idleMs } = this.#options;
    if (idleMs === undefined) return;
    this.#timers.set(environment, setTimeout(() => this.#end(environment), idleMs * times).unref());
  }

  /** Ends now the environments without an invocation that would end after `idleMs`. */
  endIdle(): void {
    if (this.#options.idleMs === undefined) return;
    for (const environment of this.#idle.toReversed()) this.#end(environment);
  }

  #end(environment: ExecutionEnvironment): void {
    const place = this.#idle.indexOf(environment);
    if (place === -1) return;
    this.#idle.splice(place, 1);
    this.#endTimer(environment);
    void environment.stop();
  }

  #endTimer(environment: ExecutionEnvironment): void {
    clearTimeout(this.#timers.get(environment));
    this.#timers.delete(environment);
  }

  #startInRoom(): ExecutionEnvironment {
    this.#options.makeRoom?.();
    return this.#start();
  }

  #start(): ExecutionEnvironment {
    const { name, arn, memoryMb, timeoutSeconds, handler, directory, environment } = this.#model;
    const stream = logStream();
    const options: EnvironmentOptions = {
      data: {
        file: this.#file,
        exportName: this.#exportName,
        functionName: name,
        functionArn: arn,
        memoryMb,
        logStream: stream,
      },
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
      variables: {
        _HANDLER: handler,
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        AWS_REGION: LOCAL_REGION,
        AWS_DEFAULT_REGION: LOCAL_REGION,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
        AWS_LAMBDA_LOG_STREAM_NAME: stream,
        LAMBDA_TASK_ROOT: directory,
        LANG: 'en_US.UTF-8',
        TZ: ':UTC',
        ...environment,
        ...this.#options.variables,
      },
      timeoutMs: timeoutSeconds * 1000,
      log: this.#options.log,
    };
    return new ExecutionEnvironment(options);
  }
}
