import { describe, expect, it } from '@jest/globals';
import { MAX_POLICY_LENGTH, SESSION_PERMISSIONS, sessionPolicy } from '../../../../shared/clouds/aws/session-policy.ts';
import { RESOURCE_TYPES } from '../../../../shared/registry.ts';

const manyActions = (services: number, each: number, verbs: number): string[] =>
  Array.from({ length: services }, (_, service) =>
    Array.from(
      { length: each },
      (_none, n) => `svc${service}:${['Get', 'List', 'Describe'][n % verbs]}Thing${String.fromCodePoint(65 + n)}x`,
    ),
  ).flat();

const actionsOf = (policy: ReturnType<typeof sessionPolicy>): string[] => {
  if (!('Policy' in policy)) throw new Error('There is no inline policy.');
  return (JSON.parse(policy.Policy) as { Statement: [{ Action: string[] }] }).Statement[0].Action;
};

const allows = (patterns: readonly string[], action: string): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action));

describe('sessionPolicy', () => {
  it('names exactly the permissions while they fit', () => {
    expect(actionsOf(sessionPolicy(['ec2:DescribeVpcs', 's3:GetBucketAcl', 'ec2:DescribeVpcs'], 'aws'))).toEqual([
      'ec2:DescribeVpcs',
      's3:GetBucketAcl',
    ]);
  });

  it('holds what every registered type needs within the limit of STS', () => {
    const permissions = [...SESSION_PERMISSIONS, ...RESOURCE_TYPES.flatMap((type) => type.permissions)];
    const policy = sessionPolicy(permissions, 'aws');

    expect(permissions.filter((action) => !allows(actionsOf(policy), action))).toEqual([]);
    expect('Policy' in policy && policy.Policy.length).toBeLessThanOrEqual(MAX_POLICY_LENGTH);
  });

  it('shares patterns among permissions that begin alike once they are too many, and still allows each', () => {
    const permissions = manyActions(5, 24, 3);
    const patterns = actionsOf(sessionPolicy(permissions, 'aws'));

    expect(patterns.length).toBeLessThan(permissions.length);
    expect(patterns).toContain('svc0:GetThing*');
    expect(permissions.filter((action) => !allows(patterns, action))).toEqual([]);
  });

  it('keeps acronyms whole when it shortens', () => {
    const patterns = actionsOf(sessionPolicy([...manyActions(5, 24, 3), 'rds:DescribeDBInstances'], 'aws'));

    expect(patterns).toContain('rds:DescribeDB*');
  });

  it('falls back on the read-only policy of the partition when nothing fits', () => {
    expect(sessionPolicy(manyActions(200, 3, 3), 'aws-cn')).toEqual({
      PolicyArns: [{ arn: 'arn:aws-cn:iam::aws:policy/ReadOnlyAccess' }],
    });
  });
});
