/** Records every change that a request makes, before it is answered. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { type AuditLog, type Change, NotRecorded } from '../audit/audit-log.ts';
import type { ApiEnv } from './api-env.ts';
import { documentedRoutes, type DocumentedRoute } from './documented-routes.ts';

/** The member of a route that changes nothing although it is no GET: `'x-muster-audit': false`. */
export const AUDIT = 'x-muster-audit';

/**
 * Writes an entry for each change of a route that changes something and succeeds: those that its handler has set as `changes`, else one of what the path or the
 * answer names, with the answer as the state afterwards. If it cannot be written, the answer is 500 and says that the change was made.
 */
export function auditTrail(app: OpenAPIHono<ApiEnv>, log: AuditLog): MiddlewareHandler<ApiEnv> {
  const routeOf = documentedRoutes(app);
  return async (c, next) => {
    await next();
    const route = routeOf(c);
    if (route === undefined || route.method === 'get' || route[AUDIT] === false || c.res.status >= 400) return;
    const { id, name, role, scope } = c.get('principal');
    const changes = c.get('changes') ?? [await changeOf(c)];
    if (changes.length === 0) return;
    try {
      await log.record(changes, {
        who: id,
        who_name: name,
        role,
        ...(scope.kind === 'limited' && scope.customer_id !== undefined && { customer_id: scope.customer_id }),
        what: operationOf(route),
        request_id: c.get('requestId'),
      });
    } catch (cause) {
      throw new NotRecorded({ cause });
    }
  };
}

const operationOf = ({ operationId, method, path }: DocumentedRoute): string => operationId ?? `${method} ${path}`;

/** The fields by which an answer names what was made. */
const IDS = [
  'job_id',
  'suppression_id',
  'connection_id',
  'finding_id',
  'resource_uid',
  'customer_id',
  'account_id',
  'policy_id',
  'type',
] as const;

/** The change that path and answer tell of. */
async function changeOf(c: Context<ApiEnv>): Promise<Change> {
  const named = Object.values(c.req.param() as Readonly<Record<string, string>>).at(-1);
  const isJson = c.res.headers.get('content-type')?.includes('json') === true;
  const answer: unknown = isJson ? await c.res.clone().json() : undefined;
  const fields = (typeof answer === 'object' && answer !== null ? answer : {}) as Readonly<Record<string, unknown>>;
  const made = IDS.map((field) => fields[field]).find((id) => typeof id === 'string');
  return { subject: named ?? made ?? c.req.path, ...(c.req.method !== 'DELETE' && answer !== undefined && { after: answer }) };
}
