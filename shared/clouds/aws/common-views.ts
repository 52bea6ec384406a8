/** The columns of AWS types in the views that span clouds. */
import { ifRead, isAt, isUnread, type ProviderViews, textAt } from '../common-views.ts';

const ACCOUNT_BLOCK = 'AWS::S3::AccountPublicAccessBlock';
const BLOCK = 'PublicAccessBlockConfiguration';
const EVERYONE = 'groups/global/(AllUsers|AuthenticatedUsers)';
const isSet = (setting: string, row: 'r' | 'p'): string => `coalesce(${isAt(`$.${BLOCK}.${setting}`, 'true', row)}, false)`;

/** Whether a grant opens the bucket: not if the block of the bucket or of its account (`p`) stops it; null if a part that decides it is not known. */
const opens = (grants: string, field: string, setting: string): string =>
  `CASE WHEN ${isSet(setting, 'r')} OR ${isSet(setting, 'p')} THEN false WHEN ${isUnread(field)} THEN NULL WHEN NOT ${grants} THEN false ` +
  `WHEN ${isUnread(BLOCK)} OR p.resource_id IS NULL OR ${isUnread(BLOCK, 'p')} THEN NULL ELSE true END`;
const byPolicy = opens(`coalesce(${isAt('$.PolicyStatus.IsPublic', 'true')}, false)`, 'PolicyStatus', 'RestrictPublicBuckets');
const byAcl = opens(
  `coalesce(regexp_like(json_format(json_extract(r.config, '$.Acl.Grants')), '${EVERYONE}'), false)`,
  'Acl',
  'IgnorePublicAcls',
);

/** The instances of RDS and of the services with its API. */
const dbInstance = {
  columns: {
    state: textAt('$.DBInstanceStatus'),
    size: textAt('$.DBInstanceClass'),
    engine: textAt('$.Engine'),
    engine_version: textAt('$.EngineVersion'),
    is_public: isAt('$.PubliclyAccessible', 'true'),
    is_encrypted: isAt('$.StorageEncrypted', 'true'),
    created_at: textAt('$.InstanceCreateTime'),
  },
} as const;

/** The clusters of RDS and of the services with its API. Their instances are rows of their own; Aurora's and the others' tell whether they are public. */
const dbCluster = {
  columns: {
    size: textAt('$.DBClusterInstanceClass'),
    engine: textAt('$.Engine'),
    engine_version: textAt('$.EngineVersion'),
    is_public: isAt('$.PubliclyAccessible', 'true'),
    is_encrypted: isAt('$.StorageEncrypted', 'true'),
    created_at: textAt('$.ClusterCreateTime'),
  },
} as const;

export const AWS_VIEWS: ProviderViews = {
  virtual_machines: {
    // EC2 tells when an instance was started last, and not when it was made.
    'AWS::EC2::Instance': { columns: { state: textAt('$.State.Name'), size: textAt('$.InstanceType'), image: textAt('$.ImageId') } },
    'AWS::Lightsail::Instance': {
      columns: {
        state: textAt('$.state.name'),
        size: textAt('$.bundleId'),
        image: textAt('$.blueprintId'),
        created_at: textAt('$.createdAt'),
      },
    },
    'AWS::WorkSpaces::Workspace': {
      columns: { size: textAt('$.WorkspaceProperties.ComputeTypeName'), image: textAt('$.BundleId') },
    },
    // Machines outside AWS. Those of EC2 (`i-`) are shown as instances of EC2.
    'AWS::SSM::ManagedInstance': { columns: { state: textAt('$.PingStatus') }, where: "r.resource_id LIKE 'mi-%'" },
  },
  networks: {
    'AWS::EC2::VPC': {
      columns: {
        state: textAt('$.State'),
        cidr_blocks: `array_join(regexp_extract_all(json_format(json_extract(r.config, '$.CidrBlockAssociationSet')), '"CidrBlock":"([^"]+)"', 1), ', ')`,
        is_default: isAt('$.IsDefault', 'true'),
      },
    },
    // A prefix list is a list of addresses, in which nothing runs.
    'AWS::EC2::PrefixList': null,
  },
  disks: {
    'AWS::EC2::Volume': {
      columns: {
        state: textAt('$.State'),
        size_gib: textAt('$.Size'),
        is_encrypted: isAt('$.Encrypted', 'true'),
        encryption_key: textAt('$.KmsKeyId'),
        created_at: textAt('$.CreateTime'),
      },
    },
  },
  buckets: {
    'AWS::S3::Bucket': {
      columns: {
        is_public: `(${byPolicy}) OR (${byAcl})`,
        is_versioned: ifRead('VersioningConfiguration', `coalesce(${textAt('$.VersioningConfiguration.Status')}, 'never') = 'Enabled'`),
        encryption_key: textAt('$.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID'),
        created_at: textAt('$.CreationDate'),
      },
      parents: { p: { type: ACCOUNT_BLOCK, id: "'account-public-access-block'" } },
    },
    'AWS::S3Express::DirectoryBucket': {
      columns: {
        // S3 blocks public access to directory buckets always, and keeps no versions in them.
        is_public: 'false',
        is_versioned: 'false',
        encryption_key: textAt('$.ServerSideEncryptionConfiguration.Rules[0].ApplyServerSideEncryptionByDefault.KMSMasterKeyID'),
        created_at: textAt('$.CreationDate'),
      },
    },
    // Access points lead to buckets, and hold nothing.
    'AWS::S3::AccessPoint': null,
    'AWS::S3::MultiRegionAccessPoint': null,
  },
  databases: {
    'AWS::RDS::DBInstance': dbInstance,
    'AWS::DocDB::DBInstance': dbInstance,
    'AWS::Neptune::DBInstance': dbInstance,
    'AWS::RDS::DBCluster': dbCluster,
    'AWS::DocDB::DBCluster': dbCluster,
    'AWS::Neptune::DBCluster': dbCluster,
    'AWS::DAX::Cluster': {
      columns: {
        size: textAt('$.NodeType'),
        engine: "'dax'",
        // It is reached from its VPC alone.
        is_public: 'false',
        is_encrypted: isAt('$.SSEDescription.Status', 'ENABLED'),
      },
    },
    'AWS::Lightsail::Database': {
      columns: {
        state: textAt('$.state'),
        size: textAt('$.relationalDatabaseBundleId'),
        engine: textAt('$.engine'),
        engine_version: textAt('$.engineVersion'),
        is_public: isAt('$.publiclyAccessible', 'true'),
        created_at: textAt('$.createdAt'),
      },
    },
  },
  users: {
    'AWS::IAM::User': {
      columns: {
        can_sign_in: ifRead('LoginProfile', `${textAt('$.LoginProfile.CreateDate')} IS NOT NULL`),
        has_mfa: `json_array_length(json_extract(r.config, '$.MFADevices')) > 0`,
        last_sign_in_at: textAt('$.PasswordLastUsed'),
        created_at: textAt('$.CreateDate'),
      },
    },
  },
};
