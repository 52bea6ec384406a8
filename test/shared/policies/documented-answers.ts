/**
 * Answers that show fields which AWS documents and which neither the demo estate nor the type tests have. The SDK's own
 * types say that the names are AWS's.
 */
import type { Instance, SecurityGroup, Subnet, Volume, Vpc } from '@aws-sdk/client-ec2';
import type { RoleDetail, UserDetail } from '@aws-sdk/client-iam';
import type { FunctionConfiguration, FunctionUrlConfig } from '@aws-sdk/client-lambda';
import type { DBInstance } from '@aws-sdk/client-rds';
import type {
  GetBucketAclOutput,
  GetBucketCorsOutput,
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLoggingOutput,
  GetBucketReplicationOutput,
  GetBucketVersioningOutput,
  GetBucketWebsiteOutput,
  GetObjectLockConfigurationOutput,
  NotificationConfiguration,
} from '@aws-sdk/client-s3';
import type { Answerer } from '../../../shared/clouds/aws/answerer.ts';
import { FakeAws } from '../clouds/aws/support.ts';
import { REGION } from '../resources/aws/estate.ts';

const TIME = new Date('2026-01-02T03:04:05Z');
const DOCUMENT = encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: [] }));
const ACCOUNT = '111122223333';

const VPC: Vpc = {
  VpcId: 'vpc-1',
  Ipv6CidrBlockAssociationSet: [
    {
      AssociationId: 'a',
      Ipv6CidrBlock: '2600:1f18::/56',
      Ipv6CidrBlockState: { State: 'associated' },
      NetworkBorderGroup: REGION,
      Ipv6Pool: 'Amazon',
    },
  ],
};

const SUBNET: Subnet = {
  SubnetId: 'subnet-1',
  OutpostArn: 'arn:outpost',
  CustomerOwnedIpv4Pool: 'pool',
  EnableLniAtDeviceIndex: 1,
  Ipv6CidrBlockAssociationSet: [{ AssociationId: 'a', Ipv6CidrBlock: '2600:1f18::/64', Ipv6CidrBlockState: { State: 'associated' } }],
};

const RULE = {
  IpProtocol: 'tcp',
  FromPort: 443,
  ToPort: 443,
  IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'private' }],
  Ipv6Ranges: [{ CidrIpv6: 'fd00::/8', Description: 'private' }],
  PrefixListIds: [{ PrefixListId: 'pl-1', Description: 's3' }],
  UserIdGroupPairs: [
    {
      GroupId: 'sg-2',
      GroupName: 'db',
      UserId: ACCOUNT,
      VpcId: 'vpc-1',
      Description: 'x',
      PeeringStatus: 'active',
      VpcPeeringConnectionId: 'pcx-1',
    },
  ],
};
const SECURITY_GROUP: SecurityGroup = { GroupId: 'sg-1', IpPermissions: [RULE], IpPermissionsEgress: [RULE] };

const INSTANCE: Instance = {
  InstanceId: 'i-1',
  KeyName: 'ops',
  Platform: 'Windows',
  Ipv6Address: '2600:1f18::1',
  InstanceLifecycle: 'spot',
  SpotInstanceRequestId: 'sir-1',
  SriovNetSupport: 'simple',
  KernelId: 'aki-1',
  RamdiskId: 'ari-1',
  OutpostArn: 'arn:outpost',
  TpmSupport: 'v2.0',
  CapacityReservationId: 'cr-1',
  CurrentInstanceBootMode: 'uefi',
  Licenses: [{ LicenseConfigurationArn: 'arn:license' }],
  Placement: { HostId: 'h-1', Affinity: 'default', PartitionNumber: 1, GroupId: 'pg-1' },
  NetworkInterfaces: [
    {
      NetworkInterfaceId: 'eni-1',
      Ipv6Addresses: [{ Ipv6Address: '2600:1f18::1', IsPrimaryIpv6: true }],
      PrivateIpAddresses: [
        { PrivateIpAddress: '10.0.0.1', Association: { PublicIp: '198.51.100.1', PublicDnsName: 'x', IpOwnerId: 'amazon' } },
      ],
    },
  ],
};

const VOLUME: Volume = {
  VolumeId: 'vol-1',
  OutpostArn: 'arn:outpost',
  FastRestored: false,
  KmsKeyId: 'arn:key',
  VolumeInitializationRate: 100,
};

const USER: UserDetail = {
  UserName: 'ada',
  PermissionsBoundary: { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: 'arn:boundary' },
  UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: DOCUMENT }],
};

const ROLE: RoleDetail = {
  RoleName: 'web',
  AssumeRolePolicyDocument: DOCUMENT,
  PermissionsBoundary: { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: 'arn:boundary' },
};

