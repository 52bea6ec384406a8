/** Refuses bodies that are not text in UTF-8, before a route reads them: decoded leniently, they would be stored with replacement characters. */
import { isUtf8 } from 'node:buffer';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { InvalidRequest } from '../errors.ts';
import type { ApiEnv } from './api-env.ts';
import { WrongMediaType } from './problems.ts';

/** Hono keeps promises in its cache, although its type says texts. */
const EMPTY = Promise.resolve('{}') as unknown as string;

const CHARSETS: readonly string[] = ['utf-8', 'utf8', 'us-ascii'];

interface BodyRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly required: boolean;
}

/**
 * Looks at the body of every request whose route takes one. No bytes where a body is optional are no body, also if a client
 * names a JSON media type, as some always do.
 * @throws InvalidRequest for a body that is no UTF-8 @throws WrongMediaType for another charset, or a compressed body
 */
export function textBody(app: OpenAPIHono<ApiEnv>): MiddlewareHandler<ApiEnv> {
  let routes: readonly BodyRoute[] | undefined;
  return async (c, next) => {
    routes ??= bodyRoutes(app);
    const route = routes.find(({ method, path }) => method === c.req.method && path.test(c.req.path));
    if (route) {
      checkHeaders(c.req.header('content-encoding'), c.req.header('content-type'));
      // Hono keeps the bytes, from which the routes get their text.
      const bytes = await c.req.arrayBuffer();
      if (!isUtf8(bytes)) throw new InvalidRequest('body', 'body: it is not valid UTF-8; encode the text as UTF-8 and send it again.');
      if (bytes.byteLength === 0 && !route.required) c.req.bodyCache.text = EMPTY;
    }
    await next();
  };
}

function bodyRoutes(app: OpenAPIHono<ApiEnv>): readonly BodyRoute[] {
  return app.openAPIRegistry.definitions.flatMap((each) => {
    if (each.type !== 'route' || !each.route.request?.body) return [];
    const { method, path, request } = each.route;
    return [
      {
        method: method.toUpperCase(),
        path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        required: request?.body?.required === true,
      },
    ];
  });
}

function checkHeaders(contentEncoding = 'identity', contentType = ''): void {
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding !== 'identity' && encoding !== '')
    throw new WrongMediaType(`The body is encoded as ${quoted(encoding)}; send it as it is, without Content-Encoding.`, ['identity']);
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1]?.toLowerCase();
  if (charset !== undefined && !CHARSETS.includes(charset))
    throw new WrongMediaType(`The body has the charset ${quoted(charset)}; send it in UTF-8.`, ['utf-8']);
}

const quoted = (text: string): string => JSON.stringify(text.slice(0, 40));
