/** Functions on IAM policy documents. */
import { type AccountId, nativeId } from '../../../ids.ts';
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

/** Some action of `wanted`, which may hold wildcards, is allowed: one that no pattern of a `NotAction` excludes. */
const grantsAction = ({ Actions, NotActions }: Statement, wanted: string): boolean =>
  NotActions.length > 0 ? !globsCover(NotActions, wanted) : Actions.some((pattern) => globsMeet(pattern, wanted));

/** Both `action` and the document's patterns may have wildcards: `iam:Pass*` and `iam:*Role` both match `iam:PassRole`. */
export function allowsAction(document: unknown, action: string): boolean {
  const wanted = action.toLowerCase();
  return allows(document).some((statement) => grantsAction(statement, wanted));
}

/**
 * Whether some statement allows the action on every resource that `kind` means, or on all of them but those that its
 * `NotResource` names. `kind`: an ARN with the partition and the account as `*`: `arn:*:kms:?*:*:key/*`.
 */
export function allowsActionOnAll(document: unknown, action: string, kind: string): boolean {
  const wanted = action.toLowerCase();
  return allows(document).some((statement) => grantsAction(statement, wanted) && reachesAll(statement, kind));
}

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f'];

function reachesAll({ Resources, NotResources }: Statement, kind: string): boolean {
  if (NotResources.length > 0) return !excludeKind(NotResources, kind);
  return coverKind(Resources, kind);
}

/** Policy variables that stand for an account: that of the caller, or of the resource itself. */
const OWN_ACCOUNT = /\$\{aws:(?:principal|resource)account\}/gi;

/** A document belongs to one partition and mostly to one account, so all resources are those of one of each. */
function coverKind(patterns: readonly string[], kind: string): boolean {
  return coverKindOf(patterns, kind, ['*', ...patterns.flatMap((pattern) => pattern.match(/(?<=:)\d{12}(?=:)/g) ?? [])]);
}

/** An account that an exception names may be another one, so only exceptions for every account leave nothing. */
const excludeKind = (patterns: readonly string[], kind: string): boolean => coverKindOf(patterns, kind, ['*']);

function coverKindOf(patterns: readonly string[], kind: string, accounts: readonly string[]): boolean {
  const wild = patterns.map((pattern) => pattern.replaceAll(OWN_ACCOUNT, '*')).filter(hasWildcard);
  if (wild.length === 0) return false;
  if (wild.includes('*')) return true;
  const [arn, , service, region, , ...resource] = kind.split(':');
  return PARTITIONS.some((partition) =>
    accounts.some((account) => globsCover(wild, [arn, partition, service, region, account, ...resource].join(':'))),
  );
}

/** Every resource that belongs to an account. */
const EVERYTHING = 'arn:*:*:*:*:*';

/** Who may do one of these to itself, or to an identity that it can become, can give itself every other permission. */
const SELF_PROMOTION = [
  'iam:addusertogroup',
  'iam:attachgrouppolicy',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:passrole',
  'iam:putgrouppolicy',
  'iam:putrolepolicy',
  'iam:putuserpolicy',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:updateloginprofile',
];
const IDENTITIES = ['arn:*:iam::*:user/*', 'arn:*:iam::*:role/*', 'arn:*:iam::*:group/*', 'arn:*:iam::*:policy/*'];

/**
 * Whether the document makes an administrator: it allows every action on everything. Exceptions, by `NotAction` or
 * `NotResource`, count only if they keep IAM out of reach, because whoever can change permissions can undo the others.
 * @throws TypeError also if the document is null: a policy of an identity always has one
 */
export function allowsAllActions(document: unknown): boolean {
  if (document === null) throw new TypeError('The policy has no document, so that what it allows is not known.');
  const statements = statementsOf(document);
  let known = administering.get(statements);
  if (known === undefined) administering.set(statements, (known = areAdministering(statements)));
  return known;
}

/** Answers by document: each user and role to whom a policy is attached asks again. */
const administering = new WeakMap<readonly Statement[], boolean>();

function areAdministering(statements: readonly Statement[]): boolean {
  const broad = statements.filter((statement) => statement.Effect === 'Allow' && isOnEverything(statement));
  const given = broad.flatMap(({ Actions }) => Actions);
  if (given.length > 0 && globsCover(given, '?*:?*')) return true;
  return broad.some(
    ({ NotActions }) =>
      NotActions.length > 0 &&
      SELF_PROMOTION.some((action) => !NotActions.some((pattern) => globsMeet(pattern, action) && !globsCover(given, pattern))),
  );
}

const isOnEverything = ({ Resources, NotResources }: Statement): boolean =>
  NotResources.length > 0 ? IDENTITIES.some((kind) => !excludeKind(NotResources, kind)) : coverKind(Resources, EVERYTHING);

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
