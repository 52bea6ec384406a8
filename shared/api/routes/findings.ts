/** Findings: list, show, suppress and unsuppress them. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { InvalidRequest, NotFound } from '../../errors.ts';
import { type AccountId, parseResourceUid, resourceKey } from '../../ids.ts';
import type { ResourceRow } from '../../inventory/model.ts';
import type { CompiledPolicy } from '../../policies/compile-policy.ts';
import { frameworkNamed } from '../../policies/frameworks.ts';
import { SEVERITIES } from '../../severity.ts';
import { selectPolicies } from '../../policies/select-policies.ts';
import { readableFindingId, storedUid } from '../../readable-ids.ts';
import { serviceName } from '../../service-names.ts';
import { suggestion } from '../../validation/nearest.ts';
import { parseFindingId } from '../../scan/finding-id.ts';
import { readFinding } from '../../scan/finding-repository.ts';
import { findingView } from '../../scan/finding-view.ts';
import { FINDING_STATUSES, type FindingRow, type FindingStatus } from '../../scan/model.ts';
import { suppressFinding, unsuppressFinding } from '../../scan/suppress-finding.ts';
import { suppressionById } from '../../scan/suppression-repository.ts';
import { readRows } from '../../storage/read-rows.ts';
import type { Store } from '../../storage/store.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { personOf } from '../caller.ts';
import { countFindings } from '../finding-count.ts';
import { findingBudget, findingPartitions, type FindingFilter } from '../finding-listing.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { walk, walkPosition } from '../partition-walk.ts';
import { checkPolicyId, fullFindingId } from '../policy-access.ts';
import { resultsByPolicy } from '../policy-results.ts';
import { json, problems } from '../problems.ts';
import { remediationOf } from '../remediation.ts';
import { findingDetailSchema, findingSchema, suppressSchema, unsuppressSchema } from '../schemas/findings.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { totalSchema } from '../schemas/total.ts';
import { policyIdText } from '../schemas/policies.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import { UnreadTags, unreadTags } from '../tag-filter.ts';
import type { View } from '../view.ts';
import { checkFramework } from './policies.ts';
import { checkRegions, selectedIds, servicesNamed } from './resources.ts';

const tags = ['findings'];

const params = z.object({
  finding_id: z.string().max(2048).openapi({
    description: "The finding's `id` (or its `finding_id`), percent-encoded.",
    pattern: '^[^#@]+(#[^|]+\\|[^|]+\\|[^|]+\\||@[^@]+@[^@]+@[^@]+@)',
    example: 'aws.s3.bucket-versioning-enabled@aws:123456789012@AWS::S3::Bucket@eu-west-1@logs',
  }),
});

const names = (what: string, example: string, max = 200) =>
  severalOf(z.string().min(1).max(max), { description: `${what} One of them must match.`, example });

/** The filters of lists of findings. */
export const filters = {
  status: oneOf(FINDING_STATUSES).optional().openapi({ description: '`open` by default, or `suppressed` if `suppression_id` is given.' }),
  severity: severalOf(oneOf(SEVERITIES)),
  policy_id: severalOf(policyIdText),
  policy: names('A selector like that of a scan: an id, a pattern of ids, a framework, or `*`.', 's3.*'),
  framework: names('Findings of policies that cover controls of this framework.', 'cis-aws-7.0'),
  account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
  organizational_unit: names('Findings of the accounts of this unit, and of units below it (`Unit/Below`).', 'Production'),
  region: names('Findings of resources in this region.', 'eu-west-1'),
  service: names('Findings of resources of this service.', 's3'),
  type: names('Findings of resources of this type.', 'AWS::S3::Bucket'),
  resource: names('Findings of the resource with this id, name or native id (an ARN in AWS).', 'logs', 2048),
  tag: severalOf(z.string().min(1).max(512), { description: '`key` or `key=value`: findings of resources with all of these tags.' }),
  since: z.iso
    .datetime({ offset: true, error: 'Write a time such as 2026-11-21T00:00:00Z' })
    .optional()
    .openapi({ description: 'Findings opened at this time or later; of resolved ones, resolved.', example: '2026-11-21T00:00:00Z' }),
  include: oneOf(['resource'])
    .optional()
    .openapi({ description: '`resource`: each finding also has the native id and the tags of its resource, which takes longer.' }),
  suppression_id: z.string().min(1).max(200).optional().openapi({ description: 'Lists the findings that this suppression hides.' }),
};

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
    'The findings are ordered by severity, and those of one severity by the time at which they were opened (resolved ones: resolved). The work of one page is bounded, so if the filters match few findings, a page may be short or empty and still have a `next_cursor`.',
  tags,
  request: { query: z.strictObject({ ...pageQuery, ...filters }) },
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

type Filters = Omit<z.output<typeof listFindings.request.query>, 'limit' | 'cursor'>;

