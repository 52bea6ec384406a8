/** Files and workflows of GitHub's REST API. A workflow runs when it is asked for, and stays in progress until a test or a request ends it. */
import type { Context, Hono } from 'hono';
import { parse } from 'yaml';
import { z } from 'zod';
import { gitHubFile, gitHubRun, gitHubWorkflow } from './github-answers.ts';
import { NOT_FOUND, repositoryAt } from './github.ts';
import { fieldsOf } from './request-body.ts';
import type { ForgeRepository, ForgeWorld } from './world.ts';

const FOLDER = '.github/workflows/';

const fileRequest = z.object({
  content: z.string().default(''),
  message: z.string(),
  branch: z.string().optional(),
  sha: z.string().optional(),
});
const workflowSchema = z.object({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: z.record(z.string(), z.unknown()).default({}),
});
const dispatchRequest = z.object({ ref: z.string(), inputs: z.record(z.string(), z.string()).default({}) });

export function gitHubActions(app: Hono, world: ForgeWorld, root: string): void {
  const urlOf = ({ owner, name }: ForgeRepository): string => `${root}/api/v3/repos/${owner}/${name}`;
  const pathOf = (context: Context): string => decodeURIComponent(context.req.param('path') ?? '');

  app.get('/api/v3/repos/:owner/:repo/contents/:path{.+}', async (context) => {
    const found = repositoryAt(world, context);
    const file = await found?.git.read(context.req.query('ref') ?? found.default_branch, pathOf(context));
    return found && file ? context.json(gitHubFile(pathOf(context), file, urlOf(found))) : context.json(NOT_FOUND, 404);
  });
  app.on(['PUT', 'DELETE'], '/api/v3/repos/:owner/:repo/contents/:path{.+}', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    const path = pathOf(context);
    const { content, message, branch = found.default_branch, sha } = fileRequest.parse(await fieldsOf(context));
    if ((await found.git.head(branch)) === undefined) return context.json({ ...NOT_FOUND, message: `Branch ${branch} not found` }, 404);
    const stands = await found.git.read(branch, path);
    if (stands?.sha !== sha)
      return context.json(
        { message: `${path} does not match ${sha ?? 'nothing'}`, documentation_url: 'https://docs.github.com/rest', status: '409' },
        409,
      );
    const isDeleted = context.req.method === 'DELETE';
    const commit = await found.git.write(branch, path, isDeleted ? undefined : Buffer.from(content, 'base64').toString(), message);
    const file = await found.git.read(branch, path);
    const answer = { content: file ? gitHubFile(path, file, urlOf(found)) : null, commit: { sha: commit, message } };
    return context.json(answer, isDeleted || stands ? 200 : 201);
  });

  const workflowAt = async (
    context: Context,
  ): Promise<
    { readonly repository: ForgeRepository; readonly path: string; readonly workflow: z.infer<typeof workflowSchema> } | undefined
  > => {
    const repository = repositoryAt(world, context);
    const path = `${FOLDER}${context.req.param('file') ?? ''}`;
    const file = await repository?.git.read(repository.default_branch, path);
    return repository && file && { repository, path, workflow: workflowSchema.parse(parse(file.content)) };
  };
  app.get('/api/v3/repos/:owner/:repo/actions/workflows/:file', async (context) => {
    const at = await workflowAt(context);
    return at ? context.json(gitHubWorkflow(at.path, at.workflow.name ?? at.path, urlOf(at.repository))) : context.json(NOT_FOUND, 404);
  });
  app.get('/api/v3/repos/:owner/:repo/actions/workflows/:file/runs', async (context) => {
    const at = await workflowAt(context);
    if (!at) return context.json(NOT_FOUND, 404);
    const runs = at.repository.runs.filter(({ workflow }) => workflow === at.path);
    const size = Number(context.req.query('per_page') ?? 30);
    return context.json({ total_count: runs.length, workflow_runs: runs.slice(0, size).map((run) => gitHubRun(run, at.repository, root)) });
  });
  app.post('/api/v3/repos/:owner/:repo/actions/workflows/:file/dispatches', async (context) => {
    const at = await workflowAt(context);
    if (!at) return context.json(NOT_FOUND, 404);
    if (!Object.hasOwn(at.workflow.on, 'workflow_dispatch'))
      return context.json(
        { message: "Workflow does not have 'workflow_dispatch' trigger", documentation_url: 'https://docs.github.com/rest', status: '422' },
        422,
      );
    const { ref, inputs } = dispatchRequest.parse(await fieldsOf(context));
    // The forge knows one expression in the name of a run: the one that Muster writes.
    const token = at.workflow['run-name']?.includes('inputs.muster_run') === true ? inputs['muster_run'] : undefined;
    const title = token === undefined ? (at.workflow.name ?? at.path) : `${at.workflow.name ?? at.path} (Muster ${token})`;
    const run = await world.begin(at.repository, { workflow: at.path, title, event: 'workflow_dispatch', branch: ref });
    return context.json({
      workflow_run_id: run.id,
      run_url: `${urlOf(at.repository)}/actions/runs/${run.id}`,
      html_url: `${root}/runs/${run.id}`,
    });
  });
  app.post('/api/v3/repos/:owner/:repo/actions/runs/:id/cancel', (context) => {
    const run = repositoryAt(world, context)?.runs.find(({ id }) => id === Number(context.req.param('id')));
    if (!run) return context.json(NOT_FOUND, 404);
    if (run.status === 'completed')
      return context.json(
        { message: 'Cannot cancel a workflow run that is completed.', documentation_url: 'https://docs.github.com/rest', status: '409' },
        409,
      );
    run.status = 'completed';
    run.conclusion = 'cancelled';
    return context.json({}, 202);
  });
}
