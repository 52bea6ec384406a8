/** Findings: list, show, suppress and unsuppress them. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { InvalidRequest, NotFound } from '../../errors.ts';
import { resourceKey } from '../../ids.ts';
import { frameworkNamed } from '../../policies/frameworks.ts';
import { SEVERITIES } from '../../severity.ts';
import { selectPolicies } from '../../policies/select-policies.ts';
import { parseFindingId } from '../../scan/finding-id.ts';
import { readFinding } from '../../scan/finding-repository.ts';
import { findingView } from '../../scan/finding-view.ts';
import { FINDING_STATUSES, type FindingRow, type FindingStatus } from '../../scan/model.ts';
import { suppressFinding, unsuppressFinding } from '../../scan/suppress-finding.ts';
import { suppressionById } from '../../scan/suppression-repository.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { personOf } from '../caller.ts';
import { findingPartitions, isWantedFinding, type FindingFilter } from '../finding-listing.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { walk, walkPosition } from '../partition-walk.ts';
import { checkPolicyId, fullFindingId } from '../policy-access.ts';
import { resultsByPolicy } from '../policy-results.ts';
import { json, problems } from '../problems.ts';
import { remediationOf } from '../remediation.ts';
import { findingDetailSchema, findingSchema, suppressSchema, unsuppressSchema } from '../schemas/findings.ts';
import { accountIdText } from '../schemas/jobs.ts';
import { policyIdText } from '../schemas/policies.ts';
import { oneOf } from '../schemas/texts.ts';
import { checkType, knownAccount } from './resources.ts';

const tags = ['findings'];

const params = z.object({
  finding_id: z.string().max(2048).openapi({
    description: "The finding's id, percent-encoded.",
    pattern: '^[^#]+#[^|]+\\|[^|]+\\|[^|]+\\|',
    example: 'aws.s3.bucket-versioning-enabled%23aws%3A123456789012%7CAWS%3A%3AS3%3A%3ABucket%7Ceu-west-1%7Clogs',
  }),
});

const filters = {
  status: oneOf(FINDING_STATUSES).optional().openapi({ description: '`open` by default, or `suppressed` if `suppression_id` is given.' }),
  severity: oneOf(SEVERITIES).optional(),
  policy_id: policyIdText.optional(),
  policy: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .openapi({ description: 'A selector like that of a scan: an id, a pattern of ids, a framework, or `*`.', example: 's3.*' }),
  account_id: accountIdText.optional(),
  type: z.string().max(200).optional().openapi({ example: 'AWS::S3::Bucket' }),
  suppression_id: z.string().min(1).max(200).optional().openapi({ description: 'Lists the findings that this suppression hides.' }),
};

const listFindings = createRoute({
  method: 'get',
  path: '/findings',
  operationId: 'listFindings',
  summary: 'List findings',
  description:
    'The findings have a fixed order, by policy within each account. The work of one page is bounded, so if the filters match few findings, a page may be short or empty and still have a `next_cursor`.',
  tags,
  request: { query: z.strictObject({ ...pageQuery, ...filters }) },
  responses: { 200: { description: 'A page of findings.', content: json(pageOf(findingSchema)) }, ...problems(400) },
});

const getFinding = createRoute({
  method: 'get',
  path: '/findings/{finding_id}',
  operationId: 'getFinding',
  summary: 'Show a finding, its history and how to fix it',
  tags,
  request: { params },
  responses: { 200: { description: 'The finding.', content: json(findingDetailSchema) }, ...problems(400, 404) },
});

const suppress = createRoute({
  method: 'post',
  path: '/findings/{finding_id}/suppress',
  operationId: 'suppressFinding',
  summary: 'Suppress a finding',
  description:
    'The finding stays suppressed until it passes or the suppression ends. Suppressing it again replaces reason, author and end. The author is the identity that signs the request.',
  tags,
  request: { params, body: { required: true, content: json(suppressSchema) } },
  responses: { 200: { description: 'The finding.', content: json(findingDetailSchema) }, ...problems(400, 404, 409, 413, 415) },
});

const unsuppress = createRoute({
  method: 'post',
  path: '/findings/{finding_id}/unsuppress',
  operationId: 'unsuppressFinding',
  summary: "Remove a finding's own suppression",
  description: 'The finding opens again, unless a rule suppresses it too.',
  tags,
  request: { params, body: { required: false, content: json(unsuppressSchema) } },
  responses: { 200: { description: 'The finding.', content: json(findingDetailSchema) }, ...problems(400, 404, 409, 413, 415) },
});

type Filters = Omit<z.output<typeof listFindings.request.query>, 'limit' | 'cursor'>;

/** @throws InvalidRequest naming the filter whose value does not exist */
async function filterOf(query: Filters, context: RouteContext): Promise<FindingFilter> {
  const { status = query.suppression_id === undefined ? 'open' : 'suppressed', type, account_id } = query;
  const ofPolicies = await policiesOf(query, status, context);
  if (query.suppression_id !== undefined && !(await suppressionById(context.store, query.suppression_id))) {
    const shown = JSON.stringify(query.suppression_id);
    throw new InvalidRequest('suppression_id', `suppression_id: there is no suppression ${shown}; GET /suppressions lists them.`);
  }
  if (type !== undefined) checkType(type, context.types);
  return {
    status,
    account_id: account_id === undefined ? undefined : await knownAccount(account_id, context.accounts),
    ...ofPolicies,
    severity: query.severity,
    type,
    suppression_id: query.suppression_id,
  };
}

