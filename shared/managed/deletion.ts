/** The end of a managed resource: what depends on it keeps it; then it is let go, or deleted at the provider until it is absent; then its row is removed. */
import { attempted, type Fault } from './faults.ts';
import { isFalse, isUnknown } from './conditions.ts';
import { SETTLE_MS } from './creation.ts';
import { managedIdsOf } from './cycles.ts';
import type { DeletionPolicy, JsonObject, ManagedRow } from './model.ts';
import { LASTING, phaseOf } from './phase.ts';
import { deleteAtProvider, deletionIntent } from './replacement.ts';
import type { Outcome, Removal, Work } from './work.ts';

/** @param config as far as it is known: the deletion goes on though a dependency is gone */
export async function deleteStep(work: Work, config: JsonObject): Promise<Outcome | Removal> {
  const { row } = work;
  const hasBegun = row.intent?.step === 'delete' && row.replacing === undefined;
  if (!hasBegun) {
    const dependents = await liveDependents(work);
    if (dependents.length > 0) return heldBy(row, dependents);
  }
  if (row.provider_resource_id === undefined && row.creation === undefined) return NEVER_MADE;
  const { deletion_policy, mode } = row.spec;
  if (deletion_policy === 'retain' || mode === 'observe') return await letGo(work, config);
  return await deleteWhole(work, config, deletion_policy, hasBegun);
}

const NEVER_MADE: Removal = { removed: { name: 'deleted', message: 'It was never created.' } };

/** Those whose own rows say so. */
async function liveDependents({ claimed, deps }: Work): Promise<readonly ManagedRow[]> {
  const found: ManagedRow[] = [];
  for (const id of await deps.rows.dependents(claimed.managed_id)) {
    const row = await deps.rows.get(id, { consistent: true });
    if (row && managedIdsOf(row.spec.dependencies).includes(claimed.managed_id)) found.push(row);
  }
  return found;
}

function heldBy(held: ManagedRow, dependents: readonly ManagedRow[]): Outcome {
  // A dependent whose own deletion is held up stays, too.
  const staying = dependents.filter((each) => each.deletion_requested_at === undefined || phaseOf(each) === 'Failed');
  if (staying.length === 0)
    return {
      findings: { Ready: isFalse('DependentsAreDeleted', `It is deleted after what depends on it: ${namesOf(dependents, held)}.`) },
      // The end of each of them has it looked at again.
      due: 'phase',
    };
  const message = `It is not deleted while others depend on it: ${namesOf(staying, held)}; delete them, or change their dependencies.`;
  return { findings: { Ready: isFalse(LASTING.dependentsExist, message) }, due: 'phase' };
}

/** The names of the rows that exist for everybody for whom `held` does, and how many others there are: the names of those are not everybody's. */
function namesOf(rows: readonly ManagedRow[], held: ManagedRow): string {
  const shown = rows.filter(({ account_id, customer_id }) => account_id === held.account_id && customer_id === held.customer_id);
  const others = rows.length - shown.length;
  return [
    ...shown.map(({ spec }) => `${spec.type} ${spec.name}`),
    ...(others > 0 ? [`${others} of other accounts or customers`] : []),
  ].join(', ');
}

/** A creation whose answer was lost may have made something, which the log names before it is forgotten; a replacement may have deleted it. */
async function letGo(work: Work, config: JsonObject): Promise<Outcome | Removal> {
  const { row, manager } = work;
  const isKnown = row.provider_resource_id !== undefined && row.replacing === undefined;
  if (isKnown) return retained(row.provider_resource_id);
  const seen = await attempted(async () => await manager.observe(work.context, config, row.creation?.token ?? ''));
  if ('fault' in seen) return notKnown(row.failures, seen.fault);
  if (seen.value.state !== 'absent') return retained(seen.value.provider_resource_id);
  if (isSettling(work)) return { findings: DELETING, due: 'step' };
  return row.replacing === undefined ? NEVER_MADE : gone(row.replacing);
}

const retained = (id: string): Removal => ({
  removed: { name: 'retained', message: `${id} stays at the provider, and is not managed any more.` },
});

const gone = (id: string): Removal => ({ removed: { name: 'deleted', message: `${id} was deleted at the provider.` } });

const notKnown = (failures: number, { reason, message }: Fault): Outcome => ({
  findings: { Ready: isUnknown(reason, `The provider could not be asked: ${message}`) },
  due: 'retry',
  failures: failures + 1,
});

const DELETING = { Ready: isFalse('Deleting', 'It is being deleted.') };

/** Whether the provider may not show yet what it has been asked to make. */
const isSettling = ({ row, deps }: Work): boolean =>
  row.creation !== undefined && deps.clock.now() < Date.parse(row.creation.at) + SETTLE_MS;

async function deleteWhole(
  work: Work,
  config: JsonObject,
  policy: Exclude<DeletionPolicy, 'retain'>,
  hasBegun: boolean,
): Promise<Outcome | Removal> {
  const { manager, claimed } = work;
  if (!hasBegun)
    await work.note({
      set: { intent: deletionIntent(work) },
      remove: ['replacing'],
      events: [{ name: 'deleting', message: policy === 'snapshot' ? 'A snapshot is taken, then it is deleted.' : 'It is being deleted.' }],
    });
  const { intent, failures, spec, creation } = work.row;
  const seen = await attempted(async () => await manager.observe(work.context, config, creation?.token ?? ''));
  if ('fault' in seen) return notKnown(failures, seen.fault);
  if (seen.value.state === 'absent') {
    if (isSettling(work)) return { findings: DELETING, due: 'step' };
    const after = await attempted(async () => manager.onDelete?.after?.(work.context, config));
    if ('fault' in after) return refused(failures, `a hook failed: ${after.fault.message}`);
    return gone(claimed.provider_resource_id ?? spec.name);
  }
  const set = { provider_resource_id: seen.value.provider_resource_id };
  if (seen.value.state === 'deleting') return { findings: DELETING, due: 'step', set };
  // The manager deletes by the id, which an interrupted creation has not stored.
  if (work.row.provider_resource_id === undefined) await work.note({ set });
  const fault = intent && (await deleteAtProvider(work, config, policy, intent));
  return fault ? refused(failures, fault.message) : { findings: DELETING, due: 'step' };
}

const refused = (failures: number, why: string): Outcome => ({
  findings: { Ready: isFalse(LASTING.deletionRefused, `It could not be deleted: ${why}`) },
  due: 'retry',
  failures: failures + 1,
});
