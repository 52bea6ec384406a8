/** The views that span clouds, and the questions of docs/queries.md over all clouds, by hand-made resources of each cloud. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOnly } from '../../../../shared/queries/sql-text.ts';
import { COMMON_VIEWS } from '../../../../shared/clouds/common-views.ts';
import type { Relationship } from '../../../../shared/clouds/cloud.ts';
import type { ResourceRecord } from '../../../../shared/exports/records.ts';
import { COMMON_SQL_VIEWS } from '../../../../shared/exports/common-views.ts';
import { SQL_VIEWS } from '../../../../shared/exports/sql-views.ts';
import { type AccountId, parseAccountId } from '../../../../shared/ids.ts';
import { PROVIDER_FACTS } from '../../../../shared/provider-facts.ts';
import { resourceRecord, writtenExport } from '../../../support/export-records.ts';
import { guideQueries, guideText, IN_TRINO_TOO, NOT_TRINO, Place } from './support.ts';

const SUBSCRIPTION = '/subscriptions/0d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f/resourcegroups/rg/providers';
const ACCOUNTS = {
  aws: parseAccountId('aws:000000000001'),
  azure: parseAccountId('azure:0d5a7c31-5f0e-4c86-a9a4-7b1f2c3d4e5f'),
  oci: parseAccountId('oci:ocid1.tenancy.oc1..aaaa'),
} as const;
type Cloud = keyof typeof ACCOUNTS;

const DENIED = { error_code: 'AccessDenied', permission: 'some:Permission' };
const denied = (...fields: readonly string[]): ResourceRecord['unread'] => Object.fromEntries(fields.map((field) => [field, DENIED]));

interface Given {
  /** That of the cloud if absent. */
  readonly account?: AccountId;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly unread?: ResourceRecord['unread'];
  readonly relationships?: readonly Relationship[];
}

const of = (
  cloud: Cloud,
  type: string,
  id: string,
  { account, config = {}, unread = {}, relationships = [] }: Given = {},
): ResourceRecord =>
  resourceRecord({
    account_id: account ?? ACCOUNTS[cloud],
    type,
    resource_id: id,
    native_id: id,
    name: id.split('/').at(-1)!,
    segment: cloud === 'azure' ? 'global' : 'r1',
    tags: {},
    config,
    unread,
    relationships,
  });
const related = (relation: string, type: string, id: string): Relationship => ({ relation, type, id });

