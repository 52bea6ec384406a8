/** Connections: how Muster logs in to each cloud organisation. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { DEFAULT_CONNECTION } from '../../connections/connection-repository.ts';
import { Conflict } from '../../errors.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { connectionSchema, newConnectionSchema } from '../schemas/accounts.ts';

const tags = ['connections'];

const listConnections = createRoute({
  method: 'get',
  path: '/connections',
  operationId: 'listConnections',
  summary: 'List connections',
  description: 'The connections are in no particular order.',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of connections.', content: json(pageOf(connectionSchema)) }, ...problems(400) },
});

const addConnection = (providers: RouteContext['providers']) =>
  createRoute({
    method: 'post',
    path: '/connections',
    operationId: 'addConnection',
    summary: 'Add a connection',
    description: 'A connection serves accounts whose role has another name or external id than that of this deployment.',
    tags,
    request: { body: { required: true, content: json(newConnectionSchema(providers)) } },
    responses: { 201: { description: 'The connection.', content: json(connectionSchema) }, ...problems(400, 409, 413, 415) },
  });

export function registerConnections(app: OpenAPIHono<ApiEnv>, { connections, login, providers, clock }: RouteContext): void {
  app.openapi(listConnections, async (c) => {
    await connections.ensureDefault(login, clock);
    return c.json(
      await servePage(c.req.valid('query'), {
        query: ['connections'],
        position: z.strictObject({ connection_id: z.string().min(1).max(200) }),
        read: async (options) => connections.list(options),
        view: (row) => viewOf(connectionSchema, row),
        after: ({ connection_id }) => ({ connection_id }),
      }),
      200,
    );
  });

  app.openapi(addConnection(providers), async (c) => {
    const requested = c.req.valid('json');
    if (requested.connection_id === DEFAULT_CONNECTION) {
      throw new Conflict(`The connection ${DEFAULT_CONNECTION} belongs to this deployment; choose another connection_id.`);
    }
    return c.json(viewOf(connectionSchema, await connections.add(requested, clock)), 201);
  });
}
