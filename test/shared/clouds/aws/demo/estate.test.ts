import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { callerOf, idOfAccount, readAccount, type Item } from './read-account.ts';

const ACCOUNTS = 9;
const ids = demoAccounts(ACCOUNTS).map(({ account_id }) => idOfAccount(account_id));
/** Those whose every read is allowed. */
const readable = ids.filter((_, index) => ![2, 4].includes(index));
const [first = ''] = ids;

const readOn = (day: 1 | 2, id: string): Promise<Map<string, Item>> => readAccount(callerOf(demoAnswerer({ accounts: ACCOUNTS, day }), id));

const at = (item: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], item);

/** Every string in it, however deep. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Date || value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(stringsIn);
}

const ofList = (account: ReadonlyMap<string, Item>, list: string): Item[] =>
  [...account].filter(([key]) => key.startsWith(`${list}|`)).map(([, item]) => item);

const accounts = new Map<string, Map<string, Item>>();

beforeAll(async () => {
  for (const id of readable) accounts.set(id, await readOn(1, id));
});

describe('an account of the demo estate', () => {
  it('is the same for every answerer, whatever was asked before', async () => {
    const answerer = demoAnswerer({ accounts: ACCOUNTS, day: 1 });

    for (const id of readable.toReversed()) {
      expect(JSON.stringify([...(await readAccount(callerOf(answerer, id)))])).toBe(JSON.stringify([...(accounts.get(id) ?? [])]));
    }
  });

  it('is the same in an organization of another size', async () => {
    const alone = await readAccount(callerOf(demoAnswerer({ accounts: 1, day: 1 }), first));

    expect(alone).toEqual(accounts.get(first));
  });

  it('holds some 35 to 75 resources of every type, and the large one more', () => {
    const sizes = readable.map((id) => [...(accounts.get(id)?.keys() ?? [])].filter((key) => !key.startsWith('entities|')).length);
    const [plain = 0, large = 0, ...others] = sizes;

    expect(large).toBeGreaterThan(120);
    for (const size of [plain, ...others]) {
      expect(size).toBeGreaterThanOrEqual(35);
      expect(size).toBeLessThanOrEqual(75);
    }
    for (const list of ['vpcs', 'subnets', 'groups', 'instances', 'volumes', 'databases', 'functions', 'buckets', 'users', 'roles']) {
      expect(ofList(accounts.get(first) ?? new Map<string, Item>(), list).length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['vpcs', 'VpcId', /^vpc-0[0-9a-f]{16}$/],
    ['subnets', 'SubnetId', /^subnet-0[0-9a-f]{16}$/],
    ['subnets', 'CidrBlock', /^(10|172)\.\d{1,3}\.\d{1,3}\.0\/(20|24)$/],
    ['groups', 'GroupId', /^sg-0[0-9a-f]{16}$/],
    ['instances', 'InstanceId', /^i-0[0-9a-f]{16}$/],
    ['instances', 'PrivateIpAddress', /^10\.\d{1,3}\.\d{1,3}\.\d{1,3}$/],
    ['volumes', 'VolumeId', /^vol-0[0-9a-f]{16}$/],
    ['databases', 'DBInstanceIdentifier', /^[a-z](?:-?[a-z0-9])*$/],
    ['databases', 'DbiResourceId', /^db-[A-Z2-7]{26}$/],
    ['functions', 'FunctionName', /^[a-z0-9-]{1,64}$/],
    ['functions', 'LastModified', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/],
    ['buckets', 'Name', /^[a-z0-9](?:-?[a-z0-9]){2,62}$/],
    ['users', 'UserId', /^AIDA[A-Z2-7]{17}$/],
    ['roles', 'RoleId', /^AROA[A-Z2-7]{17}$/],
  ])('has %s whose %s is written as AWS writes it', (list, member, form) => {
    for (const account of accounts.values()) {
      for (const item of ofList(account, list)) expect(item[member]).toMatch(form);
    }
  });

  it('names no VPC, subnet, group, instance or volume that does not exist in its region', () => {
    for (const account of accounts.values()) {
      const known = new Set([...account.keys()].map((key) => key.split('|').slice(1).join('|')));
      const dangling = [...account].flatMap(([key, item]) => {
        const region = key.split('|')[1] ?? '';
        return stringsIn(item)
          .filter((text) => /^(vpc|subnet|sg|i|vol)-0[0-9a-f]{16}$/.test(text) && !known.has(`${region}|${text}`))
          .map((text) => `${key} → ${text}`);
      });

      expect(dangling).toEqual([]);
    }
  });

  it('names no role, function or bucket of its own that does not exist', () => {
    for (const [id, account] of accounts) {
      const roles = new Set(ofList(account, 'roles').map((role) => role['Arn']));
      const functions = new Set(ofList(account, 'functions').map((each) => each['FunctionArn']));
      const buckets = new Set(ofList(account, 'buckets').map((bucket) => bucket['Name']));
      const texts = [...account.values()].flatMap(stringsIn);

      expect(texts.filter((text) => text.startsWith(`arn:aws:iam::${id}:role/`) && !roles.has(text))).toEqual([]);
      expect(texts.filter((text) => text.startsWith('arn:aws:lambda:') && !functions.has(text))).toEqual([]);
      expect(texts.filter((text) => text.startsWith('arn:aws:s3:::')).filter((text) => !buckets.has(text.slice(13)))).toEqual([]);
      for (const bucket of ofList(account, 'buckets')) {
        const target = at(bucket, 'GetBucketLogging', 'LoggingEnabled', 'TargetBucket');
        expect(target === undefined || buckets.has(target)).toBe(true);
      }
    }
  });

  it('attaches each volume of an instance to that instance, in its zone', () => {
    for (const account of accounts.values()) {
      for (const instance of ofList(account, 'instances')) {
        for (const mapping of instance['BlockDeviceMappings'] as Item[]) {
          const id = String(at(mapping, 'Ebs', 'VolumeId'));
          const volume = ofList(account, 'volumes').find((each) => each['VolumeId'] === id);
          expect(at(volume, 'Attachments', 0, 'InstanceId')).toBe(instance['InstanceId']);
          expect(volume?.['AvailabilityZone']).toBe(at(instance, 'Placement', 'AvailabilityZone'));
          expect(volume?.['State']).toBe('in-use');
        }
      }
    }
  });

  it('tells the same of users and roles in lists, single reads and authorization details', () => {
    for (const account of accounts.values()) {
      for (const user of ofList(account, 'users')) {
        const entity = account.get(`entities|global|${String(user['Arn'])}`);
        expect(at(user, 'ListGroupsForUser', 'Groups')).toEqual(
          ((entity?.['GroupList'] ?? []) as string[]).map((GroupName) => expect.objectContaining({ GroupName })),
        );
        expect(at(user, 'ListUserTags', 'Tags')).toEqual(entity?.['Tags']);
        expect(at(user, 'ListAttachedUserPolicies', 'AttachedPolicies')).toEqual(entity?.['AttachedManagedPolicies']);
      }
      for (const role of ofList(account, 'roles')) {
        const entity = account.get(`entities|global|${String(role['Arn'])}`);
        expect(entity?.['AssumeRolePolicyDocument']).toBe(role['AssumeRolePolicyDocument']);
        expect(at(role, 'GetRole', 'Role', 'RoleLastUsed')).toEqual(entity?.['RoleLastUsed']);
      }
    }
  });

  it('has policy documents that are JSON, URL-encoded where IAM encodes them', () => {
    for (const account of accounts.values()) {
      for (const role of ofList(account, 'roles')) {
        const document = String(role['AssumeRolePolicyDocument']);
        expect(document).toMatch(/^[A-Za-z0-9%._~-]+$/);
        expect(at(JSON.parse(decodeURIComponent(document)), 'Statement', 0, 'Effect')).toBe('Allow');
      }
      for (const policy of ofList(account, 'buckets').map((bucket) => at(bucket, 'GetBucketPolicy', 'Policy'))) {
        if (typeof policy === 'string') expect(at(JSON.parse(policy), 'Version')).toBe('2012-10-17');
      }
    }
  });

  it('has dates as Date objects, none of them invalid', () => {
    const dates = [...(accounts.get(first)?.values() ?? [])].flatMap((item) =>
      Object.entries(item).filter(([name]) => /^(CreateDate|CreationDate|LaunchTime|CreateTime|InstanceCreateTime)$/.test(name)),
    );

    expect(dates.length).toBeGreaterThan(10);
    for (const [, date] of dates) expect((date as Date).getTime()).toBeGreaterThan(Date.UTC(2020, 0));
  });

  it('leaves out some tags, and keeps most', () => {
    const tagged = [...accounts.values()].flatMap((account) => [...ofList(account, 'instances'), ...ofList(account, 'volumes')]);
    const keysOf = (item: Item): unknown[] => ((item['Tags'] ?? []) as Item[]).map((tag) => tag['Key']);
    const withOwner = tagged.filter((item) => keysOf(item).includes('Owner')).length;
    const withCostCenter = tagged.filter((item) => keysOf(item).includes('CostCenter')).length;

    expect(withOwner).toBeLessThan(tagged.length);
    expect(withCostCenter).toBeLessThan(withOwner);
    expect(withCostCenter).toBeGreaterThan(tagged.length / 3);
  });
});
