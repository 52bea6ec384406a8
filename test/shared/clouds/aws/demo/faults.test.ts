import { describe, expect, it } from '@jest/globals';
import { demoAccounts } from '../../../../../shared/clouds/aws/demo/accounts.ts';
import { demoAnswerer, demoFaults } from '../../../../../shared/clouds/aws/demo/demo-answerer.ts';
import { FAULTS, type FaultName } from '../../../../../shared/clouds/aws/demo/faults.ts';
import { callerOf, idOfAccount, readAccount, type Item } from './read-account.ts';

const settings = { accounts: 13, day: 1 } as const;
const readable = demoAccounts(settings.accounts)
  .map(({ account_id }) => idOfAccount(account_id))
  .filter((_, index) => ![2, 3, 4].includes(index));

const text = (value: unknown): string => JSON.stringify(value) ?? '';
const decoded = (document: unknown): string => decodeURIComponent(String(document));
const ninetyDaysBefore = Date.UTC(2026, 10, 20) - 90 * 86_400_000;

/** How each fault looks in what the account answers: found here without a word of the generator. */
const LOOKS: Readonly<Record<FaultName, { readonly list: string; readonly id: string; readonly is: (item: Item) => boolean }>> = {
  security_group_ssh_from_anywhere: {
    list: 'groups',
    id: 'GroupId',
    is: (group) => (group['IpPermissions'] as Item[]).some((rule) => rule['FromPort'] === 22 && text(rule).includes('"0.0.0.0/0"')),
  },
  default_security_group_has_rules: {
    list: 'groups',
    id: 'GroupId',
    is: (group) => group['GroupName'] === 'default' && (group['IpPermissions'] as Item[]).length > 0,
  },
  instance_imdsv1_allowed: {
    list: 'instances',
    id: 'InstanceId',
    is: (instance) => text(instance['MetadataOptions']).includes('"HttpTokens":"optional"'),
  },
  volume_unencrypted: { list: 'volumes', id: 'VolumeId', is: (volume) => volume['Encrypted'] === false },
  bucket_public_policy: { list: 'buckets', id: 'Name', is: (bucket) => text(bucket['GetBucketPolicyStatus']).includes('true') },
  bucket_public_acl: { list: 'buckets', id: 'Name', is: (bucket) => text(bucket['GetBucketAcl']).includes('global/AllUsers') },
  bucket_unencrypted: { list: 'buckets', id: 'Name', is: (bucket) => bucket['GetBucketEncryption'] === null },
  bucket_unversioned: {
    list: 'buckets',
    id: 'Name',
    // The log bucket is not versioned on purpose.
    is: (bucket) => text(bucket['GetBucketVersioning']) !== '{"Status":"Enabled"}' && !String(bucket['Name']).includes('-logs-'),
  },
  bucket_without_public_access_block: { list: 'buckets', id: 'Name', is: (bucket) => bucket['GetPublicAccessBlock'] === null },
  user_without_mfa: {
    list: 'users',
    id: 'UserName',
    is: (user) => user['GetLoginProfile'] !== null && ((user['ListMFADevices'] as Item)['MFADevices'] as Item[]).length === 0,
  },
  access_key_old: {
    list: 'users',
    id: 'UserName',
    is: (user) =>
      ((user['ListAccessKeys'] as Item)['AccessKeyMetadata'] as Item[]).some(
        (key) => (key['CreateDate'] as Date).getTime() < ninetyDaysBefore,
      ),
  },
  role_trusts_anyone: { list: 'roles', id: 'RoleName', is: (role) => decoded(role['AssumeRolePolicyDocument']).includes('{"AWS":"*"}') },
  role_trusts_vendor_without_external_id: {
    list: 'roles',
    id: 'RoleName',
    is: (role) => role['RoleName'] === 'vendor-monitoring' && !decoded(role['AssumeRolePolicyDocument']).includes('sts:ExternalId'),
  },
  db_instance_public: { list: 'databases', id: 'DBInstanceIdentifier', is: (database) => database['PubliclyAccessible'] === true },
  db_instance_unencrypted: { list: 'databases', id: 'DBInstanceIdentifier', is: (database) => database['StorageEncrypted'] === false },
  db_instance_without_backups: { list: 'databases', id: 'DBInstanceIdentifier', is: (database) => database['BackupRetentionPeriod'] === 0 },
  function_runtime_deprecated: {
    list: 'functions',
    id: 'FunctionName',
    is: (each) => ['nodejs14.x', 'nodejs16.x', 'python3.8', 'go1.x'].includes(String(each['Runtime'])),
  },
  function_public_policy: {
    list: 'functions',
    id: 'FunctionName',
    is: (each) => text(each['GetPolicy']).includes('\\"Principal\\":\\"*\\"'),
  },
};

describe('the list of deliberate faults', () => {
  it.each([1, 2] as const)('is what the accounts answer on day %i, no more and no less', async (day) => {
    for (const account of readable) {
      const items = await readAccount(callerOf(demoAnswerer({ ...settings, day }), account));
      const found = FAULTS.flatMap((fault) => {
        const { list, id, is } = LOOKS[fault];
        return [...items]
          .filter(([key, item]) => key.startsWith(`${list}|`) && is(item))
          .map(([key, item]) => `${fault} ${key.split('|')[1]} ${String(item[id])}`);
      });
      const listed = demoFaults({ ...settings, day }, account).map(({ fault, region, id }) => `${fault} ${region} ${id}`);

      expect(listed.toSorted()).toEqual(found.toSorted());
    }
  });

  it('has every fault in the first account on day 1', () => {
    const [first = ''] = readable;

    expect([...new Set(demoFaults(settings, first).map(({ fault }) => fault))].toSorted()).toEqual([...FAULTS].toSorted());
  });

  it('says so when an account is not part of the estate', () => {
    expect(() => demoFaults(settings, '123456789012')).toThrow('123456789012 is not among the 13 accounts of the demo estate.');
  });
});
