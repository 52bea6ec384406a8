import { describe, expect, it } from '@jest/globals';
import { expectIdentity } from '../identity.ts';
import { fetchAll, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  { type: 'AWS::EMR::BlockPublicAccessConfiguration', id: 'block-public-access-configuration', arn: null },
  { type: 'AWS::EMR::SecurityConfiguration', id: '.+-emr', arn: null },
  {
    type: 'AWS::EMR::Cluster',
    id: 'j-[A-Z2-7]{13}',
    arn: 'elasticmapreduce:<region>:<account>:cluster/j-[A-Z2-7]{13}',
    relations: ['in AWS::EC2::Subnet', 'uses AWS::EC2::SecurityGroup', 'uses AWS::EMR::SecurityConfiguration', 'uses AWS::IAM::Role'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

describe('a cluster', () => {
  const cluster = typeCalled('AWS::EMR::Cluster');

  it('is not listed once it is terminated', async () => {
    const aws = new SampledAws();
    await fetchAll(cluster, aws);

    expect(aws.called('ListClusters')).toMatchObject([
      { input: { ClusterStates: ['STARTING', 'BOOTSTRAPPING', 'RUNNING', 'WAITING', 'TERMINATING'] } },
    ]);
  });

  it('of a fleet is asked for the nodes of its fleet', async () => {
    const Cluster = { Id: 'j-1', Name: 'one', InstanceCollectionType: 'INSTANCE_FLEET' };
    const Instances = [{ Id: 'ci-1', PublicIpAddress: '198.51.100.7' }];
    const aws = new SampledAws({ ListClusters: { Clusters: [{ Id: 'j-1' }] }, DescribeCluster: { Cluster }, ListInstances: { Instances } });

    const [found] = await fetchAll(cluster, aws);
    expect(found?.config).toMatchObject({ MasterInstances: null, MasterFleetInstances: Instances });
    expect(aws.called('ListInstances')).toMatchObject([{ input: { ClusterId: 'j-1', InstanceFleetType: 'MASTER' } }]);
    expect(aws.called('ListInstances')[0]?.input).not.toHaveProperty('InstanceGroupTypes');
  });

  it('stores no passwords, and of configurations the names alone', async () => {
    const [found] = await fetchAll(cluster);

    expect(JSON.stringify(found)).not.toContain('not-stored');
    expect(found?.config).toMatchObject({
      KerberosAttributes: { Realm: 'HALDEN.EXAMPLE' },
      Configurations: [{ Classification: 'spark-defaults', Properties: { 'spark.example.password': null } }],
    });
  });
});

it('reads a security configuration as data', async () => {
  const [found] = await fetchAll(typeCalled('AWS::EMR::SecurityConfiguration'));

  expect(found?.config['SecurityConfiguration']).toMatchObject({
    EncryptionConfiguration: { EnableAtRestEncryption: expect.any(Boolean) },
  });
});
