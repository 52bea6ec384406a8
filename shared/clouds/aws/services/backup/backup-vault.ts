/** Backup vaults of a region, with their access policies. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Backup::BackupVault',
  kind: 'backup_vault',
  list: paged('ListBackupVaults', 'BackupVaultList', { MaxResults: 1000 }),
  // A vault that was deleted has no recovery points. For a policy, the same code means that none is set.
  gone: ['ResourceNotFoundException'],
  id: 'BackupVaultName',
  nativeId: 'BackupVaultArn',
  name: 'BackupVaultName',
  tags: 'Tags',
  relationships: [usesKey('EncryptionKeyArn')],
  batch: { Tags: tagsByArn('BackupVaultArn') },
  details: {
    AccessPolicy: read('GetBackupVaultAccessPolicy', { BackupVaultName: 'BackupVaultName' }, 'Policy', {
      absent: ['ResourceNotFoundException'],
    }),
  },
  // It changes with every backup.
  volatile: ['NumberOfRecoveryPoints'],
  documents: ['AccessPolicy'],
});
