/** The buckets of an account, each with what S3 would tell of it. */
import type {
  Bucket,
  GetBucketAclOutput,
  GetBucketAccelerateConfigurationOutput,
  GetBucketCorsOutput,
  GetBucketEncryptionOutput,
  GetBucketLifecycleConfigurationOutput,
  GetBucketLoggingOutput,
  GetBucketOwnershipControlsOutput,
  GetBucketReplicationOutput,
  GetBucketRequestPaymentOutput,
  GetBucketTaggingOutput,
  GetBucketVersioningOutput,
  GetBucketWebsiteOutput,
  GetObjectLockConfigurationOutput,
  GetPublicAccessBlockOutput,
  Grant,
  NotificationConfiguration,
} from '@aws-sdk/client-s3';
import { MAIL_DOMAIN, ORGANIZATION, type Blueprint, type Region } from './blueprint.ts';
import { daysBefore } from './calendar.ts';
import { FaultLog, type Fault } from './faults.ts';
import { roleArn } from './iam-names.ts';
import { functionArn } from './lambda-names.ts';
import { tagList, tagMap } from './tags.ts';

/** What S3 answers to each configuration read; null where the thing is not set and S3 says so by an error. */
export interface BucketAnswers {
  readonly GetBucketPolicy: { readonly Policy: string } | null;
  readonly GetBucketPolicyStatus: { readonly PolicyStatus: { readonly IsPublic: boolean } } | null;
  readonly GetBucketAcl: GetBucketAclOutput;
  readonly GetBucketEncryption: GetBucketEncryptionOutput | null;
  readonly GetBucketVersioning: GetBucketVersioningOutput;
  readonly GetPublicAccessBlock: GetPublicAccessBlockOutput | null;
  readonly GetBucketLogging: GetBucketLoggingOutput;
  readonly GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationOutput | null;
  readonly GetBucketReplication: GetBucketReplicationOutput | null;
  readonly GetBucketTagging: GetBucketTaggingOutput | null;
  readonly GetBucketWebsite: GetBucketWebsiteOutput | null;
  readonly GetBucketCors: GetBucketCorsOutput | null;
  readonly GetBucketOwnershipControls: GetBucketOwnershipControlsOutput | null;
  readonly GetBucketNotificationConfiguration: NotificationConfiguration;
  readonly GetObjectLockConfiguration: GetObjectLockConfigurationOutput | null;
  readonly GetBucketAccelerateConfiguration: GetBucketAccelerateConfigurationOutput;
  readonly GetBucketRequestPayment: GetBucketRequestPaymentOutput;
}

export interface DemoBucket {
  readonly item: Bucket & { readonly Name: string; readonly BucketRegion: Region };
  readonly answers: BucketAnswers;
}

export interface Buckets {
  readonly owner: { readonly ID: string };
  /** In order of their names, as S3 lists them. */
  readonly byName: ReadonlyMap<string, DemoBucket>;
  readonly faults: readonly Fault[];
}

/** What makes a bucket another than a private, encrypted one of the primary region. */
interface Plan {
  readonly purpose: string;
  readonly region?: Region;
  readonly age?: number;
  readonly answers?: Partial<BucketAnswers>;
  readonly statements?: readonly object[];
  readonly grants?: readonly Grant[];
  /** May be open to everyone. */
  readonly publishes?: boolean;
  readonly versioned?: boolean;
}

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers';

export function buildBuckets(blueprint: Blueprint): Buckets {
  const { draw } = blueprint;
  const faults = new FaultLog(blueprint);
  const owner = { ID: draw.hex('canonical user', 64) };
  const buckets = plansOf(blueprint)
    .map((plan) => bucketOf(blueprint, plan, owner, faults))
    .toSorted((one, other) => (one.item.Name < other.item.Name ? -1 : 1));
  return { owner, byName: new Map(buckets.map((bucket) => [bucket.item.Name, bucket])), faults: faults.list };
}

/** Bucket names are unique in the world: the account's last digits see to it. */
const bucketName = ({ profile, stem }: Blueprint, purpose: string): string => `${ORGANIZATION}-${stem}-${purpose}-${profile.id.slice(-6)}`;

