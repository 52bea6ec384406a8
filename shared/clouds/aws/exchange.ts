/** The door in every client of a session through which each attempt of a call passes, inside the SDK's retry loop. */
import { isAnswered, type AnsweredError, type Answerer, type CloudCall } from './answerer.ts';
import type { AwsClient } from './types/loaded-service.ts';

/** Passes a call on with `send`, or answers it itself. */
export type Exchange = (call: CloudCall, send: () => Promise<object>) => Promise<object>;

export const direct: Exchange = async (_call, send) => await send();

/** Nothing reaches the network. */
export const answeredBy =
  (answerer: Answerer): Exchange =>
  async (call) =>
    await answerer.answer(call);

/** Nothing is sent once the signal is aborted. */
export const until =
  (signal: AbortSignal, exchange: Exchange): Exchange =>
  async (call, send) => {
    signal.throwIfAborted();
    return await exchange(call, send);
  };

/** What a client's door is told of one attempt. `operation` is the SDK's command: `DescribeVpcs`; `schema` is the operation's. */
export type Door = (operation: string, input: CloudCall['input'], send: () => Promise<object>, schema: unknown) => Promise<object>;

type Handler = (args: { readonly input: CloudCall['input'] }) => Promise<{ readonly response: unknown; readonly output: object }>;

/** What the SDK tells a middleware of the command that it handles. */
interface CommandContext {
  readonly commandName?: string;
  readonly __smithy_context?: { readonly commandInstance?: { readonly schema?: unknown } };
}

/** The part of a client's middleware stack that a door needs. */
interface Stack {
  addRelativeTo(
    middleware: (next: Handler, context: CommandContext) => Handler,
    options: { readonly name: string; readonly relation: 'after'; readonly toMiddleware: string },
  ): void;
}

/**
 * Right after the retry middleware: every attempt passes, and what waits here is signed only when it goes.
 * The output seen here is the parsed one, with the SDK's `$metadata`.
 */
export function fitDoor(client: AwsClient, door: Door): void {
  const { middlewareStack } = client as unknown as { readonly middlewareStack: Stack };
  middlewareStack.addRelativeTo(
    (next, context) => async (args) => {
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      let response: unknown;
      const send = async (): Promise<object> => {
        const answer = await next(args);
        response = answer.response;
        return answer.output;
      };
      try {
        const output = await door(operation, args.input, send, context.__smithy_context?.commandInstance?.schema);
        return { response, output: { $metadata: {}, ...output } };
      } catch (error) {
        throw isAnswered(error) ? serviceException(error) : error;
      }
    },
    { name: 'musterDoor', relation: 'after', toMiddleware: 'retryMiddleware' },
  );
}

/** In the shape of the SDK's own, so that it is retried and classed like one. */
function serviceException(answered: AnsweredError): Error {
  const exception = new Error(answered.message, { cause: answered });
  exception.name = answered.name;
  return Object.assign(exception, {
    $fault: answered.status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: answered.status },
  });
}
