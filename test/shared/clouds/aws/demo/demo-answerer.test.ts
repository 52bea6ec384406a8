import { describe, expect, it } from '@jest/globals';
import { paginateDescribeVolumes, EC2Client } from '@aws-sdk/client-ec2';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { ACCOUNTS_HELD, demoAnswerer, DemoEstate } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { answeredBy, fitDoor } from '../../../../../shared/clouds/aws/exchange.ts';
import { SERVICE_LOADERS } from '../../../../../shared/clouds/aws/readers.generated.ts';
import { memberNames, schemasOf, tokensOf, type OperationSchemas } from '../../../../../shared/clouds/aws/types/operation-schemas.ts';
import { tokenMembersOf } from '../../../../../shared/clouds/types/calls-of.ts';
import { valuesAt } from '../../../../../shared/clouds/types/paths.ts';
import type { ResourceType } from '../../../../../shared/clouds/resource-type.ts';
import { AWS_TYPES, callerOf, idOfAccount, pagesOf, type Caller, type Item } from './read-account.ts';

const settings = { accounts: 25, day: 1 } as const;
const ids = demoAccounts(settings.accounts).map(({ account_id }) => idOfAccount(account_id));
const [plain = '', large = '', closedPolicies = '', denied = '', withoutRds = ''] = ids;

const callerFor = (account: string): Caller => callerOf(new DemoEstate(settings), account);

const assume = (account: string) =>
  callerFor('100200300400').call('us-east-1', 'sts', 'AssumeRole', {
    RoleArn: `arn:aws:iam::${account}:role/muster-read`,
    RoleSessionName: 'muster',
  });

/** The lists that the types are read from, by the type's name. */
const LISTS = (await Promise.all(Object.values(SERVICE_LOADERS).map((load) => load()))).flatMap(({ sdk }) =>
  sdk.types.flatMap(({ type, list, parents }) => {
    const call = list.kind === 'custom' ? Object.values(list.calls)[0] : list;
    return call?.kind !== 'list' || call.pages === false || parents !== undefined ? [] : [[type, { sdk, call }] as const];
  }),
);

const sizeMemberOf = ({ input }: OperationSchemas): string | undefined =>
  memberNames(input).find((name) => /^(max(results|items|records|buckets)|limit|pagesize)$/i.test(name));

/** The lists whose callers may say how large a page is to be. */
const SIZED = LISTS.filter(([, { sdk, call }]) => {
  const command = sdk.commands[call.operation];
  return command !== undefined && sizeMemberOf(schemasOf(command)) !== undefined;
});

/** The pages of a list, in the size asked for. */
async function pages(caller: Caller, region: string, { sdk, call }: (typeof LISTS)[number][1], size?: number): Promise<unknown[][]> {
  const command = sdk.commands[call.operation];
  if (!command) throw new Error(`There is no command ${call.operation}.`);
  const schemas = schemasOf(command);
  const tokens = call.pages || tokensOf(schemas);
  const sizeMember = sizeMemberOf(schemas) ?? '';
  const found: unknown[][] = [];
  let token: Record<string, unknown> | undefined;
  do {
    const input = {
      ...call.input,
      ...(size === undefined ? {} : { [sizeMember]: size }),
      ...token,
    };
    const answer = await caller.call(region, sdk.service.api ?? sdk.service.id, call.operation, input);
    found.push(valuesAt(answer, call.items).flat());
    const next = (tokens ? tokenMembersOf(tokens) : []).flatMap(([taken, given]) =>
      valuesAt(answer, given).map((value) => [taken, value] as const),
    );
    token = next.length > 0 ? Object.fromEntries(next) : undefined;
  } while (token !== undefined);
  return found;
}

/** Types of which the large account has many. */
const MANY =
  /^AWS::(DynamoDB::Table|EC2::(Instance|SecurityGroup|Subnet|Volume|PrefixList)|ECS::Cluster|ElasticLoadBalancingV2::LoadBalancer|Lambda::Function|Logs::LogGroup|RDS::DBInstance|S3::Bucket|SQS::Queue)$/;

/** The first account alone may list what its organization has. */
const listing = (type: string): string => (type.startsWith('AWS::Organizations::') ? plain : large);

