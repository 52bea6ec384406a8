/** Decides whether the denials of a policy document take back what one of its statements allows. */
import { EVERY_ACTION, nameEveryAction } from './actions.ts';
import { type Condition, type Demand, demandBeyond } from './conditions.ts';
import { globsCover, globsMeet } from './globs.ts';
import { allConditions, type Statement } from './statements.ts';

/**
 * Whether the statements deny everyone what `allowed` allows, except for callers whom a demand that `leaves` accepts describes: those that the
 * conditions of the denials leave out. Only denials that certainly cover the actions and the resources count.
 */
export function isTakenBack(allowed: Statement, statements: readonly Statement[], leaves: (demand: Demand) => boolean): boolean {
  const denials = statements.filter(
    (statement) =>
      statement.Effect === 'Deny' &&
      isOfEveryone(statement) &&
      allConditions(statement).every((condition) => leavesOnly(condition, leaves)),
  );
  if (denials.length === 0) return false;
  // A trust policy names no resource.
  const ofAll = (statement: Statement): boolean => statement.Resources.length === 0 && statement.NotResources.length === 0;
  if (ofAll(allowed)) return denyActions(denials.filter(ofAll), allowed);
  if (allowed.NotResources.length > 0)
    return denyActions(
      denials.filter(({ Resources }) => Resources.includes('*')),
      allowed,
    );
  return allowed.Resources.every((pattern) =>
    denyActions(
      denials.filter((denial) => coversResource(denial, pattern)),
      allowed,
    ),
  );
}

/** A denial of everyone but some leaves those, whom it names. */
const isOfEveryone = ({ Principals, NotPrincipals }: Statement): boolean =>
  Principals.includes('*') || (NotPrincipals.length > 0 && NotPrincipals.every((principal) => !/(^|:)\*$/.test(principal)));

/** Whether only callers for whom the condition does not hold, and so the denial neither, meet a demand that `leaves` accepts. */
function leavesOnly(condition: Condition, leaves: (demand: Demand) => boolean): boolean {
  const demand = demandBeyond(condition);
  return demand !== undefined && leaves(demand);
}

const coversResource = ({ Resources, NotResources }: Statement, pattern: string): boolean =>
  NotResources.length > 0 ? !NotResources.some((excluded) => globsMeet(excluded, pattern)) : globsCover(Resources, pattern);

function denyActions(denials: readonly Statement[], { Actions, NotActions }: Statement): boolean {
  if (denials.length === 0) return false;
  if (NotActions.length > 0) return nameEveryAction(denials, EVERY_ACTION, '?*:?*');
  const denied = denials.flatMap((denial) => denial.Actions);
  return Actions.every(
    (action) =>
      globsCover(denied, action) ||
      denials.some((denial) => denial.NotActions.length > 0 && !denial.NotActions.some((excluded) => globsMeet(excluded, action))),
  );
}
