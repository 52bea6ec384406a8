/** Findings: list, show, suppress and unsuppress them. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { NotFound } from '../../errors.ts';
import { parseResourceUid, resourceKey } from '../../ids.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import { readableFindingId } from '../../readable-ids.ts';
import { parseFindingId } from '../../scan/finding-id.ts';
import { readFinding } from '../../scan/finding-repository.ts';
import { findingView } from '../../scan/finding-view.ts';
import type { FindingRow } from '../../scan/model.ts';
import { suppressFinding, unsuppressFinding } from '../../scan/suppress-finding.ts';
import { readRows } from '../../storage/read-rows.ts';
import type { Store } from '../../storage/store.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { personOf } from '../caller.ts';
import { countFindings } from '../finding-count.ts';
import { findingBudget, findingPartitions } from '../finding-listing.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { walk, walkPosition } from '../partition-walk.ts';
import { fullFindingId } from '../policy-access.ts';
import { json, problems } from '../problems.ts';
import { remediationOf } from '../remediation.ts';
import { findingDetailSchema, findingSchema, suppressSchema, unsuppressSchema } from '../schemas/findings.ts';
import { totalSchema } from '../schemas/total.ts';
import { oneOf } from '../schemas/texts.ts';
import { UnreadTags, unreadTags } from '../tag-filter.ts';
import type { View } from '../view.ts';
import { filterOf, filters } from './finding-filters.ts';

const tags = ['findings'];

const params = z.object({
  finding_id: z.string().max(2048).openapi({
    description: "The finding's `id` (or its `finding_id`), percent-encoded.",
    pattern: '^[^#@]+(#[^|]+\\|[^|]+\\|[^|]+\\||@[^@]+@[^@]+@[^@]+@)',
    example: 'aws.s3.bucket-versioning-enabled@aws:123456789012@AWS::S3::Bucket@eu-west-1@logs',
  }),
});

const total = totalSchema.optional().openapi({
  description:
    'On the first page: how many findings match. Up to 10,000 are counted; filters by region, resource, tag or suppression count those of the page.',
});

export const listFindings = createRoute({
  method: 'get',
  path: '/findings',
  operationId: 'listFindings',
  summary: 'List findings, the most serious and then the oldest first',
  description:
    'The findings are ordered by severity, and those of one severity by the time at which they were opened (resolved ones: resolved); the findings of resources that a customer has singly come last, by resource. The work of one page is bounded, so if the filters match few findings, a page may be short or empty and still have a `next_cursor`.',
  tags,
  request: {
    query: z.strictObject({
      ...pageQuery,
      ...filters,
      first: oneOf(['oldest', 'newest'])
        .optional()
        .openapi({ description: 'Which findings of one severity come first; `oldest` by default.' }),
    }),
  },
  responses: {
    200: { description: 'A page of findings.', content: json(pageOf(findingSchema).extend({ ...unreadTags, total })) },
    ...problems(400),
  },
});

export const getFinding = createRoute({
  method: 'get',
  path: '/findings/{finding_id}',
  operationId: 'getFinding',
  summary: 'Show a finding, its history and how to fix it',
  tags,
  request: { params },
  responses: { 200: { description: 'The finding.', content: json(findingDetailSchema) }, ...problems(400, 404) },
});

export const suppress = createRoute({
  method: 'post',
  path: '/findings/{finding_id}/suppress',
  operationId: 'suppressFinding',
  'x-muster-role': 'operator',
  summary: 'Suppress a finding',
  description:
    'The finding stays suppressed until it passes or the suppression ends. Suppressing it again replaces reason, author and end. The author is the identity that signs the request.',
  tags,
  request: { params, body: { required: true, content: json(suppressSchema) } },
  responses: { 200: { description: 'The finding.', content: json(findingDetailSchema) }, ...problems(400, 404, 409, 413, 415) },
});

export const unsuppress = createRoute({
  method: 'post',
  path: '/findings/{finding_id}/unsuppress',
  operationId: 'unsuppressFinding',
  'x-muster-role': 'operator',
  summary: "Remove a finding's own suppression",
  description: 'The finding opens again, unless a rule suppresses it too.',
  tags,
  request: { params, body: { required: false, content: json(unsuppressSchema) } },
  responses: { 200: { description: 'The finding.', content: json(findingDetailSchema) }, ...problems(400, 404, 409, 413, 415) },
});

type Shown = z.output<typeof findingSchema>;

/** The part of a finding that a suppression changes. */
export const standingOf = ({ status, suppression }: FindingRow) => ({ status, ...(suppression && { suppression }) });

/** The finding as it was, for the audit log; empty if there is none. */
export async function standing(store: Store, findingId: string): Promise<{ readonly before?: ReturnType<typeof standingOf> }> {
  const row = await readFinding(store, parseFindingId(findingId).account_id, findingId);
  return row ? { before: standingOf(row) } : {};
}

