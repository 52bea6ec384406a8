import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const BUCKET = typeCalled('AWS::S3Express::DirectoryBucket');

it('gives directory buckets ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::S3Express::DirectoryBucket',
    id: '.+--zone-az1--x-s3',
    arn: 's3express:<region>:<account>:bucket/.+--zone-az1--x-s3',
    relations: ['uses AWS::KMS::Key'],
  });
});

it('tells a bucket without lifecycle and policy from one whose settings may not be read, and blames the permissions of S3 Express', async () => {
  const bare = new SampledAws({
    GetBucketLifecycleConfiguration: new AnsweredError('NoSuchLifecycleConfiguration', 'No.', 404),
    GetBucketPolicy: new AnsweredError('NoSuchBucketPolicy', 'No.', 404),
  });
  const closed = new AnsweredError('AccessDenied', 'No.', 403);
  const denied = new SampledAws({ GetBucketLifecycleConfiguration: closed, GetBucketEncryption: closed, GetBucketPolicy: closed });

  for (const { config, unread } of await fetchAll(BUCKET, bare)) {
    expect(config).toMatchObject({ LifecycleConfiguration: null, Policy: null });
    expect(unread).toEqual({});
  }
  for (const { config, unread } of await fetchAll(BUCKET, denied)) {
    expect(Object.keys(config)).not.toContain('LifecycleConfiguration');
    expect(unread).toMatchObject({
      LifecycleConfiguration: { permission: 's3express:GetLifecycleConfiguration' },
      ServerSideEncryptionConfiguration: { permission: 's3express:GetEncryptionConfiguration' },
      Policy: { permission: 's3express:GetBucketPolicy' },
    });
  }
});

it('drops a bucket that is deleted meanwhile', async () => {
  const aws = new SampledAws({ GetBucketEncryption: new AnsweredError('NoSuchBucket', 'The specified bucket does not exist', 404) });
  expect(await fetchAll(BUCKET, aws)).toEqual([]);
});
