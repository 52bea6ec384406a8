/** Turns a comparison with a previous export into the lines of a run's `changes.jsonl`. */
import { stateOf } from '../inventory/changes.ts';
import type { DiffEvent, Difference } from './diff.ts';
import type { ChangeRecord } from './records.ts';

/**
 * The resources that were added, changed or removed, in the order of `changes`. Leaves out resources that one side may only not have
 * seen, and changes in what could be read. `version`, `observed_at` and `job_id` are null, because a run has no history.
 */
export async function* changesOf(events: AsyncIterable<DiffEvent>): AsyncGenerator<ChangeRecord> {
  for await (const event of events) {
    if (event.kind === 'added') {
      yield changeOf(event, 'add', [{ op: 'add', path: '', value: stateOf(event.resource) }]);
    } else if (event.kind === 'changed') {
      yield changeOf(event, 'update', event.change.patch);
    } else if (event.kind === 'removed') {
      yield changeOf(event, 'delete', []);
    }
  }
}

function changeOf({ resource }: Difference, op: ChangeRecord['op'], patch: ChangeRecord['patch']): ChangeRecord {
  const { account_id, segment, type, resource_id, region, resource_uid } = resource;
  return { account_id, segment, type, resource_id, region, resource_uid, version: null, op, observed_at: null, job_id: null, patch };
}
