/** The phase of a resource: one word for its conditions. It is derived wherever it is shown, and never stored. */
import { conditionOf } from './conditions.ts';
import { FAILED_AFTER } from './due.ts';
import type { Condition, ManagedRow, Phase } from './model.ts';

/** Reasons for which a condition stays as it is until somebody does something. */
export const LASTING = {
  nameTaken: 'NameTaken',
  /** The provider refused the step. */
  refused: 'Refused',
  denied: 'AccessDenied',
  unsupported: 'Unsupported',
  /** The provider tried, and says that it failed. */
  providerFailed: 'ProviderFailed',
  deletedByOthers: 'Deleted',
  nothingToObserve: 'NothingToObserve',
  immutable: 'ImmutableFieldDiffers',
  replaceRefused: 'ReplaceRefused',
  dependencyMissing: 'DependencyMissing',
  dependencyDeleting: 'DependencyDeleting',
  circle: 'DependencyCircle',
  outputs: 'OutputsDoNotFit',
  dependentsExist: 'DependentsExist',
  deletionRefused: 'DeletionRefused',
  shortfall: 'Shortfall',
} as const;

const LASTING_REASONS: ReadonlySet<string> = new Set(Object.values(LASTING));

/** The fields on which a phase depends. */
export type Phased = Pick<
  ManagedRow,
  'conditions' | 'deletion_requested_at' | 'failures' | 'generation' | 'applied_generation' | 'intent' | 'replacing'
> & {
  readonly spec: Pick<ManagedRow['spec'], 'mode' | 'paused'>;
};

export function phaseOf(row: Phased): Phase {
  const { conditions, failures } = row;
  const [validated, dependencies, created, inSync, ready] = (['Validated', 'DependenciesReady', 'Created', 'InSync', 'Ready'] as const).map(
    (type) => conditionOf(conditions, type),
  );
  if (row.deletion_requested_at !== undefined) return hasFailed(ready, failures) ? 'Failed' : 'Deleting';
  if (validated?.status === 'False') return 'Failed';
  if (dependencies?.status === 'False') return hasFailed(dependencies, 0) ? 'Failed' : 'Pending';
  if ([created, inSync, ready].some((each) => each?.status !== 'True' && hasFailed(each, failures))) return 'Failed';
  if (row.replacing !== undefined) return 'Updating';
  if (created?.status !== 'True') return row.intent?.step === 'create' ? 'Creating' : 'Pending';
  if (ready?.status === 'Unknown') return 'Pending';
  if (ready?.status !== 'True') return 'Updating';
  const isWished = row.generation > row.applied_generation && row.spec.mode === 'manage' && !row.spec.paused;
  return isWished ? 'Updating' : 'Ready';
}

/** Whether the condition does not come true without somebody's doing. */
const hasFailed = (condition: Condition | undefined, failures: number): boolean =>
  condition !== undefined && (LASTING_REASONS.has(condition.reason) || (failures >= FAILED_AFTER && condition.status !== 'True'));
