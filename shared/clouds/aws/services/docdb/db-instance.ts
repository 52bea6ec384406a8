/** Databases of Amazon DocumentDB, which RDS's call returns. */
import { defineType, inside, memberOf, paged, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DocDB::DBInstance',
  kind: 'database',
  list: paged('DescribeDBInstances', 'DBInstances', { Filters: [{ Name: 'engine', Values: ['docdb'] }], MaxRecords: 100 }),
  only: { path: 'Engine', is: ['docdb'] },
  id: 'DBInstanceIdentifier',
  nativeId: 'DBInstanceArn',
  name: 'DBInstanceIdentifier',
  tags: 'TagList',
  relationships: [
    inside('AWS::EC2::VPC', 'DBSubnetGroup.VpcId'),
    memberOf('AWS::DocDB::DBCluster', 'DBClusterIdentifier'),
    uses('AWS::EC2::SecurityGroup', 'VpcSecurityGroups[].VpcSecurityGroupId'),
    usesKey('KmsKeyId'),
  ],
  // The first changes every few minutes; the second is set during maintenance, whose effects show in other fields.
  volatile: ['LatestRestorableTime', 'PendingModifiedValues'],
  drop: ['PendingModifiedValues.MasterUserPassword'],
});