/** @throws InvalidRequest naming the filter whose value does not exist */
async function policiesOf(
  { policy_id, policy }: Filters,
  status: FindingStatus,
  context: RouteContext,
): Promise<Pick<FindingFilter, 'policy_id' | 'policy_ids'>> {
  if (policy_id !== undefined && policy !== undefined)
    throw new InvalidRequest('policy', 'policy: given together with policy_id; give one of them.');
  const several = policy !== undefined && (policy.includes('*') || frameworkNamed(policy) !== undefined);
  if (several) {
    const selected = selectPolicies(policy, (await context.policies.library.load()).policies).policies;
    return { policy_id: undefined, policy_ids: policy === '*' ? undefined : new Set(selected.map((each) => each.policy.id)) };
  }
  const [written, field] = policy === undefined ? [policy_id, 'policy_id'] : [policy, 'policy'];
  if (written === undefined) return { policy_id: undefined, policy_ids: undefined };
  // A policy that was removed still has resolved findings and, until the next scan, findings of other statuses.
  const removed = async () => [...Object.keys(await resultsByPolicy(context.store)), ...(status === 'resolved' ? [written] : [])];
  return { policy_id: await checkPolicyId(written, context.policies, field, removed), policy_ids: undefined };
}

export function registerFindings(app: OpenAPIHono<ApiEnv>, context: RouteContext): void {
  const { store, clock, policies } = context;

  app.openapi(listFindings, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const filter = await filterOf(query, context);
    return c.json(
      await servePage(
        { limit, cursor },
        {
          query: [
            'findings',
            filter.status,
            filter.account_id,
            filter.policy_id,
            query.policy,
            filter.severity,
            filter.type,
            filter.suppression_id,
          ],
          position: walkPosition,
          read: async (options) =>
            walk({ ...options, partitions: await findingPartitions(context, filter), matches: (row) => isWantedFinding(row, filter) }),
          view: (row) => viewOf(findingSchema, findingView(row)),
        },
      ),
      200,
    );
  });

  app.openapi(getFinding, async (c) => {
    const { account_id, finding_id } = parseFindingId(await fullFindingId(c.req.valid('param').finding_id, policies));
    const row = await readFinding(store, account_id, finding_id);
    if (!row) throw new NotFound(`There is no finding ${finding_id}; GET /findings lists them.`);
    return c.json(await detailOf(row), 200);
  });

  app.openapi(suppress, async (c) => {
    const { reason, until, ...given } = c.req.valid('json');
    const findingId = await fullFindingId(c.req.valid('param').finding_id, policies);
    return c.json(await detailOf(await suppressFinding(store, findingId, { reason, until, ...personOf(c.env, given) }, clock)), 200);
  });

  app.openapi(unsuppress, async (c) => {
    const given = c.req.valid('json');
    const findingId = await fullFindingId(c.req.valid('param').finding_id, policies);
    return c.json(await detailOf(await unsuppressFinding(store, findingId, personOf(c.env, given), clock)), 200);
  });

  async function detailOf(row: FindingRow): Promise<z.output<typeof findingDetailSchema>> {
    const found = (await policies.library.load()).policies.find(({ policy }) => policy.id === row.policy_id);
    if (!found) return viewOf(findingDetailSchema, findingView(row));
    const { description, references } = found.policy;
    const remediation = remediationOf(found.policy, { ...row, native_id: await nativeIdOf(row, found.policy.remediation.cli) });
    return viewOf(findingDetailSchema, { ...findingView(row), policy: { description, remediation, references } });
  }

  /** Reads the resource only if the command names its native id. */
  async function nativeIdOf({ resource_uid }: FindingRow, command = ''): Promise<string | undefined> {
    if (!command.includes('{native_id}')) return undefined;
    const resource = await store.get('resources', resourceKey(resource_uid));
    return (resource?.['native_id'] as string | null | undefined) ?? undefined;
  }
}
