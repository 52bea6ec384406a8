/** Functions on IAM policy documents. */
import { type AccountId, nativeId } from '../../../ids.ts';
import { accountOfArn, isLimitedTo } from './conditions.ts';
import { statementsOf, type Statement } from './statements.ts';
import { patternsMeet } from './wildcards.ts';

/** An `Allow` with `NotPrincipal` allows everyone except those named. */
const isForEveryone = ({ Principals, NotPrincipals }: Statement): boolean => Principals.includes('*') || NotPrincipals.length > 0;

const allows = (document: unknown): readonly Statement[] => statementsOf(document).filter(({ Effect }) => Effect === 'Allow');

export const allowsPublic = (document: unknown): boolean =>
  allows(document).some((statement) => isForEveryone(statement) && !statement.Narrowed);

/** `account`: an account id, or the provider's own id without the provider before it. */
export function allowsCrossAccount(document: unknown, account: string): boolean {
  const own = nativeId(account as AccountId);
  return allows(document).some(
    (statement) =>
      (isForEveryone(statement) || statement.Principals.some((principal) => isOtherAccount(principal, own))) &&
      !isLimitedTo(statement.Conditions, own),
  );
}

/** After `AWS:`, only an account or an ARN with one names an account; the id of a deleted principal does not. */
function isOtherAccount(principal: string, own: string): boolean {
  if (principal.startsWith('CanonicalUser:')) return true;
  if (!principal.startsWith('AWS:')) return false;
  const name = principal.slice('AWS:'.length);
  const account = /^\d{12}$/.test(name) ? name : accountOfArn(name);
  return account !== undefined && account !== own;
}

export const allowsAllActions = (document: unknown): boolean =>
  allows(document).some(
    ({ Actions, Resources }) =>
      Actions.some((action) => /^\*+(:\*+)?$/.test(action)) && Resources.some((resource) => /^\*+$/.test(resource)),
  );

/** Both `action` and the document's patterns may have wildcards: `iam:Pass*` and `iam:*Role` both match `iam:PassRole`. */
export function allowsAction(document: unknown, action: string): boolean {
  const wanted = action.toLowerCase();
  return allows(document).some(({ Actions, NotActions }) =>
    NotActions.length > 0
      ? !NotActions.some((pattern) => covers(pattern, wanted))
      : Actions.some((pattern) => patternsMeet(pattern, wanted)),
  );
}

/** Whether the pattern of a `NotAction` excludes every action that `wanted` may mean. */
const covers = (pattern: string, wanted: string): boolean =>
  pattern === wanted || (!/[*?]/.test(wanted) && patternsMeet(pattern, wanted)) || /^\*+$/.test(pattern);

/** Whether the document denies everyone every action on the bucket and all its objects for calls without TLS. `bucket`: its ARN. */
export function deniesInsecureTransport(document: unknown, bucket: string): boolean {
  const refused = statementsOf(document)
    .filter((statement) => statement.Effect === 'Deny' && statement.Principals.includes('*') && isOnlyForPlainHttp(statement))
    .filter(({ Actions }) => Actions.some((action) => action === '*' || action === 's3:*'))
    .flatMap(({ Resources }) => Resources);
  return refused.some((pattern) => patternsMeet(pattern, bucket)) && refused.some((pattern) => isForAllObjects(pattern, bucket));
}

/** An object key that no pattern contains: a pattern that matches it does so by wildcards, and matches every key. */
const ANY_KEY = '\u0000';

const isForAllObjects = (pattern: string, bucket: string): boolean =>
  pattern.endsWith('*') && patternsMeet(pattern, `${bucket}/${ANY_KEY}`);

function isOnlyForPlainHttp({ Conditions }: Statement): boolean {
  const keys = Object.entries(Conditions).flatMap(([operator, values]) =>
    Object.entries(values).map(([key, texts]) => ({ operator, key, texts })),
  );
  return (
    keys.length === 1 &&
    keys.every(
      ({ operator, key, texts }) =>
        /^Bool(IfExists)?$/i.test(operator) && key === 'aws:securetransport' && texts.length === 1 && texts[0]!.toLowerCase() === 'false',
    )
  );
}
