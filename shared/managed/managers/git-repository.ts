/** Repositories on GitHub, GitLab, Gitea and Forgejo. */
import { z } from 'zod';
import { CloudError } from '../../clouds/cloud-error.ts';
import { defineManager } from '../define-manager.ts';
import { CLIENT_TOKEN, type ManagerContext, type Observation, type OperationProgress } from '../manager.ts';
import { FORGE_TITLES } from '../git/forge.ts';
import { bearsToken, markedDescription } from '../git/marker.ts';
import { openProvider } from '../git/open-provider.ts';
import type { GitProvider, Protection, Repository, RepositoryChanges } from '../git/provider.ts';
import { NAME_TAKEN } from '../faults.ts';
import { applyProtections, applyTeams } from '../git/repository-access.ts';
import { type RepositoryConfig, repositoryConfig } from '../git/repository-config.ts';
import { type RepositoryActual, repositoryDifferences } from '../git/repository-difference.ts';

/** The names that every forge allows. */
const repositoryName = z
  .string()
  .max(100)
  .regex(
    /^(?!.*\.(?:git|atom)$)[A-Za-z0-9_][\w.-]*$/,
    'not the name of a repository; write letters, digits, hyphens, underscores and dots',
  );

const noParameters = z.strictObject({});

/** The repository that was made for the managed resource: by its number, or by the mark of its creation. */
async function ownRepository(
  git: GitProvider,
  context: ManagerContext,
  { owner }: RepositoryConfig,
  token = context.tags[CLIENT_TOKEN],
): Promise<Repository | undefined> {
  const { provider_resource_id: id, name } = context;
  if (id !== undefined) return await git.find({ owner, id });
  const named = await git.find({ owner, name });
  return named && token !== undefined && bearsToken(named.description, token) ? named : undefined;
}

async function presentRepository(git: GitProvider, context: ManagerContext, config: RepositoryConfig): Promise<Repository> {
  const repository = await ownRepository(git, context, config);
  if (repository) return repository;
  throw new CloudError(`The repository ${config.owner}/${context.name} is gone.`, { class: 'transient', error_code: 'Vanished' });
}

async function actualOf(git: GitProvider, repository: Repository, config: RepositoryConfig): Promise<RepositoryActual> {
  const { owner, name, full_name, url, clone_url, description, private: isPrivate, default_branch, archived, topics } = repository;
  const { provider, base_url, template } = config;
  return {
    provider,
    ...(base_url !== undefined && { base_url }),
    owner,
    name,
    full_name,
    url,
    clone_url,
    description,
    private: isPrivate,
    default_branch,
    archived,
    topics: topics.toSorted(),
    ...(template !== undefined && { template }),
    ...(config.teams !== undefined && { teams: await git.teams(repository) }),
    ...(config.branch_protections !== undefined && { branch_protections: await shownProtections(git, repository) }),
  };
}

async function shownProtections(git: GitProvider, repository: Repository): Promise<readonly Protection[] | null> {
  try {
    return await git.protections(repository);
  } catch (error) {
    if (error instanceof CloudError && error.details.class === 'denied' && error.details.error_code !== 'BadToken') return null;
    throw error;
  }
}

const nameTaken = (git: RepositoryConfig, name: string): CloudError =>
  new CloudError(
    `${FORGE_TITLES[git.provider]} has a repository ${git.owner}/${name} that was not made for this resource; choose another name, or delete the repository.`,
    { class: 'invalid', error_code: NAME_TAKEN },
  );

async function observe(context: ManagerContext, config: RepositoryConfig, token: string): Promise<Observation<RepositoryActual>> {
  const git = await openProvider(context, config);
  const repository = await ownRepository(git, context, config, token);
  if (!repository) return { state: 'absent' };
  const { id, state, message } = repository;
  return {
    // A repository that GitLab keeps for some days does not go by waiting: a deletion removes it at once, and everybody else is told.
    state: state === 'deleting' ? 'failed' : state,
    provider_resource_id: id,
    actual: await actualOf(git, repository, config),
    ...(message !== undefined && { message }),
  };
}

