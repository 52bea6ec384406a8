/** Backups of tables of a region, also those that DynamoDB makes of a deleted table and those of AWS Backup. They are read without tags. */
import { defineType, paged, relation } from '../../types/define.ts';

export default defineType({
  type: 'AWS::DynamoDB::Backup',
  kind: 'snapshot',
  list: paged(
    'ListBackups',
    'BackupSummaries',
    { BackupType: 'ALL', Limit: 100 },
    { token: ['ExclusiveStartBackupArn', 'LastEvaluatedBackupArn'] },
  ),
  only: { path: 'BackupStatus', not: ['DELETED'] },
  id: 'BackupArn',
  nativeId: 'BackupArn',
  name: 'BackupName',
  tags: false,
  relationships: [relation('created_from', 'AWS::DynamoDB::Table', 'TableArn')],
  // They change while the backup is made.
  volatile: ['BackupStatus', 'BackupSizeBytes'],
});
