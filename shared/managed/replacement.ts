/** A change that the provider makes on a new resource only: the old one is deleted, as its deletion policy says, and then one is created anew. */
import { isoTime } from '../seams.ts';
import { isFalse } from './conditions.ts';
import { attempted, type Fault } from './faults.ts';
import { tokenOf } from './managed-id.ts';
import type { DeletionPolicy, Intent, JsonObject } from './model.ts';
import type { ConfiguredWork, Outcome, Work } from './work.ts';

/** The decision. It is stored with what is replaced before anything is deleted, and only if the specification is still the one that was read. */
export async function replace(work: Work): Promise<Outcome> {
  const { row } = work;
  const { provider_resource_id } = row;
  if (provider_resource_id === undefined) throw new Error('Only a resource that is there can be replaced.');
  await work.note({ set: { intent: deletionIntent(work), replacing: provider_resource_id } });
  return { findings: REPLACING, due: 'now' };
}

const MESSAGE = 'It is being replaced: the old resource is deleted first.';
const REPLACING = {
  Created: isFalse('Replacing', MESSAGE),
  InSync: isFalse('Replacing', MESSAGE),
  Ready: isFalse('Replacing', MESSAGE),
};

export const deletionIntent = ({ row, deps }: Work): Intent => ({
  step: 'delete',
  token: tokenOf({ managed_id: row.managed_id, incarnation: row.incarnation, step: 'delete', number: row.revision }),
  at: isoTime(deps.clock.now()),
});

/** Asks the provider to delete the old resource, which it has not begun to do. @param actual the old resource as it was just seen */
export async function deleteOld({ work, config }: ConfiguredWork, actual: JsonObject): Promise<Outcome> {
  const { row, manager } = work;
  const { deletion_policy, mode } = row.spec;
  const isAskedFor = manager.diff(config, actual).some(({ effect }) => effect === 'replace');
  // The specification has changed since the decision: the old resource stays, and the next look goes by what is asked for now.
  if (deletion_policy === 'retain' || mode === 'observe' || !isAskedFor || row.intent === undefined) {
    await work.note({ remove: ['intent', 'replacing'] });
    return { findings: {}, due: 'now' };
  }
  const fault = await deleteAtProvider(work, config, deletion_policy, row.intent);
  if (!fault) return { findings: REPLACING, due: 'step' };
  const message = `The old resource could not be deleted: ${fault.message}`;
  return {
    findings: { InSync: isFalse(fault.reason, message), Ready: isFalse(fault.reason, message) },
    due: 'retry',
    failures: row.failures + 1,
  };
}

/** The fault; undefined if the provider has begun to delete the resource. */
export async function deleteAtProvider(
  work: Work,
  config: JsonObject,
  policy: Exclude<DeletionPolicy, 'retain'>,
  { token }: Intent,
): Promise<Fault | undefined> {
  const { manager } = work;
  const answer = await attempted(async () => {
    await manager.onDelete?.before?.(work.context, config);
    await manager.delete(work.context, config, policy, token);
  });
  return 'fault' in answer ? answer.fault : undefined;
}

export const isWaiting: Outcome = { findings: REPLACING, due: 'step' };
