/** Gitea's REST API over the forge's world. Its answers have the types that Gitea's own description gives. */
import type { BranchProtection, Repository, Team, User } from 'gitea-js';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Protection } from '../../../shared/managed/git/provider.ts';
import { type Body, fieldsOf, textOf, textsOf } from './request-body.ts';
import { type ForgeRepository, type ForgeWorld, LOGIN } from './world.ts';

const NOT_FOUND = { message: "The target couldn't be found.", errors: null, url: 'https://gitea.example.com/api/swagger' };
const FORBIDDEN = {
  message: 'token does not have at least one of required scope(s): [write:repository]',
  url: 'https://gitea.example.com/api/swagger',
};

export function giteaApi(world: ForgeWorld, root: string): Hono {
  const app = new Hono();
  const at = (context: Context): ForgeRepository | undefined =>
    world.byName(context.req.param('owner') ?? '', context.req.param('repo') ?? '');
  const show = (repository: ForgeRepository): Repository => {
    const { id, owner, name } = repository;
    return {
      id,
      name,
      full_name: `${owner}/${name}`,
      owner: { id: 7, login: owner },
      description: repository.description,
      private: repository.private,
      default_branch: repository.default_branch,
      archived: repository.archived,
      topics: [...repository.topics],
      empty: false,
      html_url: `${root}/${owner}/${name}`,
      clone_url: `${root}/${owner}/${name}.git`,
    };
  };
  const team = (name: string): Team => ({ id: 9, name, permission: world.teams.get(name) === 'write' ? 'write' : 'read' });

  app.get('/api/v1/user', (context) => context.json({ id: 7, login: LOGIN } satisfies User));
  app.get('/api/v1/users/:user/orgs/:org/permissions', (context) => {
    const is_owner = world.organizations.has(context.req.param('org'));
    return context.json({ is_owner, is_admin: is_owner, can_write: is_owner, can_read: true, can_create_repository: is_owner });
  });

  const create = async (context: Context, owner: string): Promise<Response> => {
    const body = await fieldsOf(context);
    const name = String(body['name']);
    if (world.byName(owner, name))
      return context.json({ message: 'The repository with the same name already exists.', url: NOT_FOUND.url }, 409);
    const branch = body['default_branch'];
    const made = await world.add({
      owner,
      name,
      description: textOf(body['description']),
      private: body['private'] === true,
      ...(typeof branch === 'string' && { branch }),
    });
    return context.json(show(made), 201);
  };
  app.post('/api/v1/user/repos', async (context) => await create(context, LOGIN));
  app.post('/api/v1/orgs/:org/repos', async (context) =>
    world.organizations.has(context.req.param('org')) ? await create(context, context.req.param('org')) : context.json(NOT_FOUND, 404),
  );
  app.post('/api/v1/repos/:owner/:repo/generate', async (context) =>
    at(context) ? await create(context, String((await fieldsOf(context))['owner'])) : context.json(NOT_FOUND, 404),
  );

  app.get('/api/v1/repositories/:id', (context) => {
    const found = world.repositories.get(Number(context.req.param('id')));
    return found ? context.json(show(found)) : context.json(NOT_FOUND, 404);
  });
  app.get('/api/v1/repos/:owner/:repo', (context) => {
    const found = at(context);
    return found ? context.json(show(found)) : context.json(NOT_FOUND, 404);
  });
  app.patch('/api/v1/repos/:owner/:repo', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    const { name, description, private: isPrivate, default_branch: branch, archived } = await fieldsOf(context);
    if (typeof name === 'string') found.name = name;
    if (typeof description === 'string') found.description = description;
    if (typeof isPrivate === 'boolean') found.private = isPrivate;
    if (typeof branch === 'string') found.default_branch = branch;
    if (typeof archived === 'boolean') found.archived = archived;
    return context.json(show(found));
  });
  app.delete('/api/v1/repos/:owner/:repo', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    await world.remove(found);
    return context.body(null, 204);
  });
  app.put('/api/v1/repos/:owner/:repo/topics', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    found.topics = textsOf((await fieldsOf(context))['topics']);
    return context.body(null, 204);
  });
  app.get('/api/v1/repos/:owner/:repo/branches/:branch', async (context) => {
    const branch = context.req.param('branch');
    const commit = await at(context)?.git.head(branch);
    return commit === undefined ? context.json(NOT_FOUND, 404) : context.json({ name: branch, commit: { id: commit } });
  });
  app.post('/api/v1/repos/:owner/:repo/branches', async (context) => {
    const found = at(context);
    const body = await fieldsOf(context);
    const commit = await found?.git.head(String(body['old_branch_name']));
    if (!found || commit === undefined) return context.json(NOT_FOUND, 404);
    await found.git.createBranch(String(body['new_branch_name']), commit);
    return context.json({ name: body['new_branch_name'] }, 201);
  });

  app.get('/api/v1/repos/:owner/:repo/branch_protections', (context) => {
    const found = at(context);
    return found ? context.json([...found.protections.values()].map((each) => shownProtection(each))) : context.json(NOT_FOUND, 404);
  });
  app.post('/api/v1/repos/:owner/:repo/branch_protections', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    if (world.faults.protections !== undefined) return context.json(FORBIDDEN, 403);
    const protection = protectionOf(await fieldsOf(context));
    if (found.protections.has(protection.branch))
      return context.json({ message: 'Branch protection already exist', url: NOT_FOUND.url }, 403);
    found.protections.set(protection.branch, protection);
    return context.json(shownProtection(protection), 201);
  });
  app.on(['GET', 'PATCH', 'DELETE'], '/api/v1/repos/:owner/:repo/branch_protections/:name', async (context) => {
    const found = at(context);
    const branch = context.req.param('name');
    const stands = found?.protections.get(branch);
    if (!found || !stands) return context.json(NOT_FOUND, 404);
    if (context.req.method === 'GET') return context.json(shownProtection(stands));
    if (world.faults.protections !== undefined) return context.json(FORBIDDEN, 403);
    if (context.req.method === 'DELETE') {
      found.protections.delete(branch);
      return context.body(null, 204);
    }
    const changed = protectionOf({ ...shownProtection(stands), ...(await fieldsOf(context)) });
    found.protections.set(branch, changed);
    return context.json(shownProtection(changed));
  });

  app.get('/api/v1/repos/:owner/:repo/teams', (context) => {
    const found = at(context);
    const owners: Team = { id: 1, name: 'Owners', permission: 'owner' };
    return found ? context.json([owners, ...[...found.teams.keys()].map((name) => team(name))]) : context.json(NOT_FOUND, 404);
  });
  app.on(['PUT', 'DELETE'], '/api/v1/repos/:owner/:repo/teams/:team', (context) => {
    const found = at(context);
    const name = context.req.param('team');
    if (!found || !world.teams.has(name)) return context.json(NOT_FOUND, 404);
    if (context.req.method === 'PUT') found.teams.set(name, world.teams.get(name) ?? 'read');
    else found.teams.delete(name);
    return context.body(null, 204);
  });
  return app;
}

