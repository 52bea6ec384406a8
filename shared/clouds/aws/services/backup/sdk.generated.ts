/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { BackupClient, DescribeFrameworkCommand, GetBackupPlanCommand, GetBackupSelectionCommand, GetBackupVaultAccessPolicyCommand, ListBackupPlansCommand, ListBackupSelectionsCommand, ListBackupVaultsCommand, ListFrameworksCommand, ListProtectedResourcesCommand, ListRecoveryPointsByBackupVaultCommand, ListReportPlansCommand } from '@aws-sdk/client-backup';
import { ResourceGroupsTaggingAPIClient, GetResourcesCommand as taggingGetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import type { LoadedService } from '../../types/loaded-service.ts';
import backupPlanType from './backup-plan.ts';
import backupSelectionType from './backup-selection.ts';
import backupVaultType from './backup-vault.ts';
import frameworkType from './framework.ts';
import protectedResourceType from './protected-resource.ts';
import recoveryPointType from './recovery-point.ts';
import reportPlanType from './report-plan.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: BackupClient,
  apis: { tagging: ResourceGroupsTaggingAPIClient },
  commands: { DescribeFramework: DescribeFrameworkCommand, GetBackupPlan: GetBackupPlanCommand, GetBackupSelection: GetBackupSelectionCommand, GetBackupVaultAccessPolicy: GetBackupVaultAccessPolicyCommand, ListBackupPlans: ListBackupPlansCommand, ListBackupSelections: ListBackupSelectionsCommand, ListBackupVaults: ListBackupVaultsCommand, ListFrameworks: ListFrameworksCommand, ListProtectedResources: ListProtectedResourcesCommand, ListRecoveryPointsByBackupVault: ListRecoveryPointsByBackupVaultCommand, ListReportPlans: ListReportPlansCommand, 'tagging.GetResources': taggingGetResourcesCommand },
  types: [backupPlanType, backupSelectionType, backupVaultType, frameworkType, protectedResourceType, recoveryPointType, reportPlanType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
