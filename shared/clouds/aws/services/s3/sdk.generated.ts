/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { S3Client, GetBucketAccelerateConfigurationCommand, GetBucketAclCommand, GetBucketCorsCommand, GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand, GetBucketLocationCommand, GetBucketLoggingCommand, GetBucketNotificationConfigurationCommand, GetBucketOwnershipControlsCommand, GetBucketPolicyCommand, GetBucketPolicyStatusCommand, GetBucketReplicationCommand, GetBucketTaggingCommand, GetBucketVersioningCommand, GetBucketWebsiteCommand, GetObjectLockConfigurationCommand, GetPublicAccessBlockCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { S3ControlClient, GetAccessPointCommand as s3controlGetAccessPointCommand, GetAccessPointPolicyCommand as s3controlGetAccessPointPolicyCommand, GetPublicAccessBlockCommand as s3controlGetPublicAccessBlockCommand, ListAccessPointsCommand as s3controlListAccessPointsCommand, ListTagsForResourceCommand as s3controlListTagsForResourceCommand, ListMultiRegionAccessPointsCommand as s3multiregionListMultiRegionAccessPointsCommand } from '@aws-sdk/client-s3-control';
import type { LoadedService } from '../../types/loaded-service.ts';
import accessPointType from './access-point.ts';
import accountPublicAccessBlockType from './account-public-access-block.ts';
import bucketType from './bucket.ts';
import multiRegionAccessPointType from './multi-region-access-point.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: S3Client,
  apis: { s3control: S3ControlClient, s3multiregion: S3ControlClient },
  commands: { GetBucketAccelerateConfiguration: GetBucketAccelerateConfigurationCommand, GetBucketAcl: GetBucketAclCommand, GetBucketCors: GetBucketCorsCommand, GetBucketEncryption: GetBucketEncryptionCommand, GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationCommand, GetBucketLocation: GetBucketLocationCommand, GetBucketLogging: GetBucketLoggingCommand, GetBucketNotificationConfiguration: GetBucketNotificationConfigurationCommand, GetBucketOwnershipControls: GetBucketOwnershipControlsCommand, GetBucketPolicy: GetBucketPolicyCommand, GetBucketPolicyStatus: GetBucketPolicyStatusCommand, GetBucketReplication: GetBucketReplicationCommand, GetBucketTagging: GetBucketTaggingCommand, GetBucketVersioning: GetBucketVersioningCommand, GetBucketWebsite: GetBucketWebsiteCommand, GetObjectLockConfiguration: GetObjectLockConfigurationCommand, GetPublicAccessBlock: GetPublicAccessBlockCommand, ListBuckets: ListBucketsCommand, 's3control.GetAccessPoint': s3controlGetAccessPointCommand, 's3control.GetAccessPointPolicy': s3controlGetAccessPointPolicyCommand, 's3control.GetPublicAccessBlock': s3controlGetPublicAccessBlockCommand, 's3control.ListAccessPoints': s3controlListAccessPointsCommand, 's3control.ListTagsForResource': s3controlListTagsForResourceCommand, 's3multiregion.ListMultiRegionAccessPoints': s3multiregionListMultiRegionAccessPointsCommand },
  types: [accessPointType, accountPublicAccessBlockType, bucketType, multiRegionAccessPointType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
