/** Functions on IAM policy documents. */
import { type AccountId, nativeId } from '../../../ids.ts';
import { type Home, namesAction, reachesKind } from './actions.ts';
import { accountOfArn, type Condition, isLimitedTo } from './conditions.ts';
import { globsCover, globsMeet, hasWildcard } from './globs.ts';
import { isAnyCustomer } from './shared-identity-providers.ts';
import { allConditions, statementsOf, type Statement } from './statements.ts';

/** An `Allow` with `NotPrincipal` allows everyone except those named. */
const isForEveryone = ({ Principals, NotPrincipals }: Statement): boolean =>
  NotPrincipals.length > 0 || Principals.some((principal) => principal === '*' || /^\w+:\*$/.test(principal));

const allows = (document: unknown): readonly Statement[] => statementsOf(document).filter(({ Effect }) => Effect === 'Allow');

export const allowsPublic = (document: unknown): boolean =>
  allows(document).some(
    (statement) =>
      !statement.Narrowed &&
      (isForEveryone(statement) || statement.Principals.some((principal) => isAnyCustomer(principal, statement.Demands))),
  );

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
    (statement) => (isForEveryone(statement) || statement.Principals.some(isOther)) && !isLimitedTo(statement.Demands, own),
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
 * Whether some statement allows the action on every resource that `kind` means, or on all of them but those that its
 * `NotResource` names. `kind`: an ARN with the partition and the account as `*`: `arn:*:kms:?*:*:key/*`.
 */
export function allowsActionOnAll(document: unknown, action: string, kind: string, home: Home): boolean {
  const wanted = action.toLowerCase();
  return allows(document).some((statement) => namesAction(statement, wanted) && reachesKind(statement, kind, home));
}

/** Whether the document denies everyone every action on the bucket and all its objects for calls without TLS. `bucket`: its ARN. */
export function deniesInsecureTransport(document: unknown, bucket: string): boolean {
  const denials = statementsOf(document).filter(
    (statement) =>
      statement.Effect === 'Deny' &&
      statement.Principals.includes('*') &&
      deniesAllOfS3(statement) &&
      allConditions(statement).every(holdsForPlainHttp),
  );
  if (denials.length === 0) return false;
  const refused = denials.flatMap(({ Resources }) => Resources);
  return [bucket, `${bucket}/*`].every(
    (target) =>
      globsCover(refused, target) ||
      denials.some(({ NotResources }) => NotResources.length > 0 && !NotResources.some((pattern) => globsMeet(pattern, target))),
  );
}

const deniesAllOfS3 = ({ Actions, NotActions }: Statement): boolean =>
  NotActions.length > 0 ? !NotActions.some((pattern) => globsMeet(pattern, 's3:?*')) : globsCover(Actions, 's3:?*');

/** Whether the condition holds for every call without TLS, for which `aws:SecureTransport` is false. */
function holdsForPlainHttp({ operator, key, values }: Condition): boolean {
  if (key !== 'aws:securetransport') return false;
  const isFalse = values.some((value) => value.toLowerCase() === 'false');
  if (/^(bool|stringequals|stringequalsignorecase|stringlike)$/.test(operator)) return isFalse;
  return /^stringnot(equals|equalsignorecase|like)$/.test(operator) && !isFalse && !values.some(hasWildcard);
}
