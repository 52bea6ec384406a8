/** Rebuilds a resource's states from its history of changes. */
import { applyPatch } from '../../shared/inventory/apply-change.ts';
import type { ChangeRow, ResourceState } from '../../shared/inventory/model.ts';

/**
 * The state after a change. `before` is the state before it, `null` before the first change.
 * @throws MisfitPatch if the patch does not fit the state
 */
export const applyChange = (before: ResourceState | null, { patch }: Pick<ChangeRow, 'patch'>): ResourceState | null =>
  applyPatch(before, patch) as ResourceState | null;
