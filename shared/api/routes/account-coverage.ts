/** Coverage of accounts, summed up by service: what a matrix of accounts and services shows. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { AccountRow } from '../../connections/model.ts';
import { type AccountId, providerOf } from '../../ids.ts';
import { coverageOf } from '../../inventory/coverage.ts';
import type { CoverageRow } from '../../inventory/model.ts';
import { CELL_OUTCOMES, coverageByService } from '../../inventory/service-coverage.ts';
import { type ResourceType, undeclaredType } from '../../clouds/resource-type.ts';
import { serviceName } from '../../service-names.ts';
import { queryAll } from '../../storage/store.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { mayHold } from '../resource-listing.ts';
import { accountCoverageSchema } from '../schemas/account-coverage.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import type { View } from '../view.ts';
import { failedAccount } from './coverage.ts';
import { checkRegions, selectedIds, servicesNamed } from './resources.ts';

export const listAccountCoverage = createRoute({
  method: 'get',
  path: '/coverage/accounts',
  operationId: 'listAccountCoverage',
  summary: 'Sum up the coverage of accounts by service',
  description:
    'The accounts are in no particular order; those that are selected are ordered by id. `GET /coverage` lists the slices one by one. The work of a page is bounded, so a page may be short or empty and still have a `next_cursor`.',
  tags: ['coverage'],
  request: {
    query: z.strictObject({
      ...pageQuery,
      account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
      service: severalOf(z.string().max(100), { example: 's3' }),
      region: severalOf(z.string().max(100), { description: 'Counts slices that may have resources of these regions.' }),
      outcome: severalOf(oneOf(CELL_OUTCOMES), {
        description: 'Services of which a slice ended so, and accounts that have such a service, or whose newest inventory failed so.',
        example: 'denied',
      }),
    }),
  },
  responses: { 200: { description: 'A page of accounts.', content: json(pageOf(accountCoverageSchema)) }, ...problems(400) },
});

type AccountCoverage = z.output<typeof accountCoverageSchema>;
type Filters = Pick<z.output<typeof listAccountCoverage.request.query>, 'service' | 'region' | 'outcome'>;

const position = z.strictObject({ account_id: z.string().min(1).max(200) });

/** An account has a row for each region that it uses: some twenty. A page ends when it has read so many rows, or so many accounts. */
const MOST_ROWS = 400;
const MOST_ACCOUNTS = 200;
const AT_ONCE = 4;

interface SomeAccounts {
  readonly rows: readonly AccountRow[];
  /** The last account that was looked at; undefined if there is no more. */
  readonly next: AccountId | undefined;
}

/** @param ids the accounts that are selected, in order; undefined for all */
async function accountsAfter(
  { accounts }: Pick<View, 'accounts'>,
  ids: readonly AccountId[] | undefined,
  after: string | undefined,
  limit: number,
): Promise<SomeAccounts> {
  if (ids === undefined) {
    const page = await accounts.list({ limit, cursor: after === undefined ? undefined : { account_id: after } });
    // The key of the table `accounts` is the account's id.
    return { rows: page.items, next: page.cursor?.['account_id'] as AccountId | undefined };
  }
  const left = after === undefined ? ids : ids.filter((id) => id > after);
  const some = left.slice(0, limit);
  const byId = new Map((await accounts.getMany(some)).map((row) => [row.account_id, row]));
  return { rows: some.flatMap((id) => byId.get(id) ?? []), next: left.length > some.length ? some.at(-1) : undefined };
}

export function registerAccountCoverage(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  app.openapi(listAccountCoverage, async (c) => {
    const { limit, cursor, account_id, ...filters } = c.req.valid('query');
    const context = { ...routes, ...c.get('view') };
    const summed = await summing(filters, context);
    const ids = account_id && (await selectedIds(account_id, context.accounts));
    return c.json(
      await servePage(
        { limit, cursor },
        {
          query: ['account-coverage', account_id, filters.service, filters.region, filters.outcome],
          position,
          read: async (options) => {
            const items: AccountCoverage[] = [];
            let after = options.cursor?.account_id;
            for (let rows = 0, accounts = 0; ;) {
              const some = await accountsAfter(context, ids, after, Math.min(AT_ONCE, options.limit - items.length));
              const read = await Promise.all(some.rows.map(async (row) => ({ row, coverage: await rowsOf(row, context) })));
              for (const { row, coverage } of read) {
                items.push(...(await summed(row, coverage)));
                rows += coverage.length;
              }
              accounts += some.rows.length;
              if (some.next === undefined) return { items };
              after = some.next;
              if (items.length === options.limit || rows >= MOST_ROWS || accounts >= MOST_ACCOUNTS)
                return { items, cursor: { account_id: after } };
            }
          },
          view: (item) => item,
          after: (item) => ({ account_id: item.account_id }),
        },
      ),
      200,
    );
  });
}

async function rowsOf({ account_id }: AccountRow, { store }: Pick<View, 'store'>): Promise<readonly CoverageRow[]> {
  const rows: CoverageRow[] = [];
  for await (const item of queryAll(store, 'coverage', { partition: account_id })) rows.push(coverageOf(item));
  return rows;
}

/** A function that sums up an account; it answers nothing for one that the filters leave out. @throws InvalidRequest naming the filter whose value does not exist */
async function summing(
  { service, region, outcome }: Filters,
  context: RequestContext,
): Promise<(account: AccountRow, rows: readonly CoverageRow[]) => Promise<readonly AccountCoverage[]>> {
  checkRegions({ region }, context);
  const regions = region && new Set(region);
  const services = service && new Set(await servicesNamed(service, context));
  const known = new Map((await context.storedTypes.all()).map((type) => [type.type, type]));
  const wantedService = (type: ResourceType, segment: string): string | undefined => {
    const name = serviceName(type);
    return (services?.has(name) ?? true) && mayHold(type, segment, regions) ? name : undefined;
  };
  return async (account, rows) => {
    const { account_id, name, enabled, status, coverage } = account;
    const summed = coverageByService(rows, (type, segment) =>
      wantedService(known.get(type) ?? undeclaredType(providerOf(account_id), type, 'regional'), segment),
    );
    const wanted = summed.filter(({ slices }) => outcome?.some((each) => slices[each] !== undefined) ?? true);
    const { outcome: how, at, error } = status === 'failed' ? await failedAccount(account, context) : {};
    const failed =
      how === 'denied' || how === 'failed' ? { outcome: how, ...(at !== undefined && { at }), ...(error && { error }) } : undefined;
    if (outcome !== undefined && wanted.length === 0 && !(failed && outcome.includes(failed.outcome))) return [];
    const not_read = coverage?.not_read;
    return [{ account_id, name, enabled, status, services: wanted, ...(failed && { failed }), ...(not_read && { not_read }) }];
  };
}
