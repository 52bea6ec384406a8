/** SQL over the newest nightly export: start a query, look at it, read its rows, cancel it. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { MAX_ROWS, type PositionedRow, Queries, type Query, type ResultPosition, type RowsPage } from '../../queries/queries.ts';
import type { ResultRow } from '../../queries/sql-engine.ts';
import type { ApiEnv, RouteContext } from '../api-env.ts';
import { pageQuery, servePage, viewOf } from '../listing.ts';
import { json, problems } from '../problems.ts';
import { newQuerySchema, queryIdText, queryRowsSchema, querySchema } from '../schemas/queries.ts';
import type { View } from '../view.ts';

const tags = ['queries'];
/** Queries see the rows of every account, and change nothing. */
const rights = { 'x-muster-role': 'viewer', 'x-muster-scope': 'all', 'x-muster-audit': false } as const;
const params = z.object({ query_id: queryIdText });

export const startQuery = createRoute({
  method: 'post',
  path: '/queries',
  operationId: 'startQuery',
  ...rights,
  summary: 'Start an SQL query over the newest nightly export',
  description:
    'The tables are those of `muster query`: resources, relationships, findings, changes, accounts, coverage, and the views over all clouds. The query sees every account, so only callers who may see everything can start one.',
  tags,
  request: { body: { required: true, content: json(newQuerySchema) } },
  responses: { 202: { description: 'The query, which goes on.', content: json(querySchema) }, ...problems(400, 409, 413, 415) },
});

export const getQuery = createRoute({
  method: 'get',
  path: '/queries/{query_id}',
  operationId: 'getQuery',
  ...rights,
  summary: 'Show how far a query of yours is',
  tags,
  request: { params },
  responses: { 200: { description: 'The query.', content: json(querySchema) }, ...problems(400, 404) },
});

export const listRows = createRoute({
  method: 'get',
  path: '/queries/{query_id}/rows',
  operationId: 'listQueryRows',
  ...rights,
  summary: 'List the rows of a query of yours that has succeeded',
  tags,
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: { description: 'A page of rows.', content: json(queryRowsSchema) }, ...problems(400, 404, 409) },
});

export const cancelQuery = createRoute({
  method: 'post',
  path: '/queries/{query_id}/cancel',
  operationId: 'cancelQuery',
  ...rights,
  summary: 'Stop a query of yours',
  description: 'A query that has ended stays as it is.',
  tags,
  request: { params },
  responses: { 200: { description: 'The query.', content: json(querySchema) }, ...problems(400, 404, 413) },
});

const position = z.strictObject({
  token: z.string().min(1).max(4096).optional(),
  skip: z.number().int().min(0).max(MAX_ROWS),
  read: z.number().int().min(0).max(MAX_ROWS),
}) satisfies z.ZodType<ResultPosition>;

export function registerQueries(app: OpenAPIHono<ApiEnv>, { sqlEngine, clock }: RouteContext): void {
  const queriesIn = async ({ store }: View): Promise<Queries> => new Queries({ store, engine: await sqlEngine(), clock });
  const answerOf = (query: Query) => viewOf(querySchema, query);

  app.openapi(startQuery, async (c) => {
    const view = c.get('view');
    const [newest] = (await view.nights.list({ limit: 1, cursor: undefined })).items;
    const queries = await queriesIn(view);
    return c.json(answerOf(await queries.start(c.req.valid('json').sql, c.get('principal').id, newest?.date)), 202);
  });

  app.openapi(getQuery, async (c) => {
    const queries = await queriesIn(c.get('view'));
    return c.json(answerOf(await queries.get(c.req.valid('param').query_id, c.get('principal').id)), 200);
  });

  app.openapi(listRows, async (c) => {
    const { query_id } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const queries = await queriesIn(c.get('view'));
    let read: RowsPage | undefined;
    const page = await servePage<PositionedRow, ResultRow, ResultPosition>(
      { limit, cursor },
      {
        query: ['query-rows', query_id],
        position,
        read: async (asked) => {
          read = await queries.rows(query_id, c.get('principal').id, asked);
          return { items: read.rows, ...(read.cursor && { cursor: read.cursor }) };
        },
        view: ({ cells }) => cells,
        after: ({ after }) => after,
      },
    );
    const { columns = [], isCut = false } = read ?? {};
    return c.json({ ...page, columns, cut: isCut && page.next_cursor === undefined }, 200);
  });

  app.openapi(cancelQuery, async (c) => {
    const queries = await queriesIn(c.get('view'));
    return c.json(answerOf(await queries.cancel(c.req.valid('param').query_id, c.get('principal').id)), 200);
  });
}
