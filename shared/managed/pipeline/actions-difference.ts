/** The differences of a workflow of GitHub Actions from its configuration. */
import type { Difference, Effect } from '../manager.ts';
import type { Json } from '../model.ts';
import { isSame } from '../same-json.ts';
import type { PipelineActual } from './kind.ts';
import type { ActionsConfig } from './pipeline-config.ts';
import type { Workflow } from './workflow-text.ts';

export type ActionsActual = PipelineActual & {
  readonly kind: 'github_actions';
  readonly base_url?: string;
  /** The content of the file; null if it is none that Muster writes. */
  readonly workflow: (Omit<Workflow, 'branch'> & { readonly other_branches: readonly Json[] }) | null;
};

export function actionsDifferences(config: ActionsConfig, actual: ActionsActual): readonly Difference[] {
  const differences: Difference[] = [];
  const compare = (path: string, then: Json | undefined, now: Json | undefined, effect: Effect): void => {
    if (!isSame(then, now)) differences.push({ path, now: now ?? null, then: then ?? null, effect });
  };
  compare('/base_url', config.base_url, actual.base_url, 'immutable');
  if (config.repository?.toLowerCase() !== actual.repository?.toLowerCase())
    compare('/repository', config.repository, actual.repository, 'replace');
  compare('/branch', config.branch, actual.branch, 'replace');
  if (actual.workflow === null) {
    // The whole file is written anew, whatever it says now.
    compare('/stages', [...config.stages], null, 'update');
    return differences;
  }
  const { other_branches: others, ...workflow } = actual.workflow;
  compare('/runner', config.runner, workflow.runner, 'update');
  compare('/triggers', config.triggers, others.length === 0 ? workflow.triggers : { ...workflow.triggers, branches: others }, 'update');
  compare('/environment', config.environment, workflow.environment, 'update');
  compare('/stages', [...config.stages], [...workflow.stages], 'update');
  return differences;
}
