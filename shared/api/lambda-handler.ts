/** Serves the API behind API Gateway, such that every request reaches the API, even one of which no `Request` can be made. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { defaultIsContentTypeBinary, handle } from 'hono/aws-lambda';
import type { ApiEnv } from './api-env.ts';

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

export function lambdaHandler(app: OpenAPIHono<ApiEnv>): Handler {
  // Hono types the event as one of every kind of gateway; this API has one of HTTP APIs, in payload format 2.0.
  const answer = handle(app, { isContentTypeBinary }) as unknown as Handler;
  return async (event, context) => answer(requestable(event), context);
}

/** Streams of Connect are binary whatever their messages are: each message follows its length in bytes. */
const isContentTypeBinary = (contentType: string): boolean =>
  /^application\/(?:connect|grpc)\b/i.test(contentType) || defaultIsContentTypeBinary(contentType);

/** Methods that a `Request` of the Fetch standard must not have: https://fetch.spec.whatwg.org/#forbidden-method */
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** The event, changed so that a `Request` can be made of it. Otherwise the adapter answers with an error of its own, as plain text. */
function requestable({ body, ...event }: APIGatewayProxyEventV2): APIGatewayProxyEventV2 {
  const { http } = event.requestContext;
  const method = http.method.toUpperCase();
  const hasNoBody = body === undefined || method === 'GET' || method === 'HEAD';
  return {
    ...event,
    ...(hasNoBody ? {} : { body }),
    rawPath: urlPath(event.rawPath),
    requestContext: { ...event.requestContext, http: { ...http, method: FORBIDDEN.has(method) ? `X-${method}` : method } },
  };
}

const DOT_SEGMENT = /(?<=\/)\.{1,2}(?=\/|$)/g;

/**
 * API Gateway's HTTP APIs decode the path, so a `%` in it is a character, and those with a meaning in URLs are encoded again. Dot segments are
 * encoded too: if they were resolved, IAM would authorize `/jobs/../accounts` as a path under `/jobs/*`, and the API would serve `/accounts`.
 */
function urlPath(path: string): string {
  const encoded = path
    .replaceAll('%', '%25')
    .replaceAll(DOT_SEGMENT, (dots) => dots.replaceAll('.', '%252E'))
    .replaceAll(/[?#\\\p{Cc}]/gu, encodeURIComponent);
  return `${encoded.startsWith('/') ? '' : '/'}${encoded}`;
}
