/** How many findings were open on each of the last nights. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { readTrend } from '../../scan/scan-counts.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { scoredAccounts } from '../policy-results.ts';
import { json, problems } from '../problems.ts';
import { findingsBySeverity } from '../schemas/accounts.ts';
import { accountSelectorText, count, SELECTED } from '../schemas/jobs.ts';
import { severalOf } from '../schemas/texts.ts';
import { wholeNumber } from '../whole-number.ts';

export const trendSchema = z
  .object({
    days: z
      .array(
        z
          .object({
            date: z.string().openapi({ format: 'date', example: '2026-11-21' }),
            open: findingsBySeverity.openapi({
              description:
                'Open findings by severity after the last scan of the day. An account without a scan that day counts as after its last one before.',
            }),
            opened: count.openapi({ description: 'Findings that scans of the day opened, also again.' }),
            resolved: count.openapi({ description: 'Findings that scans of the day resolved.' }),
            accounts: count.openapi({ description: 'Of how many accounts the open findings are known.' }),
          })
          .readonly(),
      )
      .readonly()
      .openapi({
        description: 'The days, in UTC, on which a scan ended, oldest first. A day without a scan is left out: nobody knows its findings.',
      }),
  })
  .openapi('Trend');

export const getTrend = createRoute({
  method: 'get',
  path: '/trend',
  operationId: 'getTrend',
  summary: 'Count the open findings of each night',
  description:
    'The counts are those of whole accounts, as each scan left them. Without `account_id`, they are of all accounts that were enabled then; for a caller with a limited scope, of its accounts.',
  tags: ['summary'],
  request: {
    query: z.strictObject({
      days: wholeNumber({ most: 365, usual: 30, description: 'How many days are looked at, with today.' }),
      account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
    }),
  },
  responses: { 200: { description: 'The counts by day.', content: json(trendSchema) }, ...problems(400) },
});

export function registerTrend(app: OpenAPIHono<ApiEnv>, { clock }: Pick<RouteContext, 'clock'>): void {
  app.openapi(getTrend, async (c) => {
    const { days, account_id } = c.req.valid('query');
    const view = c.get('view');
    const accounts = await scoredAccounts(account_id, view);
    return c.json({ days: await readTrend(view.store, { accounts, days, now: clock.now() }) }, 200);
  });
}