const S3 = 'AWS::S3::Bucket';
const everyone = { Grants: [{ Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' }] };
const container = (account: string, name: string): string =>
  `${SUBSCRIPTION}/microsoft.storage/storageaccounts/${account}/blobservices/default/containers/${name}`;
const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const STORAGE = 'Microsoft.Storage/storageAccounts';
const storage = (name: string, properties: Readonly<Record<string, unknown>>, unread = {}): ResourceRecord =>
  of('azure', STORAGE, `${SUBSCRIPTION}/microsoft.storage/storageaccounts/${name}`, { config: { properties }, unread });
const S3_ACCOUNT = 'AWS::S3::AccountPublicAccessBlock';
const openBucket = { config: { PolicyStatus: { IsPublic: true }, Acl: everyone } };
/** Buckets of an account of their own, and its public access block: undefined if it was not listed. */
const inAccount = (number: number, block: Given | undefined, buckets: Readonly<Record<string, Given>>): readonly ResourceRecord[] => {
  const account = parseAccountId(`aws:00000000000${String(number)}`);
  return [
    ...(block ? [of('aws', S3_ACCOUNT, 'account-public-access-block', { account, ...block })] : []),
    ...Object.entries(buckets).map(([name, bucket]) => of('aws', S3, name, { account, ...bucket })),
  ];
};
const publicContainer = { config: { properties: { publicAccess: 'Container' } } };

const BUCKETS = [
  of('aws', 'AWS::S3::AccessPoint', 'access-point'),
  of('aws', 'AWS::S3::MultiRegionAccessPoint', 'multi-region-access-point'),
  of(
    'azure',
    'Microsoft.Storage/storageAccounts/blobServices',
    `${SUBSCRIPTION}/microsoft.storage/storageaccounts/open/blobservices/default`,
    {
      config: { properties: { isVersioningEnabled: true } },
    },
  ),
  of(
    'azure',
    'Microsoft.Storage/storageAccounts/blobServices',
    `${SUBSCRIPTION}/microsoft.storage/storageaccounts/forbids/blobservices/default`,
    {
      config: { properties: {} },
    },
  ),
  ...inAccount(1, { config: { PublicAccessBlockConfiguration: null } }, {}),
  ...inAccount(
    2,
    { config: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, IgnorePublicAcls: true } } },
    { 'blocked-by-account': openBucket, 'blocked-by-account-unread': { unread: denied('*') } },
  ),
  ...inAccount(
    3,
    { config: { PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, IgnorePublicAcls: false } } },
    {
      'by-acl-of-account': openBucket,
      'blocked-by-both': { config: { ...openBucket.config, PublicAccessBlockConfiguration: { IgnorePublicAcls: true } } },
    },
  ),
  ...inAccount(4, undefined, {
    'account-unseen': openBucket,
    'closed-account-unseen': { config: { PolicyStatus: { IsPublic: false }, Acl: { Grants: [] } } },
  }),
  ...inAccount(5, { unread: denied('PublicAccessBlockConfiguration') }, { 'account-unread': openBucket }),
  of('aws', S3, 'by-policy', {
    config: { PolicyStatus: { IsPublic: true }, Acl: { Grants: [] }, VersioningConfiguration: { Status: 'Enabled' } },
  }),
  of('aws', S3, 'by-acl', { config: { Acl: everyone }, unread: denied('PolicyStatus') }),
  of('aws', S3, 'blocked', {
    config: {
      PolicyStatus: { IsPublic: true },
      Acl: everyone,
      PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, IgnorePublicAcls: true },
      VersioningConfiguration: null,
    },
  }),
  of('aws', S3, 'block-unread', {
    config: { PolicyStatus: { IsPublic: true }, Acl: everyone },
    unread: denied('PublicAccessBlockConfiguration', 'VersioningConfiguration'),
  }),
  of('aws', S3, 'closed-but-policy-unread', { config: { Acl: { Grants: [] } }, unread: denied('PolicyStatus') }),
  of('aws', S3, 'closed', { config: { PolicyStatus: null, Acl: { Grants: [] } } }),
  of('aws', S3, 'unread', { unread: denied('*') }),
  storage('open', {}),
  storage('forbids', { allowBlobPublicAccess: false }),
  storage('disabled', { publicNetworkAccess: 'Disabled' }),
  storage('firewalled', { networkAcls: { defaultAction: 'Deny' } }),
  storage('unread', {}, denied('*')),
  of('azure', CONTAINER, container('open', 'public'), publicContainer),
  of('azure', CONTAINER, container('open', 'private'), { config: { properties: { publicAccess: 'None' } } }),
  of('azure', CONTAINER, container('open', 'untold'), { config: { properties: {} } }),
  of('azure', CONTAINER, container('forbids', 'forbidden'), publicContainer),
  of('azure', CONTAINER, container('disabled', 'behind-private-endpoint'), publicContainer),
  of('azure', CONTAINER, container('firewalled', 'behind-firewall'), publicContainer),
  of('azure', CONTAINER, container('unread', 'of-unread-account'), publicContainer),
  of('azure', CONTAINER, container('unseen', 'of-unseen-account'), publicContainer),
  of('oci', 'Bucket', 'ns/oci-public', { config: { publicAccessType: 'ObjectRead', versioning: 'Enabled', kmsKeyId: 'key' } }),
  of('oci', 'Bucket', 'ns/oci-private', { config: { publicAccessType: 'NoPublicAccess', versioning: 'Disabled', kmsKeyId: null } }),
  of('oci', 'Bucket', 'ns/oci-unread', { unread: denied('*') }),
];