/** @throws InvalidRequest naming the filter whose value does not exist */
export async function filterOf(query: Filters, context: RequestContext): Promise<FindingFilter> {
  const { status = query.suppression_id === undefined ? 'open' : 'suppressed' } = query;
  if (query.suppression_id !== undefined && !(await suppressionById(context.store, query.suppression_id))) {
    const shown = JSON.stringify(query.suppression_id);
    throw new InvalidRequest('suppression_id', `suppression_id: there is no suppression ${shown}; GET /suppressions lists them.`);
  }
  checkRegions(query, context);
  return {
    status,
    accounts: (await accountsOf(query, context)) ?? (context.only && new Set(context.only)),
    limited: context.only !== undefined,
    customer_id: (query.account_id ?? query.organizational_unit) ? undefined : context.customer_id,
    policiesOf: context.customer_id === undefined ? () => [] : await policiesByType(context),
    policies: await policiesOf(query, status, context),
    severities: query.severity,
    types: await typesOf(query, context),
    regions: setOf(query.region),
    resources: setOf(query.resource?.map(storedUid)),
    tags: query.tag ?? [],
    since: query.since === undefined ? undefined : new Date(query.since).toISOString(),
    suppression_id: query.suppression_id,
  };
}

/** The ids of all policies, by the type of resource that they judge. */
async function policiesByType({ policies }: RequestContext): Promise<FindingFilter['policiesOf']> {
  const known = (await policies.library.load()).policies.map(({ policy }) => policy);
  const byType = Map.groupBy(known, ({ resource_type }) => resource_type);
  return (type) => (byType.get(type) ?? []).map(({ id }) => id).toSorted();
}

const setOf = <T>(values: readonly T[] | undefined): ReadonlySet<T> | undefined => values && new Set(values);

/** The members that both sets have; undefined stands for everything. */
const both = <T>(one: ReadonlySet<T> | undefined, other: ReadonlySet<T> | undefined): ReadonlySet<T> | undefined =>
  one && other ? new Set([...one].filter((value) => other.has(value))) : (one ?? other);

/** The accounts that are named and are in one of the units. @throws InvalidRequest */
async function accountsOf({ account_id, organizational_unit: units }: Filters, { accounts }: RequestContext) {
  const named = account_id && (await selectedIds(account_id, accounts));
  if (units === undefined) return setOf(named);
  const ofUnits = new Set<AccountId>();
  const known = new Set<string>();
  for await (const { account_id: id, organizational_unit: path } of accounts.all()) {
    if (path === undefined) continue;
    known.add(path);
    if (units.some((unit) => path === unit || path.startsWith(`${unit.replace(/\/$/, '')}/`))) ofUnits.add(id);
  }
  if (ofUnits.size === 0) {
    const shown = JSON.stringify(units[0]!.slice(0, 100));
    throw new InvalidRequest(
      'organizational_unit',
      `organizational_unit: no account is in ${shown}; GET /accounts lists the accounts with their units.${suggestion(units[0]!, [...known])}`,
    );
  }
  return both(setOf(named), ofUnits);
}

/** @throws InvalidRequest */
async function typesOf({ type, service }: Filters, context: RequestContext): Promise<ReadonlySet<string> | undefined> {
  if (type) await context.storedTypes.named(type);
  const services = service && (await servicesNamed(service, context));
  const ofServices =
    services && (await context.storedTypes.all()).filter((each) => services.includes(serviceName(each))).map((each) => each.type);
  return both(setOf(type), setOf(ofServices));
}

/** @throws InvalidRequest naming the filter whose value does not exist */
async function policiesOf(
  { policy_id, policy, framework }: Filters,
  status: FindingStatus,
  context: RequestContext,
): Promise<ReadonlySet<string> | undefined> {
  if (policy_id !== undefined && policy !== undefined)
    throw new InvalidRequest('policy', 'policy: given together with policy_id; give one of them.');
  for (const id of framework ?? []) checkFramework(id);
  const all = framework && (await context.policies.library.load()).policies;
  const ofFrameworks = all && framework.flatMap((id) => idsOf(id, all));
  const field = policy === undefined ? 'policy_id' : 'policy';
  const written = policy ?? policy_id;
  const selected = written && (await Promise.all(written.map((each) => selectedBy(each, field, status, context))));
  const isAny = selected === undefined || selected.includes('*');
  return both(isAny ? undefined : new Set((selected as readonly (readonly string[])[]).flat()), setOf(ofFrameworks));
}

const idsOf = (selector: string, policies: readonly CompiledPolicy[]): readonly string[] =>
  selectPolicies(selector, policies).policies.map(({ policy }) => policy.id);

/** The policies that a selector or an id names; `*` for all. */
async function selectedBy(
  written: string,
  field: 'policy' | 'policy_id',
  status: FindingStatus,
  context: RequestContext,
): Promise<readonly string[] | '*'> {
  if (field === 'policy' && written === '*') return '*';
  if (field === 'policy' && (written.includes('*') || frameworkNamed(written) !== undefined))
    return idsOf(written, (await context.policies.library.load()).policies);
  // A policy that was removed still has resolved findings and, until the next scan, findings of other statuses.
  const removed = async () => [
    ...Object.keys(await resultsByPolicy(context.store, context.only)),
    ...(status === 'resolved' ? [written] : []),
  ];
  return [await checkPolicyId(written, context.policies, field, removed)];
}

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
            partitions: findingPartitions(store, filter),
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
