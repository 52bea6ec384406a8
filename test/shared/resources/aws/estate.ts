/** One resource of each type as AWS answers with it, rich enough to show what each type makes of it. */
import { AnsweredError } from '../../../../shared/clouds/aws/answerer.ts';
import { FakeAws } from '../../clouds/aws/support.ts';

export const REGION = 'eu-west-1';

const tags = (Name: string): object[] => [
  { Key: 'Name', Value: Name },
  { Key: 'empty', Value: undefined },
];
const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] };
const URL_ENCODED = encodeURIComponent(JSON.stringify(DOCUMENT));
export const PLANTED_SECRET = 'planted-hunter2';

export { DOCUMENT };

export const notSet = (code: string): AnsweredError => new AnsweredError(code, 'It is not set.', 404);

/** Answers of a bucket on which nothing is set but what S3 always sets. */
export const BARE_BUCKET = {
  GetBucketPolicy: notSet('NoSuchBucketPolicy'),
  GetBucketPolicyStatus: notSet('NoSuchBucketPolicy'),
  GetBucketAcl: { Owner: { ID: 'me' }, Grants: [] },
  GetBucketEncryption: notSet('ServerSideEncryptionConfigurationNotFoundError'),
  GetBucketVersioning: {},
  GetPublicAccessBlock: notSet('NoSuchPublicAccessBlockConfiguration'),
  GetBucketLogging: {},
  GetBucketLifecycleConfiguration: notSet('NoSuchLifecycleConfiguration'),
  GetBucketReplication: notSet('ReplicationConfigurationNotFoundError'),
  GetBucketTagging: notSet('NoSuchTagSet'),
  GetBucketWebsite: notSet('NoSuchWebsiteConfiguration'),
  GetBucketCors: notSet('NoSuchCORSConfiguration'),
  GetBucketOwnershipControls: notSet('OwnershipControlsNotFoundError'),
  GetBucketNotificationConfiguration: {},
  GetObjectLockConfiguration: notSet('ObjectLockConfigurationNotFoundError'),
  GetBucketAccelerateConfiguration: {},
} as const;

