/** Which role a request needs. Each route says it as data, in `x-muster-role`; a route that only reads needs a viewer unless it says otherwise. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { isAtLeast, ROLES, type Role } from '../access/principal.ts';
import { Forbidden } from '../errors.ts';
import type { ApiEnv } from './api-env.ts';
import { type DocumentedRoute, documentedRoutes } from './documented-routes.ts';

/** The member of a route that names its role, also in the OpenAPI document. */
export const ROLE = 'x-muster-role';

/** The member of a route that only callers may use who may see everything: `'x-muster-scope': 'all'`. */
export const SCOPE = 'x-muster-scope';

interface RouteWithRole {
  readonly method: string;
  readonly path: string;
  readonly [ROLE]?: unknown;
}

/** @throws Error if a route that changes something names no role, or names one that does not exist */
export function roleOf({ method, path, [ROLE]: named = method === 'get' ? 'viewer' : undefined }: RouteWithRole): Role {
  const role = ROLES.find((each) => each === named);
  if (role === undefined) throw new Error(`The route ${method} ${path} needs one of the roles ${ROLES.join(', ')} in ${ROLE}.`);
  return role;
}

/**
 * An administrator of some accounts only is an operator of them: whatever needs an administrator concerns everyone.
 * @throws Forbidden if the caller has not at least this role
 */
export function requireRole(c: Context<ApiEnv>, least: Role): void {
  const { role, scope } = c.get('principal');
  const what = `${c.req.method} ${c.req.path} needs the role ${least}`;
  if (!isAtLeast(role, least)) throw new Forbidden(`${what}; you are ${role}.`);
  if (least === 'admin' && scope.kind === 'limited') throw new Forbidden(`${what} of everything; you may see a part only.`);
}

/** @throws Forbidden if the route shows the rows of everyone, and the caller may see some only */
function requireScope(c: Context<ApiEnv>, route: DocumentedRoute): void {
  if (route[SCOPE] === 'all' && c.get('principal').scope.kind === 'limited')
    throw new Forbidden(`${c.req.method} ${c.req.path} shows the rows of every account; you may see a part only.`);
}

/** Refuses requests whose caller has not the role or the scope of the route. Paths that are not in the OpenAPI document are open to every caller. */
export function roleGuard(app: OpenAPIHono<ApiEnv>): MiddlewareHandler<ApiEnv> {
  const routeOf = documentedRoutes(app);
  return async (c, next) => {
    const route = routeOf(c);
    if (route !== undefined) {
      requireRole(c, roleOf(route));
      requireScope(c, route);
    }
    await next();
  };
}