const bucketArn = (name: string): string => `arn:aws:s3:::${name}`;

function bucketOf(blueprint: Blueprint, plan: Plan, owner: { ID: string }, faults: FaultLog): DemoBucket {
  const { draw, primary, today } = blueprint;
  const { purpose, region = primary } = plan;
  const name = bucketName(blueprint, purpose);
  const faulty = { type: 'AWS::S3::Bucket', region, id: name };
  const publishes = plan.publishes ?? false;
  const publicPolicy = publishes && faults.has('bucket_public_policy', faulty, 0.35);
  const publicAcl = publishes && faults.has('bucket_public_acl', faulty, 0.1);
  // Only a bucket without the block can be public.
  const unblocked = publicPolicy || publicAcl || (purpose === 'uploads' && faults.has('bucket_without_public_access_block', faulty, 0.3));
  if (publicPolicy || publicAcl) faults.note('bucket_without_public_access_block', faulty);
  const unencrypted = purpose === 'uploads' && faults.has('bucket_unencrypted', faulty, 0.1);
  const versioned = plan.versioned ?? !faults.has('bucket_unversioned', faulty, 0.4);
  const statements = [
    denyPlainHttp(name),
    ...(plan.statements ?? []),
    ...(publicPolicy
      ? [{ Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${bucketArn(name)}/*` }]
      : []),
  ];
  const hasPolicy = publicPolicy || plan.statements !== undefined || draw.chance(`policy of ${purpose}`, 0.5);
  const tags = tagMap(blueprint, `bucket ${purpose}`);
  const kms = draw.chance(`kms of ${purpose}`, 0.4);
  return {
    item: { Name: name, CreationDate: daysBefore(plan.age ?? draw.integer(`age of ${purpose}`, 30, 1500)), BucketRegion: region },
    answers: {
      GetBucketPolicy: hasPolicy ? { Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) } : null,
      GetBucketPolicyStatus: hasPolicy ? { PolicyStatus: { IsPublic: publicPolicy } } : null,
      GetBucketAcl: {
        Owner: owner,
        Grants: [
          { Grantee: { ID: owner.ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
          ...(plan.grants ?? []),
          ...(publicAcl ? [{ Grantee: { Type: 'Group' as const, URI: ALL_USERS }, Permission: 'READ' as const }] : []),
        ],
      },
      GetBucketEncryption: unencrypted ? null : encryption(kms ? kmsKey(blueprint, region) : undefined),
      GetBucketVersioning: versioned ? { Status: 'Enabled' } : draw.chance(`suspended ${purpose}`, 0.2) ? { Status: 'Suspended' } : {},
      GetPublicAccessBlock: unblocked ? null : blockAll,
      GetBucketLogging:
        purpose === 'logs' || region !== primary || !draw.chance(`logs of ${purpose}`, 0.6)
          ? {}
          : { LoggingEnabled: { TargetBucket: bucketName(blueprint, 'logs'), TargetPrefix: `${name}/` } },
      GetBucketLifecycleConfiguration: today(`lifecycle of ${purpose}`, 0.1) ? expireAfter(180) : null,
      GetBucketReplication: null,
      GetBucketTagging: Object.keys(tags).length === 0 ? null : { TagSet: tagList(tags) },
      GetBucketWebsite: null,
      GetBucketCors: null,
      GetBucketOwnershipControls: {
        OwnershipControls: {
          Rules: [{ ObjectOwnership: publicAcl || plan.grants !== undefined ? 'BucketOwnerPreferred' : 'BucketOwnerEnforced' }],
        },
      },
      GetBucketNotificationConfiguration: {},
      GetObjectLockConfiguration: null,
      GetBucketAccelerateConfiguration: {},
      GetBucketRequestPayment: { Payer: 'BucketOwner' },
      ...plan.answers,
    },
  };
}

const denyPlainHttp = (name: string): object => ({
  Sid: 'DenyPlainHttp',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [bucketArn(name), `${bucketArn(name)}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const blockAll: GetPublicAccessBlockOutput = {
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
};

const kmsKey = ({ draw, profile }: Blueprint, region: Region): string =>
  `arn:aws:kms:${region}:${profile.id}:key/${draw.uuid(`s3 key ${region}`)}`;

const encryption = (key: string | undefined): GetBucketEncryptionOutput => ({
  ServerSideEncryptionConfiguration: {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault:
          key === undefined ? { SSEAlgorithm: 'AES256' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
        BucketKeyEnabled: key !== undefined,
      },
    ],
  },
});

const expireAfter = (days: number): GetBucketLifecycleConfigurationOutput => ({
  Rules: [{ ID: `expire-after-${days}-days`, Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: days } }],
});

function plansOf(blueprint: Blueprint): Plan[] {
  const { primary, secondary, today, large, profile, draw } = blueprint;
  const hasReplica = draw.chance('replicated data', 0.35);
  return [
    {
      purpose: 'logs',
      versioned: false,
      grants: [
        { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' }, Permission: 'WRITE' },
        { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/s3/LogDelivery' }, Permission: 'READ_ACP' },
      ],
      answers: { GetBucketLifecycleConfiguration: expireAfter(90) },
    },
    {
      purpose: 'assets',
      publishes: true,
      answers: {
        GetBucketWebsite: { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: 'error.html' } },
        GetBucketCors: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: [`https://www.${MAIL_DOMAIN}`], MaxAgeSeconds: 3600 }] },
      },
    },
    {
      purpose: 'data',
      versioned: true,
      answers: {
        GetBucketEncryption: encryption(kmsKey(blueprint, primary)),
        ...(hasReplica ? { GetBucketReplication: replication(blueprint) } : {}),
      },
    },
    ...(hasReplica ? [{ purpose: 'data-replica', region: secondary, versioned: true }] : []),
    {
      purpose: 'uploads',
      answers: {
        GetBucketNotificationConfiguration: {
          LambdaFunctionConfigurations: [
            { Id: 'process-upload', Events: ['s3:ObjectCreated:*'], LambdaFunctionArn: functionArn(blueprint, primary, 'process-upload') },
          ],
        },
        ...(large ? { GetBucketAccelerateConfiguration: { Status: 'Enabled' as const } } : {}),
      },
    },
    ...(profile.environment === 'production' ? [auditTrail(blueprint)] : []),
    ...(today('remove export bucket', 0.6) ? [] : [{ purpose: 'export-2024', age: 650 }]),
    ...(today('new bucket', 0.8) ? [{ purpose: 'insights', age: -0.5, versioned: true }] : []),
    ...Array.from({ length: large ? 6 : 0 }, (_, index) => ({ purpose: `landing-${index + 1}` })),
  ];
}

function replication(blueprint: Blueprint): GetBucketReplicationOutput {
  return {
    ReplicationConfiguration: {
      Role: roleArn(blueprint, 's3-replication'),
      Rules: [
        {
          ID: 'everything',
          Priority: 0,
          Status: 'Enabled',
          Filter: { Prefix: '' },
          DeleteMarkerReplication: { Status: 'Disabled' },
          Destination: { Bucket: bucketArn(bucketName(blueprint, 'data-replica')) },
        },
      ],
    },
  };
}

function auditTrail(blueprint: Blueprint): Plan {
  const arn = bucketArn(bucketName(blueprint, 'audit'));
  const principal = { Service: 'cloudtrail.amazonaws.com' };
  return {
    purpose: 'audit',
    versioned: true,
    statements: [
      { Sid: 'TrailAclCheck', Effect: 'Allow', Principal: principal, Action: 's3:GetBucketAcl', Resource: arn },
      {
        Sid: 'TrailWrite',
        Effect: 'Allow',
        Principal: principal,
        Action: 's3:PutObject',
        Resource: `${arn}/AWSLogs/${blueprint.profile.id}/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
    answers: {
      GetBucketLifecycleConfiguration: {
        Rules: [
          {
            ID: 'archive',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            Transitions: [{ Days: 90, StorageClass: 'GLACIER' }],
            NoncurrentVersionExpiration: { NoncurrentDays: 365 },
          },
        ],
      },
      GetObjectLockConfiguration: {
        ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 365 } } },
      },
    },
  };
}
