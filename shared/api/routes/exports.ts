/** Exports: the nights, their accounts, and links to the files. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { NotFound } from '../../errors.ts';
import { parseAccountId } from '../../ids.ts';
import type { ApiEnv } from '../api-env.ts';
import { pageOf, pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { accountExportSchema, dateText, exportJobText, nightAccountSchema, nightSchema } from '../schemas/exports.ts';
import { accountIdText, accountSelectorText, SELECTED } from '../schemas/jobs.ts';
import { severalOf } from '../schemas/texts.ts';
import { selectedIds } from './resources.ts';

const tags = ['exports'];
const params = z.object({ date: dateText });
const ofJob = { job_id: exportJobText.optional() };

export const listExports = createRoute({
  method: 'get',
  path: '/exports',
  operationId: 'listExports',
  summary: 'List nightly exports, newest first',
  tags,
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of nights.', content: json(pageOf(nightSchema)) }, ...problems(400) },
});

export const getExport = createRoute({
  method: 'get',
  path: '/exports/{date}',
  operationId: 'getExport',
  summary: 'Show a nightly export',
  tags,
  request: { params, query: z.strictObject({}) },
  responses: { 200: { description: 'The night.', content: json(nightSchema) }, ...problems(400, 404) },
});

export const listExportAccounts = createRoute({
  method: 'get',
  path: '/exports/{date}/accounts',
  operationId: 'listExportAccounts',
  summary: 'List the accounts of a nightly export, by id',
  description: 'Accounts whose export failed are listed too, with the reason.',
  tags,
  request: {
    params,
    query: z.strictObject({
      ...pageQuery,
      ...ofJob,
      account_id: severalOf(accountSelectorText, { description: SELECTED, example: 'unit:/Root/Prod/*' }),
    }),
  },
  responses: { 200: { description: 'A page of accounts.', content: json(pageOf(nightAccountSchema)) }, ...problems(400, 404, 409) },
});

export const getExportAccount = createRoute({
  method: 'get',
  path: '/exports/{date}/accounts/{account_id}',
  operationId: 'getExportAccount',
  summary: "Show one account's files of a nightly export, with links to them",
  tags,
  request: { params: z.object({ date: dateText, account_id: accountIdText }), query: z.strictObject(ofJob) },
  responses: { 200: { description: 'The files.', content: json(accountExportSchema) }, ...problems(400, 404, 409) },
});

export function registerExports(app: OpenAPIHono<ApiEnv>): void {
  const noExport = (date: string): NotFound => new NotFound(`There is no export of ${date}; GET /exports lists them.`);

  app.openapi(listExports, async (c) =>
    c.json(
      await servePage(c.req.valid('query'), {
        query: ['exports'],
        position: dateText,
        read: async (page) => await c.get('view').nights.list(page),
        view: (night) => viewOf(nightSchema, night),
        after: ({ date }) => date,
      }),
      200,
    ),
  );

  app.openapi(getExport, async (c) => {
    const { date } = c.req.valid('param');
    const night = await c.get('view').nights.night(date);
    if (!night) throw noExport(date);
    return c.json(viewOf(nightSchema, night), 200);
  });

  app.openapi(listExportAccounts, async (c) => {
    const { date } = c.req.valid('param');
    const { job_id: asked, account_id: selectors, ...page } = c.req.valid('query');
    const found = await c.get('view').nights.accounts(date, asked);
    if (!found) throw noExport(date);
    const selected = selectors && new Set(await selectedIds(selectors, c.get('view').accounts));
    const listed = found.accounts.filter(({ account_id }) => selected?.has(account_id) ?? true);
    return c.json(
      await servePage(page, {
        // The pages of one listing are all of one export.
        query: ['export-accounts', date, found.job_id, ...(selectors ? [selectors] : [])],
        position: z.string().min(1).max(200),
        read: async ({ limit, cursor }) => {
          const rest = listed.filter(({ account_id }) => cursor === undefined || account_id > cursor);
          const items = rest.slice(0, limit);
          return { items, ...(rest.length > items.length && { cursor: items.at(-1)!.account_id }) };
        },
        view: (account) => viewOf(nightAccountSchema, account),
        after: ({ account_id }) => account_id,
      }),
      200,
    );
  });

  app.openapi(getExportAccount, async (c) => {
    const { date, account_id: text } = c.req.valid('param');
    const account_id = parseAccountId(text);
    const found = await c.get('view').nights.account(date, account_id, c.req.valid('query').job_id);
    if (!found)
      throw new NotFound(`The export of ${date} has no files of ${account_id}; GET /exports/${date}/accounts lists its accounts.`);
    const { manifest, manifest_sha256, urls } = found;
    const { job_id, collected_at, slices } = manifest;
    // The schema of manifests names more formats than a night's files have.
    const files = accountExportSchema.shape.files.parse(manifest.files.map((file) => ({ ...file, url: urls[file.name] })));
    return c.json({ account_id, date, job_id, collected_at, manifest_sha256, files, slices }, 200);
  });
}
