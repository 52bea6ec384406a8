/** Resources and their changes. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { GLOBAL_SEGMENT } from '../../clouds/cloud.ts';
import { selectAccounts } from '../../connections/select-accounts.ts';
import { InvalidRequest, NotFound } from '../../errors.ts';
import { wordsOf } from '../../exports/search/search-text.ts';
import { parseAccountId, resourceKey, type AccountId, type ResourceUid } from '../../ids.ts';
import { changeRowOf } from '../../inventory/changes.ts';
import type { ChangeRow, ResourceRow } from '../../inventory/model.ts';
import { KINDS, type ResourceType } from '../../clouds/resource-type.ts';
import { readableUid, storedUid } from '../../readable-ids.ts';
import { registeredType } from '../../clouds/registered-type.ts';
import { serviceName, serviceNamed, serviceNames } from '../../service-names.ts';
import { epochSeconds } from '../../seams.ts';
import type { Page } from '../../storage/store.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { suggestion } from '../../validation/nearest.ts';
import { byAssignment } from '../assigned-filter.ts';
import { walk, type WalkPosition, walkPosition } from '../partition-walk.ts';
import { json, problems } from '../problems.ts';
import {
  isByAccount,
  isExpired,
  isUid,
  matchOf,
  QUERIES_BY_ACCOUNT,
  resourcePartitions,
  type ResourceFilter,
} from '../resource-listing.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { changeSchema, resourceSchema } from '../schemas/resources.ts';
import { oneOf, searchedText, severalOf } from '../schemas/texts.ts';
import type { View } from '../view.ts';
import { UnreadTags, unreadTags } from '../tag-filter.ts';

const tags = ['resources'];

export const resourceParams = z.object({
  uid: z.string().max(2048).openapi({
    description: "The resource's `id` (or its `resource_uid`), percent-encoded.",
    pattern: '^([^|@]+\\|[^|]+\\|[^|]+\\||[^@]+@[^@]+@[^@]+@)',
    example: 'aws:123456789012@AWS::S3::Bucket@eu-west-1@logs',
  }),
});

export const filters = {
  account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
  type: severalOf(z.string().max(200), { example: 'AWS::EC2::VPC' }),
  kind: severalOf(oneOf(KINDS)),
  region: severalOf(z.string().max(100), {
    description: 'A region of a cloud; with `type` naming a type of registered resources, also a region in your own words.',
  }),
  service: severalOf(z.string().max(100), { example: 's3' }),
  is_last: oneOf(['1', '0', 'any']).default('1').openapi({ description: '`1`: resources in use. `0`: deleted ones. `any`: both.' }),
  tag: severalOf(z.string().min(1).max(512), { description: '`key` or `key=value`: resources with all of these tags.' }),
  assigned: oneOf(['true', 'false']).optional().openapi({
    description: '`true`: resources that belong to a customer, singly or with their account. `false`: those that are available.',
  }),
  text: searchedText.optional().openapi({
    description:
      'Words, each of which must be in the name, an id, the native id or a tag (`key=value`), in upper or lower case. All that the other filters leave are searched; `GET /search/resources` takes less time.',
  }),
  resource: severalOf(z.string().min(1).max(2048), {
    description: 'The resources with this id, name or native id (an ARN in AWS). All that the other filters leave are searched.',
  }),
};

export const listResources = createRoute({
  method: 'get',
  path: '/resources',
  operationId: 'listResources',
  summary: 'List resources',
  description:
    'Resources are ordered by account, segment, type and id; those of up to 16 types in all accounts, or in more than 16 that are selected, by type. The work of one page is bounded, so if the filters match few resources, a page may be short or empty and still have a `next_cursor`.',
  tags,
  request: { query: z.strictObject({ ...pageQuery, ...filters }) },
  responses: { 200: { description: 'A page of resources.', content: json(pageOf(resourceSchema).extend(unreadTags)) }, ...problems(400) },
});

export const getResource = createRoute({
  method: 'get',
  path: '/resources/{uid}',
  operationId: 'getResource',
  summary: 'Show a resource',
  tags,
  request: { params: resourceParams },
  responses: { 200: { description: 'The resource.', content: json(resourceSchema) }, ...problems(400, 404) },
});

export const listResourceChanges = createRoute({
  method: 'get',
  path: '/resources/{uid}/changes',
  operationId: 'listResourceChanges',
  summary: "List a resource's changes, oldest first",
  description: 'The patches, applied to `null` in order, give the current resource.',
  tags,
  request: { params: resourceParams, query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of changes, by version.', content: json(pageOf(changeSchema)) }, ...problems(400, 404) },
});

export type ResourceFilters = Omit<z.output<typeof listResources.request.query>, 'limit' | 'cursor'>;

/** @throws InvalidRequest naming the filter whose value does not exist */
export async function resourceFilter(query: ResourceFilters, context: RequestContext): Promise<ResourceFilter> {
  const { accounts, storedTypes } = context;
  const types = query.type ? await storedTypes.named(query.type) : await storedTypes.all();
  checkRegions(query, context);
  const services = query.service && (await servicesNamed(query.service, context));
  const takes = (type: ResourceType): boolean =>
    (query.kind?.includes(type.kind) ?? true) && (services?.includes(serviceName(type)) ?? true);
  return {
    accounts: query.account_id ? await selectedIds(query.account_id, accounts) : context.only,
    limited: context.only !== undefined,
    customer_id: query.account_id ? undefined : context.customer_id,
    types: types.filter(takes),
    takes: (type) => (query.type?.includes(type.type) ?? true) && takes(type),
    regions: query.region && new Set(query.region),
    is_last: query.is_last === 'any' ? undefined : query.is_last === '1' ? 1 : 0,
    tags: query.tag ?? [],
    resources: query.resource && new Set(query.resource.map(storedUid)),
    words: wordsOf(query.text ?? ''),
  };
}

