/** Views of the dashboard that the caller has saved. */
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from '../api-env.ts';
import { json, problems } from '../problems.ts';
import { MOST_QUERY_CHARACTERS, MOST_VIEWS } from '../saved-views.ts';
import { time } from '../schemas/jobs.ts';
import { plainText } from '../schemas/texts.ts';
import { viewNameProblem } from '../view-names.ts';

const tags = ['views'];

const page = z
  .string()
  .regex(/^[a-z][a-z-]{0,39}$/, 'Write the first part of an address of the dashboard, such as findings')
  .openapi({ description: 'The page of the dashboard.', example: 'findings' });
const query = z
  .string()
  .max(MOST_QUERY_CHARACTERS)
  .regex(/^[!-~]*$/, 'Write the filters percent-encoded, as an address has them')
  .openapi({
    description: "The filters, as the page's address has them after `?`.",
    example: 'severity=high&type=AWS%3A%3AS3%3A%3ABucket',
  });

export const savedViewSchema = z.object({ name: z.string(), page, query, saved_at: time }).openapi('SavedView');
const newViewSchema = z.strictObject({ page, query }).openapi('NewSavedView');
const viewName = plainText(100).openapi({ description: 'The name of the view, percent-encoded.', example: 'Open to the world' });
/** Names that were saved before some were refused can still be read and deleted. */
const params = z.object({ name: viewName });
const savedParams = z.object({
  name: viewName
    .trim()
    .superRefine((given, context) => {
      const message = viewNameProblem(given);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .openapi({
      description: 'The name of the view, percent-encoded. Spaces around it are left out; it has no slash, and is neither `.` nor `..`.',
    }),
});

export const listViews = createRoute({
  method: 'get',
  path: '/views',
  operationId: 'listViews',
  summary: 'List the saved views of the caller, by name',
  tags,
  request: { query: z.strictObject({ page: page.optional() }) },
  responses: {
    200: { description: `The views; at most ${MOST_VIEWS}.`, content: json(z.object({ items: z.array(savedViewSchema).readonly() })) },
    ...problems(400),
  },
});

export const getView = createRoute({
  method: 'get',
  path: '/views/{name}',
  operationId: 'getView',
  summary: 'Show a saved view of the caller',
  tags,
  request: { params },
  responses: { 200: { description: 'The view.', content: json(savedViewSchema) }, ...problems(400, 404) },
});

export const saveView = createRoute({
  method: 'put',
  path: '/views/{name}',
  operationId: 'saveView',
  'x-muster-role': 'viewer',
  summary: 'Save a view of the dashboard',
  description: `Replaces the caller's view of this name. A person has at most ${MOST_VIEWS} views, which nobody else sees.`,
  tags,
  request: { params: savedParams, body: { required: true, content: json(newViewSchema) } },
  responses: { 200: { description: 'The view.', content: json(savedViewSchema) }, ...problems(400, 409, 413, 415) },
});

export const deleteView = createRoute({
  method: 'delete',
  path: '/views/{name}',
  operationId: 'deleteView',
  'x-muster-role': 'viewer',
  summary: 'Delete a saved view of the caller',
  tags,
  request: { params },
  responses: { 200: { description: 'The view that was deleted.', content: json(savedViewSchema) }, ...problems(400, 404, 413) },
});

export function registerViews(app: OpenAPIHono<ApiEnv>): void {
  app.openapi(listViews, async (c) => {
    const { page: wanted } = c.req.valid('query');
    const views = await c.get('view').savedViews.list(c.get('principal').id);
    return c.json({ items: wanted === undefined ? views : views.filter((view) => view.page === wanted) }, 200);
  });

  app.openapi(getView, async (c) => c.json(await c.get('view').savedViews.get(c.get('principal').id, c.req.valid('param').name), 200));

  app.openapi(saveView, async (c) => {
    const { name } = c.req.valid('param');
    return c.json(await c.get('view').savedViews.save(c.get('principal').id, { name, ...c.req.valid('json') }), 200);
  });

  app.openapi(deleteView, async (c) => {
    const { name } = c.req.valid('param');
    const view = await c.get('view').savedViews.remove(c.get('principal').id, name);
    c.set('changes', [{ subject: name, before: view }]);
    return c.json(view, 200);
  });
}
