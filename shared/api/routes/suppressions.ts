/** Suppressions: list them, add one by a rule, remove one. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { selectAccounts } from '../../connections/select-accounts.ts';
import { InvalidRequest, NotFound } from '../../errors.ts';
import type { SuppressionRow } from '../../scan/model.ts';
import { suppressionById } from '../../scan/suppression-repository.ts';
import { addSuppression, removeSuppression } from '../../scan/suppression-rules.ts';
import { isLive } from '../../scan/suppressions.ts';
import type { Page } from '../../storage/store.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { personOf } from '../caller.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { checkPolicyId } from '../policy-access.ts';
import { json, problems } from '../problems.ts';
import { newSuppressionSchema, suppressionSchema } from '../schemas/findings.ts';
import { knownAccount } from './resources.ts';

const tags = ['suppressions'];

export const listSuppressions = createRoute({
  method: 'get',
  path: '/suppressions',
  operationId: 'listSuppressions',
  summary: 'List suppressions in force',
  description:
    'Suppressions of single findings and by rules, in no particular order. `GET /findings?suppression_id=` lists the findings that one hides.',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of suppressions.', content: json(pageOf(suppressionSchema)) }, ...problems(400) },
});

export const addRule = createRoute({
  method: 'post',
  path: '/suppressions',
  operationId: 'addSuppression',
  'x-muster-role': 'operator',
  summary: 'Suppress findings by a rule',
  description: 'The next scan of an account suppresses the findings that the rule covers.',
  tags,
  request: { body: { required: true, content: json(newSuppressionSchema) } },
  responses: { 201: { description: 'The suppression.', content: json(suppressionSchema) }, ...problems(400, 413, 415) },
});

export const removeOne = createRoute({
  method: 'delete',
  path: '/suppressions/{suppression_id}',
  operationId: 'removeSuppression',
  'x-muster-role': 'operator',
  summary: 'Remove a suppression',
  description: 'The findings that it hides open at the next scan of their account.',
  tags,
  request: { params: z.object({ suppression_id: z.string().min(1).max(200) }) },
  responses: { 200: { description: 'The suppression that was removed.', content: json(suppressionSchema) }, ...problems(400, 404, 413) },
});

export function registerSuppressions(app: OpenAPIHono<ApiEnv>, { policies, clock, random }: RouteContext): void {
  app.openapi(listSuppressions, async (c) =>
    c.json(
      await servePage(c.req.valid('query'), {
        query: ['suppressions'],
        position: z.strictObject({ suppression_id: z.string().min(1).max(200) }),
        read: async (options) => {
          const page = (await c.get('view').store.scan('suppressions', options)) as Page<unknown> as Page<SuppressionRow>;
          return { ...page, items: page.items.filter((row) => isLive(row, clock.now())) };
        },
        view: (row) => viewOf(suppressionSchema, row),
        after: ({ suppression_id }) => ({ suppression_id }),
      }),
      200,
    ),
  );

  app.openapi(addRule, async (c) => {
    const { scope, reason, until, ...given } = c.req.valid('json');
    const { policy_id, account_id, accounts: selectors, resource, tag } = scope;
    const { store, accounts, only } = c.get('view');
    if (only !== undefined && account_id === undefined)
      throw new InvalidRequest(
        'scope.account_id',
        'scope.account_id: missing; you may see some accounts only, so name the one that the rule covers.',
      );
    const account = account_id === undefined ? undefined : await knownAccount(account_id, accounts, 'scope.account_id');
    if (selectors !== undefined)
      await selectAccounts(selectors, accounts, { field: 'scope.accounts', itemField: (index) => `scope.accounts[${index}]` });
    const checked = {
      ...(policy_id !== undefined && { policy_id: await checkPolicyId(policy_id, policies, 'scope.policy_id') }),
      ...(account !== undefined && { account_id: account }),
      ...(selectors !== undefined && { accounts: selectors }),
      ...(resource !== undefined && { resource }),
      ...(tag !== undefined && { tag }),
    };
    const row = await addSuppression(store, { scope: checked, reason, until, ...personOf(c.get('principal'), given) }, clock, random);
    return c.json(viewOf(suppressionSchema, row), 201);
  });

  app.openapi(removeOne, async (c) => {
    const { suppression_id } = c.req.valid('param');
    const { store } = c.get('view');
    const row = await suppressionById(store, suppression_id);
    if (!row) throw new NotFound(`There is no suppression ${suppression_id}; GET /suppressions lists them.`);
    await removeSuppression(store, suppression_id, clock);
    c.set('changes', [{ subject: suppression_id, before: viewOf(suppressionSchema, row) }]);
    return c.json(viewOf(suppressionSchema, row), 200);
  });
}
