/** Databases of a region, those of Aurora clusters included. */
import { defineType, inside, memberOf, paged, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RDS::DBInstance',
  kind: 'database',
  list: paged('DescribeDBInstances', 'DBInstances', { MaxRecords: 100 }),
  // The same call returns the databases of Neptune and DocumentDB, which are types of their own.
  only: { path: 'Engine', not: ['neptune', 'docdb'] },
  id: 'DBInstanceIdentifier',
  nativeId: 'DBInstanceArn',
  name: 'DBInstanceIdentifier',
  tags: 'TagList',
  relationships: [
    inside('AWS::EC2::VPC', 'DBSubnetGroup.VpcId'),
    inside('AWS::RDS::DBSubnetGroup', 'DBSubnetGroup.DBSubnetGroupName'),
    memberOf('AWS::RDS::DBCluster', 'DBClusterIdentifier'),
    uses('AWS::RDS::DBParameterGroup', 'DBParameterGroups[].DBParameterGroupName'),
    uses('AWS::EC2::SecurityGroup', 'VpcSecurityGroups[].VpcSecurityGroupId'),
    usesKey('KmsKeyId', 'PerformanceInsightsKMSKeyId', 'MasterUserSecret.KmsKeyId'),
    uses('AWS::SecretsManager::Secret', 'MasterUserSecret.SecretArn'),
    uses('AWS::IAM::Role', 'MonitoringRoleArn'),
    relation('replica_of', 'AWS::RDS::DBInstance', 'ReadReplicaSourceDBInstanceIdentifier'),
  ],
  // The first address is that of the primary domain controller.
  ordered: ['DomainMemberships[].DnsIps'],
  // The first changes every few minutes; the second is set during maintenance, whose effects show in other fields.
  volatile: ['LatestRestorableTime', 'PendingModifiedValues'],
  drop: ['PendingModifiedValues.MasterUserPassword'],
});
