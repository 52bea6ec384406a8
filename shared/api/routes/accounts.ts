/** Accounts: register, sync, list, show, enable, disable and remove. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import pLimit from 'p-limit';
import { DEFAULT_CONNECTION, noConnection } from '../../connections/connection-repository.ts';
import { selectAccounts } from '../../connections/select-accounts.ts';
import type { AccountDirectory, NewAccount } from '../../connections/account-repository.ts';
import type { AccountRow } from '../../connections/model.ts';
import { InvalidRequest, NotFound } from '../../errors.ts';
import { noCustomer } from '../../customers/customer-repository.ts';
import { type AccountId, isOfCloud, parseAccountId } from '../../ids.ts';
import { beingRemoved, checkConnection, isKept, loginsOf, storeDefault } from '../account-connections.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { removeAccount } from '../remove-account.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { customerIdText } from '../schemas/customers.ts';
import { accountIdText, accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { severalOf } from '../schemas/texts.ts';
import type { Key } from '../../storage/store.ts';
import type { View } from '../view.ts';
import {
  accountChangeSchema,
  accountSchema,
  accountSyncSchema,
  addedAccountsSchema,
  newAccountsSchema,
  removedAccountSchema,
  runningSyncSchema,
  syncRequestSchema,
} from '../schemas/accounts.ts';

const params = z.object({ account_id: accountIdText });
const tags = ['accounts'];
const WRITES_AT_ONCE = 16;
/** API Gateway waits 30 seconds for an answer. */
const REMOVE_FOR_MS = 15_000;

export const listAccounts = createRoute({
  method: 'get',
  path: '/accounts',
  operationId: 'listAccounts',
  summary: 'List accounts',
  description: 'The accounts are in no particular order; those that are selected are ordered by id.',
  tags,
  request: {
    query: z.strictObject({
      ...pageQuery,
      account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'tag:team=payments' }),
      customer_id: customerIdText.optional().openapi({ description: 'Only accounts that this customer owns whole.' }),
    }),
  },
  responses: { 200: { description: 'A page of accounts.', content: json(pageOf(accountSchema)) }, ...problems(400) },
});

export const addAccounts = createRoute({
  method: 'post',
  path: '/accounts',
  operationId: 'addAccounts',
  'x-muster-role': 'admin',
  summary: 'Register accounts',
  description: 'Accounts are registered only if the whole request is valid. The request is safe to repeat.',
  tags,
  request: { body: { required: true, content: json(newAccountsSchema) } },
  responses: {
    200: { description: 'Each account, and whether it is new.', content: json(addedAccountsSchema) },
    ...problems(400, 409, 413, 415),
  },
});

export const syncRoute = createRoute({
  method: 'post',
  path: '/accounts/sync',
  operationId: 'syncAccounts',
  'x-muster-role': 'admin',
  summary: 'Sync the accounts with what the connections see',
  description:
    'Registers the accounts that the login of each connection sees, with their organizational units, names and tags; disables those that are suspended, closed or have left. A connection that cannot be read changes nothing. The request is safe to repeat.',
  tags,
  request: { body: { required: false, content: json(syncRequestSchema) } },
  responses: {
    200: { description: 'What was changed, or would be.', content: json(accountSyncSchema) },
    202: { description: 'The sync takes longer and goes on.', content: json(runningSyncSchema) },
    ...problems(400, 404, 413, 415),
  },
});

export const getAccount = createRoute({
  method: 'get',
  path: '/accounts/{account_id}',
  operationId: 'getAccount',
  summary: 'Show an account',
  tags,
  request: { params },
  responses: { 200: { description: 'The account.', content: json(accountSchema) }, ...problems(400, 404) },
});

export const changeAccount = createRoute({
  method: 'patch',
  path: '/accounts/{account_id}',
  operationId: 'changeAccount',
  'x-muster-role': 'admin',
  summary: 'Enable, disable, rename or move an account',
  tags,
  request: { params, body: { required: true, content: json(accountChangeSchema) } },
  responses: { 200: { description: 'The account as it is now.', content: json(accountSchema) }, ...problems(400, 404, 409, 413, 415) },
});

