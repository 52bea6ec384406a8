/** The project of CodeBuild that runs one stage of a pipeline. */
import type { EnvironmentVariable, Project, UpdateProjectInput } from '@aws-sdk/client-codebuild';
import { z } from 'zod';
import { parseReference } from '../../clouds/secret-reference.ts';
import { redactText } from '../../redact.ts';
import type { ManagerContext, TagChange } from '../manager.ts';
import type { CodePipelineConfig, Stage } from './pipeline-config.ts';
import { call, hasCode } from '../aws/call.ts';
import { shownVariable } from './shown-value.ts';

export type Environment = CodePipelineConfig['environment'];

/** The settings of a project that the configuration says. */
export type StageProject = {
  readonly commands: readonly string[];
  readonly environment: Environment;
  readonly image: string;
  readonly build_role_arn: string;
};

const COMPUTE = 'BUILD_GENERAL1_SMALL';
/** CodeBuild answers at most so many projects at once. */
const BATCH = 100;

export const projectName = (pipeline: string, stage: string): string => `${pipeline}-${stage}`;

/** The names of all projects that could be of stages of the pipeline, whoever has made them. */
export async function projectNames(context: ManagerContext): Promise<readonly string[]> {
  const { CodeBuildClient, ListProjectsCommand } = await import('@aws-sdk/client-codebuild');
  const client = await context.aws(CodeBuildClient);
  const names: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await call(context, 'codebuild:ListProjects', async () => await client.send(new ListProjectsCommand({ nextToken })));
    names.push(...(page.projects ?? []).filter((name) => name.startsWith(projectName(context.name, ''))));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names;
}

export async function projectsOf(context: ManagerContext, names: readonly string[]): Promise<readonly Project[]> {
  if (names.length === 0) return [];
  const { CodeBuildClient, BatchGetProjectsCommand } = await import('@aws-sdk/client-codebuild');
  const client = await context.aws(CodeBuildClient);
  const found: Project[] = [];
  for (let from = 0; from < names.length; from += BATCH) {
    const batch = names.slice(from, from + BATCH);
    const { projects } = await call(
      context,
      'codebuild:BatchGetProjects',
      async () => await client.send(new BatchGetProjectsCommand({ names: batch })),
    );
    found.push(...(projects ?? []));
  }
  return found;
}

/** Makes the project, or gives it its settings. @returns false if a project that is not the pipeline's has the name */
export async function putProject(context: ManagerContext, config: CodePipelineConfig, stage: Stage, exists: boolean): Promise<boolean> {
  const { CodeBuildClient, CreateProjectCommand, UpdateProjectCommand } = await import('@aws-sdk/client-codebuild');
  const client = await context.aws(CodeBuildClient);
  const settings = settingsOf(context.name, config, stage);
  if (exists) {
    await call(context, 'codebuild:UpdateProject', async () => await client.send(new UpdateProjectCommand(settings)));
    return true;
  }
  const tags = Object.entries(context.tags).map(([key, value]) => ({ key, value }));
  try {
    await call(context, 'codebuild:CreateProject', async () => await client.send(new CreateProjectCommand({ ...settings, tags })));
    return true;
  } catch (error) {
    if (hasCode(error, ['ResourceAlreadyExistsException'])) return false;
    throw error;
  }
}

/** CodeBuild takes all tags of a project at once. */
export async function retagProject(context: ManagerContext, { name, tags = [] }: Project, { set, remove }: TagChange): Promise<void> {
  const { CodeBuildClient, UpdateProjectCommand } = await import('@aws-sdk/client-codebuild');
  const client = await context.aws(CodeBuildClient);
  const kept = tags.filter(({ key = '' }) => !remove.includes(key) && !Object.hasOwn(set, key));
  const command = new UpdateProjectCommand({ name, tags: [...kept, ...Object.entries(set).map(([key, value]) => ({ key, value }))] });
  await call(context, 'codebuild:UpdateProject', async () => await client.send(command));
}

export async function deleteProject(context: ManagerContext, name: string): Promise<void> {
  const { CodeBuildClient, DeleteProjectCommand } = await import('@aws-sdk/client-codebuild');
  const client = await context.aws(CodeBuildClient);
  // A project that is gone is no error to CodeBuild.
  await call(context, 'codebuild:DeleteProject', async () => await client.send(new DeleteProjectCommand({ name })));
}

const settingsOf = (pipeline: string, config: CodePipelineConfig, stage: Stage) =>
  ({
    name: projectName(pipeline, stage.name),
    description: `The stage ${stage.name} of the pipeline ${pipeline}, kept by Muster`,
    source: { type: 'CODEPIPELINE', buildspec: buildspecOf(stage.commands) },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: config.image,
      computeType: COMPUTE,
      environmentVariables: Object.entries(config.environment)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => variableOf(name, value)),
    },
    serviceRole: config.build_role_arn,
  }) satisfies UpdateProjectInput & Required<Pick<UpdateProjectInput, 'source' | 'artifacts' | 'environment' | 'serviceRole'>>;

/** JSON is YAML. Everything that a stage leaves is handed to the next. */
const buildspecOf = (commands: readonly string[]): string =>
  JSON.stringify({ version: 0.2, phases: { build: { commands } }, artifacts: { files: ['**/*'] } });

const buildspecSchema = z.object({ phases: z.object({ build: z.object({ commands: z.array(z.string()) }) }) });

function commandsIn(buildspec: string | undefined): readonly string[] {
  try {
    const commands = buildspecSchema.parse(JSON.parse(buildspec ?? '')).phases.build.commands;
    // One with other members than Muster writes is told whole.
    return buildspecOf(commands) === buildspec ? commands.map((command) => redactText(command)) : [redactText(buildspec ?? '')];
  } catch {
    return [redactText(buildspec ?? '')];
  }
}

/** A secret stays a reference: CodeBuild reads it when the stage runs, with the role of the builds. */
function variableOf(name: string, value: Environment[string]): EnvironmentVariable {
  if (typeof value === 'string') return { name, value, type: 'PLAINTEXT' };
  const parsed = parseReference(value.secret);
  if (parsed === undefined || parsed.store === 'environment') return { name, value: value.secret, type: 'SECRETS_MANAGER' };
  if (parsed.store === 'ssm') return { name, value: parsed.arn.replace(/^.*:parameter/, ''), type: 'PARAMETER_STORE' };
  return { name, value: parsed.member === undefined ? parsed.arn : `${parsed.arn}:${parsed.member}`, type: 'SECRETS_MANAGER' };
}

/** The settings of the project. @param expected the variables of the configuration, in whose words equal ones are told */
export function stageProjectOf(project: Project, expected: Environment): StageProject {
  const variables = project.environment?.environmentVariables ?? [];
  return {
    commands: commandsIn(project.source?.buildspec),
    environment: Object.fromEntries(
      variables.map(({ name = '', value = '', type = 'PLAINTEXT' }) => {
        const wanted = Object.hasOwn(expected, name) ? expected[name] : undefined;
        const same = wanted === undefined ? undefined : variableOf(name, wanted);
        if (wanted !== undefined && same?.value === value && same.type === type) return [name, wanted];
        return [name, type === 'PLAINTEXT' ? shownVariable(name, value, wanted) : { secret: value }];
      }),
    ),
    image: project.environment?.image ?? '',
    build_role_arn: project.serviceRole ?? '',
  };
}
