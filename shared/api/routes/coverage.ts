/** Coverage: which slices were seen whole and when, and why the others were not. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { UNCOUNTED } from '../../clouds/survey.ts';
import type { AccountId } from '../../ids.ts';
import { coverageOf } from '../../inventory/coverage.ts';
import { COVERAGE_OUTCOMES, type CoverageRow } from '../../inventory/model.ts';
import { notReadOf } from '../../inventory/not-read.ts';
import { failedAs, limitOf } from '../../connections/last-run.ts';
import type { AccountRow } from '../../connections/model.ts';
import { WHOLE_ACCOUNT } from '../../inventory/whole-slices.ts';
import { serviceName } from '../../service-names.ts';
import type { Item, Key, Page } from '../../storage/store.ts';
import type { ApiEnv, RequestContext, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { mayHold } from '../resource-listing.ts';
import { accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { coverageSchema } from '../schemas/resources.ts';
import { oneOf, severalOf } from '../schemas/texts.ts';
import type { View } from '../view.ts';
import { checkRegions, selectedIds, servicesNamed } from './resources.ts';

export const listCoverage = createRoute({
  method: 'get',
  path: '/coverage',
  operationId: 'listCoverage',
  summary: 'List the coverage of slices (account, segment and resource type)',
  description:
    'After the slices, each account whose newest inventory failed has one item with segment and type `*`. A type of which Muster has no definition has the outcome `not_read`; of one more type, `Uncounted`, an account tells why such types could not be counted. The filters by type, region and service keep the items of failed accounts, which concern every slice. A page may be short or empty and still have a `next_cursor`.',
  tags: ['coverage'],
  request: {
    query: z.strictObject({
      ...pageQuery,
      account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
      outcome: severalOf(oneOf(COVERAGE_OUTCOMES)),
      type: severalOf(z.string().max(200), {
        description: "A resource type, or a name by which the cloud's own index calls a type that is not read.",
        example: 'AWS::EC2::VPC',
      }),
      region: severalOf(z.string().max(100), { description: 'Slices that may have resources of these regions.' }),
      service: severalOf(z.string().max(100), { example: 's3' }),
    }),
  },
  responses: { 200: { description: 'A page of slices.', content: json(pageOf(coverageSchema)) }, ...problems(400) },
});

type Slice = z.infer<typeof coverageSchema>;

/** The row that was read last, and the last of its types that was returned; without a type, all of the row was returned. */
const position = z.strictObject({
  account_id: z.string().min(1).max(200),
  segment: z.string().min(1).max(100),
  type: z.string().max(200).optional(),
});
type Position = z.infer<typeof position>;

/** The most rows that one page reads. A row holds every type of a segment: some hundreds of slices. */
const MAX_ROWS = 200;
const ROWS_A_READ = 25;

function slicesOf({ account_id, segment, slices, not_read }: CoverageRow): readonly Slice[] {
  const read = Object.entries(slices).map(([type, { held, ...slice }]) => ({ type, ...slice, ...(held && { held: held.length }) }));
  return [...read, ...(not_read ? notReadOf(not_read) : [])]
    .map((slice) => ({ account_id, segment, ...slice }))
    .toSorted(({ type: a }, { type: b }) => (a < b ? -1 : 1));
}

type Filters = Omit<z.output<typeof listCoverage.request.query>, 'limit' | 'cursor' | 'account_id'>;

/** The index of AWS calls a thing of IoT `iot:thing`. */
const IS_INDEX_NAME = /^[a-z][a-z0-9-]*:[a-z]/;

/** Whether a slice matches all filters but that by account. @throws InvalidRequest naming the filter whose value does not exist */
async function matching({ outcome, type, region, service }: Filters, context: RequestContext): Promise<(slice: Slice) => boolean> {
  const named = type?.filter((name) => name !== UNCOUNTED && !IS_INDEX_NAME.test(name));
  if (named !== undefined && named.length > 0) await context.storedTypes.named(named);
  checkRegions({ region, type }, context);
  const regions = region && new Set(region);
  const services = service && new Set(await servicesNamed(service, context));
  const known = new Map((await context.storedTypes.all()).map((each) => [each.type, each]));
  return (slice) => {
    if (outcome !== undefined && (slice.outcome === undefined || !outcome.includes(slice.outcome))) return false;
    if (slice.type === WHOLE_ACCOUNT) return true;
    const of = known.get(slice.type);
    return (
      (type?.includes(slice.type) ?? true) &&
      (of ? mayHold(of, slice.segment, regions) : (regions?.has(slice.segment) ?? true)) &&
      (services === undefined || (of !== undefined && services.has(serviceName(of))))
    );
  };
}

interface Rows extends Pick<View, 'store' | 'accounts' | 'jobRows'> {
  /** The accounts that are read one by one, in order; undefined if the whole table is read. */
  readonly few: readonly AccountId[] | undefined;
}

/** Rows of more accounts than this are read from the whole table: each account would take a query. */
const MOST_QUERIES = 16;

async function readRows({ store, few }: Rows, after: Key | undefined): Promise<Page> {
  if (!few) return await store.scan('coverage', { limit: ROWS_A_READ, cursor: after });
  const items: Item[] = [];
  for (const id of few) {
    if (after && id < String(after['account_id'])) continue;
    const cursor = after?.['account_id'] === id ? after : undefined;
    const page = await store.query('coverage', { partition: id, limit: ROWS_A_READ - items.length, cursor });
    items.push(...page.items);
    if (page.cursor) return { items, cursor: page.cursor };
    const last = items.at(-1);
    if (last && items.length >= ROWS_A_READ) return { items, cursor: { account_id: last['account_id'], segment: last['segment'] } as Key };
  }
  return { items };
}

