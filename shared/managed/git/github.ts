/** Repositories of github.com, of a tenant with data residency, and of a GitHub Enterprise Server. */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { allPages, type GitHubApi } from './github-api.ts';
import { gitHubProtections, protectGitHubBranch } from './github-protection.ts';
import { ifFound, parseAnswer, untilGone } from './parse-answer.ts';
import type { GitProvider, NewRepository, Repository, RepositoryChanges, TeamPermission } from './provider.ts';

const repositorySchema = z.object({
  id: z.number(),
  name: z.string(),
  full_name: z.string(),
  owner: z.object({ login: z.string() }),
  description: z.string().nullable(),
  private: z.boolean(),
  default_branch: z.string().nullish(),
  archived: z.boolean().optional(),
  topics: z.array(z.string()).optional(),
  html_url: z.string(),
  clone_url: z.string().optional(),
});
const userSchema = z.object({ login: z.string() });
const memberSchema = z.object({ state: z.string(), role: z.string() });
const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const teamsSchema = z.array(z.object({ slug: z.string(), permission: z.string() }));

/** GitHub's word for each permission of a team. */
const PERMISSIONS: Readonly<Record<TeamPermission, string>> = { read: 'pull', write: 'push', admin: 'admin' };

export function gitHub(api: GitHubApi): GitProvider {
  const at = ({ owner, name }: Pick<Repository, 'owner' | 'name'>): { readonly owner: string; readonly repo: string } => ({
    owner,
    repo: name,
  });

  const provider: GitProvider = {
    async find(where) {
      const asked =
        'id' in where
          ? api.ask(repositorySchema, 'GET /repositories/{id}', { id: where.id })
          : api.ask(repositorySchema, 'GET /repos/{owner}/{repo}', at(where));
      const found = await ifFound(asked);
      if (found === undefined) {
        await confirmSight(api, where.owner, 'id' in where);
        return undefined;
      }
      // The old name of a repository leads to the new one until another takes the name.
      if ('name' in where && found.name.toLowerCase() !== where.name.toLowerCase()) return undefined;
      return repositoryOf(found);
    },
    async create(wanted) {
      const made = repositoryOf(await (wanted.template === undefined ? createNew(api, wanted) : generate(api, wanted, wanted.template)));
      if (wanted.default_branch !== undefined && made.default_branch !== null && made.default_branch !== wanted.default_branch)
        await api.request('POST /repos/{owner}/{repo}/branches/{branch}/rename', {
          ...at(made),
          branch: made.default_branch,
          new_name: wanted.default_branch,
        });
      return made;
    },
    async update(repository, { topics, default_branch: branch, ...changes }) {
      if (branch !== undefined) await ensureBranch(api, repository, branch);
      const settings: RepositoryChanges = { ...changes, ...(branch !== undefined && { default_branch: branch }) };
      if (topics !== undefined) await api.request('PUT /repos/{owner}/{repo}/topics', { ...at(repository), names: topics });
      // The name goes last: what follows would have to know the new one.
      if (Object.keys(settings).length > 0) await api.request('PATCH /repos/{owner}/{repo}', { ...at(repository), ...settings });
    },
    delete: async (repository) => untilGone(api.request('DELETE /repos/{owner}/{repo}', at(repository))),
    protections: async (repository) => gitHubProtections(api, repository),
    protect: async (repository, protection) => protectGitHubBranch(api, repository, protection),
    unprotect: async (repository, branch) =>
      untilGone(api.request('DELETE /repos/{owner}/{repo}/branches/{branch}/protection', { ...at(repository), branch })),
    async teams(repository) {
      const teams = await allPages(api, teamsSchema, 'GET /repos/{owner}/{repo}/teams', at(repository));
      return Object.fromEntries(teams.map(({ slug, permission }) => [slug, wordOf(permission)]));
    },
    async setTeam(repository, team, permission) {
      const route = 'PUT /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}';
      await api.request(route, { ...at(repository), org: repository.owner, team_slug: team, permission: PERMISSIONS[permission] });
    },
    removeTeam: async (repository, team) =>
      untilGone(
        api.request('DELETE /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}', {
          ...at(repository),
          org: repository.owner,
          team_slug: team,
        }),
      ),
  };
  return provider;
}

