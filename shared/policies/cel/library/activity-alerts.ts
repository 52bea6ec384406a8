/** Decides which events of Azure's activity log an alert is raised by. */
import { unwrapped } from '../maps.ts';

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

const lower = (value: unknown): string | undefined => (typeof value === 'string' ? value.toLowerCase() : undefined);

/**
 * Whether an activity-log alert is raised by every event that has these fields, whatever its others are: a condition on a field that `event`
 * does not name (its level, its caller, a resource group) leaves some of them out. Azure compares names and values in any case:
 * https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update#alertruleleafcondition
 */
export function alertCovers(condition: AlertCondition, event: object): boolean {
  const fields = new Map(Object.entries(unwrapped(event) as object).map(([name, value]) => [name.toLowerCase(), lower(value)]));
  const holds = ({ field, equals, containsAny }: Leaf): boolean => {
    const value = fields.get(lower(field) ?? '');
    return value !== undefined && [equals, ...(containsAny ?? [])].some((text) => lower(text) === value);
  };
  return condition.allOf.every((each) => (each.anyOf && each.anyOf.length > 0 ? each.anyOf.some(holds) : holds(each)));
}
