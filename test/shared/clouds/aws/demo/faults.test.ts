import { describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer, demoFaults } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { expectNone } from '../../../../support/expect-none.ts';
import { type Config, type Look, looksOfServices, text } from './said-of-services.ts';
import { idOfAccount, readAccount } from './read-account.ts';

const settings = { accounts: 13, day: 1 } as const;
const readable = demoAccounts(settings.accounts)
  .map(({ account_id }) => idOfAccount(account_id))
  .filter((_, index) => ![2, 3, 4].includes(index));

const ninetyDaysBefore = Date.UTC(2026, 10, 20) - 90 * 86_400_000;

/** How each fault looks in what the account answers: found here without a word of the samples. Other services have theirs in `services/`. */
const LOOKS: Readonly<Record<string, Look>> = {
  security_group_ssh_from_anywhere: {
    type: 'AWS::EC2::SecurityGroup',
    is: (group) => (group['IpPermissions'] as Config[]).some((rule) => rule['FromPort'] === 22 && text(rule).includes('"0.0.0.0/0"')),
  },
  default_security_group_has_rules: {
    type: 'AWS::EC2::SecurityGroup',
    is: (group) => group['GroupName'] === 'default' && (group['IpPermissions'] as Config[]).length > 0,
  },
  instance_imdsv1_allowed: {
    type: 'AWS::EC2::Instance',
    is: (instance) => text(instance['MetadataOptions']).includes('"HttpTokens":"optional"'),
  },
  volume_unencrypted: { type: 'AWS::EC2::Volume', is: (volume) => volume['Encrypted'] === false },
  bucket_public_policy: { type: 'AWS::S3::Bucket', is: (bucket) => text(bucket['PolicyStatus']).includes('true') },
  bucket_public_acl: { type: 'AWS::S3::Bucket', is: (bucket) => text(bucket['Acl']).includes('global/AllUsers') },
  bucket_unencrypted: { type: 'AWS::S3::Bucket', is: (bucket) => bucket['ServerSideEncryptionConfiguration'] === null },
  bucket_unversioned: {
    type: 'AWS::S3::Bucket',
    // The log bucket is not versioned on purpose.
    is: (bucket) => !text(bucket['VersioningConfiguration']).includes('"Status":"Enabled"') && !String(bucket['Name']).includes('-logs-'),
  },
  bucket_without_public_access_block: { type: 'AWS::S3::Bucket', is: (bucket) => bucket['PublicAccessBlockConfiguration'] === null },
  user_without_mfa: {
    type: 'AWS::IAM::User',
    is: (user) => user['LoginProfile'] !== null && (user['MFADevices'] as Config[]).length === 0,
  },
  access_key_old: {
    type: 'AWS::IAM::User',
    is: (user) => (user['AccessKeys'] as Config[]).some((key) => Date.parse(String(key['CreateDate'])) < ninetyDaysBefore),
  },
  role_trusts_anyone: { type: 'AWS::IAM::Role', is: (role) => text(role['AssumeRolePolicyDocument']).includes('{"AWS":"*"}') },
  role_trusts_vendor_without_external_id: {
    type: 'AWS::IAM::Role',
    is: (role) => role['RoleName'] === 'vendor-monitoring' && !text(role['AssumeRolePolicyDocument']).includes('sts:ExternalId'),
  },
  db_instance_public: { type: 'AWS::RDS::DBInstance', is: (database) => database['PubliclyAccessible'] === true },
  db_instance_unencrypted: { type: 'AWS::RDS::DBInstance', is: (database) => database['StorageEncrypted'] === false },
  db_instance_without_backups: { type: 'AWS::RDS::DBInstance', is: (database) => database['BackupRetentionPeriod'] === 0 },
  function_runtime_deprecated: {
    type: 'AWS::Lambda::Function',
    is: (each) => ['nodejs14.x', 'nodejs16.x', 'python3.8', 'go1.x'].includes(String(each['Runtime'])),
  },
  key_not_rotated: {
    type: 'AWS::KMS::Key',
    is: (key) => text(key['RotationStatus']).includes('"KeyRotationEnabled":false'),
  },
  log_group_kept_for_ever: { type: 'AWS::Logs::LogGroup', is: (group) => group['retentionInDays'] === undefined },
  load_balancer_without_access_logs: {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    is: (balancer) =>
      balancer['Scheme'] === 'internet-facing' && text(balancer['Attributes']).includes('"access_logs.s3.enabled","Value":"false"'),
  },
  listener_old_tls: {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    is: (listener) => listener['SslPolicy'] === 'ELBSecurityPolicy-2016-08',
  },
  listener_plain_http: {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    is: (listener) => listener['Protocol'] === 'HTTP' && text(listener['DefaultActions']).includes('"forward"'),
  },
  table_without_recovery: {
    type: 'AWS::DynamoDB::Table',
    is: (table) => text(table['ContinuousBackups']).includes('"PointInTimeRecoveryStatus":"DISABLED"'),
  },
  queue_unencrypted: { type: 'AWS::SQS::Queue', is: (queue) => queue['SqsManagedSseEnabled'] === 'false' },
  queue_public_policy: { type: 'AWS::SQS::Queue', is: (queue) => text(queue['Policy']).includes('"Principal":"*"') },
  cluster_without_insights: { type: 'AWS::ECS::Cluster', is: (cluster) => text(cluster['settings']).includes('"disabled"') },
  service_public_address: {
    type: 'AWS::ECS::Service',
    is: (service) => text(service['networkConfiguration']).includes('"assignPublicIp":"ENABLED"'),
  },
  policy_of_administrator: {
    type: 'AWS::IAM::ManagedPolicy',
    is: (policy) => policy['PolicyName'] !== 'AdministratorAccess' && text(policy['DefaultVersion']).includes('"Action":["*"]'),
  },
  root_access_key: { type: 'AWS::IAM::AccountSummary', is: ({ SummaryMap }) => (SummaryMap as Config)['AccountAccessKeysPresent'] === 1 },
  root_without_mfa: { type: 'AWS::IAM::AccountSummary', is: ({ SummaryMap }) => (SummaryMap as Config)['AccountMFAEnabled'] === 0 },
  password_policy_missing: { type: 'AWS::IAM::AccountPasswordPolicy', is: ({ PasswordPolicy }) => PasswordPolicy === null },
  docdb_instance_unencrypted: { type: 'AWS::DocDB::DBInstance', is: (database) => database['StorageEncrypted'] === false },
  neptune_instance_unencrypted: { type: 'AWS::Neptune::DBInstance', is: (database) => database['StorageEncrypted'] === false },
  function_public_policy: { type: 'AWS::Lambda::Function', is: (each) => text(each['Policy']).includes('"Principal":"*"') },
  function_url_any_origin: {
    type: 'AWS::Lambda::Function',
    is: (each) => text(each['FunctionUrlConfig']).includes('"AllowOrigins":["*"]'),
  },
  ...(await looksOfServices()),
};

