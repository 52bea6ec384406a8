/** Buckets of a region and their settings, each of which is a read of its own. */
import {
  GetBucketAccelerateConfigurationCommand as Accelerate,
  GetBucketAclCommand as Acl,
  GetBucketCorsCommand as Cors,
  GetBucketEncryptionCommand as Encryption,
  GetBucketLifecycleConfigurationCommand as Lifecycle,
  GetBucketLoggingCommand as Logging,
  GetBucketNotificationConfigurationCommand as Notification,
  GetBucketOwnershipControlsCommand as Ownership,
  GetBucketPolicyCommand as Policy,
  GetBucketPolicyStatusCommand as PolicyStatus,
  GetBucketReplicationCommand as Replication,
  GetBucketTaggingCommand as Tagging,
  GetBucketVersioningCommand as Versioning,
  GetBucketWebsiteCommand as Website,
  GetObjectLockConfigurationCommand as ObjectLock,
  GetPublicAccessBlockCommand as PublicAccessBlock,
  type LoggingEnabled,
  type ReplicationConfiguration,
  S3Client,
  type ServerSideEncryptionConfiguration,
  type Tag,
} from '@aws-sdk/client-s3';
import type { Config } from '../../aws-type.ts';
import { bucketsIn, type NamedBucket, setting } from '../../buckets.ts';
import { defineAwsType } from '../../define-type.ts';
import { orNull, required, tagMap } from '../../plain.ts';
import { parseDocument } from '../../policy-document.ts';
import { related, relatedToAll } from '../../relations.ts';

export default defineAwsType<S3Client, NamedBucket>({
  type: 'AWS::S3::Bucket',
  kind: 'bucket',
  service: 's3',
  scope: 'regional',
  client: S3Client,
  listPermissions: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'],
  // The first rule that fits a request decides. Rules of lifecycles and replication are sets: prefixes and priorities decide there.
  ordered: ['CORSRules', 'WebsiteConfiguration.RoutingRules'],
  gone: ['NoSuchBucket'],

  list: ({ client, region }) => bucketsIn(client, region),

  details: {
    Policy: setting('GetBucketPolicy', 'NoSuchBucketPolicy', async (s3, of) =>
      parseDocument((await s3.send(new Policy(of))).Policy ?? 'null'),
    ),
    PolicyStatus: setting(
      'GetBucketPolicyStatus',
      'NoSuchBucketPolicy',
      async (s3, of) => (await s3.send(new PolicyStatus(of))).PolicyStatus,
    ),
    Acl: setting('GetBucketAcl', undefined, async (s3, of) => await s3.send(new Acl(of))),
    ServerSideEncryptionConfiguration: setting(
      'GetEncryptionConfiguration',
      'ServerSideEncryptionConfigurationNotFoundError',
      async (s3, of) => (await s3.send(new Encryption(of))).ServerSideEncryptionConfiguration,
    ),
    VersioningConfiguration: setting('GetBucketVersioning', undefined, async (s3, of) => orNull(await s3.send(new Versioning(of)))),
    PublicAccessBlockConfiguration: setting(
      'GetBucketPublicAccessBlock',
      'NoSuchPublicAccessBlockConfiguration',
      async (s3, of) => (await s3.send(new PublicAccessBlock(of))).PublicAccessBlockConfiguration,
    ),
    LoggingEnabled: setting('GetBucketLogging', undefined, async (s3, of) => (await s3.send(new Logging(of))).LoggingEnabled),
    LifecycleConfiguration: setting(
      'GetLifecycleConfiguration',
      'NoSuchLifecycleConfiguration',
      async (s3, of) => await s3.send(new Lifecycle(of)),
    ),
    ReplicationConfiguration: setting(
      'GetReplicationConfiguration',
      'ReplicationConfigurationNotFoundError',
      async (s3, of) => (await s3.send(new Replication(of))).ReplicationConfiguration,
    ),
    Tags: setting('GetBucketTagging', 'NoSuchTagSet', async (s3, of) => (await s3.send(new Tagging(of))).TagSet),
    WebsiteConfiguration: setting('GetBucketWebsite', 'NoSuchWebsiteConfiguration', async (s3, of) => await s3.send(new Website(of))),
    CORSRules: setting('GetBucketCORS', 'NoSuchCORSConfiguration', async (s3, of) => (await s3.send(new Cors(of))).CORSRules),
    OwnershipControls: setting(
      'GetBucketOwnershipControls',
      'OwnershipControlsNotFoundError',
      async (s3, of) => (await s3.send(new Ownership(of))).OwnershipControls,
    ),
    NotificationConfiguration: setting('GetBucketNotification', undefined, async (s3, of) => orNull(await s3.send(new Notification(of)))),
    ObjectLockConfiguration: setting(
      'GetBucketObjectLockConfiguration',
      'ObjectLockConfigurationNotFoundError',
      async (s3, of) => (await s3.send(new ObjectLock(of))).ObjectLockConfiguration,
    ),
    AccelerateConfiguration: setting('GetAccelerateConfiguration', undefined, async (s3, of) => orNull(await s3.send(new Accelerate(of)))),
  },

  parse(bucket: Config & NamedBucket & Settings, { partition }, unread) {
    const name = required(bucket.Name, 'Name');
    const { LoggingEnabled: logging, ReplicationConfiguration: replication, ServerSideEncryptionConfiguration: encryption } = bucket;
    const keys = encryption?.Rules?.map((rule) => rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID);
    const copies = replication?.Rules?.map(({ Destination }) => Destination?.Bucket);
    return {
      resource_id: name,
      native_id: `arn:${partition}:s3:::${name}`,
      name,
      tags: unread.has('Tags') ? null : tagMap(bucket.Tags),
      relationships: [
        ...relatedToAll('uses', 'AWS::KMS::Key', keys),
        ...related('logs_to', 'AWS::S3::Bucket', logging?.TargetBucket),
        ...relatedToAll('replicates_to', 'AWS::S3::Bucket', copies),
        ...related('uses', 'AWS::IAM::Role', replication?.Role),
      ],
    };
  },
});

/** The settings that relationships and tags come from; absent if they could not be read. */
interface Settings {
  readonly LoggingEnabled?: LoggingEnabled | null;
  readonly ReplicationConfiguration?: ReplicationConfiguration | null;
  readonly ServerSideEncryptionConfiguration?: ServerSideEncryptionConfiguration | null;
  readonly Tags?: readonly Tag[] | null;
}
