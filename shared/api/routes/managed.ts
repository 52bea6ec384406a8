/** Managed resources: ask for one, list them, change one, delete one, and take over one that is there. */
import { matchedRoutes } from 'hono/route';
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { InvalidRequest, NotTurnedOn } from '../../errors.ts';
import { inexactNumber } from '../../lossless-json.ts';
import { changeManaged, createManaged, deleteManaged, existing, noResource, patchedSpec, requestOf } from '../../managed/actions.ts';
import { adoptManaged } from '../../managed/adopt.ts';
import type { AnyManager } from '../../managed/define-manager.ts';
import { isManagedId, managedId } from '../../managed/managed-id.ts';
import { type JsonObject, type ManagedId, PHASES } from '../../managed/model.ts';
import { type Plan, planOf } from '../../managed/plan.ts';
import { checkedSpec } from '../../managed/requests.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { allowedBy, etagOf } from '../if-match.ts';
import { pageOf, pageQuery, servePage } from '../listing.ts';
import { managedDeps, seenDependencies } from '../managed-deps.ts';
import { managedPage, managedPosition, positionOf } from '../managed-listing.ts';
import { shownManaged } from '../managed-view.ts';
import { json, problems } from '../problems.ts';
import { customerIdText } from '../schemas/customers.ts';
import { etag, ifMatch } from '../schemas/etags.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { managedIdText, managedSchema, planSchema } from '../schemas/managed.ts';
import { adoptionBody, managedBody, managedChangeBody } from '../schemas/managed-bodies.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import { selectedIds } from './resources.ts';

const tags = ['managed resources'];
export const managedParams = z.object({ managed_id: managedIdText });

export const addManaged = (managers: ReadonlyMap<string, AnyManager>) =>
  createRoute({
    method: 'post',
    path: '/managed-resources',
    operationId: 'addManagedResource',
    'x-muster-role': 'operator',
    summary: 'Ask for a resource that Muster creates and keeps',
    description:
      'The worker creates it; `GET /managed-resources/{managed_id}/status` tells how far it is. Everything that is wrong with the request is told at once. If the inventory has a resource of this name, the answer is 409: `POST /managed-resources/adopt` takes it over.',
    tags,
    request: {
      query: z.strictObject({
        dry_run: oneOf(['true', 'false']).default('false').openapi({
          description:
            '`true`: nothing is stored; the answer is what the request would change. If there is such a resource already, that is the change of this one.',
        }),
      }),
      body: { required: true, content: json(managedBody(managers)) },
    },
    responses: {
      200: { description: 'The plan of a dry run.', content: json(planSchema) },
      202: { description: 'The resource.', content: json(managedSchema), headers: etag },
      ...problems(400, 409, 413, 415),
    },
  });

export const listManaged = createRoute({
  method: 'get',
  path: '/managed-resources',
  operationId: 'listManagedResources',
  summary: 'List managed resources, the newest first',
  description: 'A page may be short, or empty, and still have a `next_cursor`.',
  tags,
  request: {
    query: z.strictObject({
      ...pageQuery,
      type: severalOf(z.string().max(63), { example: 'database' }),
      phase: severalOf(oneOf(PHASES)),
      account_id: severalOf(accountSelectorText, { description: SELECTED }),
      customer_id: customerIdText.optional(),
    }),
  },
  responses: { 200: { description: 'A page of managed resources.', content: json(pageOf(managedSchema)) }, ...problems(400, 409) },
});

export const getManaged = createRoute({
  method: 'get',
  path: '/managed-resources/{managed_id}',
  operationId: 'getManagedResource',
  summary: 'Show a managed resource',
  tags,
  request: { params: managedParams },
  responses: { 200: { description: 'The resource.', content: json(managedSchema), headers: etag }, ...problems(400, 404, 409) },
});

export const changeOne = createRoute({
  method: 'patch',
  path: '/managed-resources/{managed_id}',
  operationId: 'changeManagedResource',
  'x-muster-role': 'operator',
  summary: 'Change a managed resource',
  description:
    'The body is a merge patch (RFC 7396): objects are merged, lists are replaced, and null takes a field out. Fields that cannot be changed once the resource exists are refused (400); a change that would replace a resource is refused if it is to be retained (409).',
  tags,
  request: { params: managedParams, headers: ifMatch, body: { required: true, content: json(managedChangeBody) } },
  responses: {
    202: { description: 'The resource.', content: json(managedSchema), headers: etag },
    ...problems(400, 404, 409, 412, 413, 415),
  },
});

export const removeManaged = createRoute({
  method: 'delete',
  path: '/managed-resources/{managed_id}',
  operationId: 'deleteManagedResource',
  'x-muster-role': 'operator',
  summary: 'Delete a managed resource',
  description:
    'What becomes of the resource at its provider, its `deletion_policy` says. It is refused while others depend on it that are to stay (409).',
  tags,
  request: { params: managedParams, headers: ifMatch },
  responses: {
    202: { description: 'The resource, which is being deleted.', content: json(managedSchema) },
    ...problems(400, 404, 409, 412, 413),
  },
});