describe('lists of the demo estate', () => {
  it.each(SIZED)('hand out %s exactly once, whatever the size of the page', async (type, list) => {
    const caller = callerOf(new DemoEstate(settings), listing(type));
    const whole = (await pages(caller, 'eu-west-1', list)).flat();

    if (MANY.test(type)) expect(whole.length).toBeGreaterThan(0);
    for (const size of [1, 2, 5, 7, 100]) {
      const some = await pages(caller, 'eu-west-1', list, size);
      expect(some.every((page) => page.length <= size)).toBe(true);
      expect(some.flat()).toEqual(whole);
    }
  });

  it.each(SIZED.filter(([type]) => MANY.test(type)))(
    'come in several pages in the large account, even to a caller who wants many: %s',
    async (_type, list) => {
      expect((await pages(callerOf(new DemoEstate(settings), large), 'eu-west-1', list, 100)).length).toBeGreaterThan(1);
    },
  );

  it('are walked by the paginators of the SDK', async () => {
    const client = new EC2Client({ region: 'eu-west-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } });
    const exchange = answeredBy(new DemoEstate(settings));
    fitDoor(
      client,
      async (operation, input, send, schema) =>
        await exchange({ account: large, region: 'eu-west-1', service: 'ec2', operation, input, schema }, send),
    );

    const volumes = [];
    for await (const page of paginateDescribeVolumes({ client, pageSize: 500 }, {})) volumes.push(...(page.Volumes ?? []));

    expect(volumes.length).toBeGreaterThan(24);
    expect(volumes.every(({ CreateTime }) => CreateTime instanceof Date)).toBe(true);
  });

  it('refuse the token of another list', async () => {
    const caller = callerFor(large);
    const { NextToken } = await caller.call('eu-west-1', 'ec2', 'DescribeSubnets', { MaxResults: 5 });

    await expect(caller.call('eu-west-1', 'ec2', 'DescribeVolumes', { NextToken })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
  });

  it('name the buckets of one region to those who ask for it, and all to others', async () => {
    const caller = callerFor(large);
    const named = async (input: Item): Promise<unknown[]> =>
      ((await caller.call('us-east-1', 's3', 'ListBuckets', input))['Buckets'] as Item[]).map(({ BucketRegion }) => BucketRegion);

    expect(new Set(await named({ BucketRegion: 'eu-west-1' }))).toEqual(new Set(['eu-west-1']));
    expect((await named({})).length).toBeGreaterThan(0);
  });

  it('pick the entities of GetAccountAuthorizationDetails by its filter', async () => {
    const caller = callerFor(plain);
    const found = async (Filter: string[]): Promise<string[]> => {
      const answer = await caller.call('us-east-1', 'iam', 'GetAccountAuthorizationDetails', { Filter, MaxItems: 1000 });
      return Object.entries(answer)
        .filter(([, list]) => Array.isArray(list) && list.length > 0)
        .map(([name]) => name);
    };

    expect(await found(['User'])).toEqual(['UserDetailList']);
    expect(await found(['Role'])).toEqual(['RoleDetailList']);
  });

  it('give IAM documents as URL-encoded JSON, and bucket policies as JSON', async () => {
    const caller = callerFor(plain);
    const { RoleDetailList } = await caller.call('us-east-1', 'iam', 'GetAccountAuthorizationDetails', { Filter: ['Role'] });
    const [role] = RoleDetailList as { AssumeRolePolicyDocument: string }[];
    const { Policy } = await caller.call('us-east-1', 's3', 'GetBucketPolicy', { Bucket: 'halden-payments-production-audit-445566' });

    expect(role?.AssumeRolePolicyDocument).toMatch(/^[A-Za-z0-9%._~-]+$/);
    expect(JSON.parse(decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''))).toHaveProperty('Statement');
    expect(JSON.parse(String(Policy))).toHaveProperty('Statement');
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
    const type = AWS_TYPES.find((each) => each.type === 'AWS::S3::Bucket') as ResourceType;
    const buckets = (await pagesOf(demoAnswerer(settings), closedPolicies, type)).flat();

    expect(buckets.length).toBeGreaterThan(0);
    for (const { unread } of buckets) {
      expect(Object.values(unread).map(({ permission }) => permission)).toEqual(['s3:GetBucketPolicy', 's3:GetBucketPolicyStatus']);
    }
  });

  it('have RDS everywhere, but for one that never subscribed to it in one region', async () => {
    await expect(callerFor(withoutRds).call('eu-central-1', 'rds', 'DescribeDBInstances')).rejects.toMatchObject({ name: 'OptInRequired' });
    await expect(callerFor(withoutRds).call('eu-west-1', 'rds', 'DescribeDBInstances')).resolves.toHaveProperty('DBInstances');
    await expect(callerFor(plain).call('eu-central-1', 'rds', 'DescribeDBInstances')).resolves.toHaveProperty('DBInstances');

    const type = AWS_TYPES.find((each) => each.type === 'AWS::RDS::DBInstance') as ResourceType;
    await expect(pagesOf(demoAnswerer(settings), withoutRds, type)).rejects.toMatchObject({ details: { class: 'unsupported' } });
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
      await callerOf(estate, idOfAccount(account_id)).call('us-east-1', 'ec2', 'DescribeVpcs');
    }

    expect(estate.held).toBe(ACCOUNTS_HELD);
  });
});

describe('what the demo estate does not know', () => {
  it('is an error that names the operation and those that it answers', async () => {
    await expect(callerFor(plain).call('us-east-1', 'ec2', 'DescribeBundleTasks')).rejects.toThrow(
      /^The demo estate cannot answer ec2 DescribeBundleTasks\. It answers .*DescribeVpcs/,
    );
    await expect(callerFor(plain).call('us-east-1', 'sts', 'GetSessionToken')).rejects.toThrow('cannot answer sts GetSessionToken');
    await expect(callerFor(plain).call('us-east-1', 'polly', 'ListLexicons')).rejects.toThrow(
      'The demo estate cannot answer polly ListLexicons. It has no samples of that service.',
    );
  });

  it('may be a member of the input, which is named rather than ignored', async () => {
    await expect(callerFor(plain).call('us-east-1', 'ec2', 'DescribeVpcs', { Filters: [] })).rejects.toThrow(
      'Its answer does not heed Filters, only MaxResults, NextToken.',
    );
  });

  it.each([
    ['s3', 'GetBucketAcl', { Bucket: 'nobody-has-this' }, 'NoSuchBucket'],
    ['iam', 'GetLoginProfile', { UserName: 'nobody' }, 'NoSuchEntityException'],
    ['iam', 'GetAccessKeyLastUsed', { AccessKeyId: 'AKIA' }, 'NoSuchEntityException'],
    ['lambda', 'GetPolicy', { FunctionName: 'nobody' }, 'ResourceNotFoundException'],
  ])('may be a resource, refused by the code of %s: %s %j', async (service, operation, input, name) => {
    await expect(callerFor(plain).call('us-east-1', service, operation, input)).rejects.toMatchObject({ name });
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
