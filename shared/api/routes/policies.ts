/** Policies: list and show all of them, store and remove users' policies. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { Conflict, InvalidRequest, NotFound } from '../../errors.ts';
import { type CompiledPolicy, InvalidPolicy } from '../../policies/compile-policy.ts';
import { frameworkNamed, frameworks } from '../../policies/frameworks.ts';
import { SEVERITIES } from '../../severity.ts';
import type { PolicyResult } from '../../scan/model.ts';
import { suggestion } from '../../validation/nearest.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { fullPolicyId, isBuiltIn, policyNamed, wellFormed } from '../policy-access.ts';
import { resultsByPolicy, resultsInView, scoredAccounts } from '../policy-results.ts';
import { json, problems, WrongMediaType } from '../problems.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { ORIGINS, policyIdText, policyResultSchema, policySchema, policySummarySchema, storedPolicySchema } from '../schemas/policies.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import { selectPolicies } from '../../policies/select-policies.ts';

const tags = ['policies'];
const params = z.object({ policy_id: policyIdText });
const YAML = ['application/yaml', 'application/x-yaml', 'text/yaml'] as const;

export const listPolicies = createRoute({
  method: 'get',
  path: '/policies',
  operationId: 'listPolicies',
  summary: 'List policies, by id',
  tags,
  request: {
    query: z.strictObject({
      ...pageQuery,
      policy: severalOf(z.string().min(1).max(200), {
        description: 'Ids, patterns such as `s3.*`, or frameworks.',
        example: 's3.*',
      }),
      severity: severalOf(oneOf(SEVERITIES)),
      resource_type: severalOf(z.string().max(200), { example: 'AWS::S3::Bucket' }),
      framework: severalOf(z.string().max(200), { example: 'cis-aws-7.0' }),
      origin: severalOf(oneOf(ORIGINS)),
      search: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .openapi({ description: 'Words, in any case, that the title or the id holds.', example: 'versioning' }),
    }),
  },
  responses: { 200: { description: 'A page of policies.', content: json(pageOf(policySummarySchema)) }, ...problems(400) },
});

export const getPolicy = createRoute({
  method: 'get',
  path: '/policies/{policy_id}',
  operationId: 'getPolicy',
  summary: 'Show a policy and its results',
  tags,
  request: {
    params,
    query: z.strictObject({ account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }) }),
  },
  responses: { 200: { description: 'The policy.', content: json(policySchema) }, ...problems(400, 404) },
});

export const putPolicy = createRoute({
  method: 'put',
  path: '/policies/{policy_id}',
  operationId: 'putPolicy',
  'x-muster-role': 'admin',
  summary: 'Store a policy of your own',
  description:
    'The body is a policy file. Its id must be that of the path, its expressions must fit the resource type, and its tests must pass. Scans use the policy from then on.',
  tags,
  request: { params, body: { required: true, content: { 'application/yaml': { schema: z.string() } } } },
  responses: {
    200: { description: 'The policy as it is now.', content: json(storedPolicySchema) },
    ...problems(400, 409, 413, 415, 422),
  },
});

export const deletePolicy = createRoute({
  method: 'delete',
  path: '/policies/{policy_id}',
  operationId: 'deletePolicy',
  'x-muster-role': 'admin',
  summary: 'Remove a policy of your own',
  description:
    "The next scan of an account, with any policies, resolves the policy's findings. While a user's policy file cannot be used, they stay, because that file may be the policy.",
  tags,
  request: { params },
  responses: {
    200: { description: 'The id of the removed policy.', content: json(z.object({ policy_id: z.string() }).openapi('RemovedPolicy')) },
    ...problems(400, 404, 409, 413),
  },
});

const originOf = (policyId: string): (typeof ORIGINS)[number] => (isBuiltIn(policyId) ? 'muster' : 'user');

const countsOf = ({ pass, fail, unknown, not_applicable, suppressed }: PolicyResult) => ({
  pass,
  fail,
  unknown,
  not_applicable,
  suppressed,
});

const summaryOf = ({ policy }: Pick<CompiledPolicy, 'policy'>): Omit<z.output<typeof policySummarySchema>, 'unknown' | 'counts'> => ({
  policy_id: policy.id,
  title: policy.title,
  severity: policy.severity,
  resource_type: policy.resource_type,
  frameworks: policy.frameworks,
  origin: originOf(policy.id),
});

function detailOf(compiled: Pick<CompiledPolicy, 'policy'>, result?: PolicyResult): z.output<typeof policySchema> {
  const results = result && viewOf(policyResultSchema, result);
  return viewOf(policySchema, { ...compiled.policy, ...summaryOf(compiled), results });
}

/** @throws InvalidRequest naming `framework` */
export function checkFramework(id: string): void {
  if (frameworkNamed(id)) return;
  const ids = frameworks().map((framework) => framework.id);
  throw new InvalidRequest(
    'framework',
    `framework: there is no framework ${JSON.stringify(id.slice(0, 100))}; GET /frameworks lists them.${suggestion(id, ids)}`,
    ids,
  );
}

