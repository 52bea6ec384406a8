/**
 * Pipelines of CodePipeline, with a project of CodeBuild for each stage. The pipeline and its projects bear the resource's tags; whatever of them is there
 * counts as the resource, so that one which was cut off while it was made, or deleted, is finished.
 */
import type { Project } from '@aws-sdk/client-codebuild';
import {
  deleteProject,
  projectName,
  projectNames,
  projectsOf,
  putProject,
  retagProject,
  stageProjectOf,
  type StageProject,
} from './code-build.ts';
import * as codePipeline from './code-pipeline.ts';
import { type CodePipelineActual, codePipelineDifferences } from './code-pipeline-difference.ts';
import { deleteSchedule, findSchedule, type FoundSchedule, putSchedule, retagSchedule } from './schedule-rule.ts';
import { bearsToken, tagOf, type Tag, tagsByKey } from '../aws/tags.ts';
import { CloudError } from '../../clouds/cloud-error.ts';
import { NAME_TAKEN } from '../faults.ts';
import { isSame } from '../same-json.ts';
import { MANAGED_BY, MANAGED_ID, type ManagerContext, type Observation } from '../manager.ts';
import type { LastRun, PipelineKind } from './kind.ts';
import type { CodePipelineConfig, Stage } from './pipeline-config.ts';
import { eventBridgeSchedule } from './schedule.ts';

/** Everything of the resource that is there. */
interface Parts {
  readonly pipeline: codePipeline.FoundPipeline | undefined;
  readonly projects: readonly Project[];
  readonly schedule: FoundSchedule | undefined;
}

/** CodePipeline and CodeBuild write the members of tags in lower case. */
const tagsOf = (tags: readonly { readonly key?: string | undefined; readonly value?: string | undefined }[] | undefined): readonly Tag[] =>
  (tags ?? []).map(({ key: Key, value: Value }) => ({ Key, Value }));

/** Whether the tags are the managed resource's: of any creation if its id is known, otherwise of the one with the token. */
function isOwn(context: ManagerContext, tags: readonly Tag[], token: string | undefined): boolean {
  if (context.provider_resource_id === undefined && token !== undefined) return bearsToken(tags, context, token);
  return tagOf(tags, MANAGED_ID) === context.managed_id && tagOf(tags, MANAGED_BY) === context.tags[MANAGED_BY];
}

async function ownParts(context: ManagerContext, token?: string): Promise<Parts> {
  const [pipeline, names, schedule] = await Promise.all([codePipeline.findPipeline(context), projectNames(context), findSchedule(context)]);
  const projects = await projectsOf(context, names);
  return {
    pipeline: pipeline && isOwn(context, tagsOf(pipeline.tags), token) ? pipeline : undefined,
    projects: projects.filter(({ tags }) => isOwn(context, tagsOf(tags), token)),
    schedule: schedule && isOwn(context, schedule.tags, token) ? schedule : undefined,
  };
}

const isNothing = ({ pipeline, projects, schedule }: Parts): boolean => !pipeline && projects.length === 0 && !schedule;

async function observe(context: ManagerContext, config: CodePipelineConfig, token: string): Promise<Observation<CodePipelineActual>> {
  const parts = await ownParts(context, token);
  if (isNothing(parts)) return { state: 'absent' };
  const lastRun = parts.pipeline ? await lastRunOf(context) : null;
  const actual = actualOf(context, config, parts, lastRun);
  const tags = parts.pipeline && tagsByKey(tagsOf(parts.pipeline.tags));
  return { state: 'ready', provider_resource_id: context.name, actual, ...(tags && { tags }) };
}

async function lastRunOf(context: ManagerContext): Promise<LastRun | null> {
  const [newest] = await codePipeline.executions(context);
  if (!newest) return null;
  const id = newest.pipelineExecutionId ?? '';
  return {
    id,
    status: codePipeline.statusOf(newest),
    url: `${consoleUrl(context)}/executions/${id}`,
    started_at: newest.startTime?.toISOString() ?? '',
  };
}

const consoleUrl = ({ region, name }: ManagerContext): string =>
  `https://${region}.console.aws.amazon.com/codesuite/codepipeline/pipelines/${encodeURIComponent(name)}`;

function actualOf(
  context: ManagerContext,
  config: CodePipelineConfig,
  { pipeline, projects, schedule }: Parts,
  last_run: LastRun | null,
): CodePipelineActual {
  const declared = pipeline && codePipeline.readDeclaration(pipeline.declaration);
  const read = Object.fromEntries(
    projects.map((project): [string, StageProject] => [
      (project.name ?? '').slice(projectName(context.name, '').length),
      stageProjectOf(project, config.environment),
    ]),
  );
  const inPipeline = declared?.stages ?? [];
  const names = [...inPipeline, ...Object.keys(read).filter((name) => !inPipeline.includes(name))];
  const wanted = config.triggers.schedule;
  return {
    kind: 'codepipeline',
    repository: declared?.repository ?? null,
    branch: declared?.branch ?? null,
    connection_arn: declared?.connection_arn ?? null,
    pipeline_role_arn: declared?.pipeline_role_arn ?? null,
    artifact_bucket: declared?.artifact_bucket ?? null,
    schedule_role_arn: schedule?.role_arn ?? null,
    triggers: {
      push: declared?.push ?? false,
      pull_request: declared?.pull_request ?? false,
      schedule: schedule
        ? wanted !== undefined && eventBridgeSchedule(wanted) === schedule.expression
          ? wanted
          : schedule.expression
        : null,
    },
    stages: names.map((name) => ({ name, commands: (Object.hasOwn(read, name) && read[name]?.commands) || [] })),
    projects: read,
    url: `${consoleUrl(context)}/view`,
    status: last_run?.status ?? 'never_run',
    last_run,
  };
}

