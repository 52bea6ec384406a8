import { beforeEach, describe, expect, it } from '@jest/globals';
import { account, accountRow, apiFixture, putResources, resourceRow } from '../../support/api-fixture.ts';
import { send } from '../../support/conforming-api.ts';
import { findingRow } from '../../support/finding-rows.ts';
import { MemoryStore } from '../../support/memory-store.ts';

const POLICY = 'aws.s3.bucket-versioning-enabled';
const OTHER = 'aws.s3.bucket-access-logging-enabled';
let app: ReturnType<typeof apiFixture>['app'];
beforeEach(async () => {
  const store = new MemoryStore();
  app = apiFixture(store).app;
  await store.putMany('accounts', [accountRow(), accountRow({ account_id: account('2'), name: 'Sandbox' })]);
  await putResources(store, [resourceRow({ type: 'AWS::S3::Bucket', resource_id: 'a' }, { name: 'Logs' })]);
  await store.putMany('findings', [
    findingRow({ resource_id: 'a' }, { severity: 'medium' }),
    findingRow({ resource_id: 'b' }, { severity: 'medium' }),
    findingRow({ resource_id: 'a', policy_id: OTHER }, { severity: 'high' }),
    findingRow(
      { account_id: account('2'), type: 'AWS::EC2::VPC', resource_id: 'vpc', policy_id: 'aws.ec2.vpc-flow-logs-enabled' },
      { severity: 'low' },
    ),
    findingRow({ resource_id: 'c' }, { severity: 'critical', status: 'resolved' }),
  ]);
});

const groups = async (query: string) => (await send(app, `/findings/groups?${query}`)).body;

describe('GET /findings/groups', () => {
  it.each([
    [
      'policy',
      [
        [OTHER, 1],
        [POLICY, 2],
        ['aws.ec2.vpc-flow-logs-enabled', 1],
      ],
    ],
    [
      'account',
      [
        ['aws:000000000001', 3],
        ['aws:000000000002', 1],
      ],
    ],
    [
      'service',
      [
        ['aws.s3', 3],
        ['aws.ec2', 1],
      ],
    ],
    [
      'resource',
      [
        ['aws:000000000001|AWS::S3::Bucket|eu-west-1|a', 2],
        ['aws:000000000001|AWS::S3::Bucket|eu-west-1|b', 1],
        ['aws:000000000002|AWS::EC2::VPC|eu-west-1|vpc', 1],
      ],
    ],
  ])('counts open findings by %s, those with the most serious first', async (by, expected) => {
    const { items, groups: count, exact } = await groups(`by=${by}`);

    expect(items.map(({ key, count: findings }: { key: string; count: number }) => [key, findings])).toEqual(expected);
    expect([count, exact]).toEqual([expected.length, true]);
  });

  it('names what people know by a name', async () => {
    expect((await groups('by=account')).items[1]).toMatchObject({ name: 'Sandbox', by_severity: { low: 1 } });
    expect((await groups('by=resource')).items[0]).toMatchObject({ name: 'Logs', by_severity: { high: 1, medium: 1 } });
    expect((await groups('by=policy')).items[0].name).toMatch(/log/i);
  });

  it.each([
    ['severity=medium', 2],
    ['status=resolved', 1],
    ['account_id=000000000002', 1],
    // Only rows tell these.
    ['region=eu-west-1&severity=high', 1],
    ['resource=a', 2],
    ['region=us-east-1', 0],
  ])('takes the filters of the list: %s', async (query, findings) => {
    const { items, exact } = await groups(`by=policy&${query}`);

    expect(items.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(findings);
    expect(exact).toBe(true);
  });

  it('refuses a grouping that there is not', async () => {
    expect((await send(app, '/findings/groups?by=color')).body.detail).toContain('allowed are policy, account, resource, service');
    expect((await send(app, '/findings/groups')).status).toBe(400);
  });
});