/** The item of an account whose newest inventory failed. Its error is its task's while the task is kept, then the sentence of the account's row. */
export async function failedAccount({ account_id, last_inventory }: AccountRow, { jobRows }: Pick<View, 'jobRows'>): Promise<Slice> {
  const task = last_inventory && (await jobRows.task(last_inventory.job_id, account_id));
  const message = last_inventory?.error;
  const told = task?.error ?? (message === undefined ? undefined : { class: 'failed', error_code: 'InventoryFailed', message });
  const limit = last_inventory && limitOf(last_inventory);
  const error = told && limit ? { ...told, message: `The newest inventory was${limit} alone. ${told.message}` } : told;
  const { at } = last_inventory ?? {};
  return {
    account_id,
    segment: WHOLE_ACCOUNT,
    type: WHOLE_ACCOUNT,
    outcome: failedAs({ ...last_inventory, ...(task?.error && { error_class: task.error.class }) }),
    ...(at !== undefined && { at }),
    ...(error && { error }),
  };
}

/** Adds the items of failed accounts to the page, beginning after the account `start`. Returns the position if there may be more. */
async function takeFailedAccounts(
  rows: Rows,
  items: Slice[],
  wanted: (slice: Slice) => boolean,
  limit: number,
  start: AccountId | undefined,
): Promise<Position | undefined> {
  if (rows.few) {
    let end: AccountId | undefined;
    for (const id of rows.few) {
      if (start !== undefined && id <= start) continue;
      if (items.length === limit) return positionAt(end);
      const account = await rows.accounts.get(id);
      const item = account?.status === 'failed' ? await failedAccount(account, rows) : undefined;
      if (item && wanted(item)) items.push(item);
      end = id;
    }
    return undefined;
  }
  let read = 0;
  let last = start;
  while (read < MAX_ROWS) {
    const page = await rows.accounts.list({ limit: ROWS_A_READ, cursor: last && { account_id: last } });
    read += page.items.length;
    for (const account of page.items) {
      if (items.length === limit) return positionAt(last);
      if (account.status === 'failed') {
        const item = await failedAccount(account, rows);
        if (wanted(item)) items.push(item);
      }
      last = account.account_id;
    }
    if (!page.cursor) return undefined;
    last = page.cursor['account_id'] as AccountId;
  }
  return positionAt(last);
}

const positionAt = (account: AccountId | undefined): Position | undefined =>
  account && { account_id: account, segment: WHOLE_ACCOUNT, type: WHOLE_ACCOUNT };

async function readSlices(
  rows: Rows,
  wanted: (slice: Slice) => boolean,
  limit: number,
  start: Position | undefined,
): Promise<{ readonly items: readonly Slice[]; readonly cursor?: Position }> {
  const items: Slice[] = [];
  let read = 0;
  let after: Key | undefined = start && { account_id: start.account_id, segment: start.segment };

  /** Adds a row's slices to the page. If the page is full before the end of the row, returns the position. */
  const take = (row: CoverageRow, afterType = ''): Position | undefined => {
    for (const slice of slicesOf(row)) {
      if (slice.type <= afterType || !wanted(slice)) continue;
      if (items.length === limit) return { account_id: row.account_id, segment: row.segment, type: items.at(-1)!.type };
      items.push(slice);
    }
    return undefined;
  };

  const withFailed = async (last?: AccountId): Promise<{ readonly items: readonly Slice[]; readonly cursor?: Position }> => {
    const cursor = await takeFailedAccounts(rows, items, wanted, limit, last);
    return { items, ...(cursor && { cursor }) };
  };

  if (start?.segment === WHOLE_ACCOUNT) return await withFailed(start.account_id as AccountId);
  if (start?.type !== undefined && after) {
    const row = await rows.store.get('coverage', after);
    const full = row && take(coverageOf(row), start.type);
    if (full) return { items, cursor: full };
  }
  while (read < MAX_ROWS) {
    const page = await readRows(rows, after);
    read += page.items.length;
    for (const item of page.items) {
      const row = coverageOf(item);
      // The position of a page that is full is after the row before this one.
      if (items.length === limit) return { items, cursor: after as Position };
      const full = take(row);
      if (full) return { items, cursor: full };
      after = { account_id: row.account_id, segment: row.segment };
    }
    // A full page ends here: the next one reads on after the last row, finds no more, and goes on with the failed accounts.
    if (!page.cursor) return items.length === limit ? { items, cursor: after as Position } : await withFailed();
    after = page.cursor;
  }
  return { items, cursor: after as Position };
}

export function registerCoverage(app: OpenAPIHono<ApiEnv>, routes: RouteContext): void {
  app.openapi(listCoverage, async (c) => {
    const { limit, cursor, account_id, ...filters } = c.req.valid('query');
    const { outcome, type, region, service } = filters;
    const context = { ...routes, ...c.get('view') };
    const { store, accounts, jobRows } = context;
    const matches = await matching(filters, context);
    const ids = account_id && (await selectedIds(account_id, accounts));
    const selected = ids && new Set(ids);
    return c.json(
      await servePage(
        { limit, cursor },
        {
          query: ['coverage', account_id, outcome, type, region, service],
          position,
          read: async (options) =>
            readSlices(
              { store, accounts, jobRows, few: ids && ids.length <= MOST_QUERIES ? ids : undefined },
              (slice) => (selected?.has(slice.account_id) ?? true) && matches(slice),
              options.limit,
              options.cursor,
            ),
          view: (slice) => viewOf(coverageSchema, slice),
          after: (slice) => ({ account_id: slice.account_id, segment: slice.segment, type: slice.type }),
        },
      ),
      200,
    );
  });
}
