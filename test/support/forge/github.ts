/** GitHub's REST API over the forge's world. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Protection } from '../../../shared/managed/git/provider.ts';
import { gitHubMembership, gitHubProtection, gitHubRef, gitHubRepository, gitHubSelf, gitHubTeam } from './github-answers.ts';
import { type Body, fieldsOf, textOf, textsOf } from './request-body.ts';
import { type ForgeRepository, type ForgeWorld, isProtected, LOGIN } from './world.ts';

export const NOT_FOUND = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' };
const PLAN = {
  message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.',
  documentation_url: 'https://docs.github.com/rest/branches/branch-protection',
  status: '403',
};
const RIGHTS = {
  message: 'Resource not accessible by personal access token',
  documentation_url: 'https://docs.github.com/rest',
  status: '403',
};
const taken = {
  message: 'Repository creation failed.',
  documentation_url: 'https://docs.github.com/rest/repos/repos#create-a-repository-for-the-authenticated-user',
  errors: [{ resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' }],
};

/** The page of a list that the request asks for. */
function pageOf<T>(context: Context, all: readonly T[]): readonly T[] {
  const size = Number(context.req.query('per_page') ?? 30);
  const from = (Number(context.req.query('page') ?? 1) - 1) * size;
  return all.slice(from, from + size);
}

/** The repository of the path. */
export const repositoryAt = (world: ForgeWorld, context: Context): ForgeRepository | undefined =>
  world.byName(context.req.param('owner') ?? '', context.req.param('repo') ?? '');

