import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

const ARN = 'kafkaconnect:<region>:<account>:connector/.+-orders/[0-9a-f-]{36}-2';

it.each([
  {
    type: 'AWS::KafkaConnect::Connector',
    id: 'arn:aws:kafkaconnect:.+-2',
    arn: ARN,
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup', 'uses AWS::IAM::Role', 'uses AWS::KafkaConnect::CustomPlugin'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('never asks for the configuration of a connector', async () => {
  const aws = new SampledAws();
  await fetchAll(typeCalled('AWS::KafkaConnect::Connector'), aws);

  expect(aws.calls.map(({ operation }) => operation)).toEqual(['ListConnectors', 'ListTagsForResource']);
});
