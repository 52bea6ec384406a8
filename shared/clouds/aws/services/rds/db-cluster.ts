/** Aurora and Multi-AZ clusters of a region. */
import { defineType, inside, memberOf, paged, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RDS::DBCluster',
  kind: 'database',
  // Without IncludeShared, the clusters are the account's own.
  list: paged('DescribeDBClusters', 'DBClusters', { MaxRecords: 100 }),
  // The same call returns the clusters of Neptune and DocumentDB, which are types of their own.
  only: { path: 'Engine', not: ['neptune', 'docdb'] },
  id: 'DBClusterIdentifier',
  nativeId: 'DBClusterArn',
  name: 'DBClusterIdentifier',
  tags: 'TagList',
  relationships: [
    inside('AWS::RDS::DBSubnetGroup', 'DBSubnetGroup'),
    relation('consists_of', 'AWS::RDS::DBInstance', 'DBClusterMembers[].DBInstanceIdentifier'),
    memberOf('AWS::RDS::GlobalCluster', 'GlobalClusterIdentifier'),
    uses('AWS::RDS::DBClusterParameterGroup', 'DBClusterParameterGroup'),
    uses('AWS::EC2::SecurityGroup', 'VpcSecurityGroups[].VpcSecurityGroupId'),
    uses('AWS::IAM::Role', 'AssociatedRoles[].RoleArn', 'MonitoringRoleArn'),
    uses('AWS::SecretsManager::Secret', 'MasterUserSecret.SecretArn'),
    usesKey('KmsKeyId', 'PerformanceInsightsKMSKeyId', 'ActivityStreamKmsKeyId', 'MasterUserSecret.KmsKeyId'),
    { ...relation('replica_of', 'AWS::RDS::DBCluster', 'ReplicationSourceIdentifier'), byPrefix: { 'db:': 'AWS::RDS::DBInstance' } },
  ],
  // The first address is that of the primary domain controller.
  ordered: ['DomainMemberships[].DnsIps'],
  // They follow the clock, the load and failovers; what is pending shows in other fields once it is applied.
  volatile: [
    'BacktrackConsumedChangeRecords',
    'Capacity',
    'DBClusterMembers[].IsClusterWriter',
    'EarliestBacktrackTime',
    'EarliestRestorableTime',
    'LatestRestorableTime',
    'PendingModifiedValues',
    'PercentProgress',
    'Status',
  ],
  drop: ['PendingModifiedValues.MasterUserPassword'],
});
