/** Refuses parameters in the query of a request that takes none: a `dry_run` that is not heeded would change what it was to leave alone. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { InvalidRequest } from '../errors.ts';
import type { ApiEnv } from './api-env.ts';
import { documentedRoutes } from './documented-routes.ts';

/** Routes that take parameters have a schema for them, which refuses the others. Paths that are not in the OpenAPI document are left alone. */
export function refuseQuery(app: OpenAPIHono<ApiEnv>): MiddlewareHandler<ApiEnv> {
  const routeOf = documentedRoutes(app);
  return async (c, next) => {
    const route = routeOf(c);
    const [name] = Object.keys(c.req.query());
    if (route !== undefined && route.request?.query === undefined && name !== undefined) {
      const shown = name.slice(0, 100);
      throw new InvalidRequest(
        shown,
        `${shown}: unknown; ${c.req.method} ${route.path} takes no parameters in its query, so leave it out.`,
      );
    }
    await next();
  };
}
