/** Finds the route of the OpenAPI document that answers a request. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { ApiEnv } from './api-env.ts';

export type DocumentedRoute = Extract<
  OpenAPIHono<ApiEnv>['openAPIRegistry']['definitions'][number],
  { readonly type: 'route' }
>['route'] & {
  readonly [extension: `x-${string}`]: unknown;
};

/** A function that finds the route of a request; undefined for a path that is not in the document. Routes may be registered until it is first called. */
export function documentedRoutes(app: OpenAPIHono<ApiEnv>): (c: Context<ApiEnv>) => DocumentedRoute | undefined {
  let known: ReadonlyMap<string, DocumentedRoute> | undefined;
  return (c) => {
    const routes = (known ??= routesByName(app));
    // The first of the routes that match answers the request.
    return matchedRoutes(c)
      .map(({ method, path }) => routes.get(`${method} ${path}`))
      .find((each) => each !== undefined);
  };
}

/** The routes by method and path, as the router names them. */
function routesByName(app: OpenAPIHono<ApiEnv>): ReadonlyMap<string, DocumentedRoute> {
  const routes = app.openAPIRegistry.definitions.flatMap((each) => (each.type === 'route' ? [each.route] : []));
  return new Map(routes.map((route) => [`${route.method.toUpperCase()} ${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`, route]));
}
