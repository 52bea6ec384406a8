/** Connections: how Muster logs in to each cloud organisation. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { ConnectionSettings } from '../../clouds/connection.ts';
import { checkAllowed } from '../../connections/allowed.ts';
import { checkSettings } from '../../connections/check-settings.ts';
import { DEFAULT_CONNECTION, noConnection } from '../../connections/connection-repository.ts';
import { Conflict, InvalidRequest } from '../../errors.ts';
import type { ConnectionRow } from '../../connections/model.ts';
import type { AccountId, Provider } from '../../ids.ts';
import { numberText } from '../../number-text.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import type { View } from '../view.ts';
import { checkedConnectionSchema, connectionChangeSchema, connectionSchema, newConnectionSchema } from '../schemas/accounts.ts';

const tags = ['connections'];
const params = z.object({ connection_id: z.string().min(1).max(200) });
/** The most accounts that a refusal names. */
const MAX_NAMED = 3;

export const listConnections = createRoute({
  method: 'get',
  path: '/connections',
  operationId: 'listConnections',
  summary: 'List connections',
  description: 'The connections are in no particular order.',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of connections.', content: json(pageOf(connectionSchema)) }, ...problems(400) },
});

export const addConnection = (providers: RouteContext['providers']) =>
  createRoute({
    method: 'post',
    path: '/connections',
    operationId: 'addConnection',
    'x-muster-role': 'admin',
    summary: 'Add a connection',
    description:
      'A connection is one login: to an AWS organization or account, an Azure tenant or an OCI tenancy. It holds no secret, but where a secret is.',
    tags,
    request: { body: { required: true, content: json(newConnectionSchema(providers)) } },
    responses: { 201: { description: 'The connection.', content: json(connectionSchema) }, ...problems(400, 409, 413, 415) },
  });

