/** Customers, and what they own. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { noCustomer } from '../../customers/customer-repository.ts';
import type { AssignmentRow, CustomerRow } from '../../customers/model.ts';
import { removeCustomer } from '../../customers/remove-customer.ts';
import { Conflict, NotFound } from '../../errors.ts';
import { isOfCloud, parseAccountId, parseResourceUid, type ResourceUid } from '../../ids.ts';
import { readableUid } from '../../readable-ids.ts';
import { epochSeconds } from '../../seams.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { allowedBy, etagOf } from '../if-match.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { type Owned, ownedPage, ownedPosition } from '../owned-listing.ts';
import { json, problems } from '../problems.ts';
import {
  accountAssignmentSchema,
  assignmentSchema,
  customerChangeSchema,
  customerIdText,
  customerSchema,
  newCustomerSchema,
  ownedSchema,
  removedCustomerSchema,
} from '../schemas/customers.ts';
import { etag, ifMatch } from '../schemas/etags.ts';
import { checkedUid } from './resources.ts';

const tags = ['customers'];

/** A removal that takes longer is continued by the next request; API Gateway waits 30 seconds. */
const REMOVE_FOR_MS = 20_000;

const params = z.object({ customer_id: customerIdText });
const accountParams = params.extend({ account_id: z.string().max(200).openapi({ example: 'aws:123456789012' }) });
const ownedParams = params.extend({
  uid: z.string().max(4096).openapi({ description: 'The `id` or the `resource_uid` of the resource, percent-encoded.' }),
});

export const addCustomer = createRoute({
  method: 'post',
  path: '/customers',
  operationId: 'addCustomer',
  'x-muster-role': 'admin',
  summary: 'Add a customer',
  tags,
  request: { body: { required: true, content: json(newCustomerSchema) } },
  responses: { 201: { description: 'The customer.', content: json(customerSchema), headers: etag }, ...problems(400, 409, 413, 415) },
});

export const listCustomers = createRoute({
  method: 'get',
  path: '/customers',
  operationId: 'listCustomers',
  summary: 'List customers by name',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of customers.', content: json(pageOf(customerSchema)) }, ...problems(400) },
});

export const getCustomer = createRoute({
  method: 'get',
  path: '/customers/{customer_id}',
  operationId: 'getCustomer',
  summary: 'Show a customer',
  tags,
  request: { params },
  responses: { 200: { description: 'The customer.', content: json(customerSchema), headers: etag }, ...problems(400, 404) },
});

export const changeCustomer = createRoute({
  method: 'patch',
  path: '/customers/{customer_id}',
  operationId: 'changeCustomer',
  'x-muster-role': 'admin',
  summary: 'Change a customer',
  tags,
  request: { params, headers: ifMatch, body: { required: true, content: json(customerChangeSchema) } },
  responses: {
    200: { description: 'The customer.', content: json(customerSchema), headers: etag },
    ...problems(400, 404, 409, 412, 413, 415),
  },
});

export const removeOne = createRoute({
  method: 'delete',
  path: '/customers/{customer_id}',
  operationId: 'removeCustomer',
  'x-muster-role': 'admin',
  summary: 'Remove a customer',
  description:
    'A customer who still owns something is not removed (409), unless `release` is true. If that takes long, `removed` is false: send the request again.',
  tags,
  request: {
    params,
    headers: ifMatch,
    query: z.strictObject({
      release: z
        .enum(['true', 'false'])
        .default('false')
        .openapi({ description: '`true`: everything that the customer owns is taken back first.' }),
    }),
  },
  responses: {
    200: { description: 'Whether the customer is gone.', content: json(removedCustomerSchema) },
    ...problems(400, 404, 409, 412, 413),
  },
});

export const listOwned = createRoute({
  method: 'get',
  path: '/customers/{customer_id}/resources',
  operationId: 'listCustomerResources',
  summary: 'List what a customer owns',
  description:
    'First the resources in use of its whole accounts, then its single resources, also those that were deleted. The work of a page is bounded, so a page may be short or empty and still have a `next_cursor`. `GET /resources/{uid}` shows a resource in full.',
  tags,
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of resources.', content: json(pageOf(ownedSchema)) }, ...problems(400, 404) },
});

export const assignAccount = createRoute({
  method: 'put',
  path: '/customers/{customer_id}/accounts/{account_id}',
  operationId: 'assignAccount',
  'x-muster-role': 'admin',
  summary: 'Assign a whole account to a customer',
  description: 'An account has one owner, who owns every resource in it, those that appear later as well.',
  tags,
  request: { params: accountParams, body: { required: false, content: json(accountAssignmentSchema) } },
  responses: { 200: { description: 'The assignment.', content: json(assignmentSchema) }, ...problems(400, 404, 409, 413, 415) },
});

export const releaseAccount = createRoute({
  method: 'delete',
  path: '/customers/{customer_id}/accounts/{account_id}',
  operationId: 'releaseAccount',
  'x-muster-role': 'admin',
  summary: 'Take a whole account back from a customer',
  tags,
  request: { params: accountParams },
  responses: { 204: { description: 'It was taken back.' }, ...problems(400, 404, 409, 413) },
});

export const releaseResource = createRoute({
  method: 'delete',
  path: '/customers/{customer_id}/resources/{uid}',
  operationId: 'releaseResource',
  'x-muster-role': 'admin',
  summary: 'Take a single resource back from a customer',
  tags,
  request: { params: ownedParams },
  responses: { 204: { description: 'It was taken back.' }, ...problems(400, 404, 409, 413) },
});

