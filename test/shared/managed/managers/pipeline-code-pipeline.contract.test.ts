import { pipeline } from '../../../../shared/managed/managers/pipeline.ts';
import { CodeServices } from '../../../support/code-services.ts';
import { codeContext, codePipelineConfig as config, NAME } from '../../../support/code-pipeline-world.ts';
import { managerContract } from '../contract.ts';
import type { ContractWorld } from '../steps.ts';

interface CodeWorld extends ContractWorld {
  readonly services: CodeServices;
}

async function openWorld(): Promise<CodeWorld> {
  const services = await CodeServices.start();
  return {
    services,
    context: (token, id) => codeContext(services.url, { token, id }),
    settle: () => Promise.resolve(),
    resources: () =>
      Promise.resolve(services.pipelines.size + (services.pipelines.size === 0 ? services.projects.size + services.rules.size : 0)),
    plantForeign: () => {
      services.pipelines.set(NAME, { declaration: { name: NAME, version: 1, stages: [] }, tags: [], executions: [] });
      return Promise.resolve();
    },
    answers(how) {
      services.answers = how;
    },
    permissionsUsed: () => [...services.used],
    secrets: () => Promise.resolve([]),
    close: async () => {
      await services.close();
    },
  };
}

const [build, test] = config.stages;
const { connection_arn: _connection, ...ofCodeCommit } = config;

managerContract('pipeline of CodePipeline', {
  manager: pipeline,
  open: openWorld,
  hasTags: true,
  config,
  changes: [
    { ...config, stages: [build, test, { name: 'deploy', commands: ['npm run deploy'] }] },
    { ...config, stages: [build] },
    { ...config, environment: { DATABASE_ENDPOINT: 'other.example.com' } },
    { ...config, image: 'aws/codebuild/standard:8.0', build_role_arn: 'arn:aws:iam::123456789012:role/muster/build2' },
    { ...config, branch: 'release', triggers: { push: true, pull_request: true } },
    { ...config, triggers: { push: false, schedule: '0 3 * * 0,6' }, schedule_role_arn: 'arn:aws:iam::123456789012:role/muster/schedule' },
    { ...ofCodeCommit, repository: 'shop' },
  ],
  unreachable: [
    {
      config: {
        kind: 'github_actions',
        token: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:muster/forge-a1B2c3',
        repository: 'acme/shop',
        stages: config.stages,
      },
      path: '/kind',
      effect: 'immutable',
    },
  ],
  operations: [
    { name: 'run', times: ({ services }) => Promise.resolve(services.pipelines.get(NAME)?.executions.length ?? 0) },
    {
      name: 'stop',
      times: ({ services }) => {
        const executions = services.pipelines.get(NAME)?.executions ?? [];
        const stopped = executions.filter(({ status }) => status === 'Stopped').length;
        if (stopped === 0) services.begin(NAME);
        return Promise.resolve(stopped);
      },
    },
  ],
  deletions: [{ policy: 'delete' }],
});
