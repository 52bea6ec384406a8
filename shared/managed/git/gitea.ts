/** Repositories of Gitea and of Forgejo. */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { guardedFetch, type Forge, hostOf } from './guarded-fetch.ts';
import { ifFound, parseAnswer, untilGone } from './parse-answer.ts';
import type { GitProvider, Protection, Repository } from './provider.ts';

const repositorySchema = z.object({
  id: z.number(),
  name: z.string(),
  full_name: z.string(),
  owner: z.object({ login: z.string() }),
  description: z.string(),
  private: z.boolean(),
  default_branch: z.string(),
  archived: z.boolean(),
  topics: z.array(z.string()).nullish(),
  empty: z.boolean().optional(),
  html_url: z.string(),
  clone_url: z.string(),
});
const userSchema = z.object({ login: z.string() });
const rightsSchema = z.object({ is_owner: z.boolean(), is_admin: z.boolean() });
const teamsSchema = z.array(z.object({ name: z.string(), permission: z.string() })).nullable();
const protectionSchema = z.object({
  rule_name: z.string().optional(),
  branch_name: z.string().optional(),
  enable_status_check: z.boolean(),
  status_check_contexts: z.array(z.string()).nullish(),
  block_on_outdated_branch: z.boolean(),
  required_approvals: z.number(),
  dismiss_stale_approvals: z.boolean(),
  /** Since Gitea 1.23. */
  block_admin_merge_override: z.boolean().optional(),
  enable_force_push: z.boolean().optional(),
});

type Send = (method: string, path: readonly string[], body?: unknown) => Promise<unknown>;

function sender(forge: Forge, token: string): Send {
  const send = guardedFetch(forge);
  return async (method, path, body) => {
    const answer = await send(`${forge.root}/${path.map((part) => encodeURIComponent(part)).join('/')}`, {
      method,
      headers: {
        authorization: `token ${token}`,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch {
      // The schema of the answer refuses a text.
      return text;
    }
  };
}

export function gitea(forge: Forge, token: string): GitProvider {
  const send = sender(forge, token);
  const host = hostOf(forge);
  const ask = async <T>(schema: z.ZodType<T>, method: string, path: readonly string[], body?: unknown): Promise<T> =>
    parseAnswer(schema, await send(method, path, body), host);
  const at = ({ owner, name }: Pick<Repository, 'owner' | 'name'>): readonly string[] => ['repos', owner, name];
  const login = async (): Promise<string> => (await ask(userSchema, 'GET', ['user'])).login;

  /** Gitea says 404 of what the token may not see, too: only the owner sees everything. */
  const confirmSight = async (owner: string): Promise<void> => {
    const user = await login();
    if (owner.toLowerCase() === user.toLowerCase()) return;
    const rights = await ifFound(ask(rightsSchema, 'GET', ['users', user, 'orgs', owner, 'permissions']));
    if (rights?.is_owner === true || rights?.is_admin === true) return;
    throw new CloudError(
      `${host} shows the token only some repositories of ${owner}, so it is not known whether there is such a one: use a token of an owner of ${owner}.`,
      { class: 'denied', error_code: 'CannotSee', permission: 'read:organization' },
    );
  };

  return {
    async find(where) {
      const path = 'id' in where ? ['repositories', where.id] : at(where);
      const found = await ifFound(ask(repositorySchema, 'GET', path));
      if (found === undefined) {
        await confirmSight(where.owner);
        return undefined;
      }
      if ('name' in where && found.name.toLowerCase() !== where.name.toLowerCase()) return undefined;
      return repositoryOf(found);
    },
    async create({ owner, name, description, private: isPrivate, template, default_branch: branch }) {
      const settings = { name, description, private: isPrivate, ...(branch !== undefined && { default_branch: branch }) };
      if (template !== undefined)
        return repositoryOf(
          await ask(repositorySchema, 'POST', ['repos', ...template.split('/'), 'generate'], { ...settings, owner, git_content: true }),
        );
      const path = owner.toLowerCase() === (await login()).toLowerCase() ? ['user', 'repos'] : ['orgs', owner, 'repos'];
      return repositoryOf(await ask(repositorySchema, 'POST', path, { ...settings, auto_init: true }));
    },
    async update(repository, { topics, default_branch: branch, ...changes }) {
      if (branch !== undefined) {
        const has = await ifFound(send('GET', [...at(repository), 'branches', branch]));
        if (has === undefined && repository.default_branch !== null)
          await send('POST', [...at(repository), 'branches'], { new_branch_name: branch, old_branch_name: repository.default_branch });
      }
      if (topics !== undefined) await send('PUT', [...at(repository), 'topics'], { topics });
      const settings = { ...changes, ...(branch !== undefined && { default_branch: branch }) };
      if (Object.keys(settings).length > 0) await send('PATCH', at(repository), settings);
    },
    delete: async (repository) => untilGone(send('DELETE', at(repository))),
    async protections(repository) {
      const found = await ask(z.array(protectionSchema).nullable(), 'GET', [...at(repository), 'branch_protections']);
      return (found ?? []).map((each) => protectionOf(each));
    },
    async protect(repository, protection) {
      const path = [...at(repository), 'branch_protections'];
      const rules = rulesOf(protection);
      const has = await ifFound(send('GET', [...path, protection.branch]));
      await (has === undefined
        ? send('POST', path, { rule_name: protection.branch, branch_name: protection.branch, ...rules })
        : send('PATCH', [...path, protection.branch], rules));
    },
    unprotect: async (repository, branch) => untilGone(send('DELETE', [...at(repository), 'branch_protections', branch])),
    async teams(repository) {
      const teams = await ask(teamsSchema, 'GET', [...at(repository), 'teams']);
      // The team of the owners has every repository, and cannot be taken away.
      return Object.fromEntries(
        (teams ?? []).filter(({ permission }) => permission !== 'owner').map(({ name, permission }) => [name, permission]),
      );
    },
    async setTeam(repository, team) {
      await send('PUT', [...at(repository), 'teams', team]);
    },
    removeTeam: async (repository, team) => untilGone(send('DELETE', [...at(repository), 'teams', team])),
  };
}

function repositoryOf(found: z.infer<typeof repositorySchema>): Repository {
  return {
    id: String(found.id),
    owner: found.owner.login,
    name: found.name,
    full_name: found.full_name,
    description: found.description,
    private: found.private,
    default_branch: found.default_branch === '' || found.empty === true ? null : found.default_branch,
    archived: found.archived,
    topics: found.topics ?? [],
    url: found.html_url,
    clone_url: found.clone_url,
    state: 'ready',
  };
}

function protectionOf(rule: z.infer<typeof protectionSchema>): Protection {
  return {
    branch: rule.rule_name ?? rule.branch_name ?? '',
    status_checks: rule.enable_status_check ? (rule.status_check_contexts ?? []) : [],
    up_to_date: rule.block_on_outdated_branch,
    enforce_admins: rule.block_admin_merge_override ?? false,
    required_reviews: rule.required_approvals,
    dismiss_stale_reviews: rule.dismiss_stale_approvals,
    allow_force_pushes: rule.enable_force_push ?? false,
  };
}

const rulesOf = (protection: Protection): Readonly<Record<string, unknown>> => ({
  enable_push: protection.required_reviews === 0,
  enable_status_check: protection.status_checks.length > 0,
  status_check_contexts: protection.status_checks,
  block_on_outdated_branch: protection.up_to_date,
  required_approvals: protection.required_reviews,
  dismiss_stale_approvals: protection.dismiss_stale_reviews,
  block_admin_merge_override: protection.enforce_admins,
  enable_force_push: protection.allow_force_pushes,
});