/** The findings with native id and tags of their resources. */
async function withResources(store: Pick<Store, 'getMany'>, findings: readonly Shown[]): Promise<readonly Shown[]> {
  const uids = [...new Set(findings.map(({ resource_uid }) => resource_uid))].filter((uid) => parseResourceUid(uid));
  const found = new Map<string, Pick<Shown, 'native_id' | 'tags'>>();
  for (let from = 0; from < uids.length;) {
    const { rows, read } = await readRows(store, 'resources', uids.slice(from).map(resourceKey));
    for (const row of rows as readonly unknown[] as readonly ResourceRow[])
      found.set(row.resource_uid, { native_id: row.native_id, tags: row.tags });
    from += read;
  }
  return findings.map((finding) => ({ ...finding, ...found.get(finding.resource_uid) }));
}

export function registerFindings(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  const { clock, outbox, policies } = routes;

  app.openapi(listFindings, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const context = { ...routes, ...c.get('view') };
    const { store } = context;
    const filter = await filterOf(query, context);
    const unread = new UnreadTags();
    const page = await servePage(
      { limit, cursor },
      {
        query: ['findings', filter.status, query],
        position: walkPosition,
        read: async (options) =>
          walk({
            ...options,
            ...findingBudget(filter),
            partitions: findingPartitions(store, filter, query.first),
            matches: ({ match }) => unread.takes(match),
          }),
        view: ({ row }) => viewOf(findingSchema, { ...findingView(row, context.customer_id), id: readableFindingId(row.finding_id) }),
      },
    );
    const items = query.include === 'resource' ? await withResources(store, page.items) : page.items;
    const first = { count: items.length, exact: page.next_cursor === undefined };
    const whole = first.exact || cursor !== undefined ? first : ((await countFindings(store, filter)) ?? first);
    return c.json(
      { ...page, items, ...(cursor === undefined && { total: whole }), ...(query.tag && { unread_tags: unread.count(items.length) }) },
      200,
    );
  });

  app.openapi(getFinding, async (c) => {
    const { account_id, finding_id } = parseFindingId(await fullFindingId(c.req.valid('param').finding_id, policies));
    const row = await readFinding(c.get('view').store, account_id, finding_id);
    if (!row) throw new NotFound(`There is no finding ${readableFindingId(finding_id)}; GET /findings lists them.`);
    return c.json(await detailOf(row, c.get('view')), 200);
  });

  app.openapi(suppress, async (c) => {
    const { reason, until, ...given } = c.req.valid('json');
    const findingId = await fullFindingId(c.req.valid('param').finding_id, policies);
    const { store, suppressionOver } = c.get('view');
    const before = await standing(store, findingId);
    const row = await suppressFinding({ store, suppressionOver, outbox, clock }, findingId, {
      reason,
      until,
      ...personOf(c.get('principal'), given),
    });
    c.set('changes', [{ subject: findingId, ...before, after: standingOf(row) }]);
    return c.json(await detailOf(row, c.get('view')), 200);
  });

  app.openapi(unsuppress, async (c) => {
    const given = c.req.valid('json');
    const findingId = await fullFindingId(c.req.valid('param').finding_id, policies);
    const { store, suppressionOver } = c.get('view');
    const before = await standing(store, findingId);
    const row = await unsuppressFinding({ store, suppressionOver, outbox, clock }, findingId, personOf(c.get('principal'), given));
    c.set('changes', [{ subject: findingId, ...before, after: standingOf(row) }]);
    return c.json(await detailOf(row, c.get('view')), 200);
  });

  async function detailOf(row: FindingRow, view: View): Promise<z.output<typeof findingDetailSchema>> {
    const since = await view.ownedSince(row.resource_uid);
    const whole = findingView(row, view.customer_id);
    const shown = { ...whole, history: whole.history.filter(({ at }) => at >= since), id: readableFindingId(row.finding_id) };
    const found = (await policies.library.load()).policies.find(({ policy }) => policy.id === row.policy_id);
    if (!found) return viewOf(findingDetailSchema, shown);
    const { description, references } = found.policy;
    const remediation = remediationOf(found.policy, { ...row, native_id: await nativeIdOf(row, found.policy.remediation.cli, view) });
    return viewOf(findingDetailSchema, { ...shown, policy: { description, remediation, references } });
  }

  /** Reads the resource only if the command names its native id. */
  async function nativeIdOf({ resource_uid }: FindingRow, command = '', { store }: View): Promise<string | undefined> {
    if (!command.includes('{native_id}')) return undefined;
    const resource = await store.get('resources', resourceKey(resource_uid));
    return (resource?.['native_id'] as string | null | undefined) ?? undefined;
  }
}