const wordOf = (permission: string): string => Object.entries(PERMISSIONS).find(([, word]) => word === permission)?.[0] ?? permission;

function repositoryOf(found: z.infer<typeof repositorySchema>): Repository {
  return {
    id: String(found.id),
    owner: found.owner.login,
    name: found.name,
    full_name: found.full_name,
    description: found.description ?? '',
    private: found.private,
    default_branch: found.default_branch ?? null,
    archived: found.archived ?? false,
    topics: found.topics ?? [],
    url: found.html_url,
    clone_url: found.clone_url ?? `${found.html_url}.git`,
    state: 'ready',
  };
}

async function loginOf(api: GitHubApi): Promise<{ readonly login: string; readonly scopes: string | undefined }> {
  const { data, headers } = await api.request('GET /user');
  const scopes = headers['x-oauth-scopes'];
  return { login: parseAnswer(userSchema, data, api.host).login, scopes: scopes === undefined ? undefined : String(scopes) };
}

/**
 * GitHub says 404 of what the token may not see, too. That a repository is absent is believed if the token is of the owner, or of an owner of the organization,
 * and may see private repositories. That a name is free is believed of any member: the name is given once only, so that a creation shows the truth.
 * @param wasThere whether the repository is known to have been there
 */
async function confirmSight(api: GitHubApi, owner: string, wasThere: boolean): Promise<void> {
  const { login, scopes } = await loginOf(api);
  // Tokens with fine-grained permissions have no scopes.
  if (scopes !== undefined && scopes !== '' && !scopes.split(/,\s*/).includes('repo')) throw blind(api.host, 'repo');
  if (owner.toLowerCase() === login.toLowerCase()) return;
  const member = await ifFound(api.ask(memberSchema, 'GET /user/memberships/orgs/{org}', { org: owner }));
  if (member?.state !== 'active') throw blind(api.host, 'read:org', `, and its user must be a member of ${owner}`);
  if (wasThere && member.role !== 'admin')
    throw new CloudError(
      `${api.host} shows members only some repositories of ${owner}, so it is not known whether this one is still there: use a token of an owner of ${owner}.`,
      { class: 'denied', error_code: 'CannotSee', permission: 'read:org' },
    );
}

const blind = (host: string, right: string, besides = ''): CloudError =>
  new CloudError(
    `${host} does not show private repositories to the token, so it is not known whether there is such a one: give the token the right ${right}${besides}.`,
    {
      class: 'denied',
      error_code: 'CannotSee',
      permission: right,
    },
  );

async function createNew(api: GitHubApi, wanted: NewRepository): Promise<z.infer<typeof repositorySchema>> {
  const { login } = await loginOf(api);
  const body = { name: wanted.name, description: wanted.description, private: wanted.private, auto_init: true };
  return wanted.owner.toLowerCase() === login.toLowerCase()
    ? api.ask(repositorySchema, 'POST /user/repos', body)
    : api.ask(repositorySchema, 'POST /orgs/{org}/repos', { org: wanted.owner, ...body });
}

async function generate(
  api: GitHubApi,
  { owner, name, description, private: isPrivate }: NewRepository,
  template: string,
): Promise<z.infer<typeof repositorySchema>> {
  const [template_owner, template_repo] = template.split('/');
  const body = { owner, name, description, private: isPrivate };
  return api.ask(repositorySchema, 'POST /repos/{template_owner}/{template_repo}/generate', { template_owner, template_repo, ...body });
}

async function ensureBranch(api: GitHubApi, { owner, name, default_branch: from }: Repository, branch: string): Promise<void> {
  const at = { owner, repo: name };
  const has = await ifFound(api.ask(refSchema, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ...at, ref: `heads/${branch}` }));
  if (has || from === null) return;
  const { object } = await api.ask(refSchema, 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ...at, ref: `heads/${from}` });
  await api.request('POST /repos/{owner}/{repo}/git/refs', { ...at, ref: `refs/heads/${branch}`, sha: object.sha });
}