export function gitHubApi(world: ForgeWorld, root: string): Hono {
  const app = new Hono();
  const api = `${root}/api/v3`;
  const urlOf = ({ owner, name }: ForgeRepository): string => `${api}/repos/${owner}/${name}`;
  const show = (repository: ForgeRepository): Body => gitHubRepository(repository, root);

  app.get('/api/v3/user', (context) => context.json(gitHubSelf(LOGIN, api), 200, { 'x-oauth-scopes': world.scopes }));
  app.get('/api/v3/user/memberships/orgs/:org', (context) => {
    const org = context.req.param('org');
    if (!world.organizations.has(org) && !world.memberships.has(org)) return context.json(NOT_FOUND, 404);
    return context.json(gitHubMembership(org, LOGIN, world.organizations.has(org) ? 'admin' : 'member', api));
  });

  const create = async (context: Context, owner: string): Promise<Response> => {
    const body = await fieldsOf(context);
    const name = String(body['name']);
    if (world.byName(owner, name)) return context.json(taken, 422);
    const made = await world.add({ owner, name, description: textOf(body['description']), private: body['private'] === true });
    return context.json(show(made), 201);
  };
  app.post('/api/v3/user/repos', async (context) => await create(context, LOGIN));
  app.post('/api/v3/orgs/:org/repos', async (context) =>
    world.organizations.has(context.req.param('org')) ? await create(context, context.req.param('org')) : context.json(NOT_FOUND, 404),
  );
  app.post('/api/v3/repos/:owner/:repo/generate', async (context) => {
    const template = repositoryAt(world, context);
    if (!template) return context.json(NOT_FOUND, 404);
    return await create(context, String((await fieldsOf(context))['owner']));
  });

  app.get('/api/v3/repositories/:id', (context) => {
    const found = world.repositories.get(Number(context.req.param('id')));
    return found ? context.json(show(found)) : context.json(NOT_FOUND, 404);
  });
  app.get('/api/v3/repos/:owner/:repo', (context) => {
    const found = repositoryAt(world, context);
    return found ? context.json(show(found)) : context.json(NOT_FOUND, 404);
  });
  app.patch('/api/v3/repos/:owner/:repo', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    const { name, description, private: isPrivate, default_branch: branch, archived } = await fieldsOf(context);
    if (found.archived && archived !== false) return context.json({ ...RIGHTS, message: 'Repository was archived so is read-only.' }, 403);
    if (typeof branch === 'string') {
      if ((await found.git.head(branch)) === undefined)
        return context.json(
          {
            message: 'Validation Failed',
            documentation_url: 'https://docs.github.com/rest',
            errors: [{ resource: 'Repository', code: 'invalid' }],
          },
          422,
        );
      found.default_branch = branch;
      await found.git.setHead(branch);
    }
    if (typeof name === 'string') found.name = name;
    if (typeof description === 'string') found.description = description;
    if (typeof isPrivate === 'boolean') found.private = isPrivate;
    if (typeof archived === 'boolean') found.archived = archived;
    return context.json(show(found));
  });
  app.delete('/api/v3/repos/:owner/:repo', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    await world.remove(found);
    return context.body(null, 204);
  });
  app.put('/api/v3/repos/:owner/:repo/topics', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    found.topics = textsOf((await fieldsOf(context))['names']);
    return context.json({ names: found.topics });
  });

  app.get('/api/v3/repos/:owner/:repo/branches', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    const names = (await found.git.branches()).filter((name) => context.req.query('protected') !== 'true' || isProtected(found, name));
    const shown = pageOf(context, names).map(async (name) => ({
      name,
      commit: { sha: (await found.git.head(name)) ?? '', url: `${urlOf(found)}/commits/${name}` },
      protected: isProtected(found, name),
    }));
    return context.json(await Promise.all(shown));
  });
  app.post('/api/v3/repos/:owner/:repo/branches/:branch/rename', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    const [from, to] = [context.req.param('branch'), String((await fieldsOf(context))['new_name'])];
    await found.git.renameBranch(from, to);
    if (found.default_branch === from) found.default_branch = to;
    return context.json({ name: to, protected: false }, 201);
  });
  app.get('/api/v3/repos/:owner/:repo/git/ref/:ref{.+}', async (context) => {
    const found = repositoryAt(world, context);
    const branch = decodeURIComponent(context.req.param('ref')).replace(/^heads\//, '');
    const sha = await found?.git.head(branch);
    return found && sha !== undefined ? context.json(gitHubRef(branch, sha, urlOf(found))) : context.json(NOT_FOUND, 404);
  });
  app.post('/api/v3/repos/:owner/:repo/git/refs', async (context) => {
    const found = repositoryAt(world, context);
    if (!found) return context.json(NOT_FOUND, 404);
    const { ref, sha } = await fieldsOf(context);
    const branch = String(ref).replace(/^refs\/heads\//, '');
    await found.git.createBranch(branch, String(sha));
    return context.json(gitHubRef(branch, String(sha), urlOf(found)), 201);
  });

  app.on(['GET', 'PUT', 'DELETE'], '/api/v3/repos/:owner/:repo/branches/:branch/protection', async (context) => {
    const found = repositoryAt(world, context);
    const branch = context.req.param('branch');
    if (!found || (await found.git.head(branch)) === undefined) return context.json({ ...NOT_FOUND, message: 'Branch not found' }, 404);
    if (world.faults.protections !== undefined) return context.json(world.faults.protections === 'plan' ? PLAN : RIGHTS, 403);
    const url = `${urlOf(found)}/branches/${branch}/protection`;
    if (context.req.method === 'PUT') {
      const protection = protectionOf(branch, await fieldsOf(context));
      found.protections.set(branch, protection);
      return context.json(gitHubProtection(protection, url));
    }
    const stands = found.protections.get(branch);
    if (!stands) return context.json({ ...NOT_FOUND, message: 'Branch not protected' }, 404);
    if (context.req.method === 'GET') return context.json(gitHubProtection(stands, url));
    found.protections.delete(branch);
    return context.body(null, 204);
  });

  app.get('/api/v3/repos/:owner/:repo/teams', (context) => {
    const found = repositoryAt(world, context);
    return found
      ? context.json(pageOf(context, [...found.teams]).map(([slug, permission]) => gitHubTeam(slug, permission, api)))
      : context.json(NOT_FOUND, 404);
  });
  app.on(['PUT', 'DELETE'], '/api/v3/orgs/:org/teams/:team/repos/:owner/:repo', async (context) => {
    const found = repositoryAt(world, context);
    const team = context.req.param('team');
    if (!found || !world.teams.has(team)) return context.json(NOT_FOUND, 404);
    if (context.req.method === 'DELETE') found.teams.delete(team);
    else found.teams.set(team, textOf((await fieldsOf(context))['permission']));
    return context.body(null, 204);
  });
  return app;
}

const protectionSchema = z.object({
  required_status_checks: z.object({ strict: z.boolean(), contexts: z.array(z.string()) }).nullable(),
  required_pull_request_reviews: z.object({ required_approving_review_count: z.number(), dismiss_stale_reviews: z.boolean() }).nullable(),
  enforce_admins: z.boolean(),
  allow_force_pushes: z.boolean(),
});

/** The protection that a request asks for. */
function protectionOf(branch: string, body: Body): Protection {
  const { required_status_checks: checks, required_pull_request_reviews: reviews, ...rules } = protectionSchema.parse(body);
  return {
    branch,
    status_checks: checks?.contexts ?? [],
    up_to_date: checks?.strict ?? false,
    required_reviews: reviews?.required_approving_review_count ?? 0,
    dismiss_stale_reviews: reviews?.dismiss_stale_reviews ?? false,
    ...rules,
  };
}
