/**
 * Decides whether a login may read a type everywhere in a subscription. Lists of a subscription leave out silently what the login may not read, so a list
 * is whole only if the login's roles on the subscription itself allow it.
 */

/** The permissions of one role, of one kind: actions or data actions. Wildcards in all of them stand for any text. https://learn.microsoft.com/azure/role-based-access-control/role-definitions */
export interface RolePermissions {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** Whether one of the roles allows the action. A role's `notActions` take it from this role only. */
export const allows = (roles: readonly RolePermissions[], action: string): boolean =>
  roles.some(
    ({ actions, notActions }) => actions.some((form) => matches(form, action)) && !notActions.some((form) => matches(form, action)),
  );

/** Whether the form covers the action, in any case: `*`, `*\/read`, `Microsoft.Compute/*`. */
function matches(form: string, action: string): boolean {
  const parts = form.toLowerCase().split('*');
  const text = action.toLowerCase();
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** The permissions of the login's roles on a subscription. */
export interface SubscriptionRoles {
  readonly actions: readonly RolePermissions[];
  /** The permissions to data actions, such as to read what is in a vault. */
  readonly dataActions: readonly RolePermissions[];
}

/** The roles in the list of `GET …/providers/Microsoft.Authorization/permissions`. */
export function rolesIn(list: readonly unknown[]): SubscriptionRoles {
  const roles = list.map((role) => (role ?? {}) as Readonly<Record<string, unknown>>);
  return {
    actions: roles.map(({ actions, notActions }) => ({ actions: textsIn(actions), notActions: textsIn(notActions) })),
    dataActions: roles.map(({ dataActions, notDataActions }) => ({ actions: textsIn(dataActions), notActions: textsIn(notDataActions) })),
  };
}

const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);
