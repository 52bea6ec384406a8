/** Searches of resources by any text, over all accounts. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { InvalidRequest } from '../../errors.ts';
import type { SearchAnswer } from '../../exports/search/search-request.ts';
import { resourceKey, type ResourceUid } from '../../ids.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import { readableUid } from '../../readable-ids.ts';
import { epochSeconds } from '../../seams.ts';
import { readRows } from '../../storage/read-rows.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { pageQuery, servePage, viewOf } from '../listing.ts';
import { walk, type WalkPosition, walkPosition } from '../partition-walk.ts';
import { json, problems } from '../problems.ts';
import {
  isByAccount,
  isUid,
  matchOf,
  QUERIES_BY_ACCOUNT,
  resourcePartitions,
  type ResourceFilter,
  rowOf,
  SINGLE,
} from '../resource-listing.ts';
import { foundResourceSchema, foundResourcesSchema } from '../schemas/search.ts';
import type { Total } from '../schemas/total.ts';
import { UnreadTags } from '../tag-filter.ts';
import { filters, resourceFilter } from './resources.ts';

const { account_id, type, kind, region, service, tag, text } = filters;

export const searchResources = createRoute({
  method: 'get',
  path: '/search/resources',
  operationId: 'searchResources',
  summary: 'Search resources',
  description:
    'Searches the newest night in memory, with what has changed since, and counts what matches. What is shown is read from the tables: resources that were deleted or changed since and match no more are left out, so a page may be short and still have a `next_cursor`. Until the first night the stored rows are searched, as `GET /resources` does.',
  tags: ['resources'],
  request: { query: z.strictObject({ ...pageQuery, account_id, type, kind, region, service, tag, text }) },
  responses: { 200: { description: 'A page of resources.', content: json(foundResourcesSchema) }, ...problems(400) },
});

/** `after`: in the night. `rows`: in the stored rows, if there is no night. `single`: in the rows of those that a customer has singly. */
const position = z.union([
  z.strictObject({ after: z.string().max(2048).refine(isUid) }),
  z.strictObject({ rows: walkPosition }),
  z.strictObject({ single: walkPosition }),
]);
type Position = z.infer<typeof position>;

interface FoundPage {
  readonly items: readonly ResourceRow[];
  readonly cursor?: Position;
  readonly total?: Total;
  readonly answer?: SearchAnswer;
  readonly unread: number;
}

interface PageRequest {
  readonly limit: number;
  readonly cursor: Position | undefined;
}

const shown = (row: ResourceRow) => viewOf(foundResourceSchema, { ...row, id: readableUid(row.resource_uid) });

export function registerSearch(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const now = (): number => epochSeconds(routes.clock.now());

  app.openapi(searchResources, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const context = { ...routes, ...c.get('view') };
    const filter = await resourceFilter({ ...query, is_last: '1' }, context);
    const isNarrowed = (query.type ?? query.kind ?? query.service) !== undefined;
    let found: Omit<FoundPage, 'items' | 'cursor'> = { unread: 0 };
    const page = await servePage(
      { limit, cursor },
      {
        query: ['search', query],
        position,
        read: async (asked) => {
          const { items, cursor: next, ...rest } = await pageOf(asked, { filter, isNarrowed, text: query.text ?? '' }, context);
          found = rest;
          return { items, ...(next && { cursor: next }) };
        },
        view: shown,
      },
    );
    const { total, answer, unread } = found;
    return c.json(
      {
        ...page,
        ...(total && { total }),
        ...(answer && { facets: answer.facets, night: { as_of: answer.as_of, behind: answer.behind } }),
        ...(query.tag && { unread_tags: unread }),
      },
      200,
    );
  });

  interface Search {
    readonly filter: ResourceFilter;
    /** The types of the filter are fewer than all. */
    readonly isNarrowed: boolean;
    readonly text: string;
  }

  async function pageOf({ limit, cursor }: PageRequest, search: Search, context: RequestContext): Promise<FoundPage> {
    const { filter, isNarrowed, text: written } = search;
    if (cursor && !('after' in cursor)) return await pageOfRows(limit, cursor, filter, context);
    const answer = await context.search({
      ...(filter.accounts && { accounts: filter.accounts }),
      ...(isNarrowed && { types: filter.types.map((each) => each.type) }),
      ...(filter.regions && { regions: [...filter.regions] }),
      tags: filter.tags,
      text: written,
      limit,
      ...(cursor && { after: cursor.after }),
    });
    if (answer === undefined) {
      // The place in the night is none in the rows, and an end of the list would hide the rest.
      if (cursor) throw new InvalidRequest('cursor', 'cursor: the night of this search is no longer kept; search again without it.');
      return await pageOfRows(limit, undefined, filter, context);
    }
    const { rows, next } = await foundRows(answer, filter, context);
    const isWhole = answer.behind.accounts === 0;
    const page = { items: rows, answer, unread: answer.unread_tags };
    if (filter.customer_id === undefined)
      return { ...page, ...(next !== undefined && { cursor: { after: next } }), total: { count: answer.count, exact: isWhole } };
    // Resources that the customer has singly come last, and are counted only if they fit on this page.
    const single: Position = { single: { partition: SINGLE } };
    const total = { count: answer.count, exact: false };
    if (next !== undefined) return { ...page, cursor: { after: next }, total };
    if (rows.length >= limit) return { ...page, cursor: single, total };
    const singles = await pageOfRows(limit - rows.length, single, filter, context);
    return {
      ...page,
      items: [...rows, ...singles.items],
      ...(singles.cursor && { cursor: singles.cursor }),
      total: { count: answer.count + singles.items.length, exact: isWhole && singles.cursor === undefined },
      unread: answer.unread_tags + singles.unread,
    };
  }

  /** The rows of what is found that still match, in its order. */
  async function foundRows({ uids, next }: SearchAnswer, filter: ResourceFilter, { store }: RequestContext) {
    const { rows, read } = await readRows(store, 'resources', uids.map(resourceKey));
    const byUid = new Map(rows.map((row) => [row['resource_uid'], rowOf(row)]));
    const matching = uids.slice(0, read).flatMap((uid) => {
      const row = byUid.get(uid);
      return row && matchOf(row, filter, now()) === true ? [row] : [];
    });
    const last: ResourceUid | undefined = read < uids.length ? uids[read - 1] : next;
    return { rows: matching, next: last };
  }

  async function pageOfRows(
    limit: number,
    cursor: Exclude<Position, { readonly after: unknown }> | undefined,
    filter: ResourceFilter,
    { store, storedTypes }: RequestContext,
  ): Promise<FoundPage> {
    const isSingle = cursor !== undefined && 'single' in cursor;
    const from: WalkPosition | undefined = cursor && ('single' in cursor ? cursor.single : cursor.rows);
    const unread = new UnreadTags();
    const page = await walk({
      limit,
      cursor: from,
      // The accounts of a customer come before the resources that it has singly.
      partitions: resourcePartitions(store, isSingle ? { ...filter, accounts: [] } : filter, () => storedTypes.accounts(), from),
      ...(isByAccount(filter) && { queries: QUERIES_BY_ACCOUNT }),
      matches: (row) => unread.takes(matchOf(row, filter, now())),
    });
    const next = page.cursor && (isSingle ? { single: page.cursor } : { rows: page.cursor });
    // A page that found nothing within its bounds says nothing of how many there are.
    const isCounted = cursor === undefined && (next === undefined || page.items.length > 0);
    return {
      items: page.items,
      ...(next && { cursor: next }),
      ...(isCounted && { total: { count: page.items.length, exact: next === undefined } }),
      unread: unread.count(page.items.length),
    };
  }
}
