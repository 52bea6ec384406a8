import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CloudError } from '../../../../shared/clouds/cloud-error.ts';
import { DATA_READS } from '../../../../shared/clouds/aws/data-reads.ts';
import { securityAuditAllows } from '../../../../shared/clouds/aws/security-audit.ts';
import { MAX_POLICY_LENGTH, SESSION_PERMISSIONS, type SessionPolicy, sessionPolicy } from '../../../../shared/clouds/aws/session-policy.ts';
import { AWS_TYPES } from '../../../../shared/clouds/aws/types.generated.ts';

/** `svc0:DescribeThing0`, … */
const described = (services: number, each: number, verb = 'Describe'): string[] =>
  Array.from({ length: services }, (_, service) => Array.from({ length: each }, (_none, n) => `svc${service}:${verb}Thing${n}`)).flat();

const actionsOf = ({ Policy }: SessionPolicy): string[] =>
  (JSON.parse(Policy) as { Statement: [{ Action: string[] }] }).Statement[0].Action;

const allows = (policy: SessionPolicy, action: string): boolean =>
  actionsOf(policy).some((pattern) => (pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action)) ||
  (policy.PolicyArns !== undefined && securityAuditAllows(action));

function expectWithin(policy: SessionPolicy, permissions: readonly string[]): void {
  expect(permissions.filter((action) => !allows(policy, action))).toEqual([]);
  const arns = policy.PolicyArns?.map(({ arn }) => arn) ?? [];
  expect([policy.Policy, ...arns].join('').length).toBeLessThanOrEqual(MAX_POLICY_LENGTH);
}

/** A data read for each entry of the list: `s3:GetObject*` stands for `s3:GetObject` and `s3:GetObjectAcl`. */
const dataReads = Object.entries(DATA_READS).flatMap(([service, names]) =>
  names.flatMap((name) =>
    name.endsWith('*') ? [`${service}:${name.slice(0, -1)}`, `${service}:${name.slice(0, -1)}More`] : [`${service}:${name}`],
  ),
);

describe('sessionPolicy', () => {
  it('names exactly the permissions while they fit', () => {
    expect(actionsOf(sessionPolicy(['ec2:DescribeVpcs', 's3:GetBucketAcl', 'ec2:DescribeVpcs'], 'aws'))).toEqual([
      'ec2:DescribeVpcs',
      's3:GetBucketAcl',
    ]);
  });

  it('holds what every registered type needs, and what the types of each service need', () => {
    const aws = AWS_TYPES.filter(({ provider }) => provider === 'aws');
    const jobs = [aws, ...Map.groupBy(aws, ({ service }) => service).values()];
    expect(jobs.length).toBeGreaterThan(1);
    for (const types of jobs) {
      const permissions = [...SESSION_PERMISSIONS, ...types.flatMap((type) => type.permissions)];
      expectWithin(sessionPolicy(permissions, 'aws'), permissions);
    }
  });

  it('shares patterns among permissions that list or describe once they are too many, and names the others', () => {
    const permissions = [...described(5, 40), 'svc0:GetThing', 'svc0:Describe'];
    const policy = sessionPolicy(permissions, 'aws');

    expectWithin(policy, permissions);
    expect(policy.PolicyArns).toBeUndefined();
    expect(actionsOf(policy)).toEqual([
      'svc0:Describe',
      'svc0:Describe*',
      'svc0:GetThing',
      'svc1:Describe*',
      'svc2:Describe*',
      'svc3:Describe*',
      'svc4:Describe*',
    ]);
  });

  it('takes SecurityAudit of the partition and what it lacks where nothing else fits, never ReadOnlyAccess', () => {
    const granted = described(1, 0).concat(
      ['acm', 'ec2', 'rds', 'ecs', 'dms', 'elasticache'].flatMap((service) =>
        Array.from({ length: 30 }, (_, n) => `${service}:DescribeSomethingOfALongName${n}`),
      ),
    );
    const permissions = [...granted, ...described(60, 1, 'Get'), 's3:GetBucketLocation'];
    const policy = sessionPolicy(permissions, 'aws-cn');

    expectWithin(policy, permissions);
    expect(policy.PolicyArns).toEqual([{ arn: 'arn:aws-cn:iam::aws:policy/SecurityAudit' }]);
    expect(actionsOf(policy)).not.toContainEqual(expect.stringMatching(/^ec2:/));
  });

  it('says what to do if even that does not fit', () => {
    expect(() => sessionPolicy(described(200, 3, 'Get'), 'aws')).toThrow(CloudError);
    expect(() => sessionPolicy(described(200, 3, 'Get'), 'aws')).toThrow(
      /600 permissions do not fit into the 2048 characters of a session policy; start jobs that cover one service each/,
    );
  });

  it('never makes a pattern that admits a read of data', () => {
    let withPatterns = 0;
    for (const service of Object.keys(DATA_READS)) {
      // Actions of other services make the policy too long for names. One verb at a time, so that what has no pattern fits by name.
      for (const verb of ['Describe', 'List', 'Get']) {
        const ofService = Array.from({ length: 20 }, (_, n) => `${service}:${verb}Thing${n}`);
        const policy = sessionPolicy([...ofService, ...described(2, 50)], 'aws');
        if (actionsOf(policy).includes(`${service}:${verb}*`)) withPatterns += 1;
        expect(dataReads.filter((action) => allows({ Policy: policy.Policy }, action))).toEqual([]);
      }
    }
    expect(withPatterns).toBeGreaterThan(50);
  });

  it.each([
    's3:GetObject',
    'dynamodb:GetItem',
    'secretsmanager:GetSecretValue',
    'ssm:GetParameters',
    'lambda:GetFunction',
    'ec2:GetPasswordData',
  ])('knows %s as a read of data that SecurityAudit does not allow', (action) => {
    expect(dataReads.some((read) => action.startsWith(read))).toBe(true);
    expect(securityAuditAllows(action)).toBe(false);
  });
});

const CATALOGUE = process.env['MUSTER_TYPE_CATALOGUE'] ?? '';

/** A type catalogue: one JSON object a line, with `actions` in it at any depth, the most wanted types first. */
const catalogue = existsSync(CATALOGUE) ? readFileSync(CATALOGUE, 'utf8').trim().split('\n') : [];

function actionsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'actions' && Array.isArray(member) ? (member as string[]) : actionsIn(member),
  );
}

(catalogue.length > 0 ? describe : describe.skip)('the session policy of a large catalogue (MUSTER_TYPE_CATALOGUE names its file)', () => {
  it('fits for 300 types of more than 100 services', () => {
    const permissions = [...new Set(catalogue.slice(0, 300).flatMap((line) => actionsIn(JSON.parse(line))))];
    const policy = sessionPolicy([...SESSION_PERMISSIONS, ...permissions], 'aws');

    expect(new Set(permissions.map((action) => action.split(':')[0])).size).toBeGreaterThan(100);
    expectWithin(policy, permissions);
    expect(policy.PolicyArns).toHaveLength(1);
  });

  it('fits for each service of the whole catalogue', () => {
    const types = catalogue.map((line) => JSON.parse(line) as { readonly service: string });
    for (const ofService of Map.groupBy(types, ({ service }) => service).values()) {
      const permissions = ofService.flatMap(actionsIn);
      expectWithin(sessionPolicy([...SESSION_PERMISSIONS, ...permissions], 'aws'), permissions);
    }
    expect(types.length).toBeGreaterThan(300);
  });
});
