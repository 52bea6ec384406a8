/** Functions on IAM policy documents. */
import { type AccountId, nativeId } from '../../../ids.ts';
import { type Home, namesAction, reachesKind } from './actions.ts';
import { accountOfArn, canBeMetByService, type Demand, fixedKeysOf, isLimitedTo } from './conditions.ts';
import { isTakenBack } from './denials.ts';
import { isAnyCustomer } from './shared-identity-providers.ts';
import { documentOf, statementsOf, type Statement } from './statements.ts';

/** An `Allow` with `NotPrincipal` allows everyone except those named. */
const isForEveryone = ({ Principals, NotPrincipals }: Statement): boolean =>
  NotPrincipals.length > 0 || Principals.some((principal) => principal === '*' || /^\w+:\*$/.test(principal));

const allows = (document: unknown): readonly Statement[] => statementsOf(document).filter(({ Effect }) => Effect === 'Allow');

/** A statement of a document is judged with the document's denials. */
export const allowsPublic = (document: unknown): boolean =>
  allows(document).some(
    (statement) =>
      !statement.Narrowed &&
      (isForEveryone(statement) || statement.Principals.some((principal) => isAnyCustomer(principal, statement.Demands))) &&
      !isTakenBack(statement, documentOf(statement), narrows),
  );

const narrows = (demand: Demand): boolean => fixedKeysOf([demand]).length > 0;

/** `account`: an account id, or the provider's own id without the provider before it. */
export function allowsCrossAccount(document: unknown, account: string): boolean {
  const own = nativeId(account as AccountId);
  return allowsOthers(document, own, (principal) => isOtherAccount(principal, own));
}

/** The same, without the roles and users of other accounts that statements name. */
export function allowsWholeAccount(document: unknown, account: string): boolean {
  const own = nativeId(account as AccountId);
  return allowsOthers(document, own, (principal) => isOtherAccount(principal, own) && !isNamedIdentity(principal));
}

const allowsOthers = (document: unknown, own: string, isOther: (principal: string) => boolean): boolean =>
  allows(document).some(
    (statement) =>
      (isForEveryone(statement) || statement.Principals.some(isOther)) &&
      !isLimitedTo(statement.Demands, own) &&
      !isTakenBack(statement, documentOf(statement), (demand) => isLimitedTo([demand], own)),
  );

/** After `AWS:`, only an account or an ARN with one names an account; the id of a deleted principal does not. */
function isOtherAccount(principal: string, own: string): boolean {
  if (principal.startsWith('CanonicalUser:')) return true;
  if (!principal.startsWith('AWS:')) return false;
  const name = principal.slice('AWS:'.length);
  const account = /^\d{12}$/.test(name) ? name : accountOfArn(name);
  return account !== undefined && account !== own;
}

const isNamedIdentity = (principal: string): boolean =>
  /^AWS:arn:[^:]*:(iam::\d{12}:(role|user)|sts::\d{12}:(assumed-role|federated-user))\/[^*?]+$/.test(principal);

/** Both `action` and the document's patterns may have wildcards: `iam:Pass*` and `iam:*Role` both match `iam:PassRole`. */
export function allowsAction(document: unknown, action: string): boolean {
  const wanted = action.toLowerCase();
  return allows(document).some((statement) => namesAction(statement, wanted));
}

/**
 * Whether some statement allows a service of AWS something, by its name or by a wildcard, under conditions that it can meet. `service`: its
 * principal, `cloudtrail.amazonaws.com`.
 */
export function allowsService(document: unknown, service: string): boolean {
  const [name] = service.split('.', 1);
  return allows(document).some(
    ({ Principals, NotPrincipals, Demands }) =>
      (Principals.some((principal) => principal === '*' || principal === 'Service:*' || principal === `Service:${service}`) ||
        (NotPrincipals.length > 0 && !NotPrincipals.includes(`Service:${service}`))) &&
      Demands.every((demand) => canBeMetByService(demand, service, `arn:*:${name!}:*`)),
  );
}

/**
 * Whether some statement allows the action on every resource that `kind` means, or on all of them but those that its
 * `NotResource` names. `kind`: an ARN with the partition and the account as `*`: `arn:*:kms:?*:*:key/*`.
 */
export function allowsActionOnAll(document: unknown, action: string, kind: string, home: Home): boolean {
  const wanted = action.toLowerCase();
  return allows(document).some((statement) => namesAction(statement, wanted) && reachesKind(statement, kind, home));
}
