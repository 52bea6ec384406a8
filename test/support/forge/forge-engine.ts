/** The engine over the managers of repositories and pipelines, at a forge of the tests. */
import { gitRepository } from '../../../shared/managed/managers/git-repository.ts';
import { pipeline } from '../../../shared/managed/managers/pipeline.ts';
import { managedTags } from '../../../shared/managed/manager.ts';
import type { ManagedId, Spec } from '../../../shared/managed/model.ts';
import { ManagedWorld } from '../managed-world.ts';
import { FORGE_ADDRESS, forgeContext, TOKEN_REFERENCE } from './forge-context.ts';
import type { RunningForge } from './forge.ts';

/** The file of the pipeline. */
export const PATH = '.github/workflows/shop-delivery.yml';

export const engineAt = (forge: RunningForge): ManagedWorld =>
  new ManagedWorld({
    managers: new Map([
      ['git_repository', gitRepository],
      ['pipeline', pipeline],
    ]),
    contextOf: ({ managed_id, spec, provider_resource_id, creation }) => ({
      ...forgeContext(forge, { name: spec.name, token: '', id: provider_resource_id }),
      managed_id,
      tags: managedTags('test', managed_id, creation?.token ?? ''),
    }),
  });

const at = { base_url: FORGE_ADDRESS, token: TOKEN_REFERENCE };

export const repositorySpec = {
  type: 'git_repository',
  name: 'shop',
  config: {
    ...at,
    provider: 'github',
    owner: 'acme',
    description: 'The shop',
    topics: ['shop'],
    branch_protections: [{ branch: 'main', required_reviews: 1 }],
  },
  drift: 'correct',
} satisfies Partial<Spec>;

export const pipelineSpec = (repository: ManagedId): Partial<Spec> => ({
  type: 'pipeline',
  name: 'shop-delivery',
  config: { ...at, kind: 'github_actions', stages: [{ name: 'test', commands: ['npm test'] }] },
  dependencies: [{ name: 'code', relation: 'requires', managed_id: repository }],
  drift: 'correct',
});
