/** Connections: how Muster logs in to each cloud organisation. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { DEFAULT_CONNECTION, noConnection } from '../../connections/connection-repository.ts';
import { Conflict, InvalidRequest } from '../../errors.ts';
import type { AccountId } from '../../ids.ts';
import { numberText } from '../../number-text.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { connectionChangeSchema, connectionSchema, newConnectionSchema } from '../schemas/accounts.ts';

const tags = ['connections'];
const params = z.object({ connection_id: z.string().min(1).max(200) });
/** The most accounts that a refusal names. */
const MAX_NAMED = 3;

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

const changeConnection = (providers: RouteContext['providers']) =>
  createRoute({
    method: 'patch',
    path: '/connections/{connection_id}',
    operationId: 'changeConnection',
    summary: 'Rename a connection, or change its settings',
    description: 'The next job over its accounts uses the new settings.',
    tags,
    request: {
      params,
      body: { required: true, content: json(connectionChangeSchema(providers)) },
    },
    responses: {
      200: { description: 'The connection as it is now.', content: json(connectionSchema) },
      ...problems(400, 404, 409, 413, 415),
    },
  });

const removeConnection = createRoute({
  method: 'delete',
  path: '/connections/{connection_id}',
  operationId: 'removeConnection',
  summary: 'Remove a connection',
  description: 'A connection that accounts use is not removed, nor is the one of this deployment.',
  tags,
  request: { params },
  responses: { 200: { description: 'The connection as it was.', content: json(connectionSchema) }, ...problems(400, 404, 409, 413) },
});

/** @throws Conflict naming how many accounts use the connection */
async function checkUnused(connectionId: string, accounts: RouteContext['accounts']): Promise<void> {
  const users: AccountId[] = [];
  for await (const account of accounts.all({ consistent: true }))
    if (account.connection_id === connectionId) users.push(account.account_id);
  if (users.length === 0) return;
  const named = `${users.slice(0, MAX_NAMED).join(', ')}${users.length > MAX_NAMED ? ', …' : ''}`;
  throw new Conflict(
    `The connection ${connectionId} is used by ${users.length === 1 ? 'one account' : `${numberText(users.length)} accounts`} (${named}): move them to another connection, or remove them, first.`,
  );
}

/** Refuses a role that the deployment may not assume: its accounts would all be denied, and the members be blamed. @throws InvalidRequest naming `settings.role_name` */
function checkRole(settings: Readonly<Record<string, unknown>> | undefined, allowed: readonly string[] | undefined): void {
  const role = settings?.['role_name'];
  if (typeof role !== 'string' || allowed === undefined || allowed.includes(role)) return;
  throw new InvalidRequest(
    'settings.role_name',
    `settings.role_name: this deployment may not assume roles of the name ${JSON.stringify(role)}; allowed are ${allowed.join(', ')}. To allow another, deploy with the context value muster:role-names.`,
    allowed,
  );
}

export function registerConnections(
  app: OpenAPIHono<ApiEnv>,
  { accounts, connections, login, providers, roleNames, clock, random }: RouteContext,
): void {
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
    checkRole(requested.settings, roleNames);
    return c.json(viewOf(connectionSchema, await connections.add(requested, clock)), 201);
  });

  app.openapi(changeConnection(providers), async (c) => {
    const { connection_id } = c.req.valid('param');
    const { name, settings } = c.req.valid('json');
    if (connection_id === DEFAULT_CONNECTION && settings !== undefined)
      throw new Conflict(
        `The settings of the connection ${DEFAULT_CONNECTION} are those of this deployment; add another connection and move accounts to it.`,
      );
    if (connection_id === DEFAULT_CONNECTION) await connections.ensureDefault(login, clock);
    else if (!(await connections.get(connection_id))) throw noConnection(connection_id);
    checkRole(settings, roleNames);
    const change = { ...(name !== undefined && { name }), ...(settings !== undefined && { settings }) };
    return c.json(viewOf(connectionSchema, await connections.change(connection_id, change)), 200);
  });

  app.openapi(removeConnection, async (c) => {
    const { connection_id } = c.req.valid('param');
    if (connection_id === DEFAULT_CONNECTION)
      throw new Conflict(`The connection ${DEFAULT_CONNECTION} belongs to this deployment and cannot be removed.`);
    const row = await connections.get(connection_id);
    if (!row) throw noConnection(connection_id);
    await connections.remove(connection_id, random.hex(16), clock, async () => await checkUnused(connection_id, accounts));
    return c.json(viewOf(connectionSchema, row), 200);
  });
}
