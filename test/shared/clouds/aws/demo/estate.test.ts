import { beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import type { FetchedResource } from '../../../../../shared/clouds/cloud.ts';
import { expectNone } from '../../../../support/expect-none.ts';
import { AWS_TYPES, idOfAccount, readAccount } from './read-account.ts';

const ACCOUNTS = 9;
/** It reads every type of every account. */
const READS_ALL_MS = 300_000;
const ids = demoAccounts(ACCOUNTS).map(({ account_id }) => idOfAccount(account_id));
/** The accounts of which every type can be listed: the others let nobody in, or have no RDS in one region. */
const readable = ids.filter((_, index) => ![3, 4].includes(index));
const [first = ''] = ids;

const readOn = (day: 1 | 2, id: string): Promise<Map<string, FetchedResource>> =>
  readAccount(demoAnswerer({ accounts: ACCOUNTS, day }), id);

const at = (item: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], item);

/** Every string in it, however deep. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(stringsIn);
}

const ofType = (account: ReadonlyMap<string, FetchedResource>, type: string): FetchedResource[] =>
  [...account].filter(([key]) => key.startsWith(`${type}|`)).map(([, resource]) => resource);

const accounts = new Map<string, Map<string, FetchedResource>>();

beforeAll(async () => {
  for (const id of readable) accounts.set(id, await readOn(1, id));
}, READS_ALL_MS);

describe('an account of the demo estate', () => {
  it('is the same for every answerer, whatever was asked before', async () => {
    const answerer = demoAnswerer({ accounts: ACCOUNTS, day: 1 });

    for (const id of readable.toReversed()) {
      const again = await readAccount(answerer, id, AWS_TYPES.toReversed());
      for (const [key, resource] of accounts.get(id) ?? []) expect(JSON.stringify(again.get(key))).toBe(JSON.stringify(resource));
    }
  });

  it('is the same in an organization of another size', async () => {
    expect(await readAccount(demoAnswerer({ accounts: 1, day: 1 }), first)).toEqual(accounts.get(first));
  });

  it('holds resources of every type if it is the first, and many if it is the large one', () => {
    const sizes = readable.map((id) => accounts.get(id)?.size ?? 0);
    const [whole = 0, large = 0, ...others] = sizes;

    expect(whole).toBeLessThanOrEqual(1100);
    for (const size of others) {
      expect(large).toBeGreaterThan(2 * size);
      expect(size).toBeGreaterThanOrEqual(35);
      expect(size).toBeLessThanOrEqual(350);
    }
    expectNone(
      AWS_TYPES.filter(({ type }) => ofType(accounts.get(first) ?? new Map(), type).length === 0).map(({ type }) => type),
      "The first account has none of these types. Write a sample in the samples.yaml of the type's service whose `when` holds there:",
    );
  });

  it.each([
    ['AWS::EC2::VPC', 'VpcId', /^vpc-0[0-9a-f]{16}$/],
    ['AWS::EC2::Subnet', 'SubnetId', /^subnet-0[0-9a-f]{16}$/],
    ['AWS::EC2::Subnet', 'CidrBlock', /^(10|172)\.\d{1,3}\.\d{1,3}\.0\/(20|24)$/],
    ['AWS::EC2::SecurityGroup', 'GroupId', /^sg-0[0-9a-f]{16}$/],
    ['AWS::EC2::Instance', 'InstanceId', /^i-0[0-9a-f]{16}$/],
    ['AWS::EC2::Instance', 'PrivateIpAddress', /^10\.\d{1,3}\.\d{1,3}\.\d{1,3}$/],
    ['AWS::EC2::Volume', 'VolumeId', /^vol-0[0-9a-f]{16}$/],
    ['AWS::RDS::DBInstance', 'DBInstanceIdentifier', /^[a-z](?:-?[a-z0-9])*$/],
    ['AWS::RDS::DBInstance', 'DbiResourceId', /^db-[A-Z2-7]{26}$/],
    ['AWS::Lambda::Function', 'FunctionName', /^[a-z0-9-]{1,64}$/],
    ['AWS::Lambda::Function', 'LastModified', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/],
    ['AWS::S3::Bucket', 'Name', /^[a-z0-9](?:-?[a-z0-9]){2,62}$/],
    ['AWS::IAM::User', 'UserId', /^AIDA[A-Z2-7]{17}$/],
    ['AWS::IAM::Role', 'RoleId', /^AROA[A-Z2-7]{17}$/],
  ])('has %s whose %s is written as AWS writes it', (type, member, form) => {
    for (const account of accounts.values()) {
      for (const { config } of ofType(account, type)) expect(config[member]).toMatch(form);
    }
  });

  it('has no relationship to a resource of its own that does not exist', () => {
    const registered = new Set(AWS_TYPES.map(({ type }) => type));
    for (const [id, account] of accounts) {
      const known = new Set(
        [...account].flatMap(([key, { resource_id, native_id }]) => {
          const type = key.split('|')[0];
          return [`${type} ${resource_id}`, `${type} ${native_id}`];
        }),
      );
      const dangling = [...account].flatMap(([key, { relationships }]) =>
        relationships
          .filter((each) => registered.has(each.type) && !known.has(`${each.type} ${each.id}`))
          // AWS's own policies and capacity providers are the same in every account.
          .filter((each) => !['FARGATE', 'FARGATE_SPOT'].includes(each.id))
          .filter((each) => !each.id.startsWith('arn:aws:iam::aws:policy/'))
          .map((each) => `${id} ${key} ${each.relation} ${each.type} ${each.id}`),
      );

      expectNone(
        dangling,
        'A relationship leads to a resource that the demo estate does not have. Let the samples.yaml of the first type name an id or ARN that is there (keyIds, vpcId, … of shared/clouds/aws/demo/names.yaml), or write a sample of the other:',
      );
    }
  });

  it('names no VPC, subnet, group, instance, volume, role, function or bucket of its own that does not exist', () => {
    for (const [id, account] of accounts) {
      const known = new Set([...account.values()].flatMap(({ resource_id, native_id }) => [resource_id, native_id]));
      const own = (text: string): boolean =>
        /^(vpc|subnet|sg|i|vol)-0[0-9a-f]{16}$/.test(text) ||
        (text.startsWith(`arn:aws:iam::${id}:role/`) && !text.includes(':role/aws-service-role/')) ||
        text.startsWith('arn:aws:lambda:') ||
        /^arn:aws:s3:::[^/]+$/.test(text);
      const texts = [...account.values()].flatMap(({ config }) => stringsIn(config));

      expectNone(
        texts.filter((text) => own(text) && !known.has(text)),
        `Samples of account ${id} name resources that the demo estate does not have. Use the names of shared/clouds/aws/demo/names.yaml, or write samples of:`,
      );
      for (const { config } of ofType(account, 'AWS::S3::Bucket')) {
        const target = at(config, 'LoggingEnabled', 'TargetBucket');
        expect(target === undefined || known.has(target as string)).toBe(true);
      }
    }
  });

  it('attaches each volume of an instance to that instance, in its zone', () => {
    for (const account of accounts.values()) {
      const volumes = new Map(ofType(account, 'AWS::EC2::Volume').map(({ resource_id, config }) => [resource_id, config]));
      for (const { resource_id, config } of ofType(account, 'AWS::EC2::Instance')) {
        for (const mapping of config['BlockDeviceMappings'] as object[]) {
          const volume = volumes.get(String(at(mapping, 'Ebs', 'VolumeId')));
          expect(at(volume, 'Attachments', 0, 'InstanceId')).toBe(resource_id);
          expect(volume?.['AvailabilityZone']).toBe(at(config, 'Placement', 'AvailabilityZone'));
          expect(volume?.['State']).toBe('in-use');
        }
      }
    }
  });

  it('has policy documents that are read as data', () => {
    for (const account of accounts.values()) {
      for (const { config } of ofType(account, 'AWS::IAM::Role')) {
        expect(at(config, 'AssumeRolePolicyDocument', 'Statement', 0, 'Effect')).toBe('Allow');
      }
      for (const { config } of ofType(account, 'AWS::S3::Bucket')) {
        if (config['Policy'] !== null && config['Policy'] !== undefined) expect(at(config, 'Policy', 'Version')).toBe('2012-10-17');
      }
    }
  });

  it('leaves out some tags, and keeps most', () => {
    const tagged = [...accounts.values()].flatMap((account) => [
      ...ofType(account, 'AWS::EC2::Instance'),
      ...ofType(account, 'AWS::EC2::Volume'),
    ]);
    const withOwner = tagged.filter(({ tags }) => tags?.['Owner'] !== undefined).length;
    const withCostCenter = tagged.filter(({ tags }) => tags?.['CostCenter'] !== undefined).length;

    expect(withOwner).toBeLessThan(tagged.length);
    expect(withCostCenter).toBeLessThan(withOwner);
    expect(withCostCenter).toBeGreaterThan(tagged.length / 3);
  });
});