const shownProtection = (protection: Protection): BranchProtection => ({
  rule_name: protection.branch,
  branch_name: protection.branch,
  enable_push: protection.required_reviews === 0,
  enable_status_check: protection.status_checks.length > 0,
  status_check_contexts: [...protection.status_checks],
  block_on_outdated_branch: protection.up_to_date,
  required_approvals: protection.required_reviews,
  dismiss_stale_approvals: protection.dismiss_stale_reviews,
  block_admin_merge_override: protection.enforce_admins,
  enable_force_push: protection.allow_force_pushes,
});

const protectionSchema = z.object({
  rule_name: z.string(),
  enable_status_check: z.boolean(),
  status_check_contexts: z.array(z.string()),
  block_on_outdated_branch: z.boolean(),
  block_admin_merge_override: z.boolean(),
  required_approvals: z.number(),
  dismiss_stale_approvals: z.boolean(),
  enable_force_push: z.boolean(),
});

function protectionOf(body: BranchProtection | Body): Protection {
  const rules = protectionSchema.parse(body);
  return {
    branch: rules.rule_name,
    status_checks: rules.enable_status_check ? rules.status_check_contexts : [],
    up_to_date: rules.block_on_outdated_branch,
    enforce_admins: rules.block_admin_merge_override,
    required_reviews: rules.required_approvals,
    dismiss_stale_reviews: rules.dismiss_stale_approvals,
    allow_force_pushes: rules.enable_force_push,
  };
}
