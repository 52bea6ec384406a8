import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../shared/clouds/aws/answerer.ts';
import type { FetchedResource } from '../../../../shared/clouds/cloud.ts';
import { RESOURCE_TYPES, typeNamed } from '../../../../shared/registry.ts';
import { fetchAll } from '../../clouds/aws/support.ts';
import { DOCUMENT, estate, PLANTED_SECRET, REGION } from './estate.ts';
import type { ResourceType } from '../../../../shared/clouds/resource-type.ts';

const instance = typeNamed('AWS::EC2::Instance') as ResourceType;
const lambda = typeNamed('AWS::Lambda::Function') as ResourceType;
const role = typeNamed('AWS::IAM::Role') as ResourceType;
const user = typeNamed('AWS::IAM::User') as ResourceType;

const regionOf = (type: { readonly scope: string }): string => (type.scope === 'global' ? 'global' : REGION);
const one = (found: readonly FetchedResource[]): FetchedResource => {
  expect(found).toHaveLength(1);
  return found[0] as FetchedResource;
};
const relations = (resource: FetchedResource): string[] =>
  resource.relationships.map(({ relation, type, id }) => `${relation} ${type} ${id}`);

const EXPECTED: Readonly<Record<string, { id: string; native_id: string; name: string | null; relations: string[] }>> = {
  'AWS::EC2::VPC': {
    id: 'vpc-1',
    native_id: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1',
    name: 'main',
    relations: ['uses AWS::EC2::DHCPOptions dopt-1'],
  },
  'AWS::EC2::Subnet': {
    id: 'subnet-1',
    native_id: 'arn:aws:ec2:eu-west-1:999988887777:subnet/subnet-1',
    name: 'a',
    relations: ['in AWS::EC2::VPC vpc-1'],
  },
  'AWS::EC2::SecurityGroup': {
    id: 'sg-1',
    native_id: 'arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1',
    name: 'web',
    relations: ['in AWS::EC2::VPC vpc-1', 'refers_to AWS::EC2::SecurityGroup sg-2'],
  },
  'AWS::EC2::Instance': {
    id: 'i-1',
    native_id: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1',
    name: 'web-1',
    relations: [
      'in AWS::EC2::VPC vpc-1',
      'in AWS::EC2::Subnet subnet-1',
      'uses AWS::EC2::SecurityGroup sg-1',
      'uses AWS::EC2::SecurityGroup sg-2',
      'uses AWS::EC2::Volume vol-1',
      'uses AWS::IAM::InstanceProfile arn:aws:iam::111122223333:instance-profile/web',
      'uses AWS::EC2::Image ami-1',
    ],
  },
  'AWS::EC2::Volume': {
    id: 'vol-1',
    native_id: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1',
    name: null as string | null,
    relations: ['attached_to AWS::EC2::Instance i-1', 'uses AWS::KMS::Key arn:key'],
  },
  'AWS::IAM::User': {
    id: 'ada',
    native_id: 'arn:aws:iam::111122223333:user/ada',
    name: 'ada',
    relations: [
      'member_of AWS::IAM::Group admins',
      'uses AWS::IAM::ManagedPolicy arn:aws:iam::aws:policy/ReadOnlyAccess',
      'limited_by AWS::IAM::ManagedPolicy arn:boundary',
    ],
  },
  'AWS::IAM::Role': {
    id: 'web',
    native_id: 'arn:aws:iam::111122223333:role/web',
    name: 'web',
    relations: [
      'uses AWS::IAM::ManagedPolicy arn:aws:iam::aws:policy/ReadOnlyAccess',
      'member_of AWS::IAM::InstanceProfile arn:profile/web',
    ],
  },
  'AWS::RDS::DBInstance': {
    id: 'orders',
    native_id: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
    name: 'orders',
    relations: [
      'in AWS::EC2::VPC vpc-1',
      'in AWS::RDS::DBSubnetGroup private',
      'uses AWS::EC2::SecurityGroup sg-1',
      'uses AWS::KMS::Key arn:key',
    ],
  },
  'AWS::Lambda::Function': {
    id: 'pay',
    native_id: 'arn:aws:lambda:eu-west-1:111122223333:function:pay',
    name: 'pay',
    relations: [
      'uses AWS::IAM::Role arn:aws:iam::111122223333:role/web',
      'in AWS::EC2::VPC vpc-1',
      'in AWS::EC2::Subnet subnet-1',
      'uses AWS::EC2::SecurityGroup sg-1',
      'uses AWS::Lambda::LayerVersion arn:layer:1',
    ],
  },
  'AWS::S3::Bucket': {
    id: 'logs',
    native_id: 'arn:aws:s3:::logs',
    name: 'logs',
    relations: [
      'uses AWS::KMS::Key arn:key',
      'logs_to AWS::S3::Bucket audit',
      'replicates_to AWS::S3::Bucket arn:aws:s3:::copy',
      'uses AWS::IAM::Role arn:role/copy',
    ],
  },
};