interface RegionFilter {
  readonly region?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
}

/**
 * Where a registered resource is, people say in their own words: with a type of registered resources, every region is allowed.
 * @throws InvalidRequest naming `region` if a text is the region of no cloud
 */
export function checkRegions({ region = [], type = [] }: RegionFilter, { regions }: Pick<RouteContext, 'regions'>): void {
  const places = [...regions, GLOBAL_SEGMENT];
  const unknown = region.find((each) => !places.includes(each));
  if (unknown === undefined || type.some((each) => registeredType(each))) return;
  throw new InvalidRequest(
    'region',
    `region: ${JSON.stringify(unknown)} is not a region.${suggestion(unknown, places)} If it is where a registered resource is, name its type too, such as Registered::VirtualMachine.`,
    places,
  );
}

/** The full names of the services. @throws InvalidRequest naming `service` */
export async function servicesNamed(
  written: readonly string[],
  { storedTypes }: Pick<RequestContext, 'storedTypes'>,
): Promise<readonly string[]> {
  const known = serviceNames(await storedTypes.all());
  return written.map((each) => serviceNamed(each, known));
}

/** The ids of the accounts that a filter selects, in order. @throws InvalidRequest naming `account_id` */
export const selectedIds = async (written: readonly string[], accounts: RequestContext['accounts']): Promise<readonly AccountId[]> =>
  (await selectAccounts(written, accounts, { field: 'account_id' })).map(({ account_id }) => account_id);

/** @throws InvalidRequest naming `field` */
export async function knownAccount(text: string, accounts: RequestContext['accounts'], field = 'account_id'): Promise<AccountId> {
  const id = parseAccountId(text, field);
  if (await accounts.get(id)) return id;
  throw new InvalidRequest(field, `${field}: ${id} is not registered; GET /accounts lists the accounts that are.`);
}

const shownResource = (row: ResourceRow) => viewOf(resourceSchema, { ...row, id: readableUid(row.resource_uid) });

/** @throws InvalidRequest naming `field` */
export function checkedUid(written: string, field = 'uid'): ResourceUid {
  const uid = storedUid(written);
  if (!isUid(uid)) {
    throw new InvalidRequest(
      field,
      `${field}: not the id of a resource; write <account>@<type>@<segment>@<id>, as a list of resources shows it.`,
    );
  }
  return uid;
}

