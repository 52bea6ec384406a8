/** Sends requests to an API and checks every response against the API's own OpenAPI document. */
import { expect } from '@jest/globals';
import { z, type OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from '../../shared/api/api-env.ts';
import { problemSchema } from '../../shared/api/problems.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Tests read bodies of many shapes; each was checked against its schema before.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

export interface Sending {
  readonly method?: string;
  readonly body?: unknown;
  /** Sent unchanged, instead of `body` as JSON. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function send(app: OpenAPIHono<ApiEnv>, path: string, { method, body, text, headers }: Sending = {}): Promise<Answer> {
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await app.request(path, {
    method: method ?? (payload === undefined ? 'GET' : 'POST'),
    ...(payload === undefined ? {} : { body: payload }),
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  const answer = { status: response.status, headers: response.headers, body: await response.json() };
  const { pathname } = new URL(path, 'http://localhost');
  expectConformity(app, pathname, method ?? (payload === undefined ? 'GET' : 'POST'), answer);
  return answer;
}

/** Checks that the body fits the document's schema for this route and status, and has no member that the schema does not name. */
export function expectConformity(app: OpenAPIHono<ApiEnv>, pathname: string, method: string, { status, headers, body }: Answer): void {
  const schema = declaredSchema(app, pathname, method, status, headers.get('content-type') ?? '');
  const parsed = schema.safeParse(body);
  expect(parsed.error?.issues).toBeUndefined();
  expect(parsed.data).toEqual(body);
}

function declaredSchema(app: OpenAPIHono<ApiEnv>, pathname: string, method: string, status: number, contentType: string): z.ZodType {
  const media = contentType.split(';')[0]!;
  const routes = app.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
  // A path in words takes its own methods alone.
  const inWords = routes.filter(({ path }) => path === pathname);
  const possible = inWords.length > 0 ? inWords : routes;
  const route = possible.find((each) => each.method === method.toLowerCase() && patternOf(each.path).test(pathname));
  // The document has no such path or method, so only the problem details can be checked.
  if (!route) return status === 404 || status === 405 ? problemSchema : z.unknown();
  const response = route.responses[status];
  const declared = response && 'content' in response ? response.content?.[media] : undefined;
  if (!declared || !('schema' in declared) || !(declared.schema instanceof z.ZodType)) {
    throw new Error(`${method} ${route.path} answered ${status} ${media}, which the document does not declare.`);
  }
  return declared.schema;
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{.+?\}/g, '[^/]+')}$`);
