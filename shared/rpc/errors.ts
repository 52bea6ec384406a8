/** Turns errors into google.rpc codes, as `api/problems.ts` turns them into problem details. */
import { create } from '@bufbuild/protobuf';
import { durationFromMs } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, type Interceptor } from '@connectrpc/connect';
import { isThrottled, RETRY_AFTER_SECONDS, shown } from '../api/problems.ts';
import { Forbidden, InvalidRequest, NewerData, NotFound, Unauthenticated, Unavailable } from '../errors.ts';
import type { Log } from '../seams.ts';
import { CALLER } from './caller.ts';
import { BadRequestSchema, RetryInfoSchema } from './generated/google/rpc/error_details_pb.js';

/** Answers every error that a service throws with its code. */
export function errorCodes(log: Log): Interceptor {
  return (next) => async (request) => {
    const call = { method: request.method.name, request_id: request.contextValues.get(CALLER)?.requestId };
    const told = (error: unknown): ConnectError =>
      isCallersEnd(error, request.signal) ? new ConnectError('The caller has ended the call.', Code.Canceled) : rpcError(error, call, log);
    try {
      const response = await next(request);
      return response.stream ? { ...response, message: coded(response.message, told) } : response;
    } catch (error) {
      throw told(error);
    }
  };
}

/** Tells whether the error only says that the call is over, or that its connection was closed while a message was expected. */
const isCallersEnd = (error: unknown, signal: AbortSignal): boolean =>
  (signal.aborted && error === signal.reason && !(error instanceof ConnectError)) ||
  (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE');

/** Whose error is logged. */
interface Call {
  readonly method: string;
  readonly request_id: string | undefined;
}

async function* coded<T>(messages: AsyncIterable<T>, told: (error: unknown) => ConnectError): AsyncGenerator<T> {
  try {
    yield* messages;
  } catch (error) {
    throw told(error);
  }
}

/** An unexpected error is logged, and its message is not sent to the caller. */
export function rpcError(error: unknown, call: Call, log: Log): ConnectError {
  if (error instanceof ConnectError) return error;
  if (error instanceof InvalidRequest) {
    const violation = { field: shown(error.field), description: shown(error.message) };
    const details = [{ desc: BadRequestSchema, value: create(BadRequestSchema, { fieldViolations: [violation] }) }];
    return new ConnectError(shown(error.message), Code.InvalidArgument, undefined, details);
  }
  if (error instanceof Unauthenticated) return new ConnectError(shown(error.message), Code.Unauthenticated);
  if (error instanceof Forbidden) return new ConnectError(shown(error.message), Code.PermissionDenied);
  if (error instanceof NotFound) return new ConnectError(shown(error.message), Code.NotFound);
  if (error instanceof NewerData) return new ConnectError(shown(error.message), Code.FailedPrecondition);
  if (error instanceof Unavailable) {
    log.error('A call could not be answered: something that it needs cannot be reached.', { ...call, error });
    return new ConnectError(shown(error.message), Code.Unavailable);
  }
  if (isThrottled(error)) {
    log.warn('A call could not be answered: a service behind it is throttled.', { ...call, error });
    const details = [{ desc: RetryInfoSchema, value: create(RetryInfoSchema, { retryDelay: durationFromMs(RETRY_AFTER_SECONDS * 1000) }) }];
    return new ConnectError(`Muster is busy; try again in ${RETRY_AFTER_SECONDS} seconds.`, Code.Unavailable, undefined, details);
  }
  log.error('A call met an unexpected error.', { ...call, error });
  const where = call.request_id === undefined ? '' : ` under the request id ${call.request_id}`;
  return new ConnectError(`Muster failed to answer; its log has the error${where}.`, Code.Internal);
}
