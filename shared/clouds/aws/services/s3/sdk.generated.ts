/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { S3Client, GetBucketAccelerateConfigurationCommand, GetBucketAclCommand, GetBucketCorsCommand, GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand, GetBucketLocationCommand, GetBucketLoggingCommand, GetBucketNotificationConfigurationCommand, GetBucketOwnershipControlsCommand, GetBucketPolicyCommand, GetBucketPolicyStatusCommand, GetBucketReplicationCommand, GetBucketTaggingCommand, GetBucketVersioningCommand, GetBucketWebsiteCommand, GetObjectLockConfigurationCommand, GetPublicAccessBlockCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { S3ControlClient, GetPublicAccessBlockCommand as s3controlGetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import type { LoadedService } from '../../types/loaded-service.ts';
import accountPublicAccessBlockType from './account-public-access-block.ts';
import bucketType from './bucket.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: S3Client,
  apis: { s3control: S3ControlClient },
  commands: { GetBucketAccelerateConfiguration: GetBucketAccelerateConfigurationCommand, GetBucketAcl: GetBucketAclCommand, GetBucketCors: GetBucketCorsCommand, GetBucketEncryption: GetBucketEncryptionCommand, GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationCommand, GetBucketLocation: GetBucketLocationCommand, GetBucketLogging: GetBucketLoggingCommand, GetBucketNotificationConfiguration: GetBucketNotificationConfigurationCommand, GetBucketOwnershipControls: GetBucketOwnershipControlsCommand, GetBucketPolicy: GetBucketPolicyCommand, GetBucketPolicyStatus: GetBucketPolicyStatusCommand, GetBucketReplication: GetBucketReplicationCommand, GetBucketTagging: GetBucketTaggingCommand, GetBucketVersioning: GetBucketVersioningCommand, GetBucketWebsite: GetBucketWebsiteCommand, GetObjectLockConfiguration: GetObjectLockConfigurationCommand, GetPublicAccessBlock: GetPublicAccessBlockCommand, ListBuckets: ListBucketsCommand, 's3control.GetPublicAccessBlock': s3controlGetPublicAccessBlockCommand },
  types: [accountPublicAccessBlockType, bucketType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
