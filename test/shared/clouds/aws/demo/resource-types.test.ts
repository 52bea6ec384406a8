import { describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { answeredBy } from '../../../../../shared/clouds/aws/exchange.ts';
import { AwsSession } from '../../../../../shared/clouds/aws/session.ts';
import { GLOBAL_SEGMENT, type FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import { RESOURCE_TYPES } from '../../../../../shared/registry.ts';
import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';
import { idOfAccount } from './read-account.ts';

const settings = { accounts: 5, day: 1 } as const;
const [plain = '', large = '', closedPolicies = '', , withoutRds = ''] = demoAccounts(settings.accounts).map(({ account_id }) =>
  idOfAccount(account_id),
);
const awsTypes = RESOURCE_TYPES.filter(({ provider }) => provider === 'aws');

const sessionOf = (account: string): AwsSession =>
  new AwsSession({
    account,
    homeRegion: 'us-east-1',
    idleMs: Infinity,
    credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
    exchange: answeredBy(demoAnswerer(settings)),
    counter: { calls: 0 },
    clock: { now: () => 0, sleep: async () => undefined },
  });

async function pagesOf(account: string, type: ResourceType): Promise<(readonly FetchedResource[])[]> {
  const session = sessionOf(account);
  const regions = type.scope === 'global' ? [GLOBAL_SEGMENT] : await session.regions();
  const pages = [];
  for (const region of regions) for await (const page of session.fetch(type, region)) pages.push(page);
  session.close();
  return pages;
}

describe('the registered resource types over the demo estate', () => {
  it.each(awsTypes.map((type) => [type.type, type] as const))('read %s whole, and every field of it', async (_name, type) => {
    const resources = (await pagesOf(plain, type)).flat();

    expect(resources.length).toBeGreaterThan(0);
    expect(resources.flatMap(({ unread }) => Object.entries(unread))).toEqual([]);
    expect(new Set(resources.map(({ native_id, resource_id }) => native_id ?? resource_id)).size).toBe(resources.length);
  });

  it('come in several pages where the account is large', async () => {
    const counts = await Promise.all(awsTypes.map(async (type) => [type.type, (await pagesOf(large, type)).length] as const));

    // A page for each region that has none, and one more at least.
    expect(counts.filter(([type, pages]) => pages < 4 && !type.startsWith('AWS::IAM::') && type !== 'AWS::EC2::VPC')).toEqual([]);
  });

  it('leave bucket policies unread, with the permission, where they are denied', async () => {
    const bucketType = awsTypes.find(({ type }) => type === 'AWS::S3::Bucket') as ResourceType;
    const buckets = (await pagesOf(closedPolicies, bucketType)).flat();

    expect(buckets.length).toBeGreaterThan(0);
    for (const { unread } of buckets) {
      expect(Object.values(unread).map(({ permission }) => permission)).toEqual(['s3:GetBucketPolicy', 's3:GetBucketPolicyStatus']);
    }
  });

  it('find RDS unsupported where the account never subscribed to it', async () => {
    const databaseType = awsTypes.find(({ type }) => type === 'AWS::RDS::DBInstance') as ResourceType;

    await expect(pagesOf(withoutRds, databaseType)).rejects.toMatchObject({ details: { class: 'unsupported' } });
  });
});