const FUNCTION: FunctionConfiguration = {
  FunctionName: 'pay',
  FunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:pay`,
  KMSKeyArn: 'arn:key',
  DeadLetterConfig: { TargetArn: 'arn:queue' },
  FileSystemConfigs: [{ Arn: 'arn:access-point', LocalMountPath: '/mnt/x' }],
  ImageConfigResponse: { ImageConfig: { Command: ['x'], EntryPoint: ['x'], WorkingDirectory: '/' } },
  Layers: [{ Arn: 'arn:layer:1', CodeSize: 1, SigningJobArn: 'arn:job', SigningProfileVersionArn: 'arn:profile' }],
  LoggingConfig: { ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', LogFormat: 'JSON', LogGroup: 'x' },
  MasterArn: 'arn:master',
  SigningJobArn: 'arn:job',
  SigningProfileVersionArn: 'arn:profile',
  State: 'Active',
  StateReason: 'x',
  StateReasonCode: 'Idle',
  LastUpdateStatus: 'Successful',
  LastUpdateStatusReason: 'x',
  LastUpdateStatusReasonCode: 'InternalError',
  RuntimeVersionConfig: { RuntimeVersionArn: 'arn:runtime' },
};

const FUNCTION_URL: FunctionUrlConfig = {
  AuthType: 'AWS_IAM',
  FunctionArn: FUNCTION.FunctionArn,
  FunctionUrl: 'https://x.lambda-url.eu-west-1.on.aws/',
  CreationTime: '2026-01-01T00:00:00Z',
  LastModifiedTime: '2026-01-01T00:00:00Z',
  Cors: {
    AllowCredentials: true,
    AllowHeaders: ['x'],
    AllowMethods: ['GET'],
    AllowOrigins: ['*'],
    ExposeHeaders: ['x'],
    MaxAge: 1,
  },
};

const DATABASE: DBInstance = {
  DBInstanceIdentifier: 'orders',
  DBClusterIdentifier: 'orders-cluster',
  ReadReplicaSourceDBInstanceIdentifier: 'primary',
  ReadReplicaSourceDBClusterIdentifier: 'primary-cluster',
  ReadReplicaDBInstanceIdentifiers: ['replica'],
  ReadReplicaDBClusterIdentifiers: ['replica-cluster'],
  ReplicaMode: 'mounted',
  EnabledCloudwatchLogsExports: ['audit'],
  Iops: 3000,
  CharacterSetName: 'x',
  NcharCharacterSetName: 'x',
  SecondaryAvailabilityZone: 'eu-west-1b',
  TdeCredentialArn: 'arn:hsm',
  Timezone: 'UTC',
  PromotionTier: 1,
  EnhancedMonitoringResourceArn: 'arn:stream',
  PerformanceInsightsKMSKeyId: 'arn:key',
  PerformanceInsightsRetentionPeriod: 7,
  MultiTenant: false,
  AutomationMode: 'full',
  AwsBackupRecoveryPointArn: 'arn:recovery',
  ActivityStreamEngineNativeAuditFieldsIncluded: false,
  ActivityStreamKinesisStreamName: 'x',
  ActivityStreamKmsKeyId: 'x',
  ActivityStreamMode: 'sync',
  ActivityStreamPolicyStatus: 'locked',
  AutomaticRestartTime: TIME,
  CustomIamInstanceProfile: 'x',
  DBSystemId: 'x',
  PercentProgress: '50',
  ResumeFullAutomationModeTime: TIME,
  StorageOperationStatus: 'x',
  StorageVolumeStatus: 'x',
  StorageEncryptionType: 'sse-rds',
  ListenerEndpoint: { Address: 'x', Port: 1433, HostedZoneId: 'Z' },
  ProcessorFeatures: [{ Name: 'coreCount', Value: '2' }],
  AssociatedRoles: [{ RoleArn: 'arn:role', FeatureName: 's3Import', Status: 'ACTIVE' }],
  DBSecurityGroups: [{ DBSecurityGroupName: 'x', Status: 'active' }],
  DomainMemberships: [
    { Domain: 'd', Status: 'joined', FQDN: 'x', IAMRoleName: 'x', OU: 'x', AuthSecretArn: 'arn:secret', DnsIps: ['10.0.0.1'] },
  ],
  DBInstanceAutomatedBackupsReplications: [{ DBInstanceAutomatedBackupsArn: 'arn:backup' }],
  MasterUserSecret: { SecretArn: 'arn:secret', SecretStatus: 'active', KmsKeyId: 'arn:key' },
  StatusInfos: [{ StatusType: 'read replication', Normal: true, Status: 'replicating', Message: 'x' }],
  DBSubnetGroup: {
    DBSubnetGroupArn: 'arn:group',
    SupportedNetworkTypes: ['IPV4'],
    Subnets: [{ SubnetIdentifier: 'subnet-1', SubnetOutpost: { Arn: 'arn:outpost' } }],
  },
};

const LIFECYCLE: GetBucketLifecycleConfigurationOutput = {
  TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K',
  Rules: [
    {
      ID: 'x',
      Prefix: 'x',
      Status: 'Enabled',
      Filter: {
        Prefix: 'x',
        Tag: { Key: 'x', Value: 'x' },
        ObjectSizeGreaterThan: 1,
        ObjectSizeLessThan: 2,
        And: { Prefix: 'x', Tags: [{ Key: 'x', Value: 'x' }], ObjectSizeGreaterThan: 1, ObjectSizeLessThan: 2 },
      },
      Expiration: { Date: TIME, Days: 1, ExpiredObjectDeleteMarker: true },
      Transitions: [{ Date: TIME, Days: 1, StorageClass: 'GLACIER' }],
      NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: 'GLACIER', NewerNoncurrentVersions: 1 }],
      NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 1 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ],
};

const REPLICATION: GetBucketReplicationOutput = {
  ReplicationConfiguration: {
    Role: 'arn:role',
    Rules: [
      {
        ID: 'x',
        Priority: 1,
        Prefix: 'x',
        Status: 'Enabled',
        Filter: { Prefix: 'x', Tag: { Key: 'x', Value: 'x' }, And: { Prefix: 'x', Tags: [{ Key: 'x', Value: 'x' }] } },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' }, ReplicaModifications: { Status: 'Enabled' } },
        ExistingObjectReplication: { Status: 'Enabled' },
        DeleteMarkerReplication: { Status: 'Enabled' },
        Destination: {
          Bucket: 'arn:aws:s3:::copy',
          Account: ACCOUNT,
          StorageClass: 'STANDARD',
          AccessControlTranslation: { Owner: 'Destination' },
          EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:key' },
          ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
          Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
        },
      },
    ],
  },
};

const EVENTS = {
  Id: 'x',
  Events: ['s3:ObjectCreated:*' as const],
  Filter: { Key: { FilterRules: [{ Name: 'prefix' as const, Value: 'x' }] } },
};
const NOTIFICATIONS: NotificationConfiguration = {
  TopicConfigurations: [{ ...EVENTS, TopicArn: 'arn:topic' }],
  QueueConfigurations: [{ ...EVENTS, QueueArn: 'arn:queue' }],
  LambdaFunctionConfigurations: [{ ...EVENTS, LambdaFunctionArn: 'arn:function' }],
  EventBridgeConfiguration: {},
};

const GRANTEE = { Type: 'CanonicalUser', ID: 'me', DisplayName: 'me', EmailAddress: 'x', URI: 'x' } as const;

const ACL: GetBucketAclOutput = { Owner: { ID: 'me', DisplayName: 'me' }, Grants: [{ Grantee: GRANTEE, Permission: 'READ' }] };
const CORS: GetBucketCorsOutput = {
  CORSRules: [{ ID: 'x', AllowedHeaders: ['*'], AllowedMethods: ['GET'], AllowedOrigins: ['*'], ExposeHeaders: ['x'], MaxAgeSeconds: 1 }],
};
const ENCRYPTION: GetBucketEncryptionOutput = {
  ServerSideEncryptionConfiguration: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: 'arn:key' },
        BucketKeyEnabled: true,
        BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
      },
    ],
  },
};
const LOGGING: GetBucketLoggingOutput = {
  LoggingEnabled: {
    TargetBucket: 'audit',
    TargetPrefix: 'x',
    TargetGrants: [{ Grantee: GRANTEE, Permission: 'READ' }],
    TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' }, SimplePrefix: {} },
  },
};
const VERSIONING: GetBucketVersioningOutput = { Status: 'Enabled', MFADelete: 'Enabled' };
const OBJECT_LOCK: GetObjectLockConfigurationOutput = {
  ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 1, Years: 1 } } },
};
const WEBSITE: GetBucketWebsiteOutput = {
  IndexDocument: { Suffix: 'index.html' },
  ErrorDocument: { Key: 'error.html' },
  RedirectAllRequestsTo: { HostName: 'x', Protocol: 'https' },
  RoutingRules: [
    {
      Condition: { HttpErrorCodeReturnedEquals: '404', KeyPrefixEquals: 'x' },
      Redirect: { HostName: 'x', HttpRedirectCode: '301', Protocol: 'https', ReplaceKeyPrefixWith: 'x', ReplaceKeyWith: 'x' },
    },
  ],
};

export const documentedAnswers = (): Answerer =>
  new FakeAws({
    DescribeVpcs: { Vpcs: [VPC] },
    DescribeSubnets: { Subnets: [SUBNET] },
    DescribeSecurityGroups: { SecurityGroups: [SECURITY_GROUP] },
    DescribeInstances: { Reservations: [{ Instances: [INSTANCE] }] },
    DescribeVolumes: { Volumes: [VOLUME] },
    GetAccountAuthorizationDetails: { UserDetailList: [USER], RoleDetailList: [ROLE] },
    DescribeDBInstances: { DBInstances: [DATABASE] },
    ListFunctions: { Functions: [FUNCTION] },
    GetFunctionUrlConfig: FUNCTION_URL,
    ListBuckets: { Buckets: [{ Name: 'logs', CreationDate: TIME, BucketRegion: REGION }] },
    GetBucketAcl: ACL,
    GetBucketEncryption: ENCRYPTION,
    GetBucketVersioning: VERSIONING,
    GetBucketLogging: LOGGING,
    GetBucketLifecycleConfiguration: LIFECYCLE,
    GetBucketReplication: REPLICATION,
    GetBucketWebsite: WEBSITE,
    GetBucketCors: CORS,
    GetBucketNotificationConfiguration: NOTIFICATIONS,
    GetObjectLockConfiguration: OBJECT_LOCK,
  });
