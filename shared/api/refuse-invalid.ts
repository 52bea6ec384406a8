/** Refuses input that a route's schemas do not accept. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, ValidationTargets } from 'hono';
import { routePath } from 'hono/route';
import { z } from 'zod';
import { InvalidRequest } from '../errors.ts';
import { invalidRequestOf } from '../validation/invalid-request.ts';

/** The validation hook of every route. @throws InvalidRequest with one sentence that names the field */
export function refuseInvalid(
  result: { readonly target: keyof ValidationTargets } & (
    | { readonly success: true }
    | { readonly success: false; readonly error: z.ZodError }
  ),
  c: Context,
  { openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>,
): void {
  if (result.success) return;
  if (result.target === 'query') refuseRepeated(result.error, c);
  const path = routePath(c);
  const method = c.req.method.toLowerCase();
  const definition = openAPIRegistry.definitions.find(
    (each) => each.type === 'route' && each.route.method === method && each.route.path.replaceAll(/\{(.+?)\}/g, ':$1') === path,
  );
  const request = definition?.type === 'route' ? definition.route.request : undefined;
  const body = request?.body?.content['application/json'];
  const schema = result.target !== 'json' ? request?.query : body && 'schema' in body ? body.schema : undefined;
  throw invalidRequestOf(
    result.target === 'query' ? ofParameters(result.error) : result.error,
    schema instanceof z.ZodType ? schema : z.unknown(),
    result.target === 'json' ? 'body' : result.target,
  );
}

/** A parameter that may be given several times is a list to zod; people know the name of the parameter, not a place in that list. */
const ofParameters = ({ issues }: z.ZodError): z.ZodError =>
  new z.ZodError(issues.map((issue) => ({ ...issue, path: issue.path.slice(0, 1) })));

/** For `limit=1&limit=2`, zod would say that it expected a text and received a list. */
function refuseRepeated({ issues }: z.ZodError, c: Context): void {
  const name = issues.find(({ code }) => code === 'invalid_type' || code === 'invalid_value')?.path[0];
  if (typeof name === 'string' && (c.req.queries(name)?.length ?? 0) > 1) {
    throw new InvalidRequest(name, `${name}: given several times; give it once.`);
  }
}
