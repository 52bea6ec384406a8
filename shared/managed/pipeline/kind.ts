/** A kind of pipelines: what the manager hands its work to. */
import type { ManagerContext, Observation, OperationProgress, Shortfall, TagChange } from '../manager.ts';
import type { PipelineConfig } from './pipeline-config.ts';

export type LastRun = { readonly id: string; readonly status: RunStatus; readonly url: string; readonly started_at: string };
export type RunStatus = 'running' | 'succeeded' | 'failed' | 'stopped' | 'unknown';

/** The state that every kind tells, in the words of the configuration. */
export type PipelineActual = {
  readonly kind: PipelineConfig['kind'];
  /** Null while it is not known, because the pipeline is not whole. */
  readonly repository: string | null;
  readonly branch: string | null;
  readonly url: string;
  /** The status of the last run; `never_run` if there was none. */
  readonly status: RunStatus | 'never_run';
  readonly last_run: LastRun | null;
};

export interface PipelineKind<Config extends PipelineConfig, Actual extends PipelineActual> {
  observe(context: ManagerContext, config: Config, token: string): Promise<Observation<Actual>>;
  create(context: ManagerContext, config: Config, token: string): Promise<{ readonly provider_resource_id: string }>;
  update(context: ManagerContext, config: Config): Promise<readonly Shortfall[]>;
  /** Absent: the kind has no tags. */
  retag?(context: ManagerContext, change: TagChange): Promise<void>;
  delete(context: ManagerContext, config: Config): Promise<void>;
  run(context: ManagerContext, config: Config, token: string): Promise<OperationProgress>;
  stop(context: ManagerContext, config: Config): Promise<OperationProgress>;
}
