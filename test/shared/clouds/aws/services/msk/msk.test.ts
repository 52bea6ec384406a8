import { expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it('gives clusters ids, ARNs and relationships', async () => {
  await expectIdentity({
    type: 'AWS::MSK::Cluster',
    id: 'arn:aws:kafka:.+',
    arn: 'kafka:<region>:<account>:cluster/[a-z-]+/[0-9a-f-]{36}-(2|s1)',
    relations: ['in AWS::EC2::Subnet', 'logs_to AWS::Logs::LogGroup', 'uses AWS::EC2::SecurityGroup', 'uses AWS::KMS::Key'],
  });
});

it('tells two clusters of one name apart', async () => {
  const ClusterInfoList = ['1', '2'].map((end) => ({ ClusterArn: `arn:aws:kafka:x:1:cluster/red/${end}`, ClusterName: 'red' }));
  const found = await fetchAll(typeCalled('AWS::MSK::Cluster'), new SampledAws({ ListClustersV2: { ClusterInfoList } }));

  expect(new Set(found.map(({ resource_id }) => resource_id)).size).toBe(2);
});

it('gives configurations ids and ARNs', async () => {
  await expectIdentity({
    type: 'AWS::MSK::Configuration',
    id: 'arn:.+',
    arn: 'kafka:<region>:<account>:configuration/[a-z-]+/[0-9a-f-]{36}-1',
  });
});
