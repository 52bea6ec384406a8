/** Decides whether a bucket policy refuses requests without TLS. */
import { everyActionOf, nameEveryAction } from './actions.ts';
import type { Condition } from './conditions.ts';
import { globsCover, globsMeet, hasWildcard } from './globs.ts';
import { allConditions, type Statement, statementsOf } from './statements.ts';

/** Actions of S3 that concern objects only, as patterns: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const OF_OBJECTS = [
  's3:abortmultipartupload',
  's3:bypassgovernanceretention',
  's3:deleteobject*',
  's3:getobject*',
  's3:initiatereplication',
  's3:listmultipartuploadparts',
  's3:objectowneroverridetobucketowner',
  's3:putobject*',
  's3:replicatedelete',
  's3:replicateobject',
  's3:replicatetags',
  's3:restoreobject',
  's3:updateobject*',
];
/** Actions that concern a bucket as a whole. */
const OF_BUCKETS = ['s3:createbucket*', 's3:deletebucket*', 's3:getbucket*', 's3:listbucket*', 's3:putbucket*', 's3:*configuration'];
const EVERY_ACTION_OF_S3 = everyActionOf('s3');

/**
 * Whether the document denies everyone every action on the bucket and all its objects for calls without TLS. Several statements may deny it
 * together. `bucket`: its ARN.
 */
export function deniesInsecureTransport(document: unknown, bucket: string): boolean {
  const denials = statementsOf(document).filter(
    (statement) => statement.Effect === 'Deny' && statement.Principals.includes('*') && allConditions(statement).every(holdsForPlainHttp),
  );
  if (denials.length === 0) return false;
  return denyAll(denials, bucket, OF_OBJECTS) && denyAll(denials, `${bucket}/*`, OF_BUCKETS);
}

/** `harmless`: patterns of actions that do not concern the target. */
function denyAll(denials: readonly Statement[], target: string, harmless: readonly string[]): boolean {
  const deniesAll = (statements: readonly Statement[]): boolean => nameEveryAction(statements, EVERY_ACTION_OF_S3, 's3:?*', harmless);
  if (deniesAll(denials.filter((denial) => covers(denial, target)))) return true;
  const ofAll = denials.filter((denial) => deniesAll([denial]));
  return globsCover(
    ofAll.flatMap(({ Resources }) => Resources),
    target,
  );
}

const covers = ({ Resources, NotResources }: Statement, target: string): boolean =>
  NotResources.length > 0 ? !NotResources.some((pattern) => globsMeet(pattern, target)) : globsCover(Resources, target);

/** Whether the condition holds for every call without TLS, for which `aws:SecureTransport` is false. */
function holdsForPlainHttp({ operator, key, values }: Condition): boolean {
  if (key !== 'aws:securetransport') return false;
  const isFalse = values.some((value) => value.toLowerCase() === 'false');
  if (/^(bool|stringequals|stringequalsignorecase|stringlike)$/.test(operator)) return isFalse;
  return /^stringnot(equals|equalsignorecase|like)$/.test(operator) && !isFalse && !values.some(hasWildcard);
}
