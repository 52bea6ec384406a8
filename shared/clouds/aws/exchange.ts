/** Puts a function, the door, into a client's middleware: every attempt of a call passes through it, inside the SDK's retry loop. */
import { isAnswered, type AnsweredError, type Answerer, type CloudCall } from './answerer.ts';
import type { AwsClient } from './types/loaded-service.ts';

/** Sends a call to AWS with `send`, or answers it in the place of AWS. */
export type Exchange = (call: CloudCall, send: () => Promise<object>) => Promise<object>;

/** Sends every call to AWS. */
export const sendToAws: Exchange = async (_call, send) => await send();

/** Lets the answerer answer every call, so that none reaches the network. */
export const answeredBy =
  (answerer: Answerer): Exchange =>
  async (call) =>
    await answerer.answer(call);

/** The exchange, which sends no more calls once the signal is aborted. */
export const abortedBy =
  (signal: AbortSignal, exchange: Exchange): Exchange =>
  async (call, send) => {
    signal.throwIfAborted();
    return await exchange(call, send);
  };

/** Called for each attempt of a call. `operation` is the SDK's command: `DescribeVpcs`; `schema` is the operation's schema. */
export type Door = (operation: string, input: CloudCall['input'], send: () => Promise<object>, schema: unknown) => Promise<object>;

type Handler = (args: { readonly input: CloudCall['input'] }) => Promise<{ readonly response: unknown; readonly output: object }>;

/** The part of the context that the SDK passes to a middleware with each command. */
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
 * Puts the door right after the retry middleware: it sees every attempt, and a call that waits in it is signed only when it is sent.
 * The output that the door sees is the parsed one, with the SDK's `$metadata`.
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

/** An error in the shape of the SDK's own exceptions, so that the SDK retries it and Muster classes it like one. */
function serviceException(answered: AnsweredError): Error {
  const exception = new Error(answered.message, { cause: answered });
  exception.name = answered.name;
  return Object.assign(exception, {
    $fault: answered.status >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: answered.status },
  });
}
