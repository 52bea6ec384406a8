/** The types of resources that Muster can manage. They are told whether or not the deployment manages any. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { NotFound } from '../../errors.ts';
import { suggestion } from '../../validation/nearest.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { shownManager, shownSummary } from '../managed-view.ts';
import { json, problems } from '../problems.ts';
import { managerSchema, managerSummarySchema } from '../schemas/managed.ts';

const tags = ['managed resources'];

export const listManagers = createRoute({
  method: 'get',
  path: '/managers',
  operationId: 'listManagers',
  summary: 'List the types of resources that can be managed',
  tags,
  request: { query: z.strictObject({}) },
  responses: {
    200: {
      description: 'The types, and whether this deployment manages resources.',
      content: json(z.object({ enabled: z.boolean(), items: z.array(managerSummarySchema).readonly() })),
    },
    ...problems(400),
  },
});

export const getManager = createRoute({
  method: 'get',
  path: '/managers/{type}',
  operationId: 'getManager',
  summary: 'Show a type of resources that can be managed',
  description: 'Its schema, defaults, sizes, operations, outputs, and the permissions that it needs.',
  tags,
  request: { params: z.object({ type: z.string().min(1).max(63).openapi({ example: 'database' }) }) },
  responses: { 200: { description: 'The type.', content: json(managerSchema) }, ...problems(400, 404) },
});

export function registerManagers(app: OpenAPIHono<ApiEnv>, { management }: RouteContext): void {
  app.openapi(listManagers, (c) => c.json({ enabled: management.isOn, items: [...management.managers.values()].map(shownSummary) }, 200));

  app.openapi(getManager, (c) => {
    const { type } = c.req.valid('param');
    const manager = management.managers.get(type);
    if (manager) return c.json(shownManager(manager), 200);
    const types = [...management.managers.keys()].toSorted();
    throw new NotFound(
      `There is no type ${JSON.stringify(type)} of managed resources; there are ${types.join(', ')}.${suggestion(type, types)}`,
    );
  });
}