async function create(
  context: ManagerContext,
  config: RepositoryConfig,
  token: string,
): Promise<{ readonly provider_resource_id: string }> {
  const named = repositoryName.safeParse(context.name);
  if (!named.success)
    throw new CloudError(`name: ${named.error.issues[0]?.message ?? 'not allowed'}.`, { class: 'invalid', error_code: 'InvalidName' });
  const git = await openProvider(context, config);
  const { owner, private: isPrivate, template, default_branch } = config;
  const unnumbered = { ...context, provider_resource_id: undefined };
  const made = await ownRepository(git, unnumbered, config, token);
  if (made) return { provider_resource_id: made.id };
  try {
    const created = await git.create({
      owner,
      name: context.name,
      description: markedDescription(config.description, token),
      private: isPrivate,
      ...(template !== undefined && { template }),
      ...(default_branch !== undefined && { default_branch }),
    });
    return { provider_resource_id: created.id };
  } catch (error) {
    if (!(error instanceof CloudError) || error.details.error_code !== NAME_TAKEN) throw error;
    // An answer that was lost on the way leaves a repository with the mark.
    const lost = await ownRepository(git, unnumbered, config, token);
    if (lost) return { provider_resource_id: lost.id };
    throw nameTaken(config, context.name);
  }
}

async function setArchived(context: ManagerContext, config: RepositoryConfig, archived: boolean): Promise<OperationProgress> {
  const git = await openProvider(context, config);
  const repository = await presentRepository(git, context, config);
  const done = { done: true, message: `The repository ${repository.full_name} is ${archived ? '' : 'not '}archived.` };
  if (repository.archived !== archived) await git.update(repository, { archived });
  return done;
}

export const gitRepository = defineManager<RepositoryConfig, RepositoryActual>({
  type: 'git_repository',
  title: 'Git repository',
  description: 'A repository on GitHub, GitLab, Gitea or Forgejo, with its topics, teams and protected branches.',
  holdsData: true,
  deletionPolicies: ['retain', 'delete'],
  provider: 'git',
  nameSchema: repositoryName,
  configSchema: repositoryConfig,
  outputs: {
    clone_url: ({ clone_url }) => clone_url,
    url: ({ url }) => url,
    full_name: ({ full_name }) => full_name,
  },
  inputs: {},
  operations: {
    archive: {
      description: 'Makes the repository read-only.',
      parameters: noParameters,
      run: async (context, { config }) => await setArchived(context, config, true),
    },
    unarchive: {
      description: 'Makes an archived repository writable again.',
      parameters: noParameters,
      run: async (context, { config }) => await setArchived(context, config, false),
    },
    rename: {
      description: 'Gives the repository another name at the forge. The managed resource keeps its own.',
      parameters: z.strictObject({ name: repositoryName }),
      run: async (context, { config, parameters }) => {
        const git = await openProvider(context, config);
        const repository = await presentRepository(git, context, config);
        const name = repositoryName.parse(parameters['name']);
        if (repository.name !== name) await git.update(repository, { name });
        return { done: true, message: `The repository has the name ${name}.` };
      },
    },
  },
  permissions: [
    'GitHub: repo',
    'GitHub: read:org',
    'GitHub: delete_repo',
    'GitLab: api',
    'Gitea: write:repository',
    'Gitea: write:organization',
    'Gitea: write:user',
  ],
  inventoried: () => undefined,
  observe,
  create,
  async update(context, config, _actual, differences) {
    const git = await openProvider(context, config);
    const repository = await presentRepository(git, context, config);
    if (repository.archived)
      return [{ reason: 'Archived', message: 'The repository is archived, so nothing of it can be changed; run the operation unarchive.' }];
    const differs = (field: keyof RepositoryConfig): boolean => differences.some(({ path }) => path === `/${field}`);
    const { description, private: isPrivate, topics, default_branch, teams, branch_protections: protections } = config;
    const hasBranch = repository.default_branch !== null;
    const changes: RepositoryChanges = {
      // The mark of the creation stays until the number is stored, by which the repository is found from then on.
      ...(differs('description') && context.provider_resource_id !== undefined && { description }),
      ...(differs('private') && { private: isPrivate }),
      ...(differs('topics') && topics && { topics }),
      ...(differs('default_branch') && hasBranch && default_branch !== undefined && { default_branch }),
    };
    if (Object.keys(changes).length > 0) await git.update(repository, changes);
    return [
      ...(differs('default_branch') && !hasBranch
        ? [{ reason: 'NoBranch', message: 'The repository has no branch that could be the default; push one.' }]
        : []),
      ...(differs('teams') && teams ? await applyTeams(git, repository, teams) : []),
      ...(differs('branch_protections') && protections ? await applyProtections(git, repository, protections) : []),
    ];
  },
  async delete(context, config) {
    const git = await openProvider(context, config);
    const repository = await ownRepository(git, context, config);
    if (repository) await git.delete(repository);
  },
  diff: repositoryDifferences,
});
