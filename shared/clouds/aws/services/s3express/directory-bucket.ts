/** Directory buckets of a region, each in one zone. Their tags are not read: S3 tells them by another API, one bucket at a time. */
import { arn, defineType, paged, read, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::S3Express::DirectoryBucket',
  kind: 'bucket',
  list: paged('ListDirectoryBuckets', 'Buckets', { MaxDirectoryBuckets: 1000 }, { permission: 's3express:ListAllMyDirectoryBuckets' }),
  gone: ['NoSuchBucket'],
  id: 'Name',
  nativeId: arn('bucket/{Name}'),
  name: 'Name',
  tags: false,
  relationships: [usesKey('ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.KMSMasterKeyID')],
  details: {
    LifecycleConfiguration: read('GetBucketLifecycleConfiguration', { Bucket: 'Name' }, '@', {
      permission: 's3express:GetLifecycleConfiguration',
      absent: ['NoSuchLifecycleConfiguration'],
    }),
    ServerSideEncryptionConfiguration: read('GetBucketEncryption', { Bucket: 'Name' }, 'ServerSideEncryptionConfiguration', {
      permission: 's3express:GetEncryptionConfiguration',
    }),
    Policy: read('GetBucketPolicy', { Bucket: 'Name' }, 'Policy', { absent: ['NoSuchBucketPolicy'] }),
  },
  documents: ['Policy'],
});
