/** Buckets of a region and their settings; each setting takes a read of its own. */
import { arn, custom, defineType, paged, read, relation, uses, usesKey } from '../../types/define.ts';
import { globalRegionOf, partitionOf } from '../../regions.ts';
import type { CustomContext, Item, Match, ReadCall } from '../../types/definition.ts';

/** `absent` is the error code for "not set"; if it is absent, an empty answer means that. */
const setting = (operation: string, path: string, absent?: string, permission = operation): ReadCall =>
  read(operation, { Bucket: 'Name' }, path, {
    permission: `s3:${permission}`,
    ...(absent === undefined ? { emptyIsAbsent: true } : { absent: [absent] }),
  });

/**
 * S3 keeps versioning enabled while a bucket has replication or Object Lock, and has a policy's status only where there is a policy. Elsewhere
 * the call is saved: with all policies in use, a bucket takes nine calls, one more with a policy, and two more with versioning.
 */
const WITH_VERSIONS = { path: 'VersioningConfiguration.Status', is: ['Enabled'] } as const;
const WITH_POLICY = { path: 'Policy', not: [null] } as const;
const after = (condition: Match, call: ReadCall): ReadCall => ({ ...call, after: condition });

/** Read only if a policy in use names it, so that a bucket takes no more than ten calls otherwise. */
const optional = (call: ReadCall): ReadCall => ({ ...call, optional: true });

export default defineType({
  type: 'AWS::S3::Bucket',
  kind: 'bucket',
  // S3 filters by `BucketRegion`. Emulators return every bucket, so each one's region is checked, and read by a call where it is missing.
  list: custom(
    {
      // Small pages: each bucket takes up to sixteen more reads before the next page is requested.
      buckets: paged(
        'ListBuckets',
        'Buckets',
        { MaxBuckets: 100 },
        { from: { BucketRegion: '$region' }, permission: 's3:ListAllMyBuckets' },
      ),
      location: read('GetBucketLocation', { Bucket: 'Name' }, 'LocationConstraint'),
    },
    bucketsOfRegion,
  ),
  gone: ['NoSuchBucket'],
  id: 'Name',
  nativeId: arn('{Name}', { region: false, account: false }),
  name: 'Name',
  tags: 'Tags',
  relationships: [
    usesKey('ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID'),
    relation('logs_to', 'AWS::S3::Bucket', 'LoggingEnabled.TargetBucket'),
    relation('replicates_to', 'AWS::S3::Bucket', 'ReplicationConfiguration.Rules[].Destination.Bucket'),
    uses('AWS::IAM::Role', 'ReplicationConfiguration.Role'),
  ],
  details: {
    Policy: setting('GetBucketPolicy', 'Policy', 'NoSuchBucketPolicy'),
    PolicyStatus: after(WITH_POLICY, optional(setting('GetBucketPolicyStatus', 'PolicyStatus', 'NoSuchBucketPolicy'))),
    Acl: setting('GetBucketAcl', '@'),
    ServerSideEncryptionConfiguration: setting(
      'GetBucketEncryption',
      'ServerSideEncryptionConfiguration',
      'ServerSideEncryptionConfigurationNotFoundError',
      'GetEncryptionConfiguration',
    ),
    VersioningConfiguration: setting('GetBucketVersioning', '@'),
    PublicAccessBlockConfiguration: setting(
      'GetPublicAccessBlock',
      'PublicAccessBlockConfiguration',
      'NoSuchPublicAccessBlockConfiguration',
      'GetBucketPublicAccessBlock',
    ),
    LoggingEnabled: setting('GetBucketLogging', 'LoggingEnabled'),
    LifecycleConfiguration: setting('GetBucketLifecycleConfiguration', '@', 'NoSuchLifecycleConfiguration', 'GetLifecycleConfiguration'),
    ReplicationConfiguration: after(
      WITH_VERSIONS,
      setting('GetBucketReplication', 'ReplicationConfiguration', 'ReplicationConfigurationNotFoundError', 'GetReplicationConfiguration'),
    ),
    Tags: setting('GetBucketTagging', 'TagSet', 'NoSuchTagSet'),
    WebsiteConfiguration: optional(setting('GetBucketWebsite', '@', 'NoSuchWebsiteConfiguration')),
    CORSRules: optional(setting('GetBucketCors', 'CORSRules', 'NoSuchCORSConfiguration', 'GetBucketCORS')),
    OwnershipControls: optional(setting('GetBucketOwnershipControls', 'OwnershipControls', 'OwnershipControlsNotFoundError')),
    NotificationConfiguration: optional(setting('GetBucketNotificationConfiguration', '@', undefined, 'GetBucketNotification')),
    ObjectLockConfiguration: after(
      WITH_VERSIONS,
      optional(
        setting(
          'GetObjectLockConfiguration',
          'ObjectLockConfiguration',
          'ObjectLockConfigurationNotFoundError',
          'GetBucketObjectLockConfiguration',
        ),
      ),
    ),
    AccelerateConfiguration: optional(setting('GetBucketAccelerateConfiguration', '@', undefined, 'GetAccelerateConfiguration')),
  },
  // The first CORS rule that fits a request applies. The rules of lifecycles and replication are sets: there, prefixes and priorities decide.
  ordered: ['CORSRules', 'WebsiteConfiguration.RoutingRules'],
  drop: ['Acl.Grants[].Grantee.EmailAddress', 'LoggingEnabled.TargetGrants[].Grantee.EmailAddress'],
  documents: ['Policy'],
});

/** Old names of locations, with the regions that they mean: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
const LEGACY_LOCATIONS: Readonly<Record<string, string>> = { '': 'us-east-1', EU: 'eu-west-1' };

/**
 * The buckets of the slice. A bucket whose location may not be read is listed, with its settings unread: in the slice where it is stored, or
 * else in the partition's first region. The others do not suffer from it.
 */
async function* bucketsOfRegion({ region, pages, read: call, isStored, unread }: CustomContext): AsyncGenerator<readonly Item[]> {
  for await (const page of pages('buckets')) {
    const found: Item[] = [];
    for (const bucket of page) {
      try {
        const location = bucket['BucketRegion'] ?? (await call('location', bucket)) ?? '';
        if ((LEGACY_LOCATIONS[location as string] ?? location) === region) found.push({ ...bucket, BucketRegion: region });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'NoSuchBucket') continue;
        if (isStored(bucket['Name'] as string) || region === globalRegionOf(partitionOf(region))) found.push(await unread(bucket, error));
      }
    }
    yield found;
  }
}
