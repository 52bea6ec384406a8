/** Amazon DocumentDB clusters of a region, which RDS's call returns. */
import { defineType, inside, paged, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DocDB::DBCluster',
  kind: 'database',
  // Without IncludeShared, the clusters are the account's own.
  list: paged('DescribeDBClusters', 'DBClusters', { Filters: [{ Name: 'engine', Values: ['docdb'] }], MaxRecords: 100 }),
  only: { path: 'Engine', is: ['docdb'] },
  id: 'DBClusterIdentifier',
  nativeId: 'DBClusterArn',
  name: 'DBClusterIdentifier',
  tags: 'TagList',
  relationships: [
    // RDS's calls list the groups of subnets and parameters of all engines.
    inside('AWS::RDS::DBSubnetGroup', 'DBSubnetGroup'),
    relation('consists_of', 'AWS::DocDB::DBInstance', 'DBClusterMembers[].DBInstanceIdentifier'),
    uses('AWS::RDS::DBClusterParameterGroup', 'DBClusterParameterGroup'),
    uses('AWS::EC2::SecurityGroup', 'VpcSecurityGroups[].VpcSecurityGroupId'),
    uses('AWS::IAM::Role', 'AssociatedRoles[].RoleArn'),
    uses('AWS::SecretsManager::Secret', 'MasterUserSecret.SecretArn'),
    usesKey('KmsKeyId', 'MasterUserSecret.KmsKeyId'),
    relation('replica_of', 'AWS::DocDB::DBCluster', 'ReplicationSourceIdentifier'),
  ],
  // They follow the clock, the load and failovers; what is pending shows in other fields once it is applied.
  volatile: [
    'DBClusterMembers[].IsClusterWriter',
    'EarliestRestorableTime',
    'LatestRestorableTime',
    'PendingModifiedValues',
    'PercentProgress',
    'Status',
  ],
  drop: ['PendingModifiedValues.MasterUserPassword'],
});
