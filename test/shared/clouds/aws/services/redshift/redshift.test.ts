import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, hashOf, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::Redshift::Cluster',
    id: '[a-z-]+-warehouse',
    arn: 'redshift:<region>:<account>:cluster:[a-z-]+-warehouse',
    relations: [
      'in AWS::EC2::VPC',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::IAM::Role',
      'uses AWS::KMS::Key',
      'uses AWS::Redshift::ClusterParameterGroup',
      'uses AWS::Redshift::ClusterSubnetGroup',
    ],
  },
  {
    type: 'AWS::Redshift::ClusterParameterGroup',
    id: '[a-z-]+-warehouse',
    arn: 'redshift:<region>:<account>:parametergroup:[a-z-]+-warehouse',
  },
  {
    type: 'AWS::Redshift::ClusterSnapshot',
    id: '[a-z-]+-before-migration',
    arn: 'redshift:<region>:<account>:snapshot:[a-z-]+-warehouse/[a-z-]+-before-migration',
    relations: ['created_from AWS::Redshift::Cluster', 'uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::Redshift::ClusterSubnetGroup',
    id: '[a-z-]+-warehouse',
    arn: 'redshift:<region>:<account>:subnetgroup:[a-z-]+-warehouse',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC'],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

it('reads parameters in pages', async () => {
  const DescribeClusterParameters = ({ input }: { readonly input: Readonly<Record<string, unknown>> }): object =>
    input['Marker'] === undefined
      ? { Parameters: [{ ParameterName: 'a' }], Marker: 'more' }
      : { Parameters: [{ ParameterName: 'require_ssl', ParameterValue: 'true' }] };

  const [group] = await fetchAll(typeCalled('AWS::Redshift::ClusterParameterGroup'), new SampledAws({ DescribeClusterParameters }));

  expect(group?.config['Parameters']).toEqual([{ ParameterName: 'a' }, { ParameterName: 'require_ssl', ParameterValue: 'true' }]);
});

it('stores no password that is pending', async () => {
  const found = await fetchAll(typeCalled('AWS::Redshift::Cluster'));

  expect(found.length).toBeGreaterThan(0);
  expect(JSON.stringify(found)).not.toContain('not-stored');
});

it('asks for manual snapshots only', async () => {
  const aws = new SampledAws();

  await fetchAll(typeCalled('AWS::Redshift::ClusterSnapshot'), aws);

  expect(aws.called('DescribeClusterSnapshots').map(({ input }) => input['SnapshotType'])).toEqual(['manual']);
});

it('has no cluster that was deleted since it was listed', async () => {
  const aws = new SampledAws({ DescribeLoggingStatus: new AnsweredError('ClusterNotFound', 'No.', 404) });

  expect(await fetchAll(typeCalled('AWS::Redshift::Cluster'), aws)).toEqual([]);
});

it('takes a cluster whose system tables were published again for the same one', async () => {
  const cluster = typeCalled('AWS::Redshift::Cluster');
  const hashAt = async (time: string): Promise<string> => {
    const S3Tables = { LastIngestionTimes: { sys_query_history: time } };
    const aws = new SampledAws({
      DescribeClusters: { Clusters: [{ ClusterIdentifier: 'a', LoggingPublishStatus: { S3Tables } }] },
      DescribeLoggingStatus: { LoggingEnabled: false },
    });
    return await hashOf(cluster, 'a', aws);
  };

  expect(await hashAt('2026-05-02T00:00:00Z')).toBe(await hashAt('2026-05-01T00:00:00Z'));
});
