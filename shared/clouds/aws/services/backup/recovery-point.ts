/** Recovery points of every backup vault of a region. */
import { defineType, inside, memberOf, paged, relation, uses, usesKey } from '../../types/define.ts';
import { TYPES_BACKED_UP } from './service.ts';

export default defineType({
  type: 'AWS::Backup::RecoveryPoint',
  kind: 'snapshot',
  parents: 'AWS::Backup::BackupVault',
  list: paged('ListRecoveryPointsByBackupVault', 'RecoveryPoints', { MaxResults: 1000 }, { from: { BackupVaultName: 'BackupVaultName' } }),
  // Those of some services are named by the ARN of the service's own snapshot.
  id: 'RecoveryPointArn',
  nativeId: 'RecoveryPointArn',
  name: 'ResourceName',
  // Backup's own call reads the tags of one recovery point, and a vault may have very many.
  tags: false,
  relationships: [
    inside('AWS::Backup::BackupVault', 'BackupVaultName'),
    { ...relation('created_from', 'AWS::S3::Bucket', 'ResourceArn'), byPrefix: TYPES_BACKED_UP },
    memberOf('AWS::Backup::RecoveryPoint', 'ParentRecoveryPointArn'),
    uses('AWS::IAM::Role', 'IamRoleArn'),
    usesKey('EncryptionKeyArn'),
  ],
  // They change while the recovery point is made, indexed, scanned or restored from.
  volatile: [
    'AggregatedScanResult',
    'BackupSizeInBytes',
    'IndexStatus',
    'IndexStatusMessage',
    'LastRestoreTime',
    'Status',
    'StatusMessage',
  ],
});
