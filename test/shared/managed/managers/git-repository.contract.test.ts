import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ForgeKind } from '../../../../shared/managed/git/forge.ts';
import { gitRepository } from '../../../../shared/managed/managers/git-repository.ts';
import type { JsonObject } from '../../../../shared/managed/model.ts';
import { ContractForge } from '../../../support/forge/contract-forge.ts';
import { FORGE_ADDRESS, TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';
import type { ForgeRepository } from '../../../support/forge/world.ts';
import { managerContract } from '../contract.ts';
import type { ContractWorld } from '../steps.ts';

const NAME = 'shop-code';

interface RepositoryWorld extends ContractWorld {
  readonly repository: () => ForgeRepository | undefined;
}

let forge: ContractForge;
beforeAll(async () => {
  forge = await ContractForge.start();
});
afterAll(async () => {
  await forge.close();
});

async function openWorld(): Promise<RepositoryWorld> {
  const { world } = forge.running;
  return {
    ...(await forge.open(NAME)),
    repository: () => world.byName('acme', NAME) ?? [...world.repositories.values()][0],
    resources: () => Promise.resolve(world.repositories.size),
    async plantForeign() {
      await world.add({ owner: 'acme', name: NAME, description: 'Made by hand' });
    },
  };
}

/** The repositories that a test has archived by hand. */
const archivedByHand = new Set<number>();

const protection = (provider: ForgeKind): JsonObject =>
  provider === 'gitlab'
    ? { branch: 'main', enforce_admins: true, required_reviews: 2 }
    : {
        branch: 'main',
        status_checks: ['test', 'build'],
        up_to_date: true,
        enforce_admins: true,
        required_reviews: 2,
        dismiss_stale_reviews: true,
      };

describe.each(['github', 'gitlab', 'gitea'] as const)('%s', (provider) => {
  const config = {
    provider,
    base_url: FORGE_ADDRESS,
    token: TOKEN_REFERENCE,
    owner: 'acme',
    description: 'The code of the shop',
    topics: ['shop', 'code'],
    teams: { platform: 'write' },
    branch_protections: [protection(provider)],
  };

  managerContract(provider, {
    manager: gitRepository,
    open: openWorld,
    config,
    changes: [
      { ...config, description: 'Another', private: false },
      { ...config, topics: ['shop'], teams: { security: 'read' } },
      { ...config, branch_protections: [{ branch: 'main', required_reviews: 1 }] },
      { ...config, branch_protections: [] },
      { ...config, default_branch: 'trunk' },
    ],
    unreachable: [
      { config: { ...config, owner: 'others' }, path: '/owner', effect: 'immutable' },
      { config: { ...config, template: 'acme/template' }, path: '/template', effect: 'immutable' },
    ],
    operations: [
      { name: 'archive', times: (world) => Promise.resolve(world.repository()?.archived === true ? 1 : 0) },
      {
        name: 'unarchive',
        times: (world) => {
          const repository = world.repository();
          if (!repository) throw new Error('The repository is gone.');
          // Before the operation it is archived by hand, and counts nothing; afterwards it counts as unarchived.
          const wasArchived = archivedByHand.has(repository.id) && !repository.archived;
          if (!archivedByHand.has(repository.id)) repository.archived = true;
          archivedByHand.add(repository.id);
          return Promise.resolve(wasArchived ? 1 : 0);
        },
      },
      {
        name: 'rename',
        parameters: { name: 'shop-renamed' },
        times: (world) => Promise.resolve(world.repository()?.name === 'shop-renamed' ? 1 : 0),
      },
    ],
    deletions: [{ policy: 'delete' }],
  });
});

it('sends requests, and gets answers, as GitHub describes them', () => {
  const { problems, requests } = forge.gitHub();

  expect(problems).toEqual([]);
  expect(requests).toEqual(
    expect.arrayContaining([
      'DELETE /api/v3/repos/acme/shop-code',
      'DELETE /api/v3/repos/acme/shop-code/branches/main/protection',
      'GET /api/v3/user/memberships/orgs/acme',
      'PATCH /api/v3/repos/acme/shop-code',
      'POST /api/v3/orgs/acme/repos',
      'POST /api/v3/repos/acme/shop-code/git/refs',
      'PUT /api/v3/orgs/acme/teams/platform/repos/acme/shop-code',
      'PUT /api/v3/repos/acme/shop-code/branches/main/protection',
      'PUT /api/v3/repos/acme/shop-code/topics',
    ]),
  );
});
