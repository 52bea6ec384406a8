/** Backup plans of a region with their rules; deleted plans are left out. */
import { defineType, paged, read, relation, uses } from '../../types/define.ts';
import { tagsByArn } from '../../types/tagging-api.ts';

export default defineType({
  type: 'AWS::Backup::BackupPlan',
  kind: 'backup_plan',
  list: paged('ListBackupPlans', 'BackupPlansList', { MaxResults: 1000 }),
  describe: read('GetBackupPlan', { BackupPlanId: 'BackupPlanId' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'BackupPlanId',
  nativeId: 'BackupPlanArn',
  name: 'BackupPlanName',
  tags: 'Tags',
  relationships: [
    uses(
      'AWS::Backup::BackupVault',
      'BackupPlan.Rules[].TargetBackupVaultName',
      'BackupPlan.Rules[].TargetLogicallyAirGappedBackupVaultArn',
    ),
    relation('copies_to', 'AWS::Backup::BackupVault', 'BackupPlan.Rules[].CopyActions[].DestinationBackupVaultArn'),
  ],
  batch: { Tags: tagsByArn('BackupPlanArn') },
  // It changes whenever the plan runs.
  volatile: ['LastExecutionDate'],
  // Times that follow from the rules and the clock.
  drop: ['ScheduledRunsPreview'],
});
