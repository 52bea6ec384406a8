/** Exports: which nights there are, what is in them, and links to the files. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import pLimit from 'p-limit';
import { NotFound } from '../../errors.ts';
import { Nights } from '../../exports/nights.ts';
import type { Night } from '../../exports/night.ts';
import { parseAccountId } from '../../ids.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import {
  accountExportSchema,
  dateText,
  listedNightSchema,
  nightAccountSchema,
  nightSchema,
  unreadableNightSchema,
} from '../schemas/exports.ts';
import { accountIdText } from '../schemas/jobs.ts';

const tags = ['exports'];
const params = z.object({ date: dateText });

const listExports = createRoute({
  method: 'get',
  path: '/exports',
  operationId: 'listExports',
  summary: 'List nightly exports, newest first',
  description: 'An export that is damaged or has another schema version is listed with its date and the reason.',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of nights.', content: json(pageOf(listedNightSchema)) }, ...problems(400) },
});

const getExport = createRoute({
  method: 'get',
  path: '/exports/{date}',
  operationId: 'getExport',
  summary: 'Show a nightly export',
  tags,
  request: { params, query: z.strictObject({}) },
  responses: { 200: { description: 'The night.', content: json(nightSchema) }, ...problems(400, 404, 409) },
});

const listExportAccounts = createRoute({
  method: 'get',
  path: '/exports/{date}/accounts',
  operationId: 'listExportAccounts',
  summary: 'List the accounts of a nightly export, by id',
  description: 'Accounts whose export failed are listed too, with the reason.',
  tags,
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of accounts.', content: json(pageOf(nightAccountSchema)) }, ...problems(400, 404, 409) },
});

const getExportAccount = createRoute({
  method: 'get',
  path: '/exports/{date}/accounts/{account_id}',
  operationId: 'getExportAccount',
  summary: "Show one account's files of a nightly export, with links to them",
  tags,
  request: { params: z.object({ date: dateText, account_id: accountIdText }), query: z.strictObject({}) },
  responses: { 200: { description: 'The files.', content: json(accountExportSchema) }, ...problems(400, 404, 409) },
});

/** Manifests read at once. */
const READS_AT_ONCE = 16;

export function registerExports(app: OpenAPIHono<ApiEnv>, { exports, clock }: RouteContext): void {
  const nights = new Nights(exports, clock);

  const known = async (date: string): Promise<Night> => {
    const night = await nights.night(date);
    if (!night) throw new NotFound(`There is no export of ${date}; GET /exports lists them.`);
    return night;
  };

  app.openapi(listExports, async (c) =>
    c.json(
      await servePage(c.req.valid('query'), {
        query: ['exports'],
        position: dateText,
        read: async ({ limit, cursor }) => {
          const dates = (await nights.dates()).filter((date) => cursor === undefined || date < cursor);
          const page = dates.slice(0, limit);
          const found = await pLimit(READS_AT_ONCE).map(page, async (date) => nights.listed(date));
          const items = found.filter((night) => night !== undefined);
          return { items, ...(dates.length > page.length && { cursor: page.at(-1)! }) };
        },
        view: (night) => ('unreadable' in night ? viewOf(unreadableNightSchema, night) : viewOf(nightSchema, night)),
      }),
      200,
    ),
  );

  app.openapi(getExport, async (c) => c.json(viewOf(nightSchema, await known(c.req.valid('param').date)), 200));

  app.openapi(listExportAccounts, async (c) => {
    const { date } = c.req.valid('param');
    const night = await known(date);
    return c.json(
      await servePage(c.req.valid('query'), {
        query: ['export-accounts', date],
        position: z.string().min(1).max(200),
        read: async ({ limit, cursor }) => {
          const accounts = await nights.accounts(night);
          const rest = accounts.filter(({ account_id }) => cursor === undefined || account_id > cursor);
          const items = rest.slice(0, limit);
          return { items, ...(rest.length > items.length && { cursor: items.at(-1)!.account_id }) };
        },
        view: (account) => viewOf(nightAccountSchema, account),
      }),
      200,
    );
  });

  app.openapi(getExportAccount, async (c) => {
    const { date, account_id: text } = c.req.valid('param');
    const account_id = parseAccountId(text);
    const found = await nights.account(await known(date), account_id);
    if (!found)
      throw new NotFound(`The export of ${date} has no files of ${account_id}; GET /exports/${date}/accounts lists its accounts.`);
    const { manifest, manifest_sha256, urls } = found;
    // A manifest's files may be of more formats than those of a night are.
    const files = accountExportSchema.shape.files.parse(manifest.files.map((file) => ({ ...file, url: urls[file.name] })));
    return c.json({ account_id, date, collected_at: manifest.collected_at, manifest_sha256, files, slices: manifest.slices }, 200);
  });
}
