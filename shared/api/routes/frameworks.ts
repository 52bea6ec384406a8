/** Frameworks: which of their controls policies cover, and the results of those policies. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { AccountRow } from '../../connections/model.ts';
import { NotFound } from '../../errors.ts';
import { compareText } from '../../exports/order.ts';
import { type AccountId, providerOf } from '../../ids.ts';
import { frameworkNamed, frameworks } from '../../policies/frameworks.ts';
import { suggestion } from '../../validation/nearest.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { frameworkScore, frameworkSummary } from '../framework-score.ts';
import { pageOf, pageQuery, servePage } from '../listing.ts';
import { readResults, resultsInView, scoredAccounts } from '../policy-results.ts';
import { json, problems } from '../problems.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { frameworkSchema, frameworkSummarySchema } from '../schemas/policies.ts';
import { severalOf } from '../schemas/texts.ts';
import type { View } from '../view.ts';
import { UnreadAccounts } from '../unread-accounts.ts';

const tags = ['frameworks'];

export const listFrameworks = createRoute({
  method: 'get',
  path: '/frameworks',
  operationId: 'listFrameworks',
  summary: 'List frameworks, by id',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of frameworks.', content: json(pageOf(frameworkSummarySchema)) }, ...problems(400) },
});

export const getFramework = createRoute({
  method: 'get',
  path: '/frameworks/{framework_id}',
  operationId: 'getFramework',
  summary: 'Score a framework, control by control',
  tags,
  request: {
    params: z.object({ framework_id: z.string().max(200).openapi({ example: 'cis-aws-7.0' }) }),
    query: z.strictObject({ account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }) }),
  },
  responses: { 200: { description: 'The score.', content: json(frameworkSchema) }, ...problems(400, 404) },
});

/** Says of which accounts a score is: of one by its id, of several by their number. Empty for all. */
const selectedMember = (ids: readonly AccountId[] | undefined): { readonly account_id?: AccountId; readonly selected_accounts?: number } =>
  ids === undefined ? {} : ids.length === 1 ? { account_id: ids[0]! } : { selected_accounts: ids.length };

export function registerFrameworks(app: OpenAPIHono<ApiEnv>, { policies }: RouteContext): void {
  app.openapi(listFrameworks, async (c) => {
    const [{ policies: known }, results] = await Promise.all([policies.library.load(), resultsInView(c.get('view'))]);
    return c.json(
      await servePage(c.req.valid('query'), {
        query: ['frameworks'],
        position: z.string().min(1).max(200),
        read: async ({ limit, cursor = '' }) => {
          const wanted = frameworks().filter(({ id }) => id > cursor);
          const items = wanted.slice(0, limit);
          return { items, ...(wanted.length > items.length && { cursor: items.at(-1)!.id }) };
        },
        view: (framework) => frameworkSummary(framework, known, results),
        after: ({ id }) => id,
      }),
      200,
    );
  });

  app.openapi(getFramework, async (c) => {
    const { framework_id } = c.req.valid('param');
    const { account_id } = c.req.valid('query');
    const framework = frameworkNamed(framework_id);
    if (!framework) {
      const ids = frameworks().map(({ id }) => id);
      throw new NotFound(`There is no framework ${framework_id}; there are ${ids.join(', ')}.${suggestion(framework_id, ids)}`);
    }
    const selected = await scoredAccounts(account_id, c.get('view'));
    const [{ policies: known }, results] = await Promise.all([policies.library.load(), readResults(c.get('view').store, selected)]);
    const score = frameworkScore(framework, known, results);
    const unread = await unreadOf(score, selected, c.get('view'));
    return c.json({ ...score, ...selectedMember(selected), ...unread.member }, 200);
  });

  /** The enabled accounts, or those of `only`, whose newest inventory failed, of the providers that the controls are about. */
  async function unreadOf(
    { controls }: ReturnType<typeof frameworkScore>,
    only: readonly AccountId[] | undefined,
    { accounts }: View,
  ): Promise<UnreadAccounts> {
    const wanted = only && new Set(only);
    const policyIds = controls.flatMap((control) => control.policies);
    /** Whether the failed inventory was to read what the policies judge. */
    const concerns = ({ account_id, last_inventory }: AccountRow): boolean =>
      policyIds.some((id) => id.startsWith(`${last_inventory?.scope?.service ?? providerOf(account_id)}.`));
    const failed: AccountRow[] = [];
    for await (const row of accounts.all()) if (row.status === 'failed' && (wanted?.has(row.account_id) ?? row.enabled)) failed.push(row);
    const unread = new UnreadAccounts();
    for (const row of failed.toSorted((a, b) => compareText(a.account_id, b.account_id)))
      if (concerns(row)) unread.add(row.account_id, row['last_inventory']?.error);
    return unread;
  }
}
