/** One managed resource: how it stands, what has happened to it, what would change, and operations on it. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { existing, reconcileManaged } from '../../managed/actions.ts';
import { planMany } from '../../managed/plan-many.ts';
import { planOf } from '../../managed/plan.ts';
import { requestOperation } from '../../managed/request-operation.ts';
import { Conflict } from '../../errors.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { managedDeps, seenDependencies } from '../managed-deps.ts';
import { shownManaged, shownStatus } from '../managed-view.ts';
import { json, problems } from '../problems.ts';
import { managedEventSchema, plannedSchema, planSchema, requestedOperationSchema, statusSchema } from '../schemas/managed.ts';
import { parametersBody, planRequestSchema } from '../schemas/managed-bodies.ts';
import { exactBody, idOf, managedParams } from './managed.ts';

const tags = ['managed resources'];

export const getStatus = createRoute({
  method: 'get',
  path: '/managed-resources/{managed_id}/status',
  operationId: 'getManagedStatus',
  summary: 'Show how a managed resource stands',
  tags,
  request: { params: managedParams },
  responses: { 200: { description: 'The status.', content: json(statusSchema) }, ...problems(400, 404, 409) },
});

export const listManagedEvents = createRoute({
  method: 'get',
  path: '/managed-resources/{managed_id}/events',
  operationId: 'listManagedEvents',
  summary: 'List what has happened to a managed resource, the newest first',
  description: 'Events are kept for 90 days.',
  tags,
  request: { params: managedParams, query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of events.', content: json(pageOf(managedEventSchema)) }, ...problems(400, 404, 409) },
});

export const getPlan = createRoute({
  method: 'get',
  path: '/managed-resources/{managed_id}/plan',
  operationId: 'getManagedPlan',
  summary: 'Show what the next step would change',
  description: 'From what was seen last: no provider is asked, and `observed_seconds_ago` tells how old that is.',
  tags,
  request: { params: managedParams },
  responses: { 200: { description: 'The plan.', content: json(planSchema) }, ...problems(400, 404, 409) },
});

export const planSeveral = createRoute({
  method: 'post',
  path: '/managed-resources/plan',
  operationId: 'planManagedResources',
  'x-muster-role': 'viewer',
  'x-muster-audit': false,
  summary: 'Show what several requests would change',
  description:
    'Nothing is stored. The requests may depend on each other, in any order; everything that is wrong with any of them is told at once. The plans come in the order in which the requests are to be sent.',
  tags,
  request: { body: { required: true, content: json(planRequestSchema) } },
  responses: {
    200: { description: 'The plans.', content: json(z.object({ items: z.array(plannedSchema).readonly() })) },
    ...problems(400, 409, 413, 415),
  },
});

export const reconcileOne = createRoute({
  method: 'post',
  path: '/managed-resources/{managed_id}/reconcile',
  operationId: 'reconcileManagedResource',
  'x-muster-role': 'operator',
  summary: 'Look at a managed resource now',
  description: 'Otherwise it is looked at every 10 minutes while it is not ready, and every 6 hours afterwards.',
  tags,
  request: { params: managedParams },
  responses: { 202: { description: 'The status as it was before.', content: json(statusSchema) }, ...problems(400, 404, 409, 413) },
});

export const operateOn = createRoute({
  method: 'post',
  path: '/managed-resources/{managed_id}/operations/{name}',
  operationId: 'operateOnManagedResource',
  'x-muster-role': 'operator',
  summary: 'Do something to a managed resource once, such as a snapshot',
  description: '`GET /managers/{type}` lists the operations of a type. Those of one resource run one after the other.',
  tags,
  request: {
    params: managedParams.extend({ name: z.string().min(1).max(63).openapi({ example: 'snapshot' }) }),
    body: { required: false, content: json(parametersBody) },
  },
  responses: { 202: { description: 'The operation.', content: json(requestedOperationSchema) }, ...problems(400, 404, 409, 413, 415) },
});

export function registerManagedDetails(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { management, clock } = routes;

  app.openapi(getStatus, async (c) =>
    c.json(shownStatus(await existing(idOf(c.req.valid('param').managed_id), managedDeps(c, routes))), 200),
  );

  app.openapi(listManagedEvents, async (c) => {
    const { managed_id } = await existing(idOf(c.req.valid('param').managed_id), managedDeps(c, routes));
    return c.json(
      await servePage(c.req.valid('query'), {
        query: ['managed events', managed_id],
        position: z.strictObject({ managed_id: z.literal(managed_id), entry: z.string().max(200) }),
        read: async (options) => await c.get('view').managed.log(managed_id, options),
        view: (event) => viewOf(managedEventSchema, event),
        after: ({ entry }) => ({ managed_id, entry }),
      }),
      200,
    );
  });

  app.openapi(planSeveral, async (c) => {
    const deps = managedDeps(c, routes);
    const { resources } = c.req.valid('json');
    const items = await planMany(resources, { ...deps, seen: async (spec) => await seenDependencies(spec, deps) });
    return c.json({ items: items.map((each) => viewOf(plannedSchema, each)) }, 200);
  });

  app.openapi(getPlan, async (c) => {
    const deps = managedDeps(c, routes);
    const row = await existing(idOf(c.req.valid('param').managed_id), deps);
    const manager = management.managers.get(row.spec.type);
    if (!manager)
      throw new Conflict(
        `This version of Muster has no manager of the type ${row.spec.type}, so that there is no plan; deploy one that has it.`,
      );
    const dependencies = await seenDependencies(row.spec, deps);
    return c.json({ managed_id: row.managed_id, ...planOf({ spec: row.spec, manager, row, dependencies, now: clock.now() }) }, 200);
  });

  app.openapi(reconcileOne, async (c) => {
    const row = await reconcileManaged(idOf(c.req.valid('param').managed_id), managedDeps(c, routes));
    c.set('changes', [{ subject: row.managed_id, after: { next_reconcile_at: row.next_reconcile_at } }]);
    return c.json(shownStatus(row), 202);
  });

  app.openapi(operateOn, async (c) => {
    const { managed_id, name } = c.req.valid('param');
    const parameters = await exactBody(c, c.req.valid('json'));
    const { before, after, operation } = await requestOperation(idOf(managed_id), name, parameters, managedDeps(c, routes));
    c.set('changes', [{ subject: after.managed_id, before: shownManaged(before), after: shownManaged(after) }]);
    return c.json(viewOf(requestedOperationSchema, operation), 202);
  });
}
