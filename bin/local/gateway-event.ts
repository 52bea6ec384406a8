/**
 * Translates HTTP requests into events of an HTTP API's payload format 2.0, and the functions' responses back into HTTP.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import { LOCAL_ACCOUNT } from './stack.ts';
import type { MatchedRoute } from './routes.ts';

export interface GatewayRequest {
  readonly method: string;
  /** Path and query as in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface GatewayResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

const TEXT_TYPE = /^(text\/|application\/(json|xml|javascript)\b|application\/[^;]+\+(json|xml)\b)/i;

/** The decoded path, because an HTTP API also decodes `rawPath`. Undefined if the percent-encoding is malformed. */
export const pathOf = (url: string): string | undefined => decoded(url.split('?', 1)[0] as string);

/** Undefined if the percent-encoding is malformed. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The caller as a route's authorizer knows it: nothing, what IAM says (on one machine, only the ARN), or the claims of a token. */
export interface Authorized {
  readonly iam?: { readonly userArn: string };
  readonly jwt?: { readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null };
}

type LocalEvent = APIGatewayProxyEventV2 & { readonly requestContext: { readonly authorizer?: Authorized } };

export function gatewayEvent(
  request: GatewayRequest,
  path: string,
  { route, pathParameters }: MatchedRoute,
  apiId: string,
  authorized: Authorized = {},
): LocalEvent {
  const { method, url, headers, body } = request;
  const mark = url.indexOf('?');
  const rawQueryString = mark === -1 ? '' : url.slice(mark + 1);
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) query[name] = name in query ? `${query[name]},${value}` : value;
  const { cookie, ...others } = headers;
  const now = new Date();
  const isText = body.length > 0 && TEXT_TYPE.test(headers['content-type'] ?? 'text/plain') && isUtf8(body);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value])),
    ...(rawQueryString === '' ? {} : { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters: { ...pathParameters } }),
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId,
      ...(Object.keys(authorized).length === 0 ? {} : { authorizer: authorized }),
      domainName: headers.host ?? '',
      domainPrefix: (headers.host ?? '').split('.')[0] as string,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: request.sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** `21/Nov/2026:04:57:23 +0000` */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}

/** The HTTP response for the function's return value. Without a `statusCode`, the value is the body of a 200. */
export function gatewayResponse(payload: string): GatewayResponse {
  const answer: unknown = JSON.parse(payload);
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    return typeof answer === 'string' ? json(200, answer) : json(200, answer ?? {});
  }
  const {
    statusCode,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded = false,
  } = answer as {
    readonly statusCode: unknown;
    readonly headers?: Readonly<Record<string, string | number | boolean>>;
    readonly cookies?: readonly string[];
    readonly body?: unknown;
    readonly isBase64Encoded?: boolean;
  };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string')
    return problem(500, 'The function did not return an HTTP response; its log may say why.');
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    statusCode: status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(given),
      ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export function json(statusCode: number, body: unknown): GatewayResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { statusCode, headers: { 'content-type': 'application/json' }, body: Buffer.from(text) };
}

/** An error of the platform itself, as problem details (RFC 9457). */
export function problem(status: number, detail: string): GatewayResponse {
  const answer = json(status, { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail });
  return { ...answer, headers: { 'content-type': 'application/problem+json' } };
}