describe.each(RESOURCE_TYPES.map((type) => [type.type, type] as const))('%s', (name, type) => {
  it('names a resource, its tags and what it relates to', async () => {
    const resource = one(await fetchAll(type, estate(), regionOf(type)));

    const expected = EXPECTED[name];
    expect({ id: resource.resource_id, native_id: resource.native_id, name: resource.name, relations: relations(resource) }).toEqual(
      expected,
    );
    expect(resource.tags).not.toBeNull();
    expect(resource.unread).toEqual({});
  });

  it('stores plain JSON', async () => {
    const { config } = one(await fetchAll(type, estate(), regionOf(type)));

    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    expect(JSON.stringify(config)).not.toContain('$metadata');
  });

  it('names as volatile only what it stores', async () => {
    const { config } = one(await fetchAll(type, estate(), regionOf(type)));

    expect(type.volatile.filter((path) => valuesAt(config, path.split('.')).length === 0)).toEqual([]);
  });

  it('says that listing was denied, and which permission it takes', async () => {
    const everything = new AnsweredError('AccessDenied', 'No.', 403);
    const aws = estate({
      ...Object.fromEntries(
        ['Vpcs', 'Subnets', 'SecurityGroups', 'Instances', 'Volumes', 'DBInstances'].map((what) => [`Describe${what}`, everything]),
      ),
      GetAccountAuthorizationDetails: everything,
      ListFunctions: everything,
      ListBuckets: everything,
    });

    await expect(fetchAll(type, aws, regionOf(type))).rejects.toMatchObject({
      details: { class: 'denied', permission: type.permissions[0] },
    });
  });
});

const valuesAt = (value: unknown, path: readonly string[]): unknown[] => {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [field, ...deeper] = path;
  if (field === undefined) return [value];
  return value !== null && typeof value === 'object' && field in value ? valuesAt((value as Record<string, unknown>)[field], deeper) : [];
};

describe('tags', () => {
  it('are a map in which a missing value is empty', async () => {
    expect(one(await fetchAll(instance, estate())).tags).toEqual({ Name: 'web-1', empty: '' });
  });

  it('are null where they could not be read, which is named with the permission', async () => {
    const found = one(await fetchAll(lambda, estate({ ListTags: new AnsweredError('AccessDeniedException', 'No.', 403) })));

    expect(found.tags).toBeNull();
    expect(found.config).not.toHaveProperty('Tags');
    expect(found.unread).toEqual({ Tags: { permission: 'lambda:ListTags', error_code: 'AccessDeniedException' } });
  });
});

describe('AWS::Lambda::Function', () => {
  it('keeps the names of environment variables and never their values', async () => {
    const found = one(await fetchAll(lambda, estate()));

    expect(found.config['Environment']).toEqual({ Variables: { DB_PASSWORD: null } });
    expect(JSON.stringify(found)).not.toContain(PLANTED_SECRET);
  });

  it('tells a policy that is not set from a function that is gone', async () => {
    const missing = new AnsweredError('ResourceNotFoundException', 'No.', 404);

    const bare = one(await fetchAll(lambda, estate({ GetPolicy: missing })));

    expect(bare.config['Policy']).toBeNull();
    expect(await fetchAll(lambda, estate({ GetPolicy: missing, ListTags: missing }))).toEqual([]);
  });
});

describe('AWS::IAM::Role', () => {
  it('stores policy documents as data', async () => {
    const { config } = one(await fetchAll(role, estate(), 'global'));

    expect(config['AssumeRolePolicyDocument']).toEqual(DOCUMENT);
  });
});

describe('AWS::IAM::User', () => {
  it('knows access keys with their last use, MFA devices, console login and last password use', async () => {
    const { config } = one(await fetchAll(user, estate(), 'global'));

    expect(config).toMatchObject({
      PasswordLastUsed: '2026-11-01T00:00:00.000Z',
      AccessKeys: [{ AccessKeyId: 'AKIA1', Status: 'Active', AccessKeyLastUsed: { ServiceName: 's3' } }],
      MFADevices: [{ SerialNumber: 'arn:mfa' }],
      LoginProfile: null,
      UserPolicyList: [{ PolicyDocument: DOCUMENT }],
    });
  });

  it('names the second permission of a detail if that is what is missing', async () => {
    const refusal = new AnsweredError(
      'AccessDenied',
      'User: me is not authorized to perform: iam:GetAccessKeyLastUsed on resource: user ada',
      403,
    );

    const { unread, config } = one(await fetchAll(user, estate({ GetAccessKeyLastUsed: refusal }), 'global'));

    expect(unread).toEqual({ AccessKeys: { permission: 'iam:GetAccessKeyLastUsed', error_code: 'AccessDenied' } });
    expect(config).not.toHaveProperty('AccessKeys');
  });

  it('drops a user that is gone since it was listed', async () => {
    const aws = estate({ ListAccessKeys: new AnsweredError('NoSuchEntityException', 'No.', 404) });

    expect(await fetchAll(user, aws, 'global')).toEqual([]);
  });
});
