/** Decides of which events of Azure's activity log somebody is told. */
import type { Subject } from '../../evaluation.ts';
import { unwrapped } from '../maps.ts';
import { NotKnown, type Run } from '../run.ts';
import { resourcesOf } from './relations.ts';
import { contentOf } from './views.ts';

export const ACTIVITY_LOG_ALERT = 'Microsoft.Insights/activityLogAlerts';
export const ACTION_GROUP = 'Microsoft.Insights/actionGroups';

/** One field of an event compared with a text, or with several of which one must fit. */
interface Leaf {
  readonly field?: unknown;
  readonly equals?: unknown;
  readonly containsAny?: readonly unknown[] | null;
}

interface AlertCondition {
  /** All of them must hold; one with `anyOf` holds if one of those does. */
  readonly allOf: readonly (Leaf & { readonly anyOf?: readonly Leaf[] | null })[];
}

interface Alert {
  readonly enabled?: boolean | null;
  readonly scopes: readonly string[];
  readonly condition: AlertCondition;
  readonly actions?: { readonly actionGroups?: readonly { readonly actionGroupId: string }[] | null } | null;
}

const lower = (value: unknown): string | undefined => (typeof value === 'string' ? value.toLowerCase() : undefined);

/**
 * Whether an alert on the subscription, which must be the subject, is enabled, is raised by every event that has these fields (a value may be
 * a list of which an event has each at some time, such as the states of an operation), and tells an action group.
 * @throws NotKnown if that depends on something that could not be read
 */
export function azureAlerted(run: Run, event: object): boolean {
  const subscription = run.subject!.resource_id;
  let unknown: NotKnown | undefined;
  for (const alert of resourcesOf(run, ACTIVITY_LOG_ALERT)) {
    try {
      if (tells(run, alert, subscription, event)) return true;
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      unknown ??= error;
    }
  }
  if (unknown) throw unknown;
  return false;
}

function tells(run: Run, resource: Subject, subscription: string, event: object): boolean {
  // The shape is that of ARM's answer: https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/get
  const alert = contentOf(resource, 'properties') as Alert;
  if (alert.enabled === false) return false;
  if (!alert.scopes.some((scope) => lower(scope) === subscription)) return false;
  if (!alertCovers(alert.condition, event)) return false;
  return (alert.actions?.actionGroups ?? []).some(({ actionGroupId }) => isHeard(run, actionGroupId.toLowerCase(), subscription));
}

/** A group of another subscription counts, because what it does is that subscription's inventory to tell. */
function isHeard(run: Run, group: string, subscription: string): boolean {
  if (!group.startsWith(`${subscription}/`)) return true;
  return resourcesOf(run, ACTION_GROUP).some((resource) => {
    if (resource.resource_id !== group) return false;
    const { enabled, ...members }: { readonly enabled?: unknown } = contentOf(resource, 'properties');
    return enabled !== false && Object.entries(members).some(([name, list]) => name.endsWith('Receivers') && isFilled(list));
  });
}

const isFilled = (list: unknown): boolean => Array.isArray(list) && list.length > 0;

/**
 * Whether the condition holds for every event that has these fields, whatever its others are: a condition on a field that `event` does not
 * name (its caller, a resource group) leaves some of them out. Azure compares names and values in any case:
 * https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update#alertruleleafcondition
 */
export function alertCovers(condition: AlertCondition, event: object): boolean {
  const fields = new Map(
    Object.entries(unwrapped(event) as object).map(([name, value]: [string, unknown]) => [name.toLowerCase(), [value].flat().map(lower)]),
  );
  const holds = ({ field, equals, containsAny }: Leaf): boolean => {
    const values = fields.get(lower(field) ?? '') ?? [];
    return [equals, ...(containsAny ?? [])].map(lower).some((text) => text !== undefined && values.includes(text));
  };
  return condition.allOf.every((each) => (each.anyOf && each.anyOf.length > 0 ? each.anyOf.some(holds) : holds(each)));
}
