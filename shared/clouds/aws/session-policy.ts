/** The session policy that limits a session to the calls of its job, even if the role allows more. See docs/adr/0018-session-policies.md. */
import { CloudError } from '../cloud-error.ts';
import { admitsDataRead } from './data-reads.ts';
import { securityAuditAllows } from './security-audit.ts';

/** Permissions that a session needs besides those of the resource types. */
export const SESSION_PERMISSIONS = ['ec2:DescribeRegions'] as const;

/** The permission with which the check of a connection asks what a role lacks. */
export const CHECK_PERMISSION = 'iam:SimulatePrincipalPolicy';

/** Permissions with which a login lists the accounts of its organization with their tags, and names its own. */
export const DIRECTORY_PERMISSIONS = [
  'iam:ListAccountAliases',
  'organizations:DescribeOrganizationalUnit',
  'organizations:ListAccounts',
  'organizations:ListTagsForResource',
] as const;

/** The most characters of an inline session policy and its ARNs together: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const MAX_POLICY_LENGTH = 2048;

/** The members of AssumeRole's input that limit the session. A session may make a call if the role and at least one of them allow it. */
export interface SessionPolicy {
  readonly Policy: string;
  readonly PolicyArns?: { readonly arn: string }[];
}

/**
 * Names every action if they fit, else uses patterns for List and Describe actions (`rds:Describe*`). If the patterns do not fit either, the session
 * gets AWS's managed policy SecurityAudit and an inline policy with the actions that SecurityAudit lacks, again by name or by pattern.
 * @throws CloudError if even that does not fit
 */
export function sessionPolicy(permissions: readonly string[], partition: string): SessionPolicy {
  const actions = [...new Set(permissions)].toSorted();
  const key = `${partition} ${actions.join(' ')}`;
  if (newest?.key !== key) newest = { key, policy: smallestPolicy(actions, partition) };
  return newest.policy;
}

/** The policy that was made last: all accounts of a job get the same one. */
let newest: { readonly key: string; readonly policy: SessionPolicy } | undefined;

function smallestPolicy(actions: readonly string[], partition: string): SessionPolicy {
  const securityAudit = { PolicyArns: [{ arn: `arn:${partition}:iam::aws:policy/SecurityAudit` }] };
  // An inline policy must name at least one action.
  const lacking = actions.filter((action) => !securityAuditAllows(action));
  const beside = lacking.length > 0 ? lacking : actions.slice(0, 1);
  for (const policy of [
    { Policy: inlinePolicy(actions) },
    { Policy: inlinePolicy(patterns(actions)) },
    { Policy: inlinePolicy(beside), ...securityAudit },
    { Policy: inlinePolicy(patterns(beside)), ...securityAudit },
  ] satisfies SessionPolicy[]) {
    if (lengthOf(policy) <= MAX_POLICY_LENGTH) return policy;
  }
  throw new CloudError(
    `${actions.length} permissions do not fit into the ${MAX_POLICY_LENGTH} characters of a session policy; start jobs that cover one service each.`,
    { class: 'invalid', error_code: 'SessionPolicyTooLong' },
  );
}

const lengthOf = ({ Policy, PolicyArns = [] }: SessionPolicy): number =>
  Policy.length + PolicyArns.reduce((sum, { arn }) => sum + arn.length, 0);

const inlinePolicy = (actions: readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** Actions with verbs that read configuration only. `Get` is not one: GetObject and GetSecretValue read data. */
const PATTERN = /^([^:]+):(List|Describe)(?=[A-Z])/;

/** Replaces the actions of one service and verb by one pattern, if that is shorter and the pattern allows no read of data. */
function patterns(actions: readonly string[]): readonly string[] {
  const groups = Map.groupBy(actions, (action) => {
    const [, service = '', verb = ''] = PATTERN.exec(action) ?? [];
    return verb !== '' && !admitsDataRead(service, verb) ? `${service}:${verb}*` : action;
  });
  return [...groups].flatMap(([pattern, group]) => (pattern.length < JSON.stringify(group).length - 4 ? [pattern] : group)).toSorted();
}
