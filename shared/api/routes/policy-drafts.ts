/** For editors of policies: check a text and try it on stored resources, draft one, read the text of any, and the schema of the format. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { NotFound } from '../../errors.ts';
import { type AccountId, providerOf } from '../../ids.ts';
import type { CheckedText } from '../../policies/check-apart.ts';
import { policyFormat } from '../../policies/policy-format.ts';
import { scaffold } from '../../policies/scaffold.ts';
import type { TrialExample } from '../../policies/trial.ts';
import { readableUid } from '../../readable-ids.ts';
import { typeNamed } from '../../registry.ts';
import { trialResources } from '../../scan/trial-resources.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { isBuiltIn, policyNamed } from '../policy-access.ts';
import { json, pathShown, problems } from '../problems.ts';
import { policyIdText } from '../schemas/policies.ts';
import {
  MOST_EXAMPLES,
  policyCheckRequestSchema,
  policyCheckSchema,
  policyFormatSchema,
  policyTextSchema,
} from '../schemas/policy-drafts.ts';
import type { View } from '../view.ts';
import { selectedIds } from './resources.ts';

const tags = ['policies'];
/** The name of the text in problems. */
const FILE = 'policy.yaml';

export const checkPolicyText = createRoute({
  method: 'post',
  path: '/policies/check',
  operationId: 'checkPolicy',
  'x-muster-role': 'viewer',
  'x-muster-audit': false,
  summary: 'Check the text of a policy, and try it on stored resources',
  description:
    'Nothing is stored. A text that is no policy is no error of the request: the answer lists what is wrong with it. The resources are those that the caller may see.',
  tags,
  request: { body: { required: true, content: json(policyCheckRequestSchema) } },
  responses: { 200: { description: 'What was found.', content: json(policyCheckSchema) }, ...problems(400, 413, 415) },
});

export const getPolicyFormat = createRoute({
  method: 'get',
  path: '/policies/schema',
  operationId: 'getPolicyFormat',
  summary: 'Show the JSON Schema of policy files, for editors',
  tags,
  responses: { 200: { description: 'The schema.', content: json(policyFormatSchema) }, ...problems(400) },
});

export const draftPolicy = createRoute({
  method: 'get',
  path: '/policies/draft',
  operationId: 'draftPolicy',
  summary: 'Write a policy to start from',
  description: 'Its tests pass before it is edited.',
  tags,
  request: {
    query: z.strictObject({
      id: z.string().max(200).default('my.rule').openapi({ description: 'The id of the new policy.', example: 'my.rule' }),
      type: z.string().min(1).max(200).openapi({ example: 'AWS::S3::Bucket' }),
      field: z.string().min(1).max(1000).optional().openapi({
        description: 'The field of the configuration that the policy is about; without it, one that every inventory reads.',
        example: 'VersioningConfiguration.Status',
      }),
      tag: z
        .string()
        .min(1)
        .max(1000)
        .optional()
        .openapi({ description: 'The tag that the policy is about, instead of a field.', example: 'Owner' }),
    }),
  },
  responses: { 200: { description: 'The text.', content: json(policyTextSchema) }, ...problems(400) },
});

export const getPolicyText = createRoute({
  method: 'get',
  path: '/policies/{policy_id}/text',
  operationId: 'getPolicyText',
  summary: 'Show the file of a policy, with its tests',
  tags,
  request: { params: z.object({ policy_id: policyIdText }) },
  responses: { 200: { description: 'The text.', content: json(policyTextSchema) }, ...problems(400, 404) },
});

export function registerPolicyDrafts(app: OpenAPIHono<ApiEnv>, { policies, clock }: RouteContext): void {
  app.openapi(checkPolicyText, async (c) => {
    const { text, account_id, resources } = c.req.valid('json');
    const view = c.get('view');
    // Wrong selectors are told before the check, which takes longer.
    const selected = account_id && (await selectedIds(account_id, view.accounts));
    const checked = await policies.check({ file: FILE, text });
    const found = checkedOf(checked);
    const { policy } = checked;
    if (policy === undefined || resources === 0) return c.json(found, 200);
    const accounts = selected ?? (await accountsOf(policy.resource_type, view));
    const read = await trialResources(
      { type: policy.resource_type, relatedTypes: checked.relatedTypes, accounts, most: resources },
      view.store,
      clock,
    );
    const tried = await policies.trial({ text, accounts: read.accounts, mostExamples: MOST_EXAMPLES });
    if ('ended' in tried)
      return c.json({ ...found, trial_problem: `The policy could not be tried: judging the resources ${tried.ended}.` }, 200);
    const { counts, examples } = tried.trial;
    const trial = {
      counts,
      resources: read.resources,
      accounts: { read: read.readAccounts, total: accounts.length },
      whole: read.readAccounts === accounts.length,
      examples: {
        pass: examples.pass.map(exampleOf),
        fail: examples.fail.map(exampleOf),
        unknown: examples.unknown.map(exampleOf),
        not_applicable: examples.not_applicable.map(exampleOf),
      },
    };
    return c.json({ ...found, trial }, 200);
  });

  app.openapi(getPolicyFormat, (c) => c.json(policyFormat(), 200));

  app.openapi(draftPolicy, async (c) => {
    const { id, type, field, tag } = c.req.valid('query');
    return c.json({ policy_id: id, text: await scaffold({ id, type, field, tag }) }, 200);
  });

  app.openapi(getPolicyText, async (c) => {
    const { policy } = await policyNamed(c.req.valid('param').policy_id, policies);
    const text = isBuiltIn(policy.id) ? (await policies.texts())[policy.id] : await policies.files.get(policy.id);
    if (text === undefined) throw new NotFound(`The file of the policy ${policy.id} is not there; it was removed a moment ago.`);
    return c.json({ policy_id: policy.id, text }, 200);
  });
}

const checkedOf = ({ problems: found, policy, relatedTypes, tests }: CheckedText): z.output<typeof policyCheckSchema> => ({
  problems: found.map(({ line, column, path, message }) => ({ line, column, ...pathShown(path), message })),
  ...(policy && {
    policy: {
      policy_id: policy.id,
      title: policy.title,
      severity: policy.severity,
      resource_type: policy.resource_type,
      related_types: relatedTypes,
    },
  }),
  tests,
});

/** The enabled accounts of the type's provider. */
async function accountsOf(name: string, { accounts }: View): Promise<readonly AccountId[]> {
  const provider = typeNamed(name)?.provider;
  const ids: AccountId[] = [];
  for await (const { account_id } of accounts.enabled()) if (providerOf(account_id) === provider) ids.push(account_id);
  return ids.toSorted();
}

function exampleOf({ evidence, ...example }: TrialExample) {
  const parsed: unknown = evidence === undefined ? undefined : JSON.parse(evidence);
  return { ...example, id: readableUid(example.resource_uid), ...(parsed !== undefined && { evidence: parsed }) };
}
