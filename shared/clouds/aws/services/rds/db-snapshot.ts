/** The account's own snapshots of databases of a region: manual ones, automated ones and those of AWS Backup. */
import { defineType, inside, paged, read, relation, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RDS::DBSnapshot',
  kind: 'snapshot',
  // Without IncludeShared and IncludePublic, the snapshots are the account's own.
  list: paged('DescribeDBSnapshots', 'DBSnapshots', { MaxRecords: 100 }),
  gone: ['DBSnapshotNotFound', 'DBSnapshotNotFoundFault'],
  id: 'DBSnapshotIdentifier',
  nativeId: 'DBSnapshotArn',
  name: 'DBSnapshotIdentifier',
  tags: 'TagList',
  relationships: [
    inside('AWS::EC2::VPC', 'VpcId'),
    relation('created_from', 'AWS::RDS::DBInstance', 'DBInstanceIdentifier'),
    usesKey('KmsKeyId'),
  ],
  details: {
    // Automated snapshots cannot be shared, and there is one for each database and day.
    Attributes: read(
      'DescribeDBSnapshotAttributes',
      { DBSnapshotIdentifier: 'DBSnapshotIdentifier' },
      'DBSnapshotAttributesResult.DBSnapshotAttributes',
      { when: { path: 'SnapshotType', not: ['automated'] } },
    ),
  },
  // They change while the snapshot is made.
  volatile: ['PercentProgress', 'Status'],
});
