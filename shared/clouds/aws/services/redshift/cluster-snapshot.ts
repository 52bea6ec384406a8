/** Manual snapshots of Redshift clusters. Automated ones are not read: they come and go every few hours. */
import { arn, defineType, paged, relation, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Redshift::ClusterSnapshot',
  kind: 'snapshot',
  list: paged('DescribeClusterSnapshots', 'Snapshots', { SnapshotType: 'manual', MaxRecords: 100 }),
  id: 'SnapshotIdentifier',
  nativeId: arn('snapshot:{ClusterIdentifier}/{SnapshotIdentifier}'),
  name: 'SnapshotIdentifier',
  tags: 'Tags',
  relationships: [
    relation('created_from', 'AWS::Redshift::Cluster', 'ClusterIdentifier'),
    usesKey('KmsKeyId', 'MasterPasswordSecretKmsKeyId'),
  ],
  // The progress of the backup, what it takes, and the days that count down.
  volatile: [
    'ActualIncrementalBackupSizeInMegaBytes',
    'BackupProgressInMegaBytes',
    'CurrentBackupRateInMegaBytesPerSecond',
    'ElapsedTimeInSeconds',
    'EstimatedSecondsToCompletion',
    'ManualSnapshotRemainingDays',
    'Status',
    'TotalBackupSizeInMegaBytes',
  ],
});
