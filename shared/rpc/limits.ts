/** The limits of calls, which are those of gRPC's usual clients. */
import type { ConnectRouterOptions } from '@connectrpc/connect';

/** The most bytes of one message, in each direction. */
export const MOST_MESSAGE_BYTES = 4 * 1024 * 1024;

export const CALL_LIMITS = {
  readMaxBytes: MOST_MESSAGE_BYTES,
  writeMaxBytes: MOST_MESSAGE_BYTES,
  // A filter that is misspelled would select everything; REST refuses it too.
  jsonOptions: { ignoreUnknownFields: false },
} as const satisfies ConnectRouterOptions;
