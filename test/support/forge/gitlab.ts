/** GitLab's REST API over the forge's world. Its answers have the types of GitLab's client. */
import type { ExpandedUserSchema, ProjectSchema, ProtectedBranchSchema } from '@gitbeaker/rest';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Protection } from '../../../shared/managed/git/provider.ts';
import { type Body, fieldsOf, textOf } from './request-body.ts';
import { type ForgeRepository, type ForgeWorld, LOGIN } from './world.ts';

const NOT_FOUND = { message: '404 Project Not Found' };
const FORBIDDEN = { message: '403 Forbidden' };
const NO_ONE = 0;
const MAINTAINERS = 40;
const OWNER = 50;

type Shown = Pick<
  ProjectSchema,
  | 'id'
  | 'name'
  | 'path'
  | 'path_with_namespace'
  | 'description'
  | 'visibility'
  | 'default_branch'
  | 'archived'
  | 'topics'
  | 'web_url'
  | 'http_url_to_repo'
  | 'import_status'
  | 'shared_with_groups'
>;

interface Rule {
  readonly id: number;
  readonly name: string;
  approvals_required: number;
  branches: readonly number[];
}

export function gitLabApi(world: ForgeWorld, root: string): Hono {
  const app = new Hono();
  const rules = new Map<number, Rule[]>();
  const protectedIds = new Map<string, number>();
  const groupIds = new Map([...world.teams.keys()].map((path, place) => [path, 500 + place]));

  const at = (context: Context): ForgeRepository | undefined => {
    const given = decodeURIComponent(context.req.param('id') ?? '');
    const cut = given.lastIndexOf('/');
    return cut === -1 ? world.repositories.get(Number(given)) : world.byName(given.slice(0, cut), given.slice(cut + 1));
  };
  const show = (repository: ForgeRepository): Shown & Body => {
    const { id, owner, name } = repository;
    const path = repository.marked ? `${name}-deletion_scheduled-${id}` : name;
    return {
      id,
      name,
      path,
      path_with_namespace: `${owner}/${path}`,
      namespace: { id: 3, name: owner, path: owner, kind: 'group', full_path: owner, web_url: `${root}/${owner}` },
      description: repository.description === '' ? null : repository.description,
      visibility: repository.private ? 'private' : 'public',
      default_branch: repository.default_branch,
      archived: repository.archived,
      topics: [...repository.topics],
      web_url: `${root}/${owner}/${path}`,
      http_url_to_repo: `${root}/${owner}/${path}.git`,
      import_status: 'none',
      marked_for_deletion_on: repository.marked ? '2026-11-30' : null,
      shared_with_groups: [...repository.teams].map(([group, level]) => ({
        group_id: groupIds.get(group) ?? 0,
        group_name: group,
        group_full_path: group,
        group_access_level: Number(level),
        expires_at: null,
      })),
    };
  };
  const protectedBranch = (
    repository: ForgeRepository,
    { branch, enforce_admins, allow_force_pushes }: Protection,
  ): ProtectedBranchSchema => {
    const key = `${repository.id}/${branch}`;
    const id = protectedIds.get(key) ?? world.next();
    protectedIds.set(key, id);
    const push = enforce_admins ? NO_ONE : MAINTAINERS;
    return {
      id,
      name: branch,
      push_access_levels: [{ id: id * 10, access_level: push, access_level_description: 'as asked', user_id: null, group_id: null }],
      merge_access_levels: [
        { id: id * 10 + 1, access_level: MAINTAINERS, access_level_description: 'Maintainers', user_id: null, group_id: null },
      ],
      allow_force_push: allow_force_pushes,
      code_owner_approval_required: false,
    };
  };

  app.get('/api/v4/user', (context) => context.json({ id: 7, username: LOGIN, name: LOGIN } satisfies Partial<ExpandedUserSchema>));
  app.get('/api/v4/groups/:id/members/all/:user', (context) => {
    const isOwner = world.organizations.has(decodeURIComponent(context.req.param('id')));
    return isOwner ? context.json({ id: 7, username: LOGIN, access_level: OWNER }) : context.json({ message: '404 Not found' }, 404);
  });
  app.get('/api/v4/groups/:id', (context) => {
    const path = decodeURIComponent(context.req.param('id'));
    const id = groupIds.get(path);
    return id === undefined
      ? context.json({ message: '404 Group Not Found' }, 404)
      : context.json({ id, name: path, path, full_path: path });
  });
  app.get('/api/v4/namespaces/:id', (context) => {
    const path = decodeURIComponent(context.req.param('id'));
    const isKnown = path === LOGIN || world.organizations.has(path);
    return isKnown
      ? context.json({ id: path === LOGIN ? 1 : 3, name: path, path, kind: 'group', full_path: path })
      : context.json({ message: '404 Namespace Not Found' }, 404);
  });

  app.post('/api/v4/projects', async (context) => {
    const body = await fieldsOf(context);
    const owner = body['namespace_id'] === 1 ? LOGIN : ([...world.organizations][0] ?? LOGIN);
    const name = String(body['path']);
    if (world.byName(owner, name))
      return context.json({ message: { name: ['has already been taken'], path: ['has already been taken'] } }, 400);
    const branch = body['default_branch'];
    const made = await world.add({
      owner,
      name,
      description: textOf(body['description']),
      private: body['visibility'] !== 'public',
      ...(typeof branch === 'string' && { branch }),
    });
    return context.json(show(made), 201);
  });
  app.get('/api/v4/projects/:id', (context) => {
    const found = at(context);
    return found ? context.json(show(found)) : context.json(NOT_FOUND, 404);
  });
  app.put('/api/v4/projects/:id', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    const { path, description, visibility, default_branch: branch, topics } = await fieldsOf(context);
    if (typeof path === 'string') found.name = path;
    if (typeof description === 'string') found.description = description;
    if (typeof visibility === 'string') found.private = visibility !== 'public';
    if (typeof branch === 'string') found.default_branch = branch;
    if (Array.isArray(topics)) found.topics = topics.map(String);
    return context.json(show(found));
  });
  app.delete('/api/v4/projects/:id', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    const body = await fieldsOf(context);
    if (String(body['permanently_remove']) === 'true') {
      if (body['full_path'] !== show(found).path_with_namespace) return context.json({ message: '`full_path` is incorrect.' }, 400);
      await world.remove(found);
    } else if (found.marked) return context.json({ message: 'Project has been already marked for deletion' }, 400);
    else found.marked = true;
    return context.json({ message: '202 Accepted' }, 202);
  });
  for (const archived of [true, false])
    app.post(`/api/v4/projects/:id/${archived ? 'archive' : 'unarchive'}`, (context) => {
      const found = at(context);
      if (!found) return context.json(NOT_FOUND, 404);
      found.archived = archived;
      return context.json(show(found), 201);
    });
  app.post('/api/v4/projects/:id/share', async (context) => {
    const found = at(context);
    const { group_id: group, group_access: level } = await fieldsOf(context);
    const path = [...groupIds].find(([, id]) => id === group)?.[0];
    if (!found || path === undefined) return context.json(NOT_FOUND, 404);
    if (found.teams.has(path)) return context.json({ message: 'already exists' }, 409);
    found.teams.set(path, String(level));
    return context.json({ id: world.next(), project_id: found.id, group_id: group, group_access: level, expires_at: null }, 201);
  });
  app.delete('/api/v4/projects/:id/share/:group', (context) => {
    const found = at(context);
    const path = [...groupIds].find(([, id]) => id === Number(context.req.param('group')))?.[0] ?? '';
    return found?.teams.delete(path) === true ? context.body(null, 204) : context.json({ message: '404 Not found' }, 404);
  });

  app.get('/api/v4/projects/:id/repository/branches/:branch', async (context) => {
    const branch = decodeURIComponent(context.req.param('branch'));
    const commit = await at(context)?.git.head(branch);
    return commit === undefined
      ? context.json({ message: '404 Branch Not Found' }, 404)
      : context.json({ name: branch, commit: { id: commit } });
  });
  app.post('/api/v4/projects/:id/repository/branches', async (context) => {
    const found = at(context);
    const body = await fieldsOf(context);
    const commit = await found?.git.head(String(body['ref']));
    if (!found || commit === undefined) return context.json({ message: 'Invalid reference name' }, 400);
    await found.git.createBranch(String(body['branch']), commit);
    return context.json({ name: body['branch'], commit: { id: commit } }, 201);
  });

  app.get('/api/v4/projects/:id/protected_branches', (context) => {
    const found = at(context);
    return found ? context.json([...found.protections.values()].map((each) => protectedBranch(found, each))) : context.json(NOT_FOUND, 404);
  });
  app.post('/api/v4/projects/:id/protected_branches', async (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    if (world.faults.protections !== undefined) return context.json(FORBIDDEN, 403);
    const body = await fieldsOf(context);
    const branch = String(body['name']);
    if (found.protections.has(branch)) return context.json({ message: `Protected branch '${branch}' already exists` }, 409);
    const protection: Protection = {
      branch,
      status_checks: [],
      up_to_date: false,
      enforce_admins: Number(body['push_access_level']) === NO_ONE,
      required_reviews: 0,
      dismiss_stale_reviews: false,
      allow_force_pushes: String(body['allow_force_push']) === 'true',
    };
    found.protections.set(branch, protection);
    protectedIds.delete(`${found.id}/${branch}`);
    return context.json(protectedBranch(found, protection), 201);
  });
  app.delete('/api/v4/projects/:id/protected_branches/:name', (context) =>
    at(context)?.protections.delete(decodeURIComponent(context.req.param('name'))) === true
      ? context.body(null, 204)
      : context.json({ message: '404 Not found' }, 404),
  );

  const shownRule = (found: ForgeRepository, rule: Rule): Body => ({
    id: rule.id,
    name: rule.name,
    rule_type: 'regular',
    approvals_required: rule.approvals_required,
    protected_branches: [...found.protections.values()]
      .map((each) => protectedBranch(found, each))
      .filter(({ id }) => rule.branches.includes(id)),
  });
  app.get('/api/v4/projects/:id/approval_rules', (context) => {
    const found = at(context);
    if (!found || world.faults.approvals === 'plan') return context.json({ message: '404 Not Found' }, 404);
    return context.json((rules.get(found.id) ?? []).map((rule) => shownRule(found, rule)));
  });
  app.on(['POST', 'PUT'], ['/api/v4/projects/:id/approval_rules', '/api/v4/projects/:id/approval_rules/:rule'], async (context) => {
    const found = at(context);
    if (!found || world.faults.approvals === 'plan') return context.json({ message: '404 Not Found' }, 404);
    const body = await fieldsOf(context);
    const kept = (rules.get(found.id) ?? []).filter(({ name }) => name !== body['name']);
    const rule: Rule = {
      id: world.next(),
      name: String(body['name']),
      approvals_required: Number(body['approvals_required']),
      branches: z.array(z.number()).default([]).parse(body['protected_branch_ids']),
    };
    rules.set(found.id, [...kept, rule]);
    return context.json(shownRule(found, rule), context.req.method === 'POST' ? 201 : 200);
  });
  app.delete('/api/v4/projects/:id/approval_rules/:rule', (context) => {
    const found = at(context);
    if (!found) return context.json(NOT_FOUND, 404);
    rules.set(
      found.id,
      (rules.get(found.id) ?? []).filter(({ id }) => id !== Number(context.req.param('rule'))),
    );
    return context.body(null, 204);
  });
  return app;
}
