/** The policy that narrows a session to what Muster reads, whatever else the role in the account may do. */

/** Permissions that a session needs besides those of the resource types. */
export const SESSION_PERMISSIONS = ['ec2:DescribeRegions'] as const;

/** Limit of an inline session policy: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const MAX_POLICY_LENGTH = 2048;

/** The members of AssumeRole's input that narrow the session. */
export type SessionPolicy = { readonly Policy: string } | { readonly PolicyArns: { readonly arn: string }[] };

/**
 * Names every action if that fits. If not, permissions that begin alike share a pattern, by two words
 * (`s3:GetBucket*`), then by one (`s3:Get*`); beyond that AWS's own read-only policy does.
 */
export function sessionPolicy(permissions: readonly string[], partition: string): SessionPolicy {
  for (const words of [undefined, 2, 1]) {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: patterns(permissions, words), Resource: '*' }],
    });
    if (Policy.length <= MAX_POLICY_LENGTH) return { Policy };
  }
  return { PolicyArns: [{ arn: `arn:${partition}:iam::aws:policy/ReadOnlyAccess` }] };
}

function patterns(permissions: readonly string[], words: number | undefined): readonly string[] {
  const shortened = permissions.map((action) => {
    const [service = '', name = ''] = action.split(':');
    const parts = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*/g) ?? [name];
    return words === undefined || parts.length <= words ? action : `${service}:${parts.slice(0, words).join('')}*`;
  });
  return [...new Set(shortened)].toSorted();
}