export const shownAssignment = ({ resource_uid, account_id, ...row }: AssignmentRow): z.output<typeof assignmentSchema> =>
  viewOf(assignmentSchema, {
    ...row,
    // The row of a whole account has the account's id instead of a uid.
    account_id: account_id ?? parseAccountId(resource_uid),
    ...(account_id !== undefined && { resource_uid, resource_id: readableUid(resource_uid) }),
  });

const shownCustomer = (row: CustomerRow): z.output<typeof customerSchema> => viewOf(customerSchema, row);

function shownOwned(each: Owned): z.output<typeof ownedSchema> {
  const { row } = each;
  const assignment = each.through === 'resource' ? each.assignment : undefined;
  const uid = row?.resource_uid ?? assignment!.resource_uid;
  const { account_id, type } = parseResourceUid(uid)!;
  return viewOf(ownedSchema, {
    ...row,
    id: readableUid(uid),
    resource_uid: uid as ResourceUid,
    account_id,
    type,
    name: row?.name ?? assignment?.name ?? null,
    owned_through: each.through,
    assigned_at: assignment?.assigned_at,
    state: row?.is_last === 1 ? 'in_use' : 'deleted',
  });
}

export function registerCustomers(app: OpenAPIHono<ApiEnv>, { clock }: RouteContext): void {
  app.openapi(addCustomer, async (c) => {
    const row = await c.get('view').customers.add(c.req.valid('json'));
    c.header('ETag', etagOf(row.version));
    return c.json(shownCustomer(row), 201);
  });

  app.openapi(listCustomers, async (c) =>
    c.json(
      await servePage(c.req.valid('query'), {
        query: ['customers'],
        position: z.strictObject({ customer_id: z.string().max(200), listed: z.literal('customer'), name_key: z.string().max(1024) }),
        read: async (options) => await c.get('view').customers.list(options),
        view: shownCustomer,
        after: ({ customer_id, name_key }) => ({ customer_id, listed: 'customer' as const, name_key }),
      }),
      200,
    ),
  );

  app.openapi(getCustomer, async (c) => {
    const { customer_id } = c.req.valid('param');
    const row = await c.get('view').customers.require(customer_id);
    c.header('ETag', etagOf(row.version));
    return c.json(shownCustomer(row), 200);
  });

  app.openapi(changeCustomer, async (c) => {
    const { customers } = c.get('view');
    const isExpected = allowedBy(c.req.valid('header')['if-match']);
    const before = await customers.require(c.req.valid('param').customer_id);
    const after = await customers.change(before.customer_id, c.req.valid('json'), isExpected);
    c.header('ETag', etagOf(after.version));
    c.set('changes', [{ subject: before.customer_id, before: shownCustomer(before), after: shownCustomer(after) }]);
    return c.json(shownCustomer(after), 200);
  });

  app.openapi(removeOne, async (c) => {
    const { customers, owned } = c.get('view');
    const until = clock.now() + REMOVE_FOR_MS;
    const isExpected = allowedBy(c.req.valid('header')['if-match']);
    const before = await customers.require(c.req.valid('param').customer_id);
    const { customer_id } = before;
    const options = { customers, owned, release: c.req.valid('query').release === 'true', isOver: () => clock.now() >= until, isExpected };
    const removed = await removeCustomer(customer_id, options);
    c.set('changes', [{ subject: customer_id, before: shownCustomer(before), ...(!removed && { after: { removed } }) }]);
    return c.json({ customer_id, removed }, 200);
  });

  app.openapi(listOwned, async (c) => {
    const { customers, owned, store } = c.get('view');
    const row = await customers.get(c.req.valid('param').customer_id);
    if (!row) throw noCustomer(c.req.valid('param').customer_id);
    const page = await servePage(c.req.valid('query'), {
      query: ['owned', row.customer_id],
      position: ownedPosition,
      read: async (options) => await ownedPage(row.customer_id, options, { store, owned, now: epochSeconds(clock.now()) }),
      view: shownOwned,
    });
    return c.json(page, 200);
  });

  app.openapi(assignAccount, async (c) => {
    const { customers, owned, accounts } = c.get('view');
    const { customer_id } = await customers.require(c.req.valid('param').customer_id);
    const id = parseAccountId(c.req.valid('param').account_id);
    if (!isOfCloud(id)) throw new Conflict(`The account ${id} holds the registered resources of everyone; assign those one by one.`);
    const account = await accounts.get(id, { consistent: true });
    if (!account) throw new NotFound(`No account ${id} is registered.`, { role: 'admin', text: 'POST /accounts registers it.' });
    const { transfer } = c.req.valid('json');
    const before = await owned.of(id);
    const row = await owned.assign(customer_id, { id, name: account.name }, { by: c.get('principal').id, transfer });
    c.set('changes', [{ subject: id, ...(before && { before: shownAssignment(before) }), after: shownAssignment(row) }]);
    return c.json(shownAssignment(row), 200);
  });

  app.openapi(releaseAccount, async (c) => {
    const { customers, owned } = c.get('view');
    const { customer_id } = await customers.require(c.req.valid('param').customer_id);
    const id = parseAccountId(c.req.valid('param').account_id);
    await owned.release(customer_id, id);
    c.set('changes', [{ subject: id, before: { customer_id } }]);
    return c.body(null, 204);
  });

  app.openapi(releaseResource, async (c) => {
    const { customers, owned } = c.get('view');
    const { customer_id } = await customers.require(c.req.valid('param').customer_id);
    const uid = checkedUid(c.req.valid('param').uid);
    await owned.release(customer_id, uid);
    c.set('changes', [{ subject: uid, before: { customer_id } }]);
    return c.body(null, 204);
  });
}
