import { describe, expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../shared/clouds/aws/answerer.ts';
import type { CloudError } from '../../../../../shared/clouds/cloud-error.ts';
import { AWS_TYPES } from '../demo/read-account.ts';
import { failure } from '../support.ts';
import { ACCOUNT, fetchAll, fetchOne, SampledAws, typeCalled } from './sampled-aws.ts';

const ARN = `arn:aws:[a-z0-9]+:(us-east-1)?:(${ACCOUNT})?:`;

/** The form of each type's ARNs and the targets of its relationships, written independently of the definitions. */
const EXPECTED: Readonly<Record<string, readonly [arn: string, ...relations: readonly string[]]>> = {
  'AWS::DocDB::DBInstance': ['db:.+', 'in AWS::EC2::VPC', 'member_of AWS::DocDB::DBCluster', 'uses AWS::EC2::SecurityGroup'],
  'AWS::DynamoDB::Table': ['table/.+', 'uses AWS::KMS::Key'],
  'AWS::EC2::Instance': [
    'instance/i-.+',
    'in AWS::EC2::Subnet',
    'in AWS::EC2::VPC',
    'uses AWS::EC2::Image',
    'uses AWS::EC2::SecurityGroup',
    'uses AWS::EC2::Volume',
    'uses AWS::IAM::InstanceProfile',
  ],
  'AWS::EC2::SecurityGroup': ['security-group/sg-.+', 'in AWS::EC2::VPC', 'refers_to AWS::EC2::SecurityGroup'],
  'AWS::EC2::Subnet': ['subnet/subnet-.+', 'in AWS::EC2::VPC'],
  'AWS::EC2::VPC': ['vpc/vpc-.+', 'uses AWS::EC2::DHCPOptions'],
  'AWS::EC2::Volume': ['volume/vol-.+', 'attached_to AWS::EC2::Instance', 'created_from AWS::EC2::Snapshot', 'uses AWS::KMS::Key'],
  'AWS::ECS::Cluster': ['cluster/.+', 'uses AWS::ECS::CapacityProvider'],
  'AWS::ECS::Service': [
    'service/.+',
    'in AWS::EC2::Subnet',
    'in AWS::ECS::Cluster',
    'uses AWS::EC2::SecurityGroup',
    'uses AWS::ECS::TaskDefinition',
    'uses AWS::IAM::Role',
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    'listener/(app|net)/.+',
    'in AWS::ElasticLoadBalancingV2::LoadBalancer',
    'uses AWS::CertificateManager::Certificate',
    'uses AWS::ElasticLoadBalancingV2::TargetGroup',
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    'loadbalancer/(app|net)/.+',
    'in AWS::EC2::Subnet',
    'in AWS::EC2::VPC',
    'uses AWS::EC2::SecurityGroup',
  ],
  'AWS::IAM::AccountPasswordPolicy': [''],
  'AWS::IAM::AccountSummary': [''],
  'AWS::IAM::Group': ['group/.+', 'uses AWS::IAM::ManagedPolicy'],
  'AWS::IAM::ManagedPolicy': ['policy/.+'],
  'AWS::IAM::Role': ['role/.+', 'member_of AWS::IAM::InstanceProfile', 'uses AWS::IAM::ManagedPolicy'],
  'AWS::IAM::User': ['user/.+', 'member_of AWS::IAM::Group', 'uses AWS::IAM::ManagedPolicy'],
  'AWS::KMS::Key': ['key/.+', 'known_as AWS::KMS::Alias'],
  'AWS::Lambda::Function': [
    'function:.+',
    'in AWS::EC2::Subnet',
    'in AWS::EC2::VPC',
    'uses AWS::EC2::SecurityGroup',
    'uses AWS::IAM::Role',
  ],
  'AWS::Logs::LogGroup': ['log-group:.+', 'uses AWS::KMS::Key'],
  'AWS::Neptune::DBInstance': ['db:.+', 'in AWS::EC2::VPC', 'member_of AWS::Neptune::DBCluster', 'uses AWS::EC2::SecurityGroup'],
  'AWS::RDS::DBInstance': [
    'db:.+',
    'in AWS::EC2::VPC',
    'in AWS::RDS::DBSubnetGroup',
    'member_of AWS::RDS::DBCluster',
    'uses AWS::EC2::SecurityGroup',
    'uses AWS::IAM::Role',
    'uses AWS::KMS::Key',
    'uses AWS::RDS::DBParameterGroup',
  ],
  'AWS::S3::Bucket': ['.+', 'logs_to AWS::S3::Bucket', 'uses AWS::KMS::Key'],
  'AWS::SQS::Queue': ['.+', 'uses AWS::SQS::Queue'],
};

/** Other types say it in a test of their own. */
const described = AWS_TYPES.filter(({ type }) => type in EXPECTED);

it('knows every type that is expected', () => {
  expect(described.map(({ type }) => type).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});

describe.each(described.map((type) => [type.type, type] as const))('%s', (name, type) => {
  it('gives its resources ids, ARNs and relationships', async () => {
    const resources = await fetchAll(type);

    const [arn = '', ...relations] = EXPECTED[name] ?? [];
    const found = new Set(resources.flatMap((each) => each.relationships.map(({ relation, type: to }) => `${relation} ${to}`)));
    expect([...found].toSorted()).toEqual(relations);
    expect(resources.length).toBeGreaterThan(0);
    for (const { native_id } of resources) {
      if (arn === '') expect(native_id).toBeNull();
      else expect(native_id).toMatch(new RegExp(`^(${ARN}|arn:aws:iam::aws:)${arn}$`));
    }
  });
});

describe.each(AWS_TYPES.map((type) => [type.type, type] as const))('%s', (_name, type) => {
  it('stores plain JSON', async () => {
    const resources = await fetchAll(type);

    expect(resources.length).toBeGreaterThan(0);
    for (const { config } of resources) {
      expect(JSON.parse(JSON.stringify(config))).toEqual(config);
      expect(JSON.stringify(config)).not.toContain('$metadata');
    }
  });

  it('reports a denied list with the missing permission', async () => {
    const everything = { answer: async (): Promise<object> => Promise.reject(new AnsweredError('AccessDenied', 'No.', 403)) };

    const refusal = await failure(fetchAll(type, everything));
    expect(refusal).toMatchObject({ details: { class: 'denied' } });
    expect(type.permissions).toContain((refusal as CloudError).details.permission);
  });
});

describe('tags', () => {
  it('are a map in which a missing value is empty', async () => {
    const Vpcs = [{ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'main' }, { Key: 'empty' }] }];

    const found = await fetchAll(typeCalled('AWS::EC2::VPC'), new SampledAws({ DescribeVpcs: { Vpcs } }));

    expect(found).toMatchObject([{ name: 'main', tags: { Name: 'main', empty: '' } }]);
  });

  it('are null if they could not be read, with the missing permission', async () => {
    const aws = new SampledAws({ ListTags: new AnsweredError('AccessDeniedException', 'No.', 403) });

    const functions = await fetchAll(typeCalled('AWS::Lambda::Function'), aws);

    expect(functions.length).toBeGreaterThan(0);
    for (const { tags, config, unread } of functions) {
      expect(tags).toBeNull();
      expect(config).not.toHaveProperty('Tags');
      expect(unread).toEqual({ Tags: { permission: 'lambda:ListTags', error_code: 'AccessDeniedException' } });
    }
  });
});

