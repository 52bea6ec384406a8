/** Sends single requests with the policies that Muster chooses. Retries, tokens and limits are the client's (`rest-client.ts`). */
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  decompressResponsePolicy,
  type HttpClient,
  type HttpMethods,
  proxyPolicy,
} from '@azure/core-rest-pipeline';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** An absolute URL. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body?: string;
}

export interface HttpAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, decompressed. */
  readonly text: string;
}

/** Sends one request, once. @throws Error for an answer that did not arrive whole; its `code` or `name` says why */
export type SendHttp = (request: HttpRequest, signal: AbortSignal | undefined) => Promise<HttpAnswer>;

/** Milliseconds for one attempt, its body included. */
const REQUEST_TIMEOUT = 60_000;

/** Bytes. ARM's pages are below 20 MB; a longer answer is refused before it fills the memory. */
const MAX_ANSWER = 64 * 1024 * 1024;

/** The names of the errors for an answer of more than `MAX_ANSWER` bytes, and for one that took too long. */
const ANSWER_TOO_LONG = 'AnswerTooLong';
const TIMED_OUT = 'TimeoutError';

/** `@azure/core-rest-pipeline`'s client for this process. It follows no redirect, which could take a token to another host. */
export const httpClient = (): HttpClient => createDefaultHttpClient();

/** Sends requests through `client`, with this process's proxy settings, and decompresses the answers. */
export function sendThrough(client: HttpClient, { timeout = REQUEST_TIMEOUT, maxAnswer = MAX_ANSWER } = {}): SendHttp {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(proxyPolicy());
  pipeline.addPolicy(decompressResponsePolicy());
  return async ({ method, url, headers, body }, signal) => {
    const stop = new AbortController();
    let received = 0;
    const request = createPipelineRequest({
      url,
      method: method satisfies HttpMethods,
      headers: createHttpHeaders(headers),
      ...(body !== undefined && { body }),
      timeout,
      abortSignal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
      onDownloadProgress: ({ loadedBytes }) => {
        received = loadedBytes;
        if (received > maxAnswer) stop.abort();
      },
    });
    try {
      const { status, headers: given, bodyAsText } = await pipeline.sendRequest(client, request);
      // The end of an answer arrives before it can be stopped.
      stop.signal.throwIfAborted();
      return { status, headers: given.toJSON(), text: bodyAsText ?? '' };
    } catch (error) {
      signal?.throwIfAborted();
      if (received > maxAnswer) throw named(ANSWER_TOO_LONG, `The answer is longer than ${maxAnswer} bytes.`);
      // The client aborts a request that takes too long, and does not say so.
      if (error instanceof Error && error.name === 'AbortError') throw named(TIMED_OUT, `There was no whole answer within ${timeout} ms.`);
      throw error;
    }
  };
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
