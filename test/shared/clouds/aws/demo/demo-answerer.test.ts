import { describe, expect, it } from '@jest/globals';
import { paginateDescribeVolumes, EC2Client } from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { ACCOUNTS_HELD, demoAnswerer, DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { answeredBy, fitDoor } from '../../../../../shared/clouds/aws/exchange.ts';
import { BUCKET_READS, callerOf, idOfAccount, listAll, LISTS, pagesOf, type Caller, type ListName } from './read-account.ts';

const settings = { accounts: 25, day: 1 } as const;
const ids = demoAccounts(settings.accounts).map(({ account_id }) => idOfAccount(account_id));
const [plain = '', large = '', closedPolicies = '', denied = '', withoutRds = ''] = ids;

const callerFor = (account: string): Caller => callerOf(demoAnswerer(settings), account);

const assume = (account: string) =>
  callerFor('100200300400').call('us-east-1', 'sts', 'AssumeRole', {
    RoleArn: `arn:aws:iam::${account}:role/muster-read`,
    RoleSessionName: 'muster',
  });

describe('lists of the demo estate', () => {
  const names = Object.keys(LISTS) as ListName[];

  it.each(names)('hand out %s exactly once, whatever the size of the page', async (name) => {
    const caller = callerFor(large);
    const region = 'eu-west-1';
    const whole = await listAll(caller, region, name);

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (size) => {
        const pages = await pagesOf(caller, region, name, size);

        expect(pages.every((page) => page.length <= size)).toBe(true);
        expect(pages.flat()).toEqual(whole);
      }),
      { numRuns: 12 },
    );
  });

  it('come in several pages in the large account, even to a caller who wants many', async () => {
    const caller = callerFor(large);
    const counts = await Promise.all(
      names.filter((name) => name !== 'vpcs').map(async (name) => [name, (await pagesOf(caller, 'eu-west-1', name)).length] as const),
    );

    expect(counts.filter(([, pages]) => pages < 2)).toEqual([['users', 1]]);
  });

  it('are walked by the paginators of the SDK', async () => {
    const client = new EC2Client({ region: 'eu-west-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    const exchange = answeredBy(new DemoEstate(settings));
    fitDoor(
      client,
      async (operation, input, send) => await exchange({ account: large, region: 'eu-west-1', service: 'ec2', operation, input }, send),
    );

    const volumes = [];
    for await (const page of paginateDescribeVolumes({ client, pageSize: 500 }, {})) volumes.push(...(page.Volumes ?? []));

    expect(volumes).toEqual(await listAll(callerFor(large), 'eu-west-1', 'volumes'));
  });

  it('refuse the token of another list', async () => {
    const caller = callerFor(large);
    const { NextToken } = await caller.call('eu-west-1', 'ec2', 'DescribeSubnets', { MaxResults: 5 });

    await expect(caller.call('eu-west-1', 'ec2', 'DescribeVolumes', { NextToken })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('name the region of a bucket to those who ask with a parameter, as S3 does', async () => {
    const caller = callerFor(plain);
    const bare = await caller.call('us-east-1', 's3', 'ListBuckets');
    const paged = await caller.call('us-east-1', 's3', 'ListBuckets', { MaxBuckets: 1_000 });

    expect(LISTS.buckets.items(bare).every((bucket) => !('BucketRegion' in bucket))).toBe(true);
    expect(LISTS.buckets.items(paged).every((bucket) => 'BucketRegion' in bucket)).toBe(true);
  });
});

describe('regions of the demo estate', () => {
  it('are three, and more that nobody has opted into', async () => {
    const caller = callerFor(plain);
    const { Regions: enabled } = await caller.call('us-east-1', 'ec2', 'DescribeRegions');
    const { Regions: all } = await caller.call('us-east-1', 'ec2', 'DescribeRegions', { AllRegions: true });

    expect((enabled as { RegionName: string }[]).map(({ RegionName }) => RegionName)).toEqual(['us-east-1', 'eu-west-1', 'eu-central-1']);
    expect((all as { OptInStatus: string }[]).filter(({ OptInStatus }) => OptInStatus === 'not-opted-in').length).toBeGreaterThan(0);
  });

  it.each([
    ['ec2', 'DescribeVpcs', 'AuthFailure'],
    ['rds', 'DescribeDBInstances', 'InvalidClientTokenId'],
    ['lambda', 'ListFunctions', 'UnrecognizedClientException'],
  ])('refuse the keys of %s where the account has not opted in', async (service, operation, name) => {
    await expect(callerFor(plain).call('ap-east-1', service, operation)).rejects.toMatchObject({ name });
  });
});

describe('accounts apart', () => {
  it('let their role be taken, but for one', async () => {
    const given = await Promise.all(ids.filter((id) => id !== denied).map(assume));

    expect(given.every(({ Credentials }) => (Credentials as { Expiration: Date }).Expiration instanceof Date)).toBe(true);
    await expect(assume(denied)).rejects.toMatchObject({ name: 'AccessDenied', status: 403 });
    await expect(assume(denied)).rejects.toThrow(`sts:AssumeRole on resource: arn:aws:iam::${denied}:role/muster-read`);
  });

  it('are all open in an organization too small for the closed one', async () => {
    const caller = callerOf(demoAnswerer({ accounts: 3, day: 1 }), '100200300400');
    const roles = ids.slice(0, 3).map((id) => ({ RoleArn: `arn:aws:iam::${id}:role/r`, RoleSessionName: 's' }));

    await expect(Promise.all(roles.map((input) => caller.call('us-east-1', 'sts', 'AssumeRole', input)))).resolves.toHaveLength(3);
  });

  it('keep bucket policies to themselves in one of them, and nothing else', async () => {
    const caller = callerFor(closedPolicies);
    const { Buckets } = await caller.call('us-east-1', 's3', 'ListBuckets', { MaxBuckets: 100 });
    const [bucket] = Buckets as { Name: string; BucketRegion: string }[];
    const outcomes = await Promise.all(
      BUCKET_READS.map(async (operation) => {
        const answer = await caller
          .call(bucket?.BucketRegion ?? '', 's3', operation, { Bucket: bucket?.Name })
          .catch((error: Error) => error);
        return answer instanceof Error && answer.name === 'AccessDenied' ? operation : undefined;
      }),
    );

    expect(outcomes.filter((operation) => operation !== undefined)).toEqual(['GetBucketPolicy', 'GetBucketPolicyStatus']);
  });

  it('have RDS everywhere, but for one that never subscribed to it in one region', async () => {
    await expect(callerFor(withoutRds).call('eu-central-1', 'rds', 'DescribeDBInstances')).rejects.toMatchObject({ name: 'OptInRequired' });
    await expect(callerFor(withoutRds).call('eu-west-1', 'rds', 'DescribeDBInstances')).resolves.toHaveProperty('DBInstances');
    await expect(callerFor(plain).call('eu-central-1', 'rds', 'DescribeDBInstances')).resolves.toHaveProperty('DBInstances');
  });

  it('are none but those of the organization', async () => {
    await expect(callerFor('123456789012').call('us-east-1', 'ec2', 'DescribeVpcs')).rejects.toThrow(
      '123456789012 is not among the 25 accounts of the demo estate.',
    );
    await expect(assume('123456789012')).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('are held a few at a time, however many there are', async () => {
    const estate = new DemoEstate({ accounts: 10_000, day: 1 });
    for (const { account_id } of demoAccounts(10_000).filter((_, index) => index % 50 === 0)) {
      const account = idOfAccount(account_id);
      await estate.answer({ account, region: 'us-east-1', service: 'ec2', operation: 'DescribeVpcs', input: {} });
    }

    expect(estate.held).toBe(ACCOUNTS_HELD);
  });
});

describe('what the demo estate does not know', () => {
  it('is an error that names the operation and those that it answers', async () => {
    await expect(callerFor(plain).call('us-east-1', 'ec2', 'DescribeImages')).rejects.toThrow(
      /^The demo estate cannot answer ec2 DescribeImages\. It answers DescribeRegions, DescribeVpcs, /,
    );
    await expect(callerFor(plain).call('us-east-1', 'sts', 'GetSessionToken')).rejects.toThrow('cannot answer sts GetSessionToken');
    await expect(callerFor(plain).call('us-east-1', 'sqs', 'ListQueues')).rejects.toThrow(/cannot answer sqs ListQueues\. It has ec2, s3/);
  });

  it('may be a member of the input, which is named rather than ignored', async () => {
    await expect(callerFor(plain).call('us-east-1', 'ec2', 'DescribeVpcs', { Filters: [] })).rejects.toThrow(
      'Its answer does not heed Filters, only MaxResults, NextToken.',
    );
  });

  it('may be a resource, refused by the code of its service', async () => {
    const caller = callerFor(plain);

    await expect(caller.call('us-east-1', 's3', 'GetBucketAcl', { Bucket: 'nobody-has-this' })).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(caller.call('us-east-1', 'iam', 'GetRole', { RoleName: 'nobody' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await expect(caller.call('us-east-1', 'iam', 'GetAccessKeyLastUsed', { AccessKeyId: 'AKIA' })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await expect(caller.call('us-east-1', 'lambda', 'GetPolicy', { FunctionName: 'nobody' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(
      caller.call('us-east-1', 'rds', 'ListTagsForResource', { ResourceName: 'arn:aws:rds:us-east-1:1:db:x' }),
    ).rejects.toMatchObject({
      name: 'DBInstanceNotFoundFault',
    });
  });

  it('is a bucket of another region, as for S3', async () => {
    const caller = callerFor(plain);
    const { Buckets } = await caller.call('us-east-1', 's3', 'ListBuckets', { MaxBuckets: 100, BucketRegion: 'us-east-1' });
    const [bucket] = Buckets as { Name: string }[];

    await expect(caller.call('eu-west-1', 's3', 'GetBucketAcl', { Bucket: bucket?.Name })).rejects.toMatchObject({
      name: 'PermanentRedirect',
      status: 301,
    });
  });
});
