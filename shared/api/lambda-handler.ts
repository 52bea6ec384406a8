/** The API behind API Gateway: every request gets through to it, so that every answer is its own. */
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { handle } from 'hono/aws-lambda';
import type { ApiEnv } from './api-env.ts';

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

export function lambdaHandler(app: OpenAPIHono<ApiEnv>): Handler {
  const answer = handle(app) as unknown as Handler;
  return async (event, context) => answer(requestable(event), context);
}

/** Methods that the Fetch standard has no request for: https://fetch.spec.whatwg.org/#forbidden-method */
const FORBIDDEN = new Set(['CONNECT', 'TRACE', 'TRACK']);

/** The same event, without what no `Request` can be made of: the adapter would answer it in its own words, as plain text. */
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

const DOT_SEGMENT = /(?<=\/)(?:\.|%2e){1,2}(?=\/|$)/gi;

/**
 * API Gateway's HTTP APIs have decoded the path: what means something in a URL is encoded again. A path that holds `|` was
 * decoded for sure, so its `%` are meant. Dot segments are names like any other: resolved, `/jobs/../accounts` would be
 * allowed as a path of `/jobs/*` and served as another.
 */
function urlPath(path: string): string {
  const literal = path.includes('|') ? path.replaceAll('%', '%25') : path;
  const encoded = literal
    .replaceAll(DOT_SEGMENT, (dots) => dots.replaceAll('%', '%25').replaceAll('.', '%252E'))
    .replaceAll(/[?#\\\p{Cc}]/gu, encodeURIComponent);
  return `${encoded.startsWith('/') ? '' : '/'}${encoded}`;
}
