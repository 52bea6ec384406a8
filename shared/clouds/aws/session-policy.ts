/** The policy that narrows a session to what a job reads, whatever else the role in the account may do. See docs/adr/0018-session-policies.md. */
import { CloudError } from '../cloud-error.ts';
import { admitsDataRead } from './data-reads.ts';
import { securityAuditAllows } from './security-audit.ts';

/** Permissions that a session needs besides those of the resource types. */
export const SESSION_PERMISSIONS = ['ec2:DescribeRegions'] as const;

/** Characters of an inline session policy and the ARNs beside it: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const MAX_POLICY_LENGTH = 2048;

/** The members of AssumeRole's input that narrow the session. A session may do what any of them allows, and the role allows too. */
export interface SessionPolicy {
  readonly Policy: string;
  readonly PolicyArns?: { readonly arn: string }[];
}

/**
 * Names every action if that fits, else patterns for those that list and describe (`rds:Describe*`). If those do not fit either, the session
 * gets AWS's managed policy SecurityAudit and an inline policy of the actions that SecurityAudit lacks, again by name or by pattern.
 * @throws CloudError if even that does not fit
 */
export function sessionPolicy(permissions: readonly string[], partition: string): SessionPolicy {
  const actions = [...new Set(permissions)].toSorted();
  const securityAudit = { PolicyArns: [{ arn: `arn:${partition}:iam::aws:policy/SecurityAudit` }] };
  // An inline policy must allow something.
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
    `A session policy has ${MAX_POLICY_LENGTH} characters, and ${actions.length} permissions do not fit: start jobs that cover one service each.`,
    { class: 'invalid', error_code: 'SessionPolicyTooLong' },
  );
}

const lengthOf = ({ Policy, PolicyArns = [] }: SessionPolicy): number =>
  Policy.length + PolicyArns.reduce((sum, { arn }) => sum + arn.length, 0);

const inlinePolicy = (actions: readonly string[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** Verbs that read configuration only. `Get` is not among them: GetObject and GetSecretValue begin so. */
const PATTERN = /^([^:]+):(List|Describe)(?=[A-Z])/;

/** Actions of one service and verb as one pattern, where that is shorter and no read of data begins so. */
function patterns(actions: readonly string[]): readonly string[] {
  const groups = Map.groupBy(actions, (action) => {
    const [, service = '', verb = ''] = PATTERN.exec(action) ?? [];
    return verb !== '' && !admitsDataRead(service, verb) ? `${service}:${verb}*` : action;
  });
  return [...groups].flatMap(([pattern, group]) => (pattern.length < JSON.stringify(group).length - 4 ? [pattern] : group)).toSorted();
}
