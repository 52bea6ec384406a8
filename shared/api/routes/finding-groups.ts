/** Counts of findings by policy, account, resource or service. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { parseAccountId, parseResourceUid, resourceKey } from '../../ids.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import { serviceName } from '../../service-names.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { groupFindings, GROUPINGS, type Grouping } from '../finding-groups.ts';
import { json, problems } from '../problems.ts';
import { findingsBySeverity } from '../schemas/accounts.ts';
import { count } from '../schemas/jobs.ts';
import { oneOf } from '../schemas/texts.ts';
import { filterOf, filters } from './finding-filters.ts';

const MOST_GROUPS = 200;

export const findingGroupsSchema = z
  .object({
    items: z
      .array(
        z
          .object({
            key: z.string().openapi({ description: "The policy's or the account's id, the resource's uid, or the service's name." }),
            name: z
              .string()
              .optional()
              .openapi({ description: 'The title of the policy, or the name of the account or the resource, if it has one.' }),
            count,
            by_severity: findingsBySeverity,
          })
          .readonly(),
      )
      .readonly()
      .openapi({ description: `Those with the most serious findings first; at most ${MOST_GROUPS}.` }),
    groups: count.openapi({ description: 'How many groups there are.' }),
    exact: z
      .boolean()
      .openapi({ description: 'False: not every finding was counted. Each group has at least so many, and there may be more groups.' }),
  })
  .openapi('FindingGroups');

const { include: _, ...groupFilters } = filters;

export const listFindingGroups = createRoute({
  method: 'get',
  path: '/findings/groups',
  operationId: 'listFindingGroups',
  summary: 'Count findings by policy, account, resource or service',
  description:
    'Takes the filters of `GET /findings`. Some 100,000 findings are counted; with filters by region, resource, tag or suppression, and for customers, 2,000.',
  tags: ['findings'],
  request: { query: z.strictObject({ by: oneOf(GROUPINGS), ...groupFilters }) },
  responses: { 200: { description: 'The groups.', content: json(findingGroupsSchema) }, ...problems(400) },
});

export function registerFindingGroups(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  app.openapi(listFindingGroups, async (c) => {
    const { by, ...query } = c.req.valid('query');
    const context = { ...routes, ...c.get('view') };
    const types = new Map((await context.storedTypes.all()).map((each) => [each.type, serviceName(each)]));
    const filter = await filterOf(query, context);
    const { groups, exact } = await groupFindings(context.store, filter, by, (type) => types.get(type) ?? type);
    const shown = groups.slice(0, MOST_GROUPS);
    const names = await namesOf(
      shown.map(({ key }) => key),
      by,
      context,
    );
    const items = shown.map((group) => {
      const name = names.get(group.key);
      return { ...group, ...(name !== undefined && { name }) };
    });
    return c.json({ items, groups: groups.length, exact }, 200);
  });
}

/** The names that people know the groups by. */
async function namesOf(
  keys: readonly string[],
  by: Grouping,
  { store, accounts, policies }: RequestContext,
): Promise<ReadonlyMap<string, string>> {
  if (by === 'policy') return new Map((await policies.library.load()).policies.map(({ policy }) => [policy.id, policy.title]));
  if (by === 'account') {
    const ids = keys.map((key) => parseAccountId(key));
    return new Map((await accounts.getMany(ids)).map(({ account_id, name }) => [account_id, name]));
  }
  if (by === 'service') return new Map();
  const rows = await store.getMany('resources', keys.filter((uid) => parseResourceUid(uid)).map(resourceKey));
  // The store's items have no type of their own; each row of `resources` was written as one.
  const resources = rows as readonly unknown[] as readonly ResourceRow[];
  return new Map(resources.flatMap(({ resource_uid, name }) => (name === null ? [] : [[resource_uid, name]])));
}
