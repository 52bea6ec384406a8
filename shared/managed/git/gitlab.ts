/** Projects of gitlab.com and of a GitLab of one's own. */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { type GitLabApi, gitLabApi } from './gitlab-api.ts';
import { gitLabProtections, protectGitLabBranch, unprotectGitLabBranch } from './gitlab-protection.ts';
import type { Forge } from './guarded-fetch.ts';
import { ifFound, parseAnswer, untilGone } from './parse-answer.ts';
import type { GitProvider, NewRepository, Repository, RepositoryChanges, TeamPermission } from './provider.ts';

const projectSchema = z.object({
  id: z.number(),
  path: z.string(),
  path_with_namespace: z.string(),
  namespace: z.object({ full_path: z.string() }),
  description: z.string().nullable(),
  visibility: z.string(),
  default_branch: z.string().nullish(),
  archived: z.boolean(),
  topics: z.array(z.string()).nullish(),
  web_url: z.string(),
  http_url_to_repo: z.string(),
  import_status: z.string().nullish(),
  import_error: z.string().nullish(),
  marked_for_deletion_on: z.string().nullish(),
  shared_with_groups: z.array(z.object({ group_id: z.number(), group_full_path: z.string(), group_access_level: z.number() })).nullish(),
});
type Project = z.infer<typeof projectSchema>;
const userSchema = z.object({ id: z.number(), username: z.string() });
const groupSchema = z.object({ id: z.number(), full_path: z.string() });
const namespaceSchema = z.object({ id: z.number(), full_path: z.string() });
const memberSchema = z.object({ access_level: z.number() });

/** GitLab's access levels. */
const LEVELS: Readonly<Record<TeamPermission, number>> = { read: 20, write: 30, admin: 40 };
const MAINTAINER = 40;

export async function gitLab(forge: Forge, token: string): Promise<GitProvider> {
  const api = await gitLabApi(forge, token);
  const { host, projects, branches, groups } = api;
  const show = async (id: string | number): Promise<Project> => parseAnswer(projectSchema, await projects.show(id), host);
  const groupId = async (path: string): Promise<number> =>
    parseAnswer(groupSchema, await groups.show(path, { withProjects: false }), host).id;

  return {
    async find(where) {
      const found = await ifFound(show('id' in where ? where.id : `${where.owner}/${where.name}`));
      if (found === undefined) {
        await confirmSight(api, where.owner);
        return undefined;
      }
      // The old path of a project leads to the new one until another takes it.
      if ('name' in where && found.path.toLowerCase() !== where.name.toLowerCase()) return undefined;
      return repositoryOf(found);
    },
    async create(wanted) {
      const { id: namespaceId } = parseAnswer(namespaceSchema, await api.namespaces.show(wanted.owner), host);
      return repositoryOf(parseAnswer(projectSchema, await projects.create(await newProject(api, wanted, namespaceId)), host));
    },
    async update(repository, { default_branch: branch, archived, ...changes }) {
      if (branch !== undefined) {
        const has = await ifFound(branches.show(repository.id, branch));
        if (has === undefined && repository.default_branch !== null)
          await branches.create(repository.id, branch, repository.default_branch);
      }
      const settings = { ...settingsOf(changes), ...(branch !== undefined && { defaultBranch: branch }) };
      if (Object.keys(settings).length > 0) await projects.edit(repository.id, settings);
      if (archived !== undefined) await (archived ? projects.archive(repository.id) : projects.unarchive(repository.id));
    },
    async delete(repository) {
      // GitLab keeps a deleted project for some days; a second request for what is marked removes it at once.
      const { id, full_name: fullPath } = repository;
      await untilGone(repository.state === 'deleting' ? projects.remove(id, { permanentlyRemove: true, fullPath }) : projects.remove(id));
    },
    protections: async (repository) => gitLabProtections(api, repository),
    protect: async (repository, protection) => protectGitLabBranch(api, repository, protection),
    unprotect: async (repository, branch) => unprotectGitLabBranch(api, repository, branch),
    async teams(repository) {
      const { shared_with_groups: shares } = await show(repository.id);
      return Object.fromEntries((shares ?? []).map(({ group_full_path: path, group_access_level: level }) => [path, wordOf(level)]));
    },
    async setTeam(repository, team, permission) {
      const group = await groupId(team);
      // GitLab does not change the level of a share.
      await untilGone(projects.unshare(repository.id, group));
      await projects.share(repository.id, group, LEVELS[permission]);
    },
    removeTeam: async (repository, team) => untilGone(groupId(team).then(async (group) => projects.unshare(repository.id, group))),
  };
}

const wordOf = (level: number): string => Object.entries(LEVELS).find(([, each]) => each === level)?.[0] ?? `access level ${level}`;

function repositoryOf(found: Project): Repository {
  const importing = !['none', 'finished', 'failed', undefined, null].includes(found.import_status);
  const isMarked = found.marked_for_deletion_on !== undefined && found.marked_for_deletion_on !== null;
  const state = isMarked ? 'deleting' : found.import_status === 'failed' ? 'failed' : importing ? 'creating' : 'ready';
  return {
    id: String(found.id),
    owner: found.namespace.full_path,
    name: found.path,
    full_name: found.path_with_namespace,
    description: found.description ?? '',
    private: found.visibility !== 'public',
    default_branch: found.default_branch ?? null,
    archived: found.archived,
    topics: found.topics ?? [],
    url: found.web_url,
    clone_url: found.http_url_to_repo,
    state,
    ...(state === 'failed' && { message: found.import_error ?? 'GitLab could not make the project from the template.' }),
    ...(state === 'deleting' && { message: 'The project is marked for deletion at GitLab; restore it there.' }),
  };
}

/** GitLab says 404 of what the token may not see, too. Who maintains a group sees all of its projects. */
async function confirmSight({ host, users, members }: GitLabApi, owner: string): Promise<void> {
  const { id, username } = parseAnswer(userSchema, await users.showCurrentUser(), host);
  if (owner.toLowerCase() === username.toLowerCase()) return;
  const member = await ifFound(members.show(owner, id, { includeInherited: true }));
  if (member !== undefined && parseAnswer(memberSchema, member, host).access_level >= MAINTAINER) return;
  throw new CloudError(
    `${host} shows the token only some projects of ${owner}, so it is not known whether there is such a one: make its user a maintainer of ${owner}.`,
    { class: 'denied', error_code: 'CannotSee', permission: 'Maintainer' },
  );
}

const settingsOf = ({ name, description, private: isPrivate, topics }: Omit<RepositoryChanges, 'archived' | 'default_branch'>) => ({
  ...(name !== undefined && { name, path: name }),
  ...(description !== undefined && { description }),
  ...(isPrivate !== undefined && { visibility: isPrivate ? ('private' as const) : ('public' as const) }),
  ...(topics !== undefined && { topics: [...topics] }),
});

async function newProject({ host, projects }: GitLabApi, wanted: NewRepository, namespaceId: number) {
  const { name, description, private: isPrivate, template, default_branch: defaultBranch } = wanted;
  const project = { name, path: name, namespaceId, description, visibility: isPrivate ? ('private' as const) : ('public' as const) };
  if (template === undefined) return { ...project, initializeWithReadme: true, ...(defaultBranch !== undefined && { defaultBranch }) };
  const { id: templateProjectId, path: templateName } = parseAnswer(projectSchema, await projects.show(template), host);
  return { ...project, useCustomTemplate: true, templateProjectId, templateName };
}
