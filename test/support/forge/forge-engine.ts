/** The engine over the managers of repositories and pipelines, at a forge of the tests. */
import { afterEach, beforeEach } from '@jest/globals';
import { gitRepository } from '../../../shared/managed/managers/git-repository.ts';
import { pipeline } from '../../../shared/managed/managers/pipeline.ts';
import { managedTags } from '../../../shared/managed/manager.ts';
import type { ManagedId, Spec } from '../../../shared/managed/model.ts';
import { ManagedWorld } from '../managed-world.ts';
import { FORGE_ADDRESS, forgeContext, TOKEN_REFERENCE } from './forge-context.ts';
import { type RunningForge, startForge } from './forge.ts';
import type { ForgeRepository } from './world.ts';

/** The file of the pipeline. */
export const PATH = '.github/workflows/shop-delivery.yml';

const engineAt = (forge: RunningForge): ManagedWorld =>
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

/** A forge and the engine over it for each test of a file. */
export class ForgeOfEachTest {
  #forge: RunningForge | undefined;
  #world: ManagedWorld | undefined;

  constructor() {
    beforeEach(async () => {
      this.#forge = await startForge();
      this.#world = engineAt(this.#forge);
    });
    afterEach(async () => {
      await this.#forge?.close();
    });
  }

  get forge(): RunningForge {
    if (!this.#forge) throw new Error('There is a forge within a test only.');
    return this.#forge;
  }

  get world(): ManagedWorld {
    if (!this.#world) throw new Error('There is an engine within a test only.');
    return this.#world;
  }

  /** The repository of `repositorySpec`. */
  get repository(): ForgeRepository | undefined {
    return this.forge.world.byName('acme', 'shop');
  }
}

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
