/** The account's own snapshots of Aurora and Multi-AZ clusters of a region: manual ones, automated ones and those of AWS Backup. */
import { defineType, inside, paged, read, relation, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RDS::DBClusterSnapshot',
  kind: 'snapshot',
  // Without IncludeShared and IncludePublic, the snapshots are the account's own.
  list: paged('DescribeDBClusterSnapshots', 'DBClusterSnapshots', { MaxRecords: 100 }),
  // The same call returns the snapshots of Neptune and DocumentDB, which are types of their own.
  only: { path: 'Engine', not: ['neptune', 'docdb'] },
  gone: ['DBClusterSnapshotNotFoundFault'],
  id: 'DBClusterSnapshotIdentifier',
  nativeId: 'DBClusterSnapshotArn',
  name: 'DBClusterSnapshotIdentifier',
  tags: 'TagList',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    relation('created_from', 'AWS::RDS::DBCluster', 'DBClusterIdentifier'),
    usesKey('KmsKeyId'),
  ],
  details: {
    // Automated snapshots cannot be shared, and there is one for each cluster and day.
    Attributes: read(
      'DescribeDBClusterSnapshotAttributes',
      { DBClusterSnapshotIdentifier: 'DBClusterSnapshotIdentifier' },
      'DBClusterSnapshotAttributesResult.DBClusterSnapshotAttributes',
      { when: { path: 'SnapshotType', not: ['automated'] } },
    ),
  },
  // They change while the snapshot is made.
  volatile: ['PercentProgress', 'Status'],
});