export const adoptOne = createRoute({
  method: 'post',
  path: '/managed-resources/adopt',
  operationId: 'adoptResource',
  'x-muster-role': 'operator',
  summary: 'Take an inventoried resource under management',
  description:
    'The resource is not touched: its configuration becomes what is specified. It is retained when it is deleted here, unless the request says otherwise.',
  tags,
  request: { body: { required: true, content: json(adoptionBody) } },
  responses: {
    202: { description: 'The managed resource.', content: json(managedSchema), headers: etag },
    ...problems(400, 404, 409, 413, 415),
  },
});

const NOT_ON =
  'This deployment manages no resources; deploy it with -c muster:manage=true, or start the local platform with "npm start -- --manage".';

/** @throws NotFound for a text that is no id */
export function idOf(text: string): ManagedId {
  if (isManagedId(text)) return text;
  throw noResource(text);
}

/**
 * JSON is parsed before the handler sees it, and JavaScript would have changed the number.
 * @throws InvalidRequest naming `body`
 */
export async function exactBody(c: Context<ApiEnv>, body: JsonObject): Promise<JsonObject> {
  const number = inexactNumber(await c.req.text());
  if (number === undefined) return body;
  throw new InvalidRequest('body', `body: the number ${number.slice(0, 60)} cannot be kept exactly; write it as a text, in quotes.`);
}

export function registerManaged(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { management, clock } = routes;
  // It comes before the handlers of every route of managed resources.
  app.use('/managed-resources/*', async (c, next) => {
    // A method that the path does not have is answered with 405, whether or not resources are managed.
    const asked = c.req.method === 'HEAD' ? 'GET' : c.req.method;
    const isRoute = matchedRoutes(c).some(({ method }) => method === asked);
    if (isRoute && !management.isOn) throw new NotTurnedOn(NOT_ON);
    await next();
  });

  /** The plan of a request for a new resource, or of a change of one that is there. */
  async function dryRun(c: Context<ApiEnv>, body: JsonObject): Promise<Plan & { readonly managed_id: string }> {
    const deps = managedDeps(c, routes);
    const asked = await checkedSpec(body, deps);
    const [row] = await deps.resources.getMany([managedId(asked)]);
    const spec = row ? await patchedSpec(row.spec, requestOf(asked), deps) : asked;
    const manager = management.managers.get(spec.type);
    if (!manager) throw new InvalidRequest('type', 'type: there is no such type.');
    const dependencies = await seenDependencies(spec, deps);
    return { managed_id: managedId(spec), ...planOf({ spec, manager, row, dependencies, now: clock.now() }) };
  }

  app.openapi(addManaged(management.managers), async (c) => {
    const body = await exactBody(c, c.req.valid('json'));
    if (c.req.valid('query').dry_run === 'true') {
      c.set('changes', []);
      return c.json(await dryRun(c, body), 200);
    }
    const row = await createManaged(body, managedDeps(c, routes));
    c.header('ETag', etagOf(row.generation));
    c.set('changes', [{ subject: row.managed_id, after: shownManaged(row) }]);
    return c.json(shownManaged(row), 202);
  });

  app.openapi(listManaged, async (c) => {
    const { type, phase, account_id, customer_id, ...page } = c.req.valid('query');
    const view = c.get('view');
    const unknown = type?.find((each) => !management.managers.has(each));
    if (unknown !== undefined) {
      const known = [...management.managers.keys()].toSorted();
      throw new InvalidRequest(
        'type',
        `type: ${JSON.stringify(unknown)} is no type of managed resources; there are ${known.join(', ')}.`,
        known,
      );
    }
    const filter = {
      types: type,
      phases: phase,
      accounts: account_id && (await selectedIds(account_id, view.accounts)),
      customer: customer_id === undefined ? undefined : (await view.customers.require(customer_id)).customer_id,
    };
    return c.json(
      await servePage(page, {
        query: ['managed', type, phase, filter.accounts, customer_id],
        position: managedPosition,
        read: async (options) => await managedPage(filter, options, view.managed),
        view: shownManaged,
        after: positionOf,
      }),
      200,
    );
  });

  app.openapi(adoptOne, async (c) => {
    const row = await adoptManaged(await exactBody(c, c.req.valid('json')), managedDeps(c, routes));
    c.header('ETag', etagOf(row.generation));
    c.set('changes', [{ subject: row.managed_id, after: shownManaged(row) }]);
    return c.json(shownManaged(row), 202);
  });

  app.openapi(getManaged, async (c) => {
    const row = await existing(idOf(c.req.valid('param').managed_id), managedDeps(c, routes));
    c.header('ETag', etagOf(row.generation));
    return c.json(shownManaged(row), 200);
  });

  app.openapi(changeOne, async (c) => {
    const isExpected = allowedBy(c.req.valid('header')['if-match']);
    const patch = await exactBody(c, c.req.valid('json'));
    const { before, after } = await changeManaged(idOf(c.req.valid('param').managed_id), patch, managedDeps(c, routes), isExpected);
    c.header('ETag', etagOf(after.generation));
    c.set('changes', [{ subject: after.managed_id, before: shownManaged(before), after: shownManaged(after) }]);
    return c.json(shownManaged(after), 202);
  });

  app.openapi(removeManaged, async (c) => {
    const isExpected = allowedBy(c.req.valid('header')['if-match']);
    const { before, after } = await deleteManaged(idOf(c.req.valid('param').managed_id), managedDeps(c, routes), isExpected);
    c.set('changes', [{ subject: after.managed_id, before: shownManaged(before), after: shownManaged(after) }]);
    return c.json(shownManaged(after), 202);
  });
}