export function registerResources(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { clock, management } = routes;
  const now = (): number => epochSeconds(clock.now());

  const stored = async (uid: string, { store }: View): Promise<ResourceRow | undefined> => {
    const row = (await store.get('resources', resourceKey(uid))) as ResourceRow | undefined;
    return row && !isExpired(row, now()) ? row : undefined;
  };

  app.openapi(listResources, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const context = { ...routes, ...c.get('view') };
    const { store, storedTypes } = context;
    const filter = await resourceFilter(query, context);
    const unread = new UnreadTags();
    const partitions = (from: WalkPosition | undefined) => resourcePartitions(store, filter, () => storedTypes.accounts(), from);
    const page = await servePage(
      { limit, cursor },
      {
        // The accounts that a selector selects, or the types that are stored, may become more between two pages, and then the listing has another order.
        query: isByAccount(filter) ? ['resources', query] : ['resources by type', query],
        position: walkPosition,
        read: async (options) =>
          walk({
            ...options,
            partitions:
              query.assigned === undefined
                ? partitions(options.cursor)
                : byAssignment(partitions(options.cursor), query.assigned === 'true', store),
            ...(isByAccount(filter) && { queries: QUERIES_BY_ACCOUNT }),
            matches: (row) => unread.takes(matchOf(row, filter, now())),
          }),
        view: shownResource,
      },
    );
    return c.json({ ...page, ...(query.tag && { unread_tags: unread.count(page.items.length) }) }, 200);
  });

  app.openapi(getResource, async (c) => {
    const uid = checkedUid(c.req.valid('param').uid);
    const row = await stored(uid, c.get('view'));
    if (!row) throw new NotFound(`No resource ${readableUid(uid)} is known; GET /resources lists them.`);
    const managed = management.isOn ? await c.get('view').managed.ofResource(uid) : undefined;
    return c.json({ ...shownResource(row), ...(managed && { managed_ids: managed.map(({ managed_id }) => managed_id) }) }, 200);
  });

  app.openapi(listResourceChanges, async (c) => {
    const uid = checkedUid(c.req.valid('param').uid);
    const row = await stored(uid, c.get('view'));
    const page = await servePage(c.req.valid('query'), {
      query: ['changes', uid],
      position: z.number().int().nonnegative(),
      read: async ({ limit, cursor }) => history(row, { uid, limit, after: cursor ?? 0 }, c.get('view')),
      view: (change) => viewOf(changeSchema, change),
      after: ({ version }) => version,
    });
    const isFirst = c.req.valid('query').cursor === undefined;
    if (!row && isFirst && page.items.length === 0 && page.next_cursor === undefined)
      throw new NotFound(`No resource ${readableUid(uid)} is known.`);
    return c.json(page, 200);
  });

  /**
   * The changes after a version: the stored rows, then the newest change, which is in the resource's row, if it has no row
   * yet. `row` must be read before the changes; otherwise it could be two changes ahead of them.
   */
  async function history(
    row: ResourceRow | undefined,
    { uid, limit, after }: { readonly uid: string; readonly limit: number; readonly after: number },
    { store, ownedSince }: View,
  ): Promise<{ readonly items: readonly ChangeRow[]; readonly cursor?: number }> {
    const page = (await store.query('changes', { partition: uid, range: { from: after + 1 }, limit })) as Page<unknown> as Page<ChangeRow>;
    // The caller may see only a part of a page, so the next page goes on after the last change that was read.
    if (page.cursor) return { items: page.items, cursor: Number(page.cursor['version']) };
    const last = page.items.at(-1)?.version ?? after;
    if (!row || row.last_change.version <= last) return { items: page.items };
    if (row.last_change.observed_at < (await ownedSince(uid))) return { items: page.items };
    return page.items.length < limit ? { items: [...page.items, changeRowOf(row)] } : { items: page.items, cursor: last };
  }
}
