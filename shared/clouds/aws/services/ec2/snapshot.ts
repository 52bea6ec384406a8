/**
 * Snapshots that the account owns in a region, those of its images and backups among them. `PublicSnapshotIds` holds the snapshot's own id where
 * everyone may restore it, and is empty otherwise: one list tells all of them, where the attribute of each would take a call.
 */
import { arn, defineType, join, paged, relation, tag, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::EC2::Snapshot',
  kind: 'snapshot',
  list: paged('DescribeSnapshots', 'Snapshots', { OwnerIds: ['self'], MaxResults: 1000 }),
  id: 'SnapshotId',
  nativeId: arn('snapshot/{SnapshotId}', { account: false }),
  name: tag('Name'),
  tags: 'Tags',
  // A copy names a volume that does not exist, such as `vol-ffffffff`.
  relationships: [relation('created_from', 'AWS::EC2::Volume', 'VolumeId'), usesKey('KmsKeyId')],
  joins: {
    PublicSnapshotIds: join(
      paged('DescribeSnapshots', 'Snapshots', { OwnerIds: ['self'], RestorableByUserIds: ['all'], MaxResults: 1000 }),
      { SnapshotId: 'SnapshotId' },
      'SnapshotId',
      { many: true },
    ),
  },
  // Grows while the snapshot is made.
  volatile: ['Progress'],
});