describe('AWS::Lambda::Function', () => {
  const lambda = typeCalled('AWS::Lambda::Function');

  it('keeps the names of environment variables and never their values', async () => {
    const { config } = await fetchOne(lambda, 'payments-production-webhook');

    expect(config['Environment']).toEqual({ Variables: { STAGE: null, LOG_LEVEL: null } });
  });

  it('distinguishes a policy that is not set from a deleted function', async () => {
    const missing = new AnsweredError('ResourceNotFoundException', 'No.', 404);

    const functions = await fetchAll(lambda, new SampledAws({ GetPolicy: missing }));

    expect(functions.length).toBeGreaterThan(0);
    for (const { config } of functions) expect(config['Policy']).toBeNull();
    expect(await fetchAll(lambda, new SampledAws({ GetPolicy: missing, ListTags: missing }))).toEqual([]);
  });
});

describe('AWS::IAM::User', () => {
  const user = typeCalled('AWS::IAM::User');

  it('knows access keys with their last use, MFA devices, console login and last password use', async () => {
    const { config } = await fetchOne(user, 'payments-production-ci');

    expect(config).toMatchObject({
      PasswordLastUsed: null,
      AccessKeys: [
        { AccessKeyId: expect.stringMatching(/^AKIA/), Status: 'Active', AccessKeyLastUsed: { ServiceName: expect.any(String) } },
      ],
      MFADevices: [],
      LoginProfile: null,
      UserPolicyList: [{ PolicyDocument: { Statement: [{ Effect: 'Allow' }] } }],
    });
  });

  it('names the second permission of a detail if that one is missing', async () => {
    const refusal = new AnsweredError(
      'AccessDenied',
      'User: me is not authorized to perform: iam:GetAccessKeyLastUsed on resource: user ada',
      403,
    );

    const { unread, config } = await fetchOne(user, 'payments-production-ci', new SampledAws({ GetAccessKeyLastUsed: refusal }));

    expect(unread).toEqual({ AccessKeys: { permission: 'iam:GetAccessKeyLastUsed', error_code: 'AccessDenied' } });
    expect(config).not.toHaveProperty('AccessKeys');
  });

  it('drops a user that was deleted after it was listed', async () => {
    const aws = new SampledAws({ ListAccessKeys: new AnsweredError('NoSuchEntityException', 'No.', 404) });

    expect(await fetchAll(user, aws)).toEqual([]);
  });
});

describe('AWS::KMS::Key', () => {
  it('keeps a key that may not be described, and loses no other', async () => {
    const keys = await fetchAll(typeCalled('AWS::KMS::Key'));

    const refused = keys.filter(({ unread }) => '*' in unread);
    expect(refused).toMatchObject([{ native_id: expect.stringContaining(':key/'), unread: { '*': { permission: 'kms:DescribeKey' } } }]);
    expect(keys.length).toBeGreaterThan(refused.length);
  });
});