const EC2 = {
  DescribeVpcs: { Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', DhcpOptionsId: 'dopt-1', Tags: tags('main') }] },
  DescribeSubnets: {
    Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', OwnerId: '999988887777', AvailableIpAddressCount: 250, Tags: tags('a') }],
  },
  DescribeSecurityGroups: {
    SecurityGroups: [
      {
        GroupId: 'sg-1',
        GroupName: 'web',
        VpcId: 'vpc-1',
        IpPermissions: [{ UserIdGroupPairs: [{ GroupId: 'sg-1' }, { GroupId: 'sg-2' }] }],
        IpPermissionsEgress: [{ UserIdGroupPairs: [{ GroupId: 'sg-2' }], IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ],
  },
  DescribeInstances: {
    Reservations: [
      {
        Instances: [
          {
            InstanceId: 'i-1',
            ImageId: 'ami-1',
            VpcId: 'vpc-1',
            SubnetId: 'subnet-1',
            LaunchTime: new Date('2026-01-02T03:04:05Z'),
            State: { Name: 'running' },
            IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web' },
            SecurityGroups: [{ GroupId: 'sg-1' }],
            NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-1' }] }, { Groups: [{ GroupId: 'sg-2' }] }],
            BlockDeviceMappings: [{ Ebs: { VolumeId: 'vol-1' } }, {}],
            Tags: tags('web-1'),
          },
        ],
      },
      { Instances: [{ InstanceId: 'i-gone', State: { Name: 'terminated' } }] },
    ],
  },
  DescribeVolumes: {
    Volumes: [{ VolumeId: 'vol-1', KmsKeyId: 'arn:key', SnapshotId: '', Attachments: [{ InstanceId: 'i-1' }], Tags: [] }],
  },
};

const IAM = {
  ListUsers: { Users: [{ UserName: 'ada', PasswordLastUsed: new Date('2026-11-01T00:00:00Z') }] },
  GetAccountAuthorizationDetails: {
    UserDetailList: [
      {
        UserName: 'ada',
        Arn: 'arn:aws:iam::111122223333:user/ada',
        GroupList: ['admins'],
        AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
        PermissionsBoundary: { PermissionsBoundaryArn: 'arn:boundary' },
        UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: URL_ENCODED }],
        Tags: tags('Ada'),
      },
    ],
    RoleDetailList: [
      {
        RoleName: 'web',
        Arn: 'arn:aws:iam::111122223333:role/web',
        AssumeRolePolicyDocument: URL_ENCODED,
        AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
        InstanceProfileList: [
          { Arn: 'arn:profile/web', Roles: [{ RoleName: 'web', AssumeRolePolicyDocument: URL_ENCODED, RoleLastUsed: {} }] },
        ],
        RoleLastUsed: { LastUsedDate: new Date('2026-11-20T00:00:00Z'), Region: 'eu-west-1' },
        Tags: tags('web'),
      },
    ],
  },
  ListAccessKeys: {
    AccessKeyMetadata: [{ UserName: 'ada', AccessKeyId: 'AKIA1', Status: 'Active', CreateDate: new Date('2024-01-01T00:00:00Z') }],
  },
  GetAccessKeyLastUsed: { AccessKeyLastUsed: { LastUsedDate: new Date('2026-11-19T00:00:00Z'), ServiceName: 's3', Region: 'eu-west-1' } },
  ListMFADevices: { MFADevices: [{ UserName: 'ada', SerialNumber: 'arn:mfa', EnableDate: new Date('2024-01-01T00:00:00Z') }] },
  GetLoginProfile: notSet('NoSuchEntityException'),
};

const RDS = {
  DescribeDBInstances: {
    DBInstances: [
      {
        DBInstanceIdentifier: 'orders',
        DBInstanceArn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
        KmsKeyId: 'arn:key',
        DBSubnetGroup: { VpcId: 'vpc-1', DBSubnetGroupName: 'private' },
        VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-1' }],
        LatestRestorableTime: new Date('2026-11-20T23:55:00Z'),
        PendingModifiedValues: {},
        TagList: tags('orders'),
      },
    ],
  },
};

const LAMBDA = {
  ListFunctions: {
    Functions: [
      {
        FunctionName: 'pay',
        FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:pay',
        Role: 'arn:aws:iam::111122223333:role/web',
        VpcConfig: { VpcId: 'vpc-1', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
        Environment: { Variables: { DB_PASSWORD: PLANTED_SECRET } },
        Layers: [{ Arn: 'arn:layer:1' }],
      },
    ],
  },
  ListTags: { Tags: { team: 'payments' } },
  GetPolicy: { Policy: JSON.stringify(DOCUMENT), RevisionId: 'r' },
  GetFunctionUrlConfig: notSet('ResourceNotFoundException'),
};

const S3 = {
  ...BARE_BUCKET,
  ListBuckets: { Buckets: [{ Name: 'logs', CreationDate: new Date('2020-01-01T00:00:00Z'), BucketRegion: REGION }] },
  GetBucketPolicy: { Policy: JSON.stringify(DOCUMENT) },
  GetBucketTagging: { TagSet: tags('logs') },
  GetBucketVersioning: { Status: 'Enabled' },
  GetBucketEncryption: {
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:key' } }],
    },
  },
  GetBucketLogging: { LoggingEnabled: { TargetBucket: 'audit', TargetPrefix: 'logs/' } },
  GetBucketReplication: {
    ReplicationConfiguration: { Role: 'arn:role/copy', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } }] },
  },
};

export const estate = (more: Readonly<Record<string, object>> = {}): FakeAws =>
  new FakeAws({ ...EC2, ...IAM, ...RDS, ...LAMBDA, ...S3, ...more });
