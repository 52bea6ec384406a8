/** Assignments of single resources, registered resources, and the schemas of their types. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Asset } from '../../customers/ownership.ts';
import { Forbidden, InvalidRequest, NotFound } from '../../errors.ts';
import { type CustomerId, REGISTERED_ACCOUNT, resourceKey, type ResourceUid } from '../../ids.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import { inexactNumber } from '../../lossless-json.ts';
import { readableUid } from '../../readable-ids.ts';
import { typeOf } from '../../registered/registered-resources.ts';
import type { RegisteredTypeRow } from '../../registered/registered-types.ts';
import { invalidRequestOf } from '../../validation/invalid-request.ts';
import type { ApiEnv } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { requireRole } from '../roles.ts';
import {
  assignmentSchema,
  newRegisteredTypeSchema,
  RESOURCE_REQUESTS,
  registeredTypeParams,
  registeredTypeSchema,
  resourceChangeSchema,
  resourceRequestSchema,
} from '../schemas/customers.ts';
import { resourceSchema } from '../schemas/resources.ts';
import { shownAssignment } from './customers.ts';
import { checkedUid, resourceParams } from './resources.ts';

const tags = ['resources'];
const ANOTHER_CUSTOMER =
  'The resource, or the assignment; `customer_id` of the problem names the owner of a resource that another customer owns.';

export const addResource = createRoute({
  method: 'post',
  path: '/resources',
  operationId: 'addResource',
  'x-muster-role': 'operator',
  summary: 'Assign a resource to a customer, or register one',
  description:
    'With `resource_id`, a stored resource is assigned to a customer; that needs the role admin. With `type`, a resource that no cloud lists is registered; that needs the role admin, or operator for resources of one’s own customer.',
  tags,
  request: { body: { required: true, content: json(resourceRequestSchema) } },
  responses: {
    200: { description: 'The assignment.', content: json(assignmentSchema) },
    201: { description: `The registered resource. ${ANOTHER_CUSTOMER}`, content: json(resourceSchema) },
    ...problems(400, 404, 409, 413, 415),
  },
});

export const changeResource = createRoute({
  method: 'patch',
  path: '/resources/{uid}',
  operationId: 'changeResource',
  'x-muster-role': 'operator',
  summary: 'Change a registered resource',
  description: 'Each field that is given is replaced as a whole. A resource that a cloud lists cannot be changed (409).',
  tags,
  request: { params: resourceParams, body: { required: true, content: json(resourceChangeSchema) } },
  responses: { 200: { description: 'The resource.', content: json(resourceSchema) }, ...problems(400, 404, 409, 413, 415) },
});

export const removeResource = createRoute({
  method: 'delete',
  path: '/resources/{uid}',
  operationId: 'removeResource',
  'x-muster-role': 'operator',
  summary: 'Delete a registered resource',
  description: 'Its history stays, and so does its assignment. A resource that a cloud lists cannot be deleted (409).',
  tags,
  request: { params: resourceParams },
  responses: { 204: { description: 'It was deleted.' }, ...problems(400, 404, 409, 413) },
});

export const putType = createRoute({
  method: 'put',
  path: '/registered-types/{type}',
  operationId: 'putRegisteredType',
  'x-muster-role': 'admin',
  summary: 'Register the schema of a type',
  description: 'The `config` of resources of the type is checked by it from now on; those that are registered already are not.',
  tags,
  request: { params: registeredTypeParams, body: { required: true, content: json(newRegisteredTypeSchema) } },
  responses: { 200: { description: 'The type.', content: json(registeredTypeSchema) }, ...problems(400, 404, 413, 415) },
});

export const listTypes = createRoute({
  method: 'get',
  path: '/registered-types',
  operationId: 'listRegisteredTypes',
  summary: 'List the types with a schema',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: {
    200: { description: 'A page of types, in no particular order.', content: json(pageOf(registeredTypeSchema)) },
    ...problems(400),
  },
});

export const getType = createRoute({
  method: 'get',
  path: '/registered-types/{type}',
  operationId: 'getRegisteredType',
  summary: 'Show the schema of a type',
  tags,
  request: { params: registeredTypeParams },
  responses: { 200: { description: 'The type.', content: json(registeredTypeSchema) }, ...problems(400, 404) },
});

export const removeType = createRoute({
  method: 'delete',
  path: '/registered-types/{type}',
  operationId: 'removeRegisteredType',
  'x-muster-role': 'admin',
  summary: 'Remove the schema of a type',
  description: 'Resources of the type stay, and any config is taken from now on.',
  tags,
  request: { params: registeredTypeParams },
  responses: { 204: { description: 'It was removed.' }, ...problems(400, 404, 413) },
});

const shownResource = (row: ResourceRow) => viewOf(resourceSchema, { ...row, id: readableUid(row.resource_uid) });
const shownType = (row: RegisteredTypeRow) => viewOf(registeredTypeSchema, row);

/** JSON is parsed before the handler sees it, and JavaScript would have changed the number. @throws InvalidRequest naming `body` */
async function checkNumbers(c: Context<ApiEnv>): Promise<void> {
  const number = inexactNumber(await c.req.text());
  if (number !== undefined)
    throw new InvalidRequest('body', `body: the number ${number.slice(0, 60)} cannot be kept exactly; write it as a text, in quotes.`);
}

/**
 * The customer for whom the caller registers a resource: operators register for their own customer only. @throws Forbidden; NotFound for a customer that
 * does not exist for the caller
 */
