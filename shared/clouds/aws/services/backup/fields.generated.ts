/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Backup::BackupPlan": {"AdvancedBackupSettings":"[]#AdvancedBackupSetting","BackupPlan":"#BackupPlan","BackupPlanArn":"t","BackupPlanId":"t","BackupPlanName":"t","CreationDate":"d","CreatorRequestId":"t","DeletionDate":"d","LastExecutionDate":"d","Tags":"[]#Tag","VersionId":"t"},
"AWS::Backup::BackupSelection": {"BackupPlanId":"t","BackupSelection":"#BackupSelection","CreationDate":"d","CreatorRequestId":"t","IamRoleArn":"t","SelectionId":"t","SelectionName":"t"},
"AWS::Backup::BackupVault": {"AccessPolicy":"*","BackupVaultArn":"t","BackupVaultName":"t","CreationDate":"d","CreatorRequestId":"t","EncryptionKeyArn":"t","EncryptionKeyType":"t","LockDate":"d","Locked":"b","MaxRetentionDays":"n","MinRetentionDays":"n","NumberOfRecoveryPoints":"n","Tags":"[]#Tag","VaultState":"t","VaultType":"t"},
"AWS::Backup::Framework": {"CreationTime":"d","DeploymentStatus":"t","FrameworkArn":"t","FrameworkControls":"[]#FrameworkControl","FrameworkDescription":"t","FrameworkName":"t","FrameworkStatus":"t","NumberOfControls":"n","Tags":"[]#Tag"},
"AWS::Backup::ProtectedResource": {"LastBackupTime":"d","LastBackupVaultArn":"t","LastRecoveryPointArn":"t","ResourceArn":"t","ResourceName":"t","ResourceType":"t"},
"AWS::Backup::RecoveryPoint": {"AggregatedScanResult":"#AggregatedScanResult","BackupSizeInBytes":"n","BackupVaultArn":"t","BackupVaultName":"t","CalculatedLifecycle":"#CalculatedLifecycle","CompletionDate":"d","CompositeMemberIdentifier":"t","CreatedBy":"#RecoveryPointCreator","CreationDate":"d","EncryptionKeyArn":"t","EncryptionKeyType":"t","IamRoleArn":"t","IndexStatus":"t","IndexStatusMessage":"t","InitiationDate":"d","IsEncrypted":"b","IsParent":"b","LastRestoreTime":"d","Lifecycle":"#Lifecycle","ParentRecoveryPointArn":"t","RecoveryPointArn":"t","ResourceArn":"t","ResourceName":"t","ResourceType":"t","SourceBackupVaultArn":"t","Status":"t","StatusMessage":"t","VaultType":"t"},
"AWS::Backup::ReportPlan": {"CreationTime":"d","DeploymentStatus":"t","LastAttemptedExecutionTime":"d","LastSuccessfulExecutionTime":"d","ReportDeliveryChannel":"#ReportDeliveryChannel","ReportPlanArn":"t","ReportPlanDescription":"t","ReportPlanName":"t","ReportSetting":"#ReportSetting","Tags":"[]#Tag"}
}, "shapes": {
"AdvancedBackupSetting": {"BackupOptions":"{}t","ResourceType":"t"},
"AggregatedScanResult": {"FailedScan":"b","Findings":"[]t","LastComputed":"d"},
"BackupPlan": {"AdvancedBackupSettings":"[]#AdvancedBackupSetting","BackupPlanName":"t","Rules":"[]#BackupRule","ScanSettings":"[]#ScanSetting"},
"BackupRule": {"CompletionWindowMinutes":"n","CopyActions":"[]#CopyAction","EnableContinuousBackup":"b","IndexActions":"[]#IndexAction","Lifecycle":"#Lifecycle","RecoveryPointTags":"{}t","RuleId":"t","RuleName":"t","ScanActions":"[]#ScanAction","ScheduleExpression":"t","ScheduleExpressionTimezone":"t","StartWindowMinutes":"n","TargetBackupVaultName":"t","TargetLogicallyAirGappedBackupVaultArn":"t"},
"BackupSelection": {"Conditions":"#Conditions","IamRoleArn":"t","ListOfTags":"[]#Condition","NotResources":"[]t","Resources":"[]t","SelectionName":"t"},
"CalculatedLifecycle": {"DeleteAt":"d","MoveToColdStorageAt":"d"},
"Condition": {"ConditionKey":"t","ConditionType":"t","ConditionValue":"t"},
"ConditionParameter": {"ConditionKey":"t","ConditionValue":"t"},
"Conditions": {"StringEquals":"[]#ConditionParameter","StringLike":"[]#ConditionParameter","StringNotEquals":"[]#ConditionParameter","StringNotLike":"[]#ConditionParameter"},
"ControlInputParameter": {"ParameterName":"t","ParameterValue":"t"},
"ControlScope": {"ComplianceResourceIds":"[]t","ComplianceResourceTypes":"[]t","Tags":"{}t"},
"CopyAction": {"DestinationBackupVaultArn":"t","Lifecycle":"#Lifecycle"},
"FrameworkControl": {"ControlInputParameters":"[]#ControlInputParameter","ControlName":"t","ControlScope":"#ControlScope"},
"IndexAction": {"ResourceTypes":"[]t"},
"Lifecycle": {"DeleteAfterDays":"n","DeleteAfterEvent":"t","MoveToColdStorageAfterDays":"n","OptInToArchiveForSupportedResources":"b"},
"RecoveryPointCreator": {"BackupPlanArn":"t","BackupPlanId":"t","BackupPlanName":"t","BackupPlanVersion":"t","BackupRuleCron":"t","BackupRuleId":"t","BackupRuleName":"t","BackupRuleTimezone":"t"},
"ReportDeliveryChannel": {"Formats":"[]t","S3BucketName":"t","S3KeyPrefix":"t"},
"ReportSetting": {"Accounts":"[]t","FrameworkArns":"[]t","NumberOfFrameworks":"n","OrganizationUnits":"[]t","Regions":"[]t","ReportTemplate":"t"},
"ScanAction": {"MalwareScanner":"t","ScanMode":"t"},
"ScanSetting": {"MalwareScanner":"t","ResourceTypes":"[]t","ScannerRoleArn":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