export function registerPolicies(app: OpenAPIHono<ApiEnv>, { policies }: RouteContext): void {
  app.openapi(listPolicies, async (c) => {
    const { limit, cursor, policy: selectors, severity, resource_type, framework, origin, search } = c.req.valid('query');
    const { storedTypes } = c.get('view');
    if (resource_type) await storedTypes.named(resource_type, 'resource_type');
    for (const id of framework ?? []) checkFramework(id);
    const [{ policies: known }, { results }] = await Promise.all([policies.library.load(), resultsInView(c.get('view'))]);
    const words = search?.toLowerCase().split(/\s+/);
    const selected = selectors && new Set(selectors.flatMap((selector) => selectPolicies(selector, known).policies));
    return c.json(
      await servePage(
        { limit, cursor },
        {
          query: ['policies', selectors, severity, resource_type, framework, ...(origin || search ? [origin, search] : [])],
          position: z.string().min(1).max(200),
          read: (page) => {
            const wanted = known.filter(
              (compiled) =>
                compiled.policy.id > (page.cursor ?? '') &&
                (selected?.has(compiled) ?? true) &&
                (severity?.includes(compiled.policy.severity) ?? true) &&
                (resource_type?.includes(compiled.policy.resource_type) ?? true) &&
                (framework?.some((id) => compiled.policy.frameworks[id] !== undefined) ?? true) &&
                (origin?.includes(originOf(compiled.policy.id)) ?? true) &&
                (words?.every((word) => `${compiled.policy.id} ${compiled.policy.title}`.toLowerCase().includes(word)) ?? true),
            );
            const items = wanted.slice(0, page.limit);
            return Promise.resolve({ items, ...(wanted.length > items.length && { cursor: items.at(-1)!.policy.id }) });
          },
          view: (compiled) => {
            const result = results[compiled.policy.id];
            return { ...summaryOf(compiled), ...(result && { unknown: result.unknown, counts: countsOf(result) }) };
          },
          after: ({ policy }) => policy.id,
        },
      ),
      200,
    );
  });

  app.openapi(getPolicy, async (c) => {
    const { account_id } = c.req.valid('query');
    const compiled = await policyNamed(c.req.valid('param').policy_id, policies);
    const { store } = c.get('view');
    const selected = await scoredAccounts(account_id, c.get('view'));
    return c.json(detailOf(compiled, (await resultsByPolicy(store, selected))[compiled.policy.id]), 200);
  });

  app.openapi(putPolicy, async (c) => {
    const id = usersPolicyId(c.req.valid('param').policy_id);
    const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (!YAML.some((known) => known === type))
      throw new WrongMediaType('The body must be a policy file; send it with Content-Type: application/yaml.', YAML);
    const text = await c.req.text();
    const { problems: found, policy } = await policies.check({ file: `${id}.yaml`, text, policyId: id });
    if (!policy || found.length > 0) throw new InvalidPolicy(id, found);
    const before = await policies.files.get(id);
    if (before !== text) await policies.files.put(id, text);
    c.set('changes', before === text ? [] : [{ subject: id, ...(before !== undefined && { before: { text: before } }), after: { text } }]);
    const result = before === undefined ? 'created' : before === text ? 'unchanged' : 'replaced';
    return c.json({ result, policy: detailOf({ policy }, (await resultsInView(c.get('view'))).results[id]) } as const, 200);
  });

  app.openapi(deletePolicy, async (c) => {
    const id = usersPolicyId(await fullPolicyId(c.req.valid('param').policy_id, policies));
    const before = await policies.files.get(id);
    if (before === undefined) throw new NotFound(`There is no policy ${id} of yours; GET /policies lists them.`);
    await policies.files.remove(id);
    c.set('changes', [{ subject: id, before: { text: before } }]);
    return c.json({ policy_id: id }, 200);
  });

  /** The id of a policy that a user may store or remove. @throws InvalidRequest naming `policy_id` @throws Conflict if the policy comes with Muster */
  function usersPolicyId(policyId: string): string {
    const id = wellFormed(policyId);
    if (isBuiltIn(id)) throw new Conflict(`The policy ${id} comes with Muster and cannot be changed; give yours another id.`);
    return id;
  }
}
