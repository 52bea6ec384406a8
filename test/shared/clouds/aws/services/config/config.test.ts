import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Config::ConfigurationRecorder',
    id: 'default',
    arn: 'config:<region>:<account>:configuration-recorder/default/[0-9a-f]{8}',
    relations: ['uses AWS::IAM::Role'],
  },
  { type: 'AWS::Config::DeliveryChannel', id: 'default', arn: null, relations: ['uses AWS::S3::Bucket'] },
  {
    type: 'AWS::Config::ConfigurationAggregator',
    id: 'arn:aws:config:.+',
    arn: 'config:<region>:<account>:config-aggregator/config-aggregator-[0-9a-f]{8}',
    relations: ['uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const RECORDER = typeCalled('AWS::Config::ConfigurationRecorder');
const recorders = { DescribeConfigurationRecorders: { ConfigurationRecorders: [{ name: 'default', arn: 'arn:aws:config:x' }] } };

it('knows of a recorder whether it records', async () => {
  const DescribeConfigurationRecorderStatus = { ConfigurationRecordersStatus: [{ name: 'default', recording: false }] };
  const aws = new SampledAws({ ...recorders, DescribeConfigurationRecorderStatus });

  expect(await fetchAll(RECORDER, aws)).toMatchObject([{ config: { Status: { recording: false } }, unread: {} }]);
});

it('does not take a status that it may not read for a recorder that is off', async () => {
  const DescribeConfigurationRecorderStatus = new AnsweredError('AccessDeniedException', 'No.', 400);
  const [recorder] = await fetchAll(RECORDER, new SampledAws({ ...recorders, DescribeConfigurationRecorderStatus }));

  expect(recorder?.unread).toMatchObject({ Status: { permission: 'config:DescribeConfigurationRecorderStatus' } });
  expect(recorder?.config).not.toHaveProperty('Status');
});

it('reads all pages of the tags', async () => {
  const aws = new SampledAws({
    ...recorders,
    ListTagsForResource: ({ input }: { readonly input: Readonly<Record<string, unknown>> }) =>
      input['NextToken'] === undefined ? { Tags: [{ Key: 'a', Value: '1' }], NextToken: 't' } : { Tags: [{ Key: 'b', Value: '2' }] },
  });

  expect((await fetchAll(RECORDER, aws))[0]?.tags).toEqual({ a: '1', b: '2' });
});