export const changeConnection = (providers: RouteContext['providers']) =>
  createRoute({
    method: 'patch',
    path: '/connections/{connection_id}',
    operationId: 'changeConnection',
    'x-muster-role': 'admin',
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

export const getConnection = createRoute({
  method: 'get',
  path: '/connections/{connection_id}',
  operationId: 'getConnection',
  summary: 'Get a connection',
  tags,
  request: { params },
  responses: { 200: { description: 'The connection.', content: json(connectionSchema) }, ...problems(400, 404) },
});

export const checkConnection = createRoute({
  method: 'post',
  path: '/connections/{connection_id}/check',
  operationId: 'checkConnection',
  'x-muster-audit': false,
  'x-muster-role': 'admin',
  summary: 'Check a connection',
  description:
    'Logs in, and tells who the login is, which accounts it sees and which permissions it lacks; it opens a session in up to 20 accounts. A login that does not work is an answer and no error. Nothing is changed.',
  tags,
  request: { params },
  responses: { 200: { description: 'How the connection works.', content: json(checkedConnectionSchema) }, ...problems(400, 404, 413) },
});

export const removeConnection = createRoute({
  method: 'delete',
  path: '/connections/{connection_id}',
  operationId: 'removeConnection',
  'x-muster-role': 'admin',
  summary: 'Remove a connection',
  description: 'A connection that accounts use is not removed, nor is the one of this deployment.',
  tags,
  request: { params },
  responses: { 200: { description: 'The connection as it was.', content: json(connectionSchema) }, ...problems(400, 404, 409, 413) },
});

/** @throws Conflict naming how many accounts use the connection */
async function checkUnused(connectionId: string, accounts: RequestContext['accounts']): Promise<void> {
  const users: AccountId[] = [];
  for await (const account of accounts.all({ consistent: true }))
    if (account.connection_id === connectionId) users.push(account.account_id);
  if (users.length === 0) return;
  const named = `${users.slice(0, MAX_NAMED).join(', ')}${users.length > MAX_NAMED ? ', …' : ''}`;
  throw new Conflict(
    `The connection ${connectionId} is used by ${users.length === 1 ? 'one account' : `${numberText(users.length)} accounts`} (${named}): move them to another connection, or remove them, first.`,
  );
}

/** @throws InvalidRequest if the connection could not read accounts any more that use it */
async function checkUsers(
  { connection_id, provider, settings: before }: ConnectionRow,
  settings: ConnectionSettings,
  { accounts, providers }: Pick<RequestContext, 'accounts' | 'providers'>,
): Promise<void> {
  const facts = providers.find(({ id }) => id === provider);
  const lost: string[] = [];
  for await (const account of accounts.all()) {
    if (account.connection_id !== connection_id) continue;
    const why = facts?.cannotRead(account.account_id, settings, before);
    if (why !== undefined) lost.push(`${account.account_id}, which ${why}`);
  }
  const [first] = lost;
  if (first === undefined) return;
  const more = lost.length === 1 ? '' : ` (and ${numberText(lost.length - 1)} more)`;
  throw new InvalidRequest(
    'settings',
    `settings: the connection ${connection_id} could not read an account any more that uses it: ${first}${more}. Add another connection for other accounts, or move or remove these first.`,
  );
}

/** @throws InvalidRequest naming the setting */
function usableSettings(provider: Provider, settings: unknown, { providers, allowed }: RouteContext): ConnectionSettings {
  const facts = providers.find(({ id }) => id === provider);
  if (!facts) throw new InvalidRequest('settings', `settings: Muster does not read ${provider}, so its connections cannot be changed.`);
  const checked = checkSettings(facts, settings);
  checkAllowed(facts, checked, allowed);
  return checked;
}

export function registerConnections(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { connectionCheck, login, providers, clock, random } = routes;

  /** The stored row. @throws NotFound */
  const stored = async (connectionId: string, { connections, only }: View): Promise<ConnectionRow> => {
    if (connectionId === DEFAULT_CONNECTION && only === undefined) return await connections.ensureDefault(login, clock);
    const row = await connections.get(connectionId);
    if (!row) throw noConnection(connectionId);
    return row;
  };

  app.openapi(listConnections, async (c) => {
    const { connections, only } = c.get('view');
    if (only === undefined) await connections.ensureDefault(login, clock);
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
    const settings = usableSettings(requested.provider, requested.settings, routes);
    return c.json(viewOf(connectionSchema, await c.get('view').connections.add({ ...requested, settings }, clock)), 201);
  });

  app.openapi(changeConnection(providers), async (c) => {
    const { connection_id } = c.req.valid('param');
    const { name, settings } = c.req.valid('json');
    if (connection_id === DEFAULT_CONNECTION && settings !== undefined)
      throw new Conflict(
        `The settings of the connection ${DEFAULT_CONNECTION} are those of this deployment; add another connection and move accounts to it.`,
      );
    const context = { ...routes, ...c.get('view') };
    const before = await stored(connection_id, context);
    const usable = settings === undefined ? undefined : usableSettings(before.provider, settings, routes);
    if (usable) await checkUsers(before, usable, context);
    const change = { ...(name !== undefined && { name }), ...(usable && { settings: usable }) };
    const after = viewOf(connectionSchema, await context.connections.change(connection_id, change));
    c.set('changes', [{ subject: connection_id, before: viewOf(connectionSchema, before), after }]);
    return c.json(after, 200);
  });

  app.openapi(getConnection, async (c) =>
    c.json(viewOf(connectionSchema, await stored(c.req.valid('param').connection_id, c.get('view'))), 200),
  );

  app.openapi(checkConnection, async (c) => {
    const { connection_id } = await stored(c.req.valid('param').connection_id, c.get('view'));
    return c.json(viewOf(checkedConnectionSchema, await connectionCheck(connection_id)), 200);
  });

  app.openapi(removeConnection, async (c) => {
    const { connection_id } = c.req.valid('param');
    if (connection_id === DEFAULT_CONNECTION)
      throw new Conflict(`The connection ${DEFAULT_CONNECTION} belongs to this deployment and cannot be removed.`);
    const { accounts, connections } = c.get('view');
    const row = await stored(connection_id, c.get('view'));
    await connections.remove(connection_id, random.hex(16), clock, async () => await checkUnused(connection_id, accounts));
    c.set('changes', [{ subject: connection_id, before: viewOf(connectionSchema, row) }]);
    return c.json(viewOf(connectionSchema, row), 200);
  });
}
