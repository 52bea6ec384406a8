/** Calls of CodePipeline, and the declaration of a pipeline: written from a configuration, and read back in its words. */
import type { PipelineDeclaration, PipelineExecutionSummary, Tag } from '@aws-sdk/client-codepipeline';
import type { ManagerContext, TagChange } from '../manager.ts';
import type { RunStatus } from './kind.ts';
import type { CodePipelineConfig } from './pipeline-config.ts';
import { projectName } from './code-build.ts';
import { call, unlessMissing } from '../aws/call.ts';
import { changeTags } from '../aws/tags.ts';

const SOURCE = 'Source';
const MISSING = ['PipelineNotFoundException'];

export interface FoundPipeline {
  readonly arn: string;
  readonly declaration: PipelineDeclaration;
  readonly tags: readonly Tag[];
}

export async function findPipeline(context: ManagerContext): Promise<FoundPipeline | undefined> {
  const { CodePipelineClient, GetPipelineCommand, ListTagsForResourceCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  const asked = call(context, 'codepipeline:GetPipeline', async () => await client.send(new GetPipelineCommand({ name: context.name })));
  const { pipeline: declaration, metadata } = (await unlessMissing(MISSING, asked)) ?? {};
  if (!declaration) return undefined;
  const arn = metadata?.pipelineArn ?? '';
  const { tags = [] } = await call(
    context,
    'codepipeline:ListTagsForResource',
    async () => await client.send(new ListTagsForResourceCommand({ resourceArn: arn })),
  );
  return { arn, declaration, tags };
}

/** Makes the pipeline, or gives it its declaration. A change starts no run; the making does, as CodePipeline does always. */
export async function putPipeline(context: ManagerContext, config: CodePipelineConfig, exists: boolean): Promise<void> {
  const { CodePipelineClient, CreatePipelineCommand, UpdatePipelineCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  const pipeline = declarationOf(context.name, config);
  const tags = Object.entries(context.tags).map(([key, value]) => ({ key, value }));
  await (exists
    ? call(context, 'codepipeline:UpdatePipeline', async () => await client.send(new UpdatePipelineCommand({ pipeline })))
    : call(context, 'codepipeline:CreatePipeline', async () => await client.send(new CreatePipelineCommand({ pipeline, tags }))));
}

export async function retagPipeline(context: ManagerContext, resourceArn: string, change: TagChange): Promise<void> {
  const { CodePipelineClient, TagResourceCommand, UntagResourceCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  const add = (tags: { key: string; value: string }[]) => client.send(new TagResourceCommand({ resourceArn, tags }));
  const takeAway = (tagKeys: string[]) => client.send(new UntagResourceCommand({ resourceArn, tagKeys }));
  await changeTags(
    change,
    async (tags) =>
      await call(context, 'codepipeline:TagResource', async () => await add(tags.map(({ Key: key, Value: value }) => ({ key, value })))),
    async (keys) => await call(context, 'codepipeline:UntagResource', async () => await takeAway(keys)),
  );
}

export async function deletePipeline(context: ManagerContext): Promise<void> {
  const { CodePipelineClient, DeletePipelineCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  // A pipeline that is gone is no error to CodePipeline.
  await call(context, 'codepipeline:DeletePipeline', async () => await client.send(new DeletePipelineCommand({ name: context.name })));
}

/** The newest runs, the newest first. */
export async function executions(context: ManagerContext): Promise<readonly PipelineExecutionSummary[]> {
  const { CodePipelineClient, ListPipelineExecutionsCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  const input = { pipelineName: context.name, maxResults: 20 };
  const asked = call(
    context,
    'codepipeline:ListPipelineExecutions',
    async () => await client.send(new ListPipelineExecutionsCommand(input)),
  );
  return (await unlessMissing(MISSING, asked))?.pipelineExecutionSummaries ?? [];
}

/** Starts a run, once for each token. @returns its id */
export async function startExecution(context: ManagerContext, token: string): Promise<string> {
  const { CodePipelineClient, StartPipelineExecutionCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  const input = { name: context.name, clientRequestToken: token };
  const answer = await call(
    context,
    'codepipeline:StartPipelineExecution',
    async () => await client.send(new StartPipelineExecutionCommand(input)),
  );
  return answer.pipelineExecutionId ?? '';
}

/** Lets the action that runs end, and begins no other. */
export async function stopExecution(context: ManagerContext, pipelineExecutionId: string): Promise<void> {
  const { CodePipelineClient, StopPipelineExecutionCommand } = await import('@aws-sdk/client-codepipeline');
  const client = await context.aws(CodePipelineClient);
  const input = { pipelineName: context.name, pipelineExecutionId, abandon: false, reason: 'Asked for in Muster' };
  const asked = call(context, 'codepipeline:StopPipelineExecution', async () => await client.send(new StopPipelineExecutionCommand(input)));
  // A run that has ended, or is stopping already, needs no request.
  await unlessMissing(['PipelineExecutionNotStoppableException', 'DuplicatedStopRequestException'], asked);
}

export function statusOf({ status }: PipelineExecutionSummary): RunStatus {
  switch (status) {
    case 'InProgress':
    case 'Stopping':
      return 'running';
    case 'Succeeded':
      return 'succeeded';
    case 'Failed':
      return 'failed';
    case 'Stopped':
    case 'Cancelled':
      return 'stopped';
    case 'Superseded':
    case undefined:
      return 'unknown';
  }
}

export function declarationOf(name: string, config: CodePipelineConfig): PipelineDeclaration {
  const { branch, repository = '', connection_arn: connection, triggers } = config;
  const configuration: Record<string, string> =
    connection === undefined
      ? { RepositoryName: repository, BranchName: branch, PollForSourceChanges: String(triggers.push) }
      : {
          ConnectionArn: connection,
          FullRepositoryId: repository,
          BranchName: branch,
          // The pipeline's own triggers take the place of this, where there are any.
          DetectChanges: String(triggers.push && !triggers.pull_request),
        };
  const artifact = (place: number): string => (place === 0 ? 'source' : `stage${place}`);
  const branches = { includes: [branch] };
  return {
    name,
    roleArn: config.pipeline_role_arn,
    artifactStore: { type: 'S3', location: config.artifact_bucket },
    pipelineType: 'V2',
    executionMode: 'SUPERSEDED',
    stages: [
      {
        name: SOURCE,
        actions: [
          {
            name: SOURCE,
            actionTypeId: {
              category: 'Source',
              owner: 'AWS',
              provider: connection === undefined ? 'CodeCommit' : 'CodeStarSourceConnection',
              version: '1',
            },
            configuration,
            outputArtifacts: [{ name: artifact(0) }],
          },
        ],
      },
      ...config.stages.map((stage, place) => ({
        name: stage.name,
        actions: [
          {
            name: stage.name,
            actionTypeId: { category: 'Build' as const, owner: 'AWS' as const, provider: 'CodeBuild', version: '1' },
            configuration: { ProjectName: projectName(name, stage.name) },
            inputArtifacts: [{ name: artifact(place) }],
            outputArtifacts: [{ name: artifact(place + 1) }],
          },
        ],
      })),
    ],
    ...(triggers.pull_request && {
      triggers: [
        {
          providerType: 'CodeStarSourceConnection',
          gitConfiguration: {
            sourceActionName: SOURCE,
            ...(triggers.push && { push: [{ branches }] }),
            pullRequest: [{ events: ['OPEN', 'UPDATED'], branches }],
          },
        },
      ],
    }),
  };
}

export interface ReadDeclaration {
  readonly repository: string;
  readonly branch: string;
  readonly connection_arn: string | undefined;
  readonly pipeline_role_arn: string;
  readonly artifact_bucket: string;
  readonly push: boolean;
  readonly pull_request: boolean;
  /** The names of the stages after the source. */
  readonly stages: readonly string[];
}

export function readDeclaration({ roleArn = '', artifactStore, stages = [], triggers = [] }: PipelineDeclaration): ReadDeclaration {
  const source = stages[0]?.actions?.[0]?.configuration ?? {};
  const configurations = triggers.map(({ gitConfiguration }) => gitConfiguration);
  return {
    repository: source['FullRepositoryId'] ?? source['RepositoryName'] ?? '',
    branch: source['BranchName'] ?? '',
    connection_arn: source['ConnectionArn'],
    pipeline_role_arn: roleArn,
    artifact_bucket: artifactStore?.location ?? '',
    push:
      configurations.length > 0
        ? configurations.some((each) => (each?.push ?? []).length > 0)
        : (source['DetectChanges'] ?? source['PollForSourceChanges']) !== 'false',
    pull_request: configurations.some((each) => (each?.pullRequest ?? []).length > 0),
    stages: stages.slice(1).map(({ name = '' }) => name),
  };
}
