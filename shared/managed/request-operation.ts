/** Asks for an operation on a managed resource, such as a snapshot. */
import { Conflict, NotFound } from '../errors.ts';
import { isoTime } from '../seams.ts';
import { InvalidFields } from '../validation/invalid-fields.ts';
import { fieldProblemsOf } from '../validation/invalid-request.ts';
import { suggestion } from '../validation/nearest.ts';
import { type ActionDeps, type Changed, existing, noResource, refuseDeleting, refusePaused } from './actions.ts';
import { tokenOf } from './managed-id.ts';
import type { JsonObject, ManagedId, ManagedRow, RequestedOperation } from './model.ts';
import { isOpen, MOST_OPERATIONS } from './operations.ts';
import { DUE } from './repository.ts';
import { shownValue } from './shown-value.ts';

/** @throws NotFound if there is no such resource or operation; InvalidFields; Conflict if it cannot be done now */
export async function requestOperation(
  id: ManagedId,
  name: string,
  parameters: JsonObject,
  deps: ActionDeps,
): Promise<Changed & { readonly operation: RequestedOperation }> {
  const before = await existing(id, deps);
  const checked = checkedParameters(before, name, parameters, deps);
  let operation: RequestedOperation | undefined;
  const after = await deps.resources.change(id, (latest) => {
    refuseNotNow(latest);
    operation = {
      operation_id: tokenOf({ managed_id: id, incarnation: latest.incarnation, step: `operation ${name}`, number: latest.revision }),
      name,
      parameters: checked,
      state: 'pending',
      requested_at: isoTime(deps.clock.now()),
      requested_by: deps.by,
    };
    const kept = latest.operations.slice(Math.max(0, latest.operations.length + 1 - MOST_OPERATIONS));
    const open = latest.operations.filter((each) => isOpen(each) && !kept.includes(each));
    return {
      set: { operations: [...open, ...kept, operation], due: DUE, next_reconcile_at: operation.requested_at },
      events: [{ name: 'operation_requested', message: `${deps.by} has asked for ${name}.`, operation }],
    };
  });
  if (!after || !operation) throw noResource(id);
  await deps.wake(id);
  return { before, after, operation };
}

function checkedParameters({ spec }: ManagedRow, name: string, parameters: JsonObject, { managers }: ActionDeps): JsonObject {
  const operations = managers.get(spec.type)?.operations ?? {};
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (!operation) {
    const names = Object.keys(operations);
    const known = names.length === 0 ? 'it has none' : `there are ${names.join(', ')}`;
    throw new NotFound(`A ${spec.type} has no operation ${shownValue(name)}; ${known}.${suggestion(name, names)}`);
  }
  const parsed = operation.parameters.safeParse(parameters);
  if (!parsed.success)
    throw new InvalidFields(
      fieldProblemsOf(parsed.error.issues, { schema: operation.parameters, whole: '', input: parameters, shownValue }),
    );
  // Managers' schemas of parameters describe JSON.
  return parsed.data as JsonObject;
}

/** Operations that may wait at the same time. */
const MOST_OPEN = 5;

/** @throws Conflict */
function refuseNotNow(row: ManagedRow): void {
  const { spec, provider_resource_id, operations } = row;
  const it = `The ${spec.type} ${spec.name}`;
  refuseDeleting(row);
  refusePaused(row, 'nothing is done to it');
  if (spec.mode === 'observe') throw new Conflict(`${it} is only observed, so that nothing is done to it; set mode to manage first.`);
  if (provider_resource_id === undefined) throw new Conflict(`${it} does not exist yet; wait until it is ready.`);
  if (operations.filter(isOpen).length >= MOST_OPEN)
    throw new Conflict(`${MOST_OPEN} operations on the ${spec.type} ${spec.name} have not ended yet; wait for one of them.`);
}
