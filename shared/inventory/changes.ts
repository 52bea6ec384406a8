/** The changes of a resource: patches from one state to the next, and the history's row of a resource row's newest change. */
import type { Operation } from 'rfc6902';
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

/** The patch from one state to the next. Undefined if it would not be shorter than the next state itself. */
export function patchBetween(before: ResourceState, after: ResourceState): readonly Operation[] | undefined {
  const patch = jsonPatch(stateOf(before), stateOf(after));
  return JSON.stringify(patch).length < JSON.stringify(stateOf(after)).length ? patch : undefined;
}

/**
 * The change row of a resource row's newest change. It depends on the resource row alone, so that it can be written again, unchanged,
 * until the resource row is replaced.
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