describe('the list of deliberate faults', () => {
  it('has a look here for each fault that the samples name', () => {
    const named = readable.flatMap((account) => demoFaults(settings, account)).map(({ fault }) => fault);

    expectNone(
      named.filter((fault) => !LOOKS[fault]),
      'A samples.yaml names a fault that no test knows. Say in test/shared/clouds/aws/demo/services/<service>.ts how it looks in the config of its type:',
    );
  });

  it.each([1, 2] as const)(
    'is what the accounts answer on day %i, no more and no less',
    async (day) => {
      for (const account of readable) {
        const resources = await readAccount(demoAnswerer({ ...settings, day }), account);
        const found = Object.entries(LOOKS).flatMap(([fault, { type, is }]) =>
          [...resources]
            .filter(([key, { config }]) => key.startsWith(`${type}|`) && is(config))
            .map(([key, { resource_id }]) => `${fault} ${key.split('|')[1]} ${resource_id}`),
        );
        const listed = demoFaults({ ...settings, day }, account).map(({ fault, region, id }) => `${fault} ${region} ${id}`);

        expectNone(
          found.filter((each) => !listed.includes(each)),
          `Account ${account} answers what LOOKS of this file takes for a fault, and its sample does not note it by fault(…) or noted(…):`,
        );
        expectNone(
          listed.filter((each) => !found.includes(each)),
          `A sample of account ${account} notes a fault that LOOKS of this file does not find in what the account answers:`,
        );
        expect(listed.toSorted()).toEqual(found.toSorted());
      }
    },
    300_000,
  );

  it('has every fault in the first account on day 1', () => {
    const [first = ''] = readable;

    const faults = new Set(demoFaults(settings, first).map(({ fault }) => fault));

    expectNone(
      Object.keys(LOOKS).filter((fault) => !faults.has(fault)),
      'The first account has every fault on day 1. No sample of it names these; write one, or take them out of LOOKS in this file:',
    );
  });

  it('says so when an account is not part of the estate', () => {
    expect(() => demoFaults(settings, '123456789012')).toThrow('123456789012 is not among the 13 accounts of the demo estate.');
  });
});
