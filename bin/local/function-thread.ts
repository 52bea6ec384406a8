/**
 * The thread of one execution environment: it loads the function's bundle once and then runs one invocation at a time. It
 * receives `ThreadRequest` and posts `ThreadReply`; the handler's output goes to the thread's stdout and stderr.
 */
import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { Context } from 'aws-lambda';
import { redactText } from '../../shared/redact.ts';

export interface ThreadData {
  readonly file: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logStream: string;
}

export interface ThreadRequest {
  readonly requestId: string;
  /** JSON. */
  readonly event: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** An error as Lambda returns it: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type ThreadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init_failed'; readonly error: LambdaError }
  | { readonly kind: 'done'; readonly requestId: string; readonly result: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: LambdaError };

type Handler = (event: unknown, context: Context) => unknown;

const data = workerData as ThreadData;
const reply = (message: ThreadReply): void => parentPort?.postMessage(message);

const logError = (thrown: unknown): void => console.error(redactText(inspect(thrown)));

function lambdaError(thrown: unknown): LambdaError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
}

function contextOf({ requestId, deadline }: ThreadRequest): Context {
  const refuseCallback = (): never => {
    throw new Error('nodejs24.x has no callbacks: return a promise.');
  };
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMb),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: data.logStream,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: refuseCallback,
    fail: refuseCallback,
    succeed: refuseCallback,
  };
}

async function load(): Promise<Handler> {
  // Only the thread itself needs the variable; on Lambda, a function does not have it.
  delete process.env['NODE_COMPILE_CACHE'];
  const exports = (await import(pathToFileURL(data.file).href)) as Readonly<Record<string, unknown>>;
  // A CommonJS bundle has its exports under `default` as well.
  const handler = exports[data.exportName] ?? (exports['default'] as Readonly<Record<string, unknown>> | undefined)?.[data.exportName];
  if (typeof handler !== 'function')
    throw Object.assign(new Error(`${data.exportName} is not a function exported by ${data.file}`), { name: 'Runtime.HandlerNotFound' });
  return handler as Handler;
}

async function answer(handler: Handler, request: ThreadRequest): Promise<ThreadReply> {
  const { requestId } = request;
  try {
    const result = await handler(JSON.parse(request.event), contextOf(request));
    return { kind: 'done', requestId, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    logError(error);
    return { kind: 'failed', requestId, error: lambdaError(error) };
  }
}

try {
  const handler = await load();
  parentPort?.on('message', (request: ThreadRequest) => void answer(handler, request).then(reply));
  // Writes the compiled code now, so that the function's next environment loads it.
  flushCompileCache();
  reply({ kind: 'ready' });
} catch (error) {
  logError(error);
  reply({ kind: 'init_failed', error: lambdaError(error) });
}
