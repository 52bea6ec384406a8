import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Transfer::Server',
    id: 's-[0-9a-f]{17}',
    arn: 'transfer:<region>:<account>:server/s-[0-9a-f]{17}',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC', 'uses AWS::EC2::SecurityGroup', 'uses AWS::Lambda::Function'],
  },
  {
    type: 'AWS::Transfer::Connector',
    id: 'c-[0-9a-f]{17}',
    arn: 'transfer:<region>:<account>:connector/c-[0-9a-f]{17}',
    relations: ['uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('stores no subject of messages', async () => {
  const text = JSON.stringify(await fetchAll(typeCalled('AWS::Transfer::Connector')));

  expect(text).toContain('"LocalProfileId"');
  expect(text).not.toContain('not-stored');
});

it('drops a server that is gone since it was listed', async () => {
  const DescribeServer = new AnsweredError('ResourceNotFoundException', 'Unknown server', 400);

  expect(await fetchAll(typeCalled('AWS::Transfer::Server'), new SampledAws({ DescribeServer }))).toEqual([]);
});
