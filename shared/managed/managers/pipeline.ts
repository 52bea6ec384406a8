/** Pipelines that build, test and deploy what is in a repository: of CodePipeline, or of GitHub Actions. */
import { z } from 'zod';
import { PIPELINE_PERMISSIONS } from '../pipeline/permissions.ts';
import { defineManager } from '../define-manager.ts';
import type { Difference } from '../manager.ts';
import { type ActionsActual, actionsDifferences } from '../pipeline/actions-difference.ts';
import { type CodePipelineActual, codePipelineDifferences } from '../pipeline/code-pipeline-difference.ts';
import { type PipelineConfig, pipelineConfig } from '../pipeline/pipeline-config.ts';

type PipelineActual = ActionsActual | CodePipelineActual;

/** The two kinds, which are loaded when a resource of theirs is first worked on: the schemas alone are read by every request. */
const actionsPipeline = async () => (await import('../pipeline/actions-pipeline.ts')).actionsPipeline;
const codePipelineKind = async () => (await import('../pipeline/code-pipeline-kind.ts')).codePipelineKind;

const noParameters = z.strictObject({});

/** The kind of a pipeline that is there cannot be changed, so nothing else is compared then. */
const kindDifference = (config: PipelineConfig, actual: PipelineActual): Difference => ({
  path: '/kind',
  now: actual.kind,
  then: config.kind,
  effect: 'immutable',
});

export const pipeline = defineManager<PipelineConfig, PipelineActual>({
  type: 'pipeline',
  title: 'Pipeline',
  description: 'A pipeline of CodePipeline with CodeBuild, or a workflow of GitHub Actions, that runs the stages of a repository.',
  holdsData: false,
  deletionPolicies: ['retain', 'delete'],
  provider: 'aws',
  configSchema: pipelineConfig,
  outputs: { url: ({ url }) => url },
  inputs: {
    repository_full_name: '/repository',
    repository_clone_url: '/environment/REPOSITORY_CLONE_URL',
    database_endpoint: '/environment/DATABASE_ENDPOINT',
    database_port: '/environment/DATABASE_PORT',
    database_name: '/environment/DATABASE_NAME',
    database_secret: '/environment/DATABASE_SECRET',
    cache_endpoints: '/environment/CACHE_ENDPOINTS',
    cache_port: '/environment/CACHE_PORT',
  },
  operations: {
    run: {
      description: 'Starts a run of the newest state of the branch.',
      parameters: noParameters,
      run: async (context, { config, token }) =>
        config.kind === 'codepipeline'
          ? await (await codePipelineKind()).run(context, config, token)
          : await (await actionsPipeline()).run(context, config, token),
    },
    stop: {
      description: 'Stops what runs now.',
      parameters: noParameters,
      run: async (context, { config }) =>
        config.kind === 'codepipeline'
          ? await (await codePipelineKind()).stop(context, config)
          : await (await actionsPipeline()).stop(context, config),
    },
  },
  permissions: [...PIPELINE_PERMISSIONS, 'GitHub: repo', 'GitHub: read:org', 'GitHub: workflow'],
  inventoried: (context, actual) =>
    actual.kind === 'codepipeline' ? { type: 'AWS::CodePipeline::Pipeline', resource_id: context.name } : undefined,
  observe: async (context, config, token) =>
    config.kind === 'codepipeline'
      ? await (await codePipelineKind()).observe(context, config, token)
      : await (await actionsPipeline()).observe(context, config, token),
  create: async (context, config, token) =>
    config.kind === 'codepipeline'
      ? await (await codePipelineKind()).create(context, config, token)
      : await (await actionsPipeline()).create(context, config, token),
  update: async (context, config) =>
    config.kind === 'codepipeline'
      ? await (await codePipelineKind()).update(context, config)
      : await (await actionsPipeline()).update(context, config),
  retag: async (context, config, change) => {
    // Workflows of GitHub have no tags, so that none of theirs ever differs.
    if (config.kind === 'codepipeline') await (await codePipelineKind()).retag?.(context, change);
  },
  delete: async (context, config) => {
    await (config.kind === 'codepipeline'
      ? (await codePipelineKind()).delete(context, config)
      : (await actionsPipeline()).delete(context, config));
  },
  diff: (config, actual) => {
    if (config.kind === 'codepipeline' && actual.kind === 'codepipeline') return codePipelineDifferences(config, actual);
    if (config.kind === 'github_actions' && actual.kind === 'github_actions') return actionsDifferences(config, actual);
    return [kindDifference(config, actual)];
  },
});
