/** The differences of a pipeline of CodePipeline from its configuration. */
import type { Difference, Effect } from '../manager.ts';
import type { Json } from '../model.ts';
import { isSame } from '../same-json.ts';
import type { StageProject } from './code-build.ts';
import type { PipelineActual } from './kind.ts';
import type { CodePipelineConfig } from './pipeline-config.ts';

export type CodePipelineActual = PipelineActual & {
  readonly kind: 'codepipeline';
  readonly connection_arn: string | null;
  readonly pipeline_role_arn: string | null;
  readonly artifact_bucket: string | null;
  readonly schedule_role_arn: string | null;
  readonly triggers: { readonly push: boolean; readonly pull_request: boolean; readonly schedule: string | null };
  /** In the order in which they run; what is not part of the pipeline comes last. */
  readonly stages: readonly { readonly name: string; readonly commands: readonly string[] }[];
  /** The project of each stage that has one. */
  readonly projects: Readonly<Record<string, StageProject>>;
};

export function codePipelineDifferences(config: CodePipelineConfig, actual: CodePipelineActual): readonly Difference[] {
  const differences: Difference[] = [];
  const compare = (field: string, then: Json | undefined, now: Json | undefined, effect: Effect = 'update'): void => {
    if (!isSame(then, now)) differences.push({ path: `/${field}`, now: now ?? null, then: then ?? null, effect });
  };
  for (const field of ['repository', 'branch', 'connection_arn', 'pipeline_role_arn', 'artifact_bucket'] as const)
    compare(field, config[field], actual[field]);
  const { push, pull_request, schedule } = config.triggers;
  compare('triggers', { push, pull_request, schedule: schedule ?? null }, actual.triggers);
  compare('schedule_role_arn', schedule === undefined ? undefined : config.schedule_role_arn, actual.schedule_role_arn);
  compare('stages', [...config.stages], [...actual.stages]);
  for (const field of ['environment', 'image', 'build_role_arn'] as const) {
    // A stage without a project is told by `stages`.
    const other = Object.values(actual.projects).find((project) => !isSame(project[field], config[field]));
    if (other) compare(field, config[field], other[field]);
  }
  return differences;
}
