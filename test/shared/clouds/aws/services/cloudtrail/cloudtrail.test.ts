import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::CloudTrail::Trail',
    id: 'arn:.+',
    arn: 'cloudtrail:<region>:<account>:trail/.+',
    relations: ['logs_to AWS::Logs::LogGroup', 'logs_to AWS::S3::Bucket'],
  },
  {
    type: 'AWS::CloudTrail::EventDataStore',
    id: 'arn:.+',
    arn: 'cloudtrail:<region>:<account>:eventdatastore/[0-9a-f-]{36}',
    relations: ['uses AWS::KMS::Key'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('asks for no shadow trails, which are trails of other regions', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::CloudTrail::Trail'), aws);

  expect(aws.called('DescribeTrails')).toMatchObject([{ input: { includeShadowTrails: false } }]);
});

it('knows the key and the log group of a trail', async () => {
  const TrailARN = 'arn:aws:cloudtrail:us-east-1:1:trail/a';
  const keyArn = 'arn:aws:kms:us-east-1:1:key/k';
  const groupArn = 'arn:aws:logs:us-east-1:1:log-group:trails';
  const trailList = [{ TrailARN, Name: 'a', KmsKeyId: keyArn, CloudWatchLogsLogGroupArn: `${groupArn}:*` }];
  const aws = new SampledAws({
    DescribeTrails: { trailList },
    GetTrailStatus: {},
    GetEventSelectors: {},
    ListTags: { ResourceTagList: [] },
  });

  expect((await fetchAll(typeCalled('AWS::CloudTrail::Trail'), aws))[0]?.relationships).toEqual([
    { relation: 'logs_to', type: 'AWS::Logs::LogGroup', id: groupArn },
    { relation: 'uses', type: 'AWS::KMS::Key', id: keyArn },
  ]);
});