const VM = 'Microsoft.Compute/virtualMachines';
const MACHINES = [
  of('aws', 'AWS::SSM::ManagedInstance', 'i-1-managed', { config: { PingStatus: 'Online' } }),
  of('aws', 'AWS::SSM::ManagedInstance', 'mi-1', { config: { PingStatus: 'Online' } }),
  of('aws', 'AWS::EC2::Instance', 'i-1', { config: { State: { Name: 'running' }, InstanceType: 'm7g.large', ImageId: 'ami-1' } }),
  of('azure', VM, `${SUBSCRIPTION}/microsoft.compute/virtualmachines/vm`, {
    config: {
      instanceView: { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/running' }] },
      properties: {
        hardwareProfile: { vmSize: 'D2s_v5' },
        storageProfile: { imageReference: { offer: 'debian-13' } },
        timeCreated: '2026-01-01',
      },
    },
  }),
  of('azure', VM, `${SUBSCRIPTION}/microsoft.compute/virtualmachines/view-unread`, {
    config: { properties: { hardwareProfile: { vmSize: 'D2s_v5' } } },
    unread: denied('instanceView'),
  }),
  of('oci', 'Instance', 'ocid1.instance.1', {
    config: { lifecycleState: 'RUNNING', shape: 'VM.Standard.E5.Flex', sourceDetails: { imageId: 'image' }, timeCreated: '2026-01-01' },
  }),
];

const NETWORKS = [
  of('aws', 'AWS::EC2::VPC', 'vpc-1', {
    config: {
      State: 'available',
      IsDefault: false,
      CidrBlockAssociationSet: [
        { AssociationId: 'a', CidrBlock: '10.0.0.0/16' },
        { AssociationId: 'b', CidrBlock: '10.1.0.0/16' },
      ],
    },
  }),
  of('aws', 'AWS::EC2::PrefixList', 'pl-1'),
  of('azure', 'Microsoft.Network/virtualNetworks', `${SUBSCRIPTION}/microsoft.network/virtualnetworks/vnet`, {
    config: { properties: { provisioningState: 'Succeeded', addressSpace: { addressPrefixes: ['10.0.0.0/16', '10.1.0.0/16'] } } },
  }),
  of('oci', 'Vcn', 'ocid1.vcn.1', { config: { lifecycleState: 'AVAILABLE', cidrBlocks: ['10.2.0.0/16'] } }),
  of('oci', 'Vcn', 'ocid1.vcn.2', { unread: denied('*') }),
];

const DISKS = [
  of('aws', 'AWS::EC2::Volume', 'vol-plain', {
    config: { State: 'in-use', Size: 8, Encrypted: false },
    relationships: [related('attached_to', 'AWS::EC2::Instance', 'i-1')],
  }),
  of('aws', 'AWS::EC2::Volume', 'vol-safe', { config: { State: 'available', Size: 8, Encrypted: true, KmsKeyId: 'key' } }),
  of('aws', 'AWS::EC2::Volume', 'vol-unread', { unread: denied('*') }),
  of('azure', 'Microsoft.Compute/disks', `${SUBSCRIPTION}/microsoft.compute/disks/disk`, {
    config: { properties: { diskSizeGB: 30, diskState: 'Attached', encryption: { type: 'EncryptionAtRestWithPlatformKey' } } },
  }),
  of('oci', 'BootVolume', 'ocid1.bootvolume.1', { config: { lifecycleState: 'AVAILABLE', sizeInGBs: 47 } }),
  of('oci', 'FileSystem', 'ocid1.filesystem.1'),
];

const sqlServer = (name: string): string => `${SUBSCRIPTION}/microsoft.sql/servers/${name}`;
const SQL_DATABASE = 'Microsoft.Sql/servers/databases';
const DATABASES = [
  of('aws', 'AWS::RDS::DBInstance', 'db-open', {
    config: { Engine: 'postgres', EngineVersion: '17.2', PubliclyAccessible: true, StorageEncrypted: false, DBInstanceStatus: 'available' },
  }),
  of('aws', 'AWS::DocDB::DBInstance', 'db-untold', { config: { Engine: 'docdb' } }),
  of('azure', 'Microsoft.Sql/servers', sqlServer('sql'), { config: { properties: { publicNetworkAccess: 'Enabled', version: '12.0' } } }),
  of('azure', SQL_DATABASE, `${sqlServer('sql')}/databases/plain`, {
    config: { properties: { status: 'Online' }, transparentDataEncryption: { properties: { state: 'Disabled' } } },
  }),
  of('azure', SQL_DATABASE, `${sqlServer('unseen')}/databases/encryption-unread`, {
    config: { properties: { status: 'Online' } },
    unread: denied('transparentDataEncryption'),
  }),
  of('azure', 'Microsoft.DBforPostgreSQL/flexibleServers', `${SUBSCRIPTION}/microsoft.dbforpostgresql/flexibleservers/pg`, {
    config: { properties: { version: '17', network: { publicNetworkAccess: 'Disabled' } } },
  }),
  of('oci', 'AutonomousDatabase', 'adb-public', { config: { dbVersion: '23ai', subnetId: null } }),
  of('oci', 'AutonomousDatabase', 'adb-private', { config: { dbVersion: '23ai', subnetId: 'subnet' } }),
  of('oci', 'AutonomousDatabase', 'adb-unread', { unread: denied('*') }),
  of('oci', 'DbSystem', 'dbs', { config: { version: '19.0' } }),
  of('oci', 'DbSystem', 'dbs-private', { config: { version: '19.0', subnetId: 'subnet' } }),
  of('oci', 'Subnet', 'subnet', { config: { prohibitPublicIpOnVnic: true } }),
  of('aws', 'AWS::RDS::DBCluster', 'aurora', { config: { Engine: 'aurora-mysql', EngineVersion: '8.0', StorageEncrypted: true } }),
  of('aws', 'AWS::RDS::DBCluster', 'multi-az', { config: { Engine: 'postgres', PubliclyAccessible: false, StorageEncrypted: true } }),
  of('aws', 'AWS::DAX::Cluster', 'dax', { config: { NodeType: 'dax.r5.large', SSEDescription: { Status: 'DISABLED' } } }),
];

const POLICY = 'AWS::IAM::ManagedPolicy';
const ADMINISTRATOR = related('has_policy', POLICY, 'arn:aws:iam::aws:policy/AdministratorAccess');
const SCIM_MFA = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:mfa:User';
const ENTRA_USER = 'Microsoft.Graph/users';
const USERS = [
  of('aws', 'AWS::IAM::User', 'root-like', {
    config: { LoginProfile: { CreateDate: '2026-01-01' }, MFADevices: [], CreateDate: '2026-01-01' },
    relationships: [ADMINISTRATOR],
  }),
  of('aws', 'AWS::IAM::User', 'by-group', {
    config: { LoginProfile: null, MFADevices: [{ SerialNumber: 's' }] },
    relationships: [related('member_of', 'AWS::IAM::Group', 'admins')],
  }),
  of('aws', 'AWS::IAM::User', 'half-read', { unread: denied('LoginProfile', 'MFADevices') }),
  of('aws', 'AWS::IAM::Group', 'admins', { relationships: [ADMINISTRATOR] }),
  of('azure', ENTRA_USER, 'entra-admin', { config: { accountEnabled: true, registrationDetails: { isMfaRegistered: false } } }),
  of('azure', ENTRA_USER, 'entra-unread', { config: { accountEnabled: true }, unread: denied('registrationDetails') }),
  of('azure', 'Microsoft.Graph/directoryRoles', 'global-admins', {
    config: { roleTemplateId: '62e90394-69f5-4237-9190-012177145e10' },
    relationships: [related('has_member', ENTRA_USER, 'entra-admin')],
  }),
  of('oci', 'Group', 'Administrators'),
  of('oci', 'User', 'oci-admin', {
    config: { capabilities: { canUseConsolePassword: true }, isMfaActivated: true, lastSuccessfulLoginTime: '2026-11-01' },
    relationships: [related('member_of', 'Group', 'Administrators')],
  }),
  ...['oci-domain-mfa', 'oci-unknown-mfa', 'oci-without-mfa'].map((name) =>
    of('oci', 'User', name, { config: { capabilities: { canUseConsolePassword: true }, isMfaActivated: false } }),
  ),
  of('oci', 'IdentityDomainUser', 'oci-domain-mfa', { config: { [SCIM_MFA]: { mfaStatus: 'ENROLLED' } } }),
  of('oci', 'IdentityDomainUser', 'oci-without-mfa', { config: { [SCIM_MFA]: { mfaStatus: 'UN_ENROLLED' } } }),
  of('oci', 'IdentityDomainUser', 'oci-partner', {
    config: {
      active: true,
      meta: { created: '2026-02-01' },
      [SCIM_MFA]: { mfaStatus: 'ENROLLED' },
      'urn:ietf:params:scim:schemas:oracle:idcs:extension:capabilities:User': { canUseConsolePassword: true },
      'urn:ietf:params:scim:schemas:oracle:idcs:extension:userState:User': { lastSuccessfulLoginDate: '2026-11-02' },
    },
  }),
  of('oci', 'IdentityDomainUser', 'oci-blocked-partner', {
    config: {
      active: false,
      'urn:ietf:params:scim:schemas:oracle:idcs:extension:capabilities:User': { canUseConsolePassword: true },
    },
  }),
];

const rule = (properties: Readonly<Record<string, unknown>>) => ({
  properties: { direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourceAddressPrefix: '*', ...properties },
});
const nsg = (name: string, ...rules: readonly unknown[]): ResourceRecord =>
  of('azure', 'Microsoft.Network/networkSecurityGroups', `${SUBSCRIPTION}/microsoft.network/networksecuritygroups/${name}`, {
    config: { properties: { securityRules: rules } },
  });
const securityGroup = (name: string, permission: Readonly<Record<string, unknown>>): ResourceRecord =>
  of('aws', 'AWS::EC2::SecurityGroup', name, { config: { IpPermissions: [permission] } });
const ANY = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const securityList = (name: string, ingress: Readonly<Record<string, unknown>>): ResourceRecord =>
  of('oci', 'SecurityList', name, { config: { ingressSecurityRules: [{ source: '0.0.0.0/0', protocol: '6', ...ingress }] } });
const ports = (min: number, max: number) => ({ tcpOptions: { destinationPortRange: { min, max } } });

const FIREWALLS = [
  securityGroup('sg-open', { IpProtocol: 'tcp', FromPort: 20, ToPort: 25, ...ANY }),
  securityGroup('sg-open-v6', { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }),
  securityGroup('sg-https', { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...ANY }),
  securityGroup('sg-inside', { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }),
  nsg('nsg-open', rule({ destinationPortRange: '22' })),
  nsg('nsg-open-in-list', rule({ destinationPortRanges: ['80', '20-30'], sourceAddressPrefix: null, sourceAddressPrefixes: ['Internet'] })),
  nsg('nsg-https', rule({ destinationPortRange: '443' })),
  nsg('nsg-denies', rule({ destinationPortRange: '*', access: 'Deny' })),
  nsg('nsg-inside', rule({ destinationPortRange: '*', sourceAddressPrefix: 'VirtualNetwork' })),
  nsg('nsg-outbound', rule({ destinationPortRange: '22', direction: 'Outbound' })),
  nsg('nsg-empty'),
  securityList('sl-open', ports(22, 22)),
  securityList('sl-open-all-ports', { protocol: 'all' }),
  securityList('sl-https', ports(443, 443)),
  securityList('sl-inside', { ...ports(22, 22), source: '10.0.0.0/8' }),
  of('oci', 'NetworkSecurityGroup', 'oci-nsg-open', {
    config: { rules: [{ direction: 'INGRESS', source: '0.0.0.0/0', protocol: '6', ...ports(22, 22) }] },
  }),
  of('oci', 'NetworkSecurityGroup', 'oci-nsg-egress', {
    config: { rules: [{ direction: 'EGRESS', destination: '0.0.0.0/0', protocol: 'all' }] },
  }),
  of('oci', 'NetworkSecurityGroup', 'oci-nsg-unread', { unread: denied('rules') }),
];

const place = new Place();
const QUERIES = guideQueries();
beforeAll(async () => {
  const resources = [...BUCKETS, ...MACHINES, ...NETWORKS, ...DISKS, ...DATABASES, ...USERS, ...FIREWALLS];
  await writtenExport(place.path('export'), { resources, formats: ['jsonl', 'parquet'] });
});
afterAll(() => place.remove());

/** The values of some columns, by the name of the resource. */
async function shown(view: string, ...columns: readonly string[]): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const rows = await place.rows(`SELECT name, ${columns.join(', ')} FROM ${view}`);
  return Object.fromEntries(rows.map((row) => [String(row['name']), columns.map((column) => row[column])]));
}
const names = async (question: string, column = 'name'): Promise<readonly unknown[]> =>
  (await place.rows(QUERIES.get(question)!)).map((row) => row[column]);

