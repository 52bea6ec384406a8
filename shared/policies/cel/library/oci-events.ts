/** Decides whether rules of OCI's Events service tell people of an event. */
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { globsMeet } from './globs.ts';
import { nativeId } from '../../../ids.ts';
import type { Subject } from '../../evaluation.ts';
import { resourcesOf } from './relations.ts';

export const EVENT_RULE = 'EventRule';
export const SUBSCRIPTION = 'OnsSubscription';
const ACTIVE = 'ACTIVE';
const NOTIFICATIONS = 'ONS';

/** A condition that has nothing besides the types of events is true of every such event. */
const TYPES = 'eventType';

/**
 * Whether an enabled rule sends every event of the type to a topic that has an active subscription. The rule must be in the root
 * compartment, because a rule sees only its own compartment and those below it, and in the region, in which alone it sees events.
 * `event`: `com.oraclecloud.identitycontrolplane.createuser`, in lower case
 * @throws NotKnown if that depends on something that could not be read
 */
export function ociNotified(run: Run, event: string, region: string): boolean {
  const tenancy = nativeId(run.subject!.account_id);
  let unknown: NotKnown | undefined;
  for (const rule of resourcesOf(run, EVENT_RULE)) {
    if (rule.region !== region) continue;
    try {
      if (notifies(run, rule, event, tenancy)) return true;
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (unknown) throw unknown;
  return false;
}

interface Action {
  readonly actionType?: unknown;
  readonly isEnabled?: unknown;
  readonly lifecycleState?: unknown;
  readonly topicId?: unknown;
}

function notifies(run: Run, { resource_id, config: given }: Subject, event: string, tenancy: string): boolean {
  const config = unwrapped(given) as Readonly<Record<string, unknown>>;
  if (config['compartmentId'] !== tenancy || config['isEnabled'] !== true || config['lifecycleState'] !== ACTIVE) return false;
  if (!matches(config['condition'], event, resource_id)) return false;
  const list = (config['actions'] as { readonly actions?: unknown } | null | undefined)?.actions;
  if (!Array.isArray(list)) throw new NotKnown(`the actions of the rule ${resource_id} were not read`);
  return (list as readonly Action[]).some(
    ({ actionType, isEnabled, lifecycleState, topicId }) =>
      actionType === NOTIFICATIONS && isEnabled === true && lifecycleState === ACTIVE && isHeard(run, topicId),
  );
}

const isHeard = (run: Run, topic: unknown): boolean =>
  resourcesOf(run, SUBSCRIPTION).some(({ config }) => config['topicId'] === topic && config['lifecycleState'] === ACTIVE);

/** Whether the condition is true of every event of the type: https://docs.oracle.com/iaas/Content/Events/Concepts/filterevents.htm */
function matches(given: unknown, event: string, rule: string): boolean {
  if (given === null || typeof given !== 'object') throw new NotKnown(`the condition of the rule ${rule} cannot be read`);
  const { [TYPES]: types, ...others } = unwrapped(given) as Readonly<Record<string, unknown>>;
  if (Object.values(others).some((value) => !isEmpty(value))) return false;
  if (isEmpty(types)) return true;
  return [types].flat().some((type) => typeof type === 'string' && globsMeet(type.toLowerCase(), event));
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