export const removeOne = createRoute({
  method: 'delete',
  path: '/accounts/{account_id}',
  operationId: 'removeAccount',
  'x-muster-role': 'admin',
  summary: 'Remove an account',
  description:
    'Deletes the account and the resources, findings and coverage that are stored of it. Later jobs and exports leave it out; exports that were made before keep it. Refused while a job works on the account.',
  tags,
  request: { params },
  responses: { 200: { description: 'Whether the account is gone.', content: json(removedAccountSchema) }, ...problems(400, 404, 409, 413) },
});

/** The stored row. @throws NotFound */
async function registered(id: AccountId, accounts: AccountDirectory): Promise<AccountRow> {
  const account = await accounts.get(id);
  if (!account) throw new NotFound(`No account ${id} is registered.`, { role: 'admin', text: 'POST /accounts registers it.' });
  return account;
}

type RequestedAccount = z.infer<typeof newAccountsSchema>['accounts'][number];

/** @throws InvalidRequest naming the first entry that cannot be registered */
async function checked(requested: readonly RequestedAccount[], context: RequestContext): Promise<readonly NewAccount[]> {
  const accounts = requested.map(({ account_id, connection_id, ...rest }, index) => ({
    ...rest,
    account_id: parseAccountId(account_id, `accounts[${index}].account_id`),
    connection_id: connection_id ?? DEFAULT_CONNECTION,
  }));
  const seen = new Set<string>();
  for (const [index, { account_id }] of accounts.entries()) {
    if (!isOfCloud(account_id))
      throw new InvalidRequest(
        `accounts[${index}].account_id`,
        `accounts[${index}].account_id: ${account_id} holds what POST /resources registers, and is there once something is; leave it out.`,
      );
    if (seen.has(account_id))
      throw new InvalidRequest(
        `accounts[${index}].account_id`,
        `accounts[${index}].account_id: ${account_id} is listed twice; list it once.`,
      );
    seen.add(account_id);
  }
  const named = new Set(accounts.map(({ connection_id }) => connection_id));
  const known = await loginsOf([...named], context);
  for (const [index, { account_id, connection_id }] of accounts.entries())
    await checkConnection(account_id, { id: connection_id, field: `accounts[${index}].connection_id`, known }, context);
  return accounts;
}

/** The part of an account that people set. */
const settingsOf = ({ name, enabled, connection_id }: AccountRow) => ({ name, enabled, connection_id });

/** The accounts that the filters select, by id; undefined without filters. @throws InvalidRequest naming the filter whose value does not exist */
async function selectedRows(
  { account_id, customer_id }: Pick<z.output<typeof listAccounts.request.query>, 'account_id' | 'customer_id'>,
  { accounts, customers }: Pick<View, 'accounts' | 'customers'>,
): Promise<readonly AccountRow[] | undefined> {
  const selected = account_id && (await selectAccounts(account_id, accounts, { field: 'account_id' }));
  if (customer_id === undefined) return selected;
  const customer = await customers.get(customer_id);
  if (!customer) throw new InvalidRequest('customer_id', `customer_id: ${noCustomer(customer_id).message}`);
  const owned = new Set(await accounts.ownedBy(customer.customer_id));
  const rows = selected?.filter((row) => owned.has(row.account_id)) ?? (await accounts.getMany([...owned]));
  return rows.toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1));
}

function selectedPage(selected: readonly AccountRow[], { limit, cursor }: { readonly limit: number; readonly cursor?: Key | undefined }) {
  const rest = selected.filter(({ account_id }) => cursor === undefined || account_id > String(cursor['account_id']));
  const items = rest.slice(0, limit);
  return { items, ...(rest.length > items.length && { cursor: { account_id: items.at(-1)!.account_id } }) };
}

