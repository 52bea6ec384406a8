import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { pipeline } from '../../../../shared/managed/managers/pipeline.ts';
import { FORGE_ADDRESS, forgeContext, TOKEN_REFERENCE } from '../../../support/forge/forge-context.ts';
import { type Exchange, type RunningForge, startForge } from '../../../support/forge/forge.ts';
import { problemsOf, requestsOf } from '../../../support/forge/github-description.ts';
import { type ForgeRepository, TOKEN as SECRET } from '../../../support/forge/world.ts';
import { type ContractWorld, managerContract } from '../contract.ts';

const NAME = 'shop-delivery';
const PATH = `.github/workflows/${NAME}.yml`;

let forge: RunningForge;
const seen: Exchange[] = [];
beforeAll(async () => {
  forge = await startForge();
});
afterAll(async () => {
  await forge.close();
});

interface PipelineWorld extends ContractWorld {
  readonly repository: ForgeRepository;
}

async function openWorld(): Promise<PipelineWorld> {
  for (const each of forge.world.repositories.values()) await forge.world.remove(each);
  forge.world.faults = {};
  const repository = await forge.world.add({ owner: 'acme', name: 'shop' });
  await forge.world.add({ owner: 'acme', name: 'other' });
  await repository.git.createBranch('release', (await repository.git.head('main')) ?? '');
  const from = forge.exchanges.length;
  return {
    repository,
    context: (token, id) => forgeContext(forge, { name: NAME, token, id }),
    settle: () => Promise.resolve(),
    resources: async () => ((await repository.git.read('main', PATH)) ? 1 : 0),
    async plantForeign() {
      await repository.git.write('main', PATH, 'name: theirs\n', 'By hand');
    },
    answers(how) {
      forge.world.faults = how === undefined ? {} : { all: how };
    },
    permissionsUsed: () => undefined,
    secrets: () => Promise.resolve([SECRET]),
    close: () => {
      seen.push(...forge.exchanges.slice(from));
      return Promise.resolve();
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
        await forge.world.begin(repository, { workflow: PATH, title: 'A push', event: 'push', branch: 'main' });
        return 0;
      },
    },
  ],
  deletions: [{ policy: 'delete' }],
});

it('sends requests, and gets answers, as GitHub describes them', () => {
  expect(problemsOf(seen)).toEqual([]);
  expect(requestsOf(seen)).toEqual(
    expect.arrayContaining([
      'DELETE /api/v3/repos/acme/shop/contents/.github%2Fworkflows%2Fshop-delivery.yml',
      'POST /api/v3/repos/acme/shop/actions/runs/N/cancel',
      'POST /api/v3/repos/acme/shop/actions/workflows/shop-delivery.yml/dispatches',
      'PUT /api/v3/repos/acme/shop/contents/.github%2Fworkflows%2Fshop-delivery.yml',
    ]),
  );
});
