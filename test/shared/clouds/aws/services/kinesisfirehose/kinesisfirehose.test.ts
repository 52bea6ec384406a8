import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { failure } from '../../support.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const STREAM = typeCalled('AWS::KinesisFirehose::DeliveryStream');

it('gives streams ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::KinesisFirehose::DeliveryStream',
    id: '[a-z-]+-(audit|events)',
    arn: 'firehose:<region>:<account>:deliverystream/[a-z-]+-(audit|events)',
    relations: ['uses AWS::IAM::Role', 'writes_to AWS::S3::Bucket'],
  });
});

it('fails where the service says that there are more streams than a page holds', async () => {
  const aws = new SampledAws({ ListDeliveryStreams: { DeliveryStreamNames: ['a'], HasMoreDeliveryStreams: true } });

  expect(await failure(fetchAll(STREAM, aws))).toMatchObject({ message: expect.stringContaining('ListDeliveryStreams') });
});

it('stores nothing that opens the way to a destination', async () => {
  const text = JSON.stringify(await fetchAll(STREAM));

  expect(text).toContain('"HECEndpointType":"Raw"');
  expect(text).toContain('"ContentEncoding":"GZIP"');
  expect(text).toContain('"DataLoadingOption":"JSON_MAPPING"');
  expect(text).not.toContain('not-stored');
});

it('drops a stream that is gone since it was listed', async () => {
  const DescribeDeliveryStream = new AnsweredError('ResourceNotFoundException', 'No.', 400);

  expect(await fetchAll(STREAM, new SampledAws({ DescribeDeliveryStream }))).toEqual([]);
});
