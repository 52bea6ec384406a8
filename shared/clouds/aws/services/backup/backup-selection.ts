/** Which resources each backup plan of a region takes: by ARN, by tag or by condition. */
import { defineType, inside, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Backup::BackupSelection',
  kind: 'backup_plan',
  parents: 'AWS::Backup::BackupPlan',
  list: paged('ListBackupSelections', 'BackupSelectionsList', { MaxResults: 1000 }, { from: { BackupPlanId: 'BackupPlanId' } }),
  inherit: { BackupPlanId: 'BackupPlanId' },
  describe: read('GetBackupSelection', { SelectionId: 'SelectionId', BackupPlanId: '^BackupPlanId' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'SelectionId',
  name: 'SelectionName',
  relationships: [inside('AWS::Backup::BackupPlan', 'BackupPlanId'), uses('AWS::IAM::Role', 'IamRoleArn')],
});
