/** The changes of all resources. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { InvalidRequest } from '../../errors.ts';
import { readableUid, storedUid } from '../../readable-ids.ts';
import { serviceName } from '../../service-names.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { type ChangeFilter, changePartitions, type ListedChange, shownChanges } from '../change-listing.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { walk, walkPosition } from '../partition-walk.ts';
import { json, problems } from '../problems.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { CHANGE_OPS } from '../../inventory/model.ts';
import { listedChangeSchema } from '../schemas/resources.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import { UnreadTags, unreadTags } from '../tag-filter.ts';
import { checkRegions, selectedIds, servicesNamed } from './resources.ts';

const time = (what: string) =>
  z.iso
    .datetime({ offset: true, error: 'Write a time such as 2026-11-21T00:00:00Z' })
    .openapi({ description: what, example: '2026-11-21T00:00:00Z' });

const filters = {
  since: time('Changes that were seen at this time or later.'),
  until: time('Changes that were seen before this time.').optional(),
  account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
  type: severalOf(z.string().max(200), { example: 'AWS::EC2::VPC' }),
  service: severalOf(z.string().max(100), { example: 's3' }),
  region: severalOf(z.string().max(100)),
  op: severalOf(oneOf(CHANGE_OPS), { description: '`add`, `update`, `delete`, or `restore`: a deleted resource is there again.' }),
  tag: severalOf(z.string().min(1).max(512), {
    description: '`key` or `key=value`: changes of resources that have all of these tags now, or had them when they were deleted.',
  }),
  resource: severalOf(z.string().min(1).max(2048), {
    description: 'Changes of the resources with this id, name or native id (an ARN in AWS).',
  }),
};

export const listChanges = createRoute({
  method: 'get',
  path: '/changes',
  operationId: 'listChanges',
  summary: 'List what changed in resources, oldest first',
  description:
    'The changes are ordered by day (UTC), account and time. The work of one page is bounded, so if few changes match, a page may be short or empty and still have a `next_cursor`. An index that may be a second behind finds the changes.',
  tags: ['resources'],
  request: { query: z.strictObject({ ...pageQuery, ...filters }) },
  responses: { 200: { description: 'A page of changes.', content: json(pageOf(listedChangeSchema).extend(unreadTags)) }, ...problems(400) },
});

type Filters = Omit<z.output<typeof listChanges.request.query>, 'limit' | 'cursor'>;

/** The most days between `since` and `until`. */
const MAX_DAYS = 400;
const DAY_MS = 86_400_000;

/** @throws InvalidRequest naming the filter whose value does not exist or is not allowed */
async function filterOf(query: Filters, context: RequestContext): Promise<ChangeFilter> {
  const { accounts, storedTypes, clock } = context;
  if (query.type) await storedTypes.named(query.type);
  checkRegions(query, context);
  const services = query.service && (await servicesNamed(query.service, context));
  const ofServices =
    services && new Set((await storedTypes.all()).filter((each) => services.includes(serviceName(each))).map((each) => each.type));
  const since = Date.parse(query.since);
  const until = query.until === undefined ? Math.max(since, clock.now()) + 1 : Date.parse(query.until);
  if (until <= since) throw new InvalidRequest('until', 'until: not later than since; write a later time, or leave it out.');
  if (until - since > MAX_DAYS * DAY_MS)
    throw new InvalidRequest('since', `since: more than ${MAX_DAYS} days before until; ask for fewer days at a time.`);
  const named = query.type && new Set(query.type);
  return {
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    accounts: await accountsOf(query.account_id, context),
    customer_id: query.account_id ? undefined : context.customer_id,
    types: named && ofServices ? new Set([...named].filter((type) => ofServices.has(type))) : (named ?? ofServices),
    regions: query.region && new Set(query.region),
    ops: query.op && new Set(query.op),
    resources: query.resource && new Set(query.resource.map(storedUid)),
    tags: query.tag ?? [],
  };

  async function accountsOf(given: readonly string[] | undefined, { accounts: directory }: Pick<RequestContext, 'accounts'>) {
    if (given) return await selectedIds(given, directory);
    const ids = [];
    for await (const { account_id } of accounts.all()) ids.push(account_id);
    return ids.toSorted(compare);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1);

export function registerChanges(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  app.openapi(listChanges, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const context = { ...routes, ...c.get('view') };
    const { store } = context;
    const filter = await filterOf(query, context);
    const unread = new UnreadTags();
    const page = await servePage(
      { limit, cursor },
      {
        query: ['all changes', query],
        position: walkPosition,
        read: async (options) => {
          const walked = await walk<ListedChange>({
            ...options,
            partitions: changePartitions(store, filter, options.cursor),
            matches: ({ match }) => unread.takes(match),
          });
          const { items, cursor: end = walked.cursor } = await shownChanges(store, walked.items);
          return { items, ...(end && { cursor: end }) };
        },
        view: (change) => viewOf(listedChangeSchema, { ...change, id: readableUid(change.resource_uid) }),
      },
    );
    return c.json({ ...page, ...(query.tag && { unread_tags: unread.count(page.items.length) }) }, 200);
  });
}
