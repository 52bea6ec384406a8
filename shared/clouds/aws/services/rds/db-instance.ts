/** Databases of a region; the same call names those of Neptune and DocumentDB (`Engine` tells). */
import { RDSClient, paginateDescribeDBInstances, type DBInstance } from '@aws-sdk/client-rds';
import { defineAwsType } from '../../define-type.ts';
import { nullable, required, tagMap } from '../../plain.ts';
import { related, relatedToAll } from '../../relations.ts';

export default defineAwsType<RDSClient, DBInstance>({
  type: 'AWS::RDS::DBInstance',
  kind: 'database',
  service: 'rds',
  scope: 'regional',
  client: RDSClient,
  listPermissions: ['rds:DescribeDBInstances'],
  // The first address is that of the primary domain controller.
  ordered: ['DomainMemberships.DnsIps'],
  // The first moves every few minutes; the second comes and goes with maintenance, and what it does shows elsewhere.
  volatile: ['LatestRestorableTime', 'PendingModifiedValues'],

  async *list({ client }) {
    for await (const page of paginateDescribeDBInstances({ client, pageSize: 100 }, {})) yield page.DBInstances ?? [];
  },

  parse(db) {
    return {
      resource_id: required(db.DBInstanceIdentifier, 'DBInstanceIdentifier'),
      native_id: nullable(db.DBInstanceArn),
      name: nullable(db.DBInstanceIdentifier),
      tags: tagMap(db.TagList),
      relationships: [
        ...related('in', 'AWS::EC2::VPC', db.DBSubnetGroup?.VpcId),
        ...related('in', 'AWS::RDS::DBSubnetGroup', db.DBSubnetGroup?.DBSubnetGroupName),
        ...related('member_of', 'AWS::RDS::DBCluster', db.DBClusterIdentifier),
        ...relatedToAll(
          'uses',
          'AWS::EC2::SecurityGroup',
          (db.VpcSecurityGroups ?? []).map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
        ),
        ...relatedToAll('uses', 'AWS::KMS::Key', [db.KmsKeyId, db.PerformanceInsightsKMSKeyId, db.MasterUserSecret?.KmsKeyId]),
        ...related('uses', 'AWS::SecretsManager::Secret', db.MasterUserSecret?.SecretArn),
        ...related('uses', 'AWS::IAM::Role', db.MonitoringRoleArn),
        ...related('replica_of', 'AWS::RDS::DBInstance', db.ReadReplicaSourceDBInstanceIdentifier),
      ],
    };
  },
});
