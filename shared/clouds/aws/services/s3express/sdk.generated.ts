/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { S3Client, GetBucketEncryptionCommand, GetBucketLifecycleConfigurationCommand, GetBucketPolicyCommand, ListDirectoryBucketsCommand } from '@aws-sdk/client-s3';
import type { LoadedService } from '../../types/loaded-service.ts';
import directoryBucketType from './directory-bucket.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: S3Client,
  commands: { GetBucketEncryption: GetBucketEncryptionCommand, GetBucketLifecycleConfiguration: GetBucketLifecycleConfigurationCommand, GetBucketPolicy: GetBucketPolicyCommand, ListDirectoryBuckets: ListDirectoryBucketsCommand },
  types: [directoryBucketType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