const taken = (what: string): CloudError =>
  new CloudError(`AWS has ${what} that was not made for this resource; choose another name, or delete it.`, {
    class: 'invalid',
    error_code: NAME_TAKEN,
  });

/** Makes what is missing, changes what differs, and takes away what is too much. Each part can be repeated. */
async function bringAbout(context: ManagerContext, config: CodePipelineConfig, parts: Parts): Promise<void> {
  if (config.repository === undefined)
    throw new CloudError('repository: missing; write it, or depend on a git_repository, which gives it.', {
      class: 'invalid',
      error_code: 'NoRepository',
    });
  const actual = actualOf(context, config, parts, null);
  for (const stage of config.stages) {
    const project = Object.hasOwn(actual.projects, stage.name) ? actual.projects[stage.name] : undefined;
    if (project && isAsWanted(project, config, stage)) continue;
    const isDone = await putProject(context, config, stage, project !== undefined);
    if (!isDone) throw taken(`a project ${projectName(context.name, stage.name)} of CodeBuild`);
  }
  const differing = codePipelineDifferences(config, actual).map(({ path }) => path);
  const ofPipeline = ['/repository', '/branch', '/connection_arn', '/pipeline_role_arn', '/artifact_bucket', '/triggers', '/stages'];
  if (!parts.pipeline || differing.some((path) => ofPipeline.includes(path))) await putPipelineOnce(context, config, parts);
  await applySchedule(context, config, parts, differing);
  const leftOver = Object.keys(actual.projects).filter((name) => !config.stages.some((stage) => stage.name === name));
  for (const name of leftOver) await deleteProject(context, projectName(context.name, name));
}

const isAsWanted = (project: StageProject, { environment, image, build_role_arn }: CodePipelineConfig, { commands }: Stage): boolean =>
  isSame(project, { commands, environment, image, build_role_arn });

async function putPipelineOnce(context: ManagerContext, config: CodePipelineConfig, { pipeline }: Parts): Promise<void> {
  if (!pipeline && (await codePipeline.findPipeline(context))) throw taken(`a pipeline ${context.name}`);
  await codePipeline.putPipeline(context, config, pipeline !== undefined);
}

async function applySchedule(
  context: ManagerContext,
  config: CodePipelineConfig,
  { schedule: stands }: Parts,
  differing: readonly string[],
): Promise<void> {
  const { schedule } = config.triggers;
  if (schedule === undefined || config.schedule_role_arn === undefined) {
    if (stands) await deleteSchedule(context);
    return;
  }
  if (stands && !differing.includes('/triggers') && !differing.includes('/schedule_role_arn')) return;
  if (!stands && (await findSchedule(context))) throw taken(`a rule ${context.name}-schedule of EventBridge`);
  const pipeline_arn = (await codePipeline.findPipeline(context))?.arn;
  // A pipeline that was just made may not be shown yet: the next step adds the rule.
  if (pipeline_arn !== undefined)
    await putSchedule(context, { schedule, role_arn: config.schedule_role_arn, pipeline_arn }, stands !== undefined);
}

export const codePipelineKind: PipelineKind<CodePipelineConfig, CodePipelineActual> = {
  observe,
  async create(context, config, token) {
    const unnumbered = { ...context, provider_resource_id: undefined };
    const parts = await ownParts(unnumbered, token);
    if (!parts.pipeline && (await codePipeline.findPipeline(context))) throw taken(`a pipeline ${context.name}`);
    await bringAbout(unnumbered, config, parts);
    return { provider_resource_id: context.name };
  },
  async update(context, config) {
    await bringAbout(context, config, await ownParts(context));
    return [];
  },
  async retag(context, change) {
    const { pipeline, projects, schedule } = await ownParts(context);
    for (const project of projects) await retagProject(context, project, change);
    if (schedule) await retagSchedule(context, schedule.arn, change);
    // The pipeline's tags are those that are compared, so they come last.
    if (pipeline) await codePipeline.retagPipeline(context, pipeline.arn, change);
  },
  async delete(context) {
    const { pipeline, projects, schedule } = await ownParts(context);
    if (schedule) await deleteSchedule(context);
    for (const { name } of projects) if (name !== undefined) await deleteProject(context, name);
    if (pipeline) await codePipeline.deletePipeline(context);
  },
  async run(context, config, token) {
    if (!config.triggers.manual)
      throw new CloudError('The pipeline takes no requests; set triggers.manual.', { class: 'invalid', error_code: 'NotManual' });
    const id = await codePipeline.startExecution(context, token);
    return { done: true, message: `The run ${id} has begun.` };
  },
  async stop(context) {
    const going = (await codePipeline.executions(context)).filter(({ status }) => status === 'InProgress');
    for (const { pipelineExecutionId: id } of going) if (id !== undefined) await codePipeline.stopExecution(context, id);
    const ids = going.map(({ pipelineExecutionId: id }) => id).join(', ');
    return { done: true, message: ids === '' ? 'Nothing was running.' : `CodePipeline was asked to stop ${ids}.` };
  },
};
