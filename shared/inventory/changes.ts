/** From row to change: what a row's newest change looks like in the history. */
import { applyPatch, type Operation } from 'rfc6902';
import { jsonPatch } from './json-patch.ts';
import type { ChangeRow, ResourceRow, ResourceState } from './model.ts';

export const stateOf = ({ native_id, name, region, tags, config, unread, relationships }: ResourceState): ResourceState => ({
  native_id,
  name,
  region,
  tags,
  config,
  unread,
  relationships,
});

/** Patch from one state to the next, or undefined where writing the whole next state is no longer. */
export function patchBetween(before: ResourceState, after: ResourceState): readonly Operation[] | undefined {
  const patch = jsonPatch(stateOf(before), stateOf(after));
  return JSON.stringify(patch).length < JSON.stringify(stateOf(after)).length ? patch : undefined;
}

/**
 * The change row of a row's newest change. A function of the row alone, so that it can be written again, unchanged,
 * for as long as the row was not replaced.
 */
export function changeRowOf(row: ResourceRow): ChangeRow {
  const { op, version, observed_at, job_id, patch } = row.last_change;
  const whole: readonly Operation[] = [{ op: op === 'add' ? 'add' : 'replace', path: '', value: stateOf(row) }];
  return {
    resource_uid: row.resource_uid,
    version,
    account_day: `${row.account_id}#${observed_at.slice(0, 10)}`,
    account_id: row.account_id,
    type: row.type,
    region: row.region,
    op,
    observed_at,
    job_id,
    patch: op === 'delete' ? [] : (patch ?? whole),
  };
}

/**
 * The state after a change, given the state before it (`null` before the first).
 * @throws Error if the patch does not fit the state
 */
export function applyChange(before: ResourceState | null, change: Pick<ChangeRow, 'patch'>): ResourceState | null {
  let state: unknown = structuredClone(before);
  for (const operation of change.patch) {
    if (operation.path === '' && (operation.op === 'add' || operation.op === 'replace')) {
      state = structuredClone(operation.value);
      continue;
    }
    const [error] = applyPatch(state, [operation]);
    if (error) throw new Error(`A change does not fit the state before it: ${error.message}`);
  }
  return state as ResourceState | null;
}