export function registerAccounts(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { clock, outbox } = routes;

  app.openapi(listAccounts, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    const selected = await selectedRows(filters, c.get('view'));
    const page = { limit, ...(cursor !== undefined && { cursor }) };
    return c.json(
      await servePage(page, {
        query: ['accounts', filters.account_id, filters.customer_id],
        position: z.strictObject({ account_id: z.string().min(1).max(200) }),
        read: async (options) => (selected ? selectedPage(selected, options) : await c.get('view').accounts.list(options)),
        view: (row) => viewOf(accountSchema, row),
        after: ({ account_id }) => ({ account_id }),
      }),
      200,
    );
  });

  app.openapi(addAccounts, async (c) => {
    const context = { ...routes, ...c.get('view') };
    const requested = await checked(c.req.valid('json').accounts, context);
    await storeDefault(
      requested.map(({ connection_id }) => connection_id),
      context,
    );
    const added = await pLimit(WRITES_AT_ONCE).map(requested, async (account) => context.accounts.add(account, clock));
    const fresh = added.flatMap(({ result, account }) => (result === 'created' ? [account] : []));
    for (const [connection, rows] of Map.groupBy(fresh, ({ connection_id }) => connection_id)) {
      if (await isKept(connection, context)) continue;
      await pLimit(WRITES_AT_ONCE).map(rows, async (row) => context.accounts.withdraw(row));
      throw beingRemoved(connection);
    }
    c.set(
      'changes',
      fresh.map((row) => ({ subject: row.account_id, after: viewOf(accountSchema, row) })),
    );
    return c.json({ accounts: added.map(({ result, account }) => ({ result, account: viewOf(accountSchema, account) })) }, 200);
  });

  app.openapi(syncRoute, async (c) => {
    const request = c.req.valid('json');
    const { connections } = c.get('view');
    const { connection_id: id } = request;
    if (id === undefined || id === DEFAULT_CONNECTION) await connections.ensureDefault(routes.login, clock);
    else if (!(await connections.get(id))) throw noConnection(id);
    const done = await routes.accountSync(request);
    if (done) return c.json(viewOf(accountSyncSchema, done), 200);
    return c.json({ running: true as const, message: 'The sync takes longer and goes on; GET /accounts shows what it changes.' }, 202);
  });

  app.openapi(getAccount, async (c) => {
    const id = parseAccountId(c.req.valid('param').account_id);
    return c.json(viewOf(accountSchema, await registered(id, c.get('view').accounts)), 200);
  });

  app.openapi(changeAccount, async (c) => {
    const id = parseAccountId(c.req.valid('param').account_id);
    const change = c.req.valid('json');
    const context = { ...routes, ...c.get('view') };
    const { accounts } = context;
    const to = change.connection_id;
    const before = await registered(id, accounts);
    const record = (after: AccountRow): void => c.set('changes', [{ subject: id, before: settingsOf(before), after: settingsOf(after) }]);
    if (to === undefined) {
      const changed = await accounts.change(id, change);
      record(changed);
      return c.json(viewOf(accountSchema, changed), 200);
    }
    const { connection_id: from } = before;
    const known = await loginsOf([from, to], context);
    await checkConnection(id, { id: to, field: 'connection_id', known, before: known.get(from)?.settings }, context);
    await storeDefault([to], context);
    const changed = await accounts.change(id, change);
    if (from !== to && !(await isKept(to, context))) {
      await accounts.moveBack(id, to, from);
      throw beingRemoved(to);
    }
    record(changed);
    return c.json(viewOf(accountSchema, changed), 200);
  });

  app.openapi(removeOne, async (c) => {
    const account_id = parseAccountId(c.req.valid('param').account_id);
    const before = await c.get('view').accounts.get(account_id);
    const removed = await removeAccount(account_id, { ...c.get('view'), outbox, clock, until: clock.now() + REMOVE_FOR_MS });
    c.set('changes', [{ subject: account_id, ...(before && { before: settingsOf(before) }), ...(!removed && { after: { removed } }) }]);
    return c.json({ account_id, removed }, 200);
  });
}
