import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pipeline } from '../../../../shared/managed/managers/pipeline.ts';
import { ContractForge } from '../../../support/forge/contract-forge.ts';
import { FORGE_ADDRESS, TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';
import type { ForgeRepository } from '../../../support/forge/world.ts';
import { managerContract } from '../contract.ts';
import type { ContractWorld } from '../steps.ts';

const NAME = 'shop-delivery';
const PATH = `.github/workflows/${NAME}.yml`;

let forge: ContractForge;
beforeAll(async () => {
  forge = await ContractForge.start();
});
afterAll(async () => {
  await forge.close();
});

interface PipelineWorld extends ContractWorld {
  readonly repository: ForgeRepository;
}

async function openWorld(): Promise<PipelineWorld> {
  const common = await forge.open(NAME);
  const { world } = forge.running;
  const repository = await world.add({ owner: 'acme', name: 'shop' });
  await world.add({ owner: 'acme', name: 'other' });
  await repository.git.createBranch('release', (await repository.git.head('main')) ?? '');
  return {
    ...common,
    repository,
    resources: async () => ((await repository.git.read('main', PATH)) ? 1 : 0),
    async plantForeign() {
      await repository.git.write('main', PATH, 'name: theirs\n', 'By hand');
    },
  };
}

const config = {
  kind: 'github_actions',
  base_url: FORGE_ADDRESS,
  token: TOKEN_REFERENCE,
  repository: 'acme/shop',
  triggers: { pull_request: true },
  stages: [
    { name: 'build', commands: ['npm ci', 'npm run build'] },
    { name: 'test', commands: ['npm test'] },
  ],
  environment: { DATABASE_ENDPOINT: 'shop.example.com', NPM_TOKEN: { secret: 'NPM_TOKEN' } },
} as const;

managerContract('pipeline of GitHub Actions', {
  manager: pipeline,
  open: openWorld,
  config,
  changes: [
    { ...config, stages: [...config.stages, { name: 'deploy', commands: ['echo "$DATABASE_ENDPOINT" > endpoint', 'npm run deploy'] }] },
    { ...config, environment: { DATABASE_ENDPOINT: 'yes' } },
    { ...config, triggers: { push: false, schedule: '0 3 * * 1-5' } },
    { ...config, runner: 'self-hosted' },
  ],
  unreachable: [
    { config: { ...config, repository: 'acme/other' }, path: '/repository', effect: 'replace' },
    { config: { ...config, branch: 'release' }, path: '/branch', effect: 'replace' },
    {
      config: {
        kind: 'codepipeline',
        repository: 'acme/shop',
        pipeline_role_arn: 'arn:aws:iam::123456789012:role/muster/pipeline',
        build_role_arn: 'arn:aws:iam::123456789012:role/muster/build',
        artifact_bucket: 'shop-artifacts',
        stages: config.stages,
      },
      path: '/kind',
      effect: 'immutable',
    },
  ],
  operations: [
    { name: 'run', times: ({ repository }) => Promise.resolve(repository.runs.length) },
    {
      name: 'stop',
      times: async ({ repository }) => {
        const [first] = repository.runs;
        if (first) return repository.runs.filter(({ conclusion }) => conclusion === 'cancelled').length;
        await forge.running.world.begin(repository, { workflow: PATH, title: 'A push', event: 'push', branch: 'main' });
        return 0;
      },
    },
  ],
  deletions: [{ policy: 'delete' }],
});

it('sends requests, and gets answers, as GitHub describes them', () => {
  const { problems, requests } = forge.gitHub();

  expect(problems).toEqual([]);
  expect(requests).toEqual(
    expect.arrayContaining([
      'DELETE /api/v3/repos/acme/shop/contents/.github%2Fworkflows%2Fshop-delivery.yml',
      'POST /api/v3/repos/acme/shop/actions/runs/N/cancel',
      'POST /api/v3/repos/acme/shop/actions/workflows/shop-delivery.yml/dispatches',
      'PUT /api/v3/repos/acme/shop/contents/.github%2Fworkflows%2Fshop-delivery.yml',
    ]),
  );
});