async function customerFor(c: Context<ApiEnv>, asked: string | undefined): Promise<CustomerId | undefined> {
  const { scope } = c.get('principal');
  const own = scope.kind === 'limited' ? scope.customer_id : undefined;
  if (own === undefined) requireRole(c, 'admin');
  if (scope.kind === 'limited' && scope.within?.has(REGISTERED_ACCOUNT) === false)
    throw new Forbidden(
      `Registered resources are in ${REGISTERED_ACCOUNT}, which is not among the accounts that you may see of your customer's.`,
    );
  const named = asked ?? own;
  return named === undefined ? undefined : (await c.get('view').customers.require(named)).customer_id;
}

export function registerRegistered(app: OpenAPIHono<ApiEnv>): void {
  /** The resource to assign. @throws InvalidRequest naming `resource_id` if there is none in use */
  const assetOf = async (c: Context<ApiEnv>, written: string): Promise<Asset> => {
    const uid = checkedUid(decoded(written), 'resource_id');
    // The store's items are untyped; this is a row of `resources`.
    const row = (await c.get('view').store.get('resources', resourceKey(uid), { consistent: true })) as ResourceRow | undefined;
    if (row?.is_last === 1) return { id: uid, name: row.name };
    const what = row ? 'was deleted' : 'is not known';
    throw new InvalidRequest(
      'resource_id',
      `resource_id: the resource ${readableUid(uid)} ${what}; GET /resources?assigned=false lists what is available.`,
    );
  };

  /** A registered resource that exists for the caller, and that the caller may change. @throws NotFound, Conflict, Forbidden */
  const changeable = async (c: Context<ApiEnv>): Promise<ResourceUid> => {
    const uid = checkedUid(c.req.param('uid') ?? '');
    await customerFor(c, undefined);
    if (!(await c.get('view').store.get('resources', resourceKey(uid), { consistent: true })))
      throw new NotFound(`No resource ${readableUid(uid)} is known; GET /resources lists them.`);
    await c.get('view').registered.require(uid);
    return uid;
  };

  app.openapi(addResource, async (c) => {
    await checkNumbers(c);
    const body = c.req.valid('json');
    const by = c.get('principal').id;
    if ('resource_id' in body) {
      requireRole(c, 'admin');
      const { customer_id, resource_id, transfer } = parsed(RESOURCE_REQUESTS.assignment, body);
      const { customers, owned } = c.get('view');
      const customer = await customers.require(customer_id);
      const asset = await assetOf(c, resource_id);
      const before = await owned.of(asset.id);
      const row = await owned.assign(customer.customer_id, asset, { by, transfer });
      c.set('changes', [{ subject: asset.id, ...(before && { before: shownAssignment(before) }), after: shownAssignment(row) }]);
      return c.json(shownAssignment(row), 200);
    }
    const {
      customer_id,
      id,
      region = 'global',
      tags: given = {},
      config = {},
      relationships = [],
      ...rest
    } = parsed(RESOURCE_REQUESTS.registration, body);
    typeOf(rest.type);
    // Who registers for one customer only must not learn which ids others have.
    if (id !== undefined) requireRole(c, 'admin');
    const customer = await customerFor(c, customer_id);
    const registration = { ...rest, resource_id: id, region, tags: given, config, relationships, customer_id: customer };
    const row = await c.get('view').registered.register(registration, { by });
    c.get('view').storedTypes.forget();
    return c.json(shownResource(row), 201);
  });

  app.openapi(changeResource, async (c) => {
    await checkNumbers(c);
    const uid = await changeable(c);
    const { before, after } = await c.get('view').registered.change(uid, c.req.valid('json'));
    c.set('changes', [{ subject: uid, before: shownResource(before), after: shownResource(after) }]);
    return c.json(shownResource(after), 200);
  });

  app.openapi(removeResource, async (c) => {
    const uid = await changeable(c);
    c.set('changes', [{ subject: uid, before: shownResource(await c.get('view').registered.remove(uid)) }]);
    return c.body(null, 204);
  });

  app.openapi(putType, async (c) => {
    await checkNumbers(c);
    const { type } = typeOf(c.req.valid('param').type);
    const { row, before } = await c.get('view').registeredTypes.put(type, c.req.valid('json').schema);
    c.set('changes', [{ subject: type, ...(before && { before: shownType(before) }), after: shownType(row) }]);
    return c.json(shownType(row), 200);
  });

  app.openapi(listTypes, async (c) =>
    c.json(
      await servePage(c.req.valid('query'), {
        query: ['registered types'],
        position: z.strictObject({ type: z.string().min(1).max(100) }),
        read: async (options) => await c.get('view').registeredTypes.list(options),
        view: shownType,
        after: ({ type }) => ({ type }),
      }),
      200,
    ),
  );

  app.openapi(getType, async (c) => {
    const { type } = typeOf(c.req.valid('param').type);
    return c.json(shownType(await c.get('view').registeredTypes.require(type)), 200);
  });

  app.openapi(removeType, async (c) => {
    const { registeredTypes } = c.get('view');
    const before = await registeredTypes.require(typeOf(c.req.valid('param').type).type);
    await registeredTypes.remove(before.type);
    c.set('changes', [{ subject: before.type, before: shownType(before) }]);
    return c.body(null, 204);
  });
}

/** @throws InvalidRequest naming the field */
function parsed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidRequestOf(result.error, schema, 'body', body);
}

/** An id as people copy it from a path, percent-encoded, is decoded. */
function decoded(text: string): string {
  if (/[|@]/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
