/** The account's own snapshots of Amazon DocumentDB clusters, which RDS's call returns. */
import { defineType, inside, paged, read, relation, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DocDB::DBClusterSnapshot',
  kind: 'snapshot',
  // The call filters by no engine. Without IncludeShared and IncludePublic, the snapshots are the account's own.
  list: paged('DescribeDBClusterSnapshots', 'DBClusterSnapshots', { MaxRecords: 100 }),
  only: { path: 'Engine', is: ['docdb'] },
  gone: ['DBClusterSnapshotNotFoundFault'],
  id: 'DBClusterSnapshotIdentifier',
  nativeId: 'DBClusterSnapshotArn',
  name: 'DBClusterSnapshotIdentifier',
  tags: 'TagList',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    relation('created_from', 'AWS::DocDB::DBCluster', 'DBClusterIdentifier'),
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
