import { expect, it } from '@jest/globals';
import { AnsweredError } from '../../../../../../shared/clouds/aws/answerer.ts';
import { expectIdentity } from '../identity.ts';
import { fetchAll, fetchOne, SampledAws, typeCalled } from '../sampled-aws.ts';

it.each([
  {
    type: 'AWS::RDS::DBCluster',
    id: '.+-(carts|ledger|prices|returns|stock)',
    arn: 'rds:<region>:<account>:cluster:.+-(carts|ledger|prices|returns|stock)',
    relations: [
      'consists_of AWS::RDS::DBInstance',
      'in AWS::RDS::DBSubnetGroup',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::KMS::Key',
      'uses AWS::RDS::DBClusterParameterGroup',
    ],
  },
  {
    type: 'AWS::RDS::DBSnapshot',
    id: '(.+-before-migration|rds:.+-main-[0-9-]+)',
    arn: 'rds:<region>:<account>:snapshot:(.+-before-migration|rds:.+-main-[0-9-]+)',
    relations: ['created_from AWS::RDS::DBInstance', 'in AWS::EC2::VPC', 'uses AWS::KMS::Key'],
  },
  {
    type: 'AWS::RDS::DBClusterSnapshot',
    id: '.+-ledger-before-migration',
    arn: 'rds:<region>:<account>:cluster-snapshot:.+-ledger-before-migration',
    relations: ['created_from AWS::RDS::DBCluster', 'in AWS::EC2::VPC'],
  },
  {
    type: 'AWS::RDS::EventSubscription',
    id: '.+-(clusters|databases)',
    arn: 'rds:<region>:<account>:es:.+-(clusters|databases)',
    relations: ['uses AWS::SNS::Topic'],
  },
  { type: 'AWS::RDS::DBParameterGroup', id: '(default\\.|.+-(mariadb|mysql|postgres|sqlserver)).*', arn: 'rds:<region>:<account>:pg:.+' },
  { type: 'AWS::RDS::DBClusterParameterGroup', id: '(default\\.|.+-(audited|documents)).*', arn: 'rds:<region>:<account>:cluster-pg:.+' },
  {
    type: 'AWS::RDS::DBSubnetGroup',
    id: '[a-z-]+',
    arn: 'rds:<region>:<account>:subgrp:[a-z-]+',
    relations: ['in AWS::EC2::Subnet', 'in AWS::EC2::VPC'],
  },
  {
    type: 'AWS::RDS::DBProxy',
    id: '.+-proxy',
    arn: 'rds:<region>:<account>:db-proxy:prx-[0-9a-f]{17}',
    relations: [
      'in AWS::EC2::Subnet',
      'in AWS::EC2::VPC',
      'uses AWS::EC2::SecurityGroup',
      'uses AWS::IAM::Role',
      'uses AWS::SecretsManager::Secret',
    ],
  },
])('gives the resources of $type ids, ARNs and relationships', async (identity) => {
  await expectIdentity(identity);
});

const ENGINES = ['aurora-mysql', 'neptune', 'docdb', 'postgres'].map((Engine) => ({ Engine }));

it('leaves the clusters and snapshots of Neptune and DocumentDB to their own types', async () => {
  const aws = new SampledAws({
    DescribeDBClusters: { DBClusters: ENGINES.map(({ Engine }) => ({ Engine, DBClusterIdentifier: Engine })) },
    DescribeDBClusterSnapshots: {
      DBClusterSnapshots: ENGINES.map(({ Engine }) => ({ Engine, DBClusterSnapshotIdentifier: Engine, SnapshotType: 'automated' })),
    },
  });
  const idsOf = async (type: string): Promise<readonly string[]> =>
    (await fetchAll(typeCalled(type), aws)).map(({ resource_id }) => resource_id);

  for (const kind of ['DBCluster', 'DBClusterSnapshot']) {
    expect(await idsOf(`AWS::RDS::${kind}`)).toEqual(['aurora-mysql', 'postgres']);
    expect(await idsOf(`AWS::Neptune::${kind}`)).toEqual(['neptune']);
    expect(await idsOf(`AWS::DocDB::${kind}`)).toEqual(['docdb']);
  }
});

it('knows the databases of a cluster, and the database or cluster that it replicates', async () => {
  const read = async (source: string) => {
    const cluster = {
      DBClusterIdentifier: 'blue',
      Engine: 'aurora-mysql',
      DBClusterMembers: [{ DBInstanceIdentifier: 'blue-1', IsClusterWriter: true }],
      ReplicationSourceIdentifier: source,
      PendingModifiedValues: { MasterUserPassword: 'hunter2', EngineVersion: '8' },
    };
    const aws = new SampledAws({ DescribeDBClusters: { DBClusters: [cluster] } });
    return await fetchOne(typeCalled('AWS::RDS::DBCluster'), 'blue', aws);
  };
  const source = 'arn:aws:rds:eu-west-1:111122223333:';

  const ofInstance = await read(`${source}db:red`);
  expect(ofInstance.relationships).toEqual([
    { relation: 'consists_of', type: 'AWS::RDS::DBInstance', id: 'blue-1' },
    { relation: 'replica_of', type: 'AWS::RDS::DBInstance', id: `${source}db:red` },
  ]);
  expect(ofInstance.config['PendingModifiedValues']).toEqual({ EngineVersion: '8' });
  const ofCluster = await read(`${source}cluster:red`);
  expect(ofCluster.relationships).toContainEqual({ relation: 'replica_of', type: 'AWS::RDS::DBCluster', id: `${source}cluster:red` });
});

it('asks who may restore a snapshot unless it is automated, and drops one that is gone', async () => {
  const type = typeCalled('AWS::RDS::DBSnapshot');
  const snapshots = ['manual', 'automated', 'awsbackup'].map((SnapshotType) => ({ SnapshotType, DBSnapshotIdentifier: SnapshotType }));
  const DescribeDBSnapshots = { DBSnapshots: snapshots };
  const shared = { DBSnapshotAttributesResult: { DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: ['all'] }] } };
  const aws = new SampledAws({ DescribeDBSnapshots, DescribeDBSnapshotAttributes: shared });

  await fetchAll(type, aws);
  const gone = await fetchAll(
    type,
    new SampledAws({ DescribeDBSnapshots, DescribeDBSnapshotAttributes: new AnsweredError('DBSnapshotNotFound', 'No.', 404) }),
  );

  const asked = aws.called('DescribeDBSnapshotAttributes').map(({ input }) => input);
  expect(new Set(asked)).toEqual(new Set([{ DBSnapshotIdentifier: 'manual' }, { DBSnapshotIdentifier: 'awsbackup' }]));
  expect(gone.map(({ resource_id, config }) => [resource_id, config['Attributes']])).toEqual([['automated', null]]);
});

it('reads all pages of the parameters that somebody has set', async () => {
  const aws = new SampledAws({
    DescribeDBParameterGroups: { DBParameterGroups: [{ DBParameterGroupName: 'blue' }] },
    DescribeDBParameters: ({ input }) => {
      const { Marker, Source } = input as { readonly Marker?: string; readonly Source?: string };
      expect(Source).toBe('user');
      return Marker ? { Parameters: [{ ParameterName: 'b' }] } : { Parameters: [{ ParameterName: 'a' }], Marker: 'more' };
    },
  });

  const { config } = await fetchOne(typeCalled('AWS::RDS::DBParameterGroup'), 'blue', aws);
  expect(config['UserParameters']).toEqual([{ ParameterName: 'a' }, { ParameterName: 'b' }]);
});