describe('the views that span clouds', () => {
  it('are one for each kind that people ask for over all clouds', () => {
    expect(Object.keys(COMMON_VIEWS).toSorted()).toEqual(['buckets', 'databases', 'disks', 'networks', 'users', 'virtual_machines']);
  });

  /** Part of them are the same people as those of a type of the view's kind. */
  const OF_OTHER_KINDS = ['IdentityDomainUser'];

  it('have columns only for types of their kind and those of a few others, and show every such type that is not left out', () => {
    for (const { name, types } of COMMON_SQL_VIEWS) {
      for (const { views, types: all } of PROVIDER_FACTS) {
        const ofKind = all.filter(({ kind }) => kind === COMMON_VIEWS[name].kind).map(({ type }) => type);
        expect([...ofKind, ...OF_OTHER_KINDS]).toEqual(expect.arrayContaining(Object.keys(views[name])));
        expect(types).toEqual(expect.arrayContaining(ofKind.filter((type) => views[name][type] !== null)));
      }
    }
  });

  it.each(SQL_VIEWS)('are SQL of Athena too: $name', ({ sql }) => {
    const code = codeOnly(sql((dataset) => dataset));
    const called = [...code.matchAll(/\b([a-z_]\w*)\s*\(/gi)].map(([, name]) => name!.toLowerCase());

    expect(called.filter((name) => !IN_TRINO_TOO.has(name))).toEqual([]);
    expect(code).not.toMatch(NOT_TRINO);
  });

  it('show the same columns in the guide', () => {
    const guide = guideText();
    for (const { name, columns } of COMMON_SQL_VIEWS) {
      const row = new RegExp(`^\\| \`${name}\` \\| (.+) \\|$`, 'm').exec(guide)?.[1];
      const told = [...row!.matchAll(/`(\w+)`/g)].map(([, column]) => column);
      expect(told).toEqual(columns.slice(8, -1).map((column) => column.name));
    }
  });

  it('know a bucket as public, as not public, or not at all', async () => {
    expect(await shown('buckets', 'is_public', 'is_versioned', 'encryption_key')).toEqual({
      'by-policy': [true, true, null],
      'by-acl': [true, false, null],
      blocked: [false, false, null],
      'block-unread': [null, null, null],
      'closed-but-policy-unread': [null, false, null],
      closed: [false, false, null],
      unread: [null, null, null],
      'blocked-by-account': [false, false, null],
      'blocked-by-account-unread': [false, null, null],
      'by-acl-of-account': [true, false, null],
      'blocked-by-both': [false, false, null],
      'account-unseen': [null, false, null],
      'closed-account-unseen': [false, false, null],
      'account-unread': [null, false, null],
      public: [true, true, null],
      private: [false, true, null],
      untold: [null, true, null],
      forbidden: [false, false, null],
      'behind-private-endpoint': [false, null, null],
      'behind-firewall': [false, null, null],
      'of-unread-account': [null, null, null],
      'of-unseen-account': [null, null, null],
      'oci-public': [true, true, 'key'],
      'oci-private': [false, false, null],
      'oci-unread': [null, null, null],
    });
  });

  it('show the machines of each cloud', async () => {
    expect(await shown('virtual_machines', 'provider', 'state', 'size', 'image', 'created_at')).toEqual({
      'i-1': ['aws', 'running', 'm7g.large', 'ami-1', null],
      'mi-1': ['aws', 'Online', null, null, null],
      vm: ['azure', 'running', 'D2s_v5', 'debian-13', '2026-01-01'],
      'view-unread': ['azure', null, 'D2s_v5', null, null],
      'ocid1.instance.1': ['oci', 'RUNNING', 'VM.Standard.E5.Flex', 'image', '2026-01-01'],
    });
  });

  it('show the networks of each cloud, and no lists of addresses', async () => {
    expect(await shown('networks', 'state', 'cidr_blocks', 'is_default')).toEqual({
      'vpc-1': ['available', '10.0.0.0/16, 10.1.0.0/16', false],
      vnet: ['Succeeded', '10.0.0.0/16, 10.1.0.0/16', null],
      'ocid1.vcn.1': ['AVAILABLE', '10.2.0.0/16', null],
      'ocid1.vcn.2': [null, null, null],
    });
  });

  it('show the disks of each cloud', async () => {
    expect(await shown('disks', 'state', 'size_gib', 'is_encrypted', 'encryption_key')).toEqual({
      'vol-plain': ['in-use', '8', false, null],
      'vol-safe': ['available', '8', true, 'key'],
      'vol-unread': [null, null, null, null],
      disk: ['Attached', '30', true, null],
      'ocid1.bootvolume.1': ['AVAILABLE', '47', true, null],
    });
  });

  it('show the databases of each cloud', async () => {
    expect(await shown('databases', 'engine', 'engine_version', 'is_public', 'is_encrypted')).toEqual({
      'db-open': ['postgres', '17.2', true, false],
      'db-untold': ['docdb', null, null, null],
      plain: ['sqlserver', '12.0', true, false],
      'encryption-unread': ['sqlserver', null, null, null],
      pg: ['postgres', '17', false, true],
      'adb-public': ['oracle', '23ai', true, true],
      'adb-private': ['oracle', '23ai', false, true],
      'adb-unread': ['oracle', null, null, true],
      dbs: ['oracle', '19.0', null, true],
      'dbs-private': ['oracle', '19.0', false, true],
      aurora: ['aurora-mysql', '8.0', null, true],
      'multi-az': ['postgres', null, false, true],
      dax: ['dax', null, false, false],
    });
  });

  it('show the users of each cloud', async () => {
    expect(await shown('users', 'can_sign_in', 'has_mfa', 'last_sign_in_at')).toEqual({
      'root-like': [true, false, null],
      'by-group': [false, true, null],
      'half-read': [null, null, null],
      'entra-admin': [true, false, null],
      'entra-unread': [true, null, null],
      'oci-admin': [true, true, '2026-11-01'],
      'oci-domain-mfa': [true, true, null],
      'oci-unknown-mfa': [true, null, null],
      'oci-without-mfa': [true, false, null],
      'oci-partner': [true, true, '2026-11-02'],
      'oci-blocked-partner': [false, null, null],
    });
    // The users of the default domain are shown once.
    const counts = await place.rows("SELECT name, count(*) AS rows FROM users WHERE provider = 'oci' GROUP BY name HAVING count(*) > 1");
    expect(counts).toEqual([]);
  });

  it('are followed by what could not be read of the types that they show', async () => {
    const { err } = await place.query('SELECT count(*) FROM users WHERE has_mfa');
    expect(err).toContain('2 resources have parts that could not be read (AWS::IAM::User, Microsoft.Graph/users)');

    const joined = await place.query(
      "SELECT 1 FROM users u JOIN relationships r ON r.resource_uid = u.resource_uid AND r.type = 'AWS::IAM::Group'",
    );
    expect(joined.err).toContain('2 resources have parts that could not be read (AWS::IAM::User, Microsoft.Graph/users)');
  });
});

describe('the questions over all clouds', () => {
  it('find public buckets anywhere, and those of which it is not known', async () => {
    const rows = await place.rows(QUERIES.get('Which buckets of any cloud are public, or may be?')!);
    const known = Map.groupBy(rows, ({ is_public }) => is_public);

    expect(known.get(true)?.map(({ provider, name }) => `${String(provider)} ${String(name)}`)).toEqual([
      'aws by-acl',
      'aws by-policy',
      'aws by-acl-of-account',
      'azure public',
      'oci oci-public',
    ]);
    expect(known.get(null)?.map(({ name }) => name)).toEqual([
      'block-unread',
      'closed-but-policy-unread',
      'unread',
      'account-unseen',
      'account-unread',
      'of-unread-account',
      'of-unseen-account',
      'untold',
      'oci-unread',
    ]);
    expect(known.size).toBe(2);
  });

  it('find public buckets of S3, unless the block of the bucket or of its account prevents it', async () => {
    const rows = await place.rows(QUERIES.get('Which buckets are public?')!);
    expect(rows.map(({ bucket, account_block_read }) => [bucket, account_block_read])).toEqual([
      ['block-unread', true],
      ['by-acl', true],
      ['by-policy', true],
      ['by-acl-of-account', true],
      ['account-unseen', false],
      ['account-unread', false],
    ]);
  });

  it('find machines with a disk that is not encrypted', async () => {
    const rows = await place.rows(QUERIES.get('Which machines of any cloud have a disk that is not encrypted?')!);
    expect(rows).toEqual([expect.objectContaining({ provider: 'aws', machine: 'i-1', disk: 'vol-plain' })]);
  });

  it('find administrators of each cloud', async () => {
    expect(await names('Who is an administrator, in any cloud?')).toEqual(['by-group', 'root-like', 'entra-admin', 'oci-admin']);
  });

  it('find who signs in without a second factor', async () => {
    expect(await names('Who can sign in without a second factor, in any cloud?')).toEqual([
      'root-like',
      'entra-admin',
      'entra-unread',
      'oci-unknown-mfa',
      'oci-without-mfa',
    ]);
  });

  it('find where SSH is open to the world', async () => {
    expect(await names('Where is SSH open to the whole world, in any cloud?')).toEqual([
      'sg-open',
      'sg-open-v6',
      'nsg-open',
      'nsg-open-in-list',
      'oci-nsg-open',
      'sl-open',
      'sl-open-all-ports',
    ]);
  });

  it('find databases that are public or not encrypted', async () => {
    expect(await names('Which databases of any cloud are public, or not encrypted?')).toEqual(['dax', 'db-open', 'plain', 'adb-public']);
  });

  it('count machines by cloud and size', async () => {
    const rows = await place.rows(QUERIES.get('How many machines are there in each cloud, by size?')!);
    expect(rows.map(({ provider, size, state, machines }) => [provider, size, state, machines])).toEqual([
      ['aws', 'm7g.large', 'running', 1],
      ['aws', null, 'Online', 1],
      ['azure', 'D2s_v5', 'running', 1],
      ['azure', 'D2s_v5', null, 1],
      ['oci', 'VM.Standard.E5.Flex', 'RUNNING', 1],
    ]);
  });

  it('find networks of several clouds with the same addresses', async () => {
    const rows = await place.rows(QUERIES.get('Which networks of any cloud have the same addresses?')!);
    expect(rows).toEqual([expect.objectContaining({ cidr_blocks: '10.0.0.0/16, 10.1.0.0/16', networks: 2, clouds: 2 })]);
  });
});
