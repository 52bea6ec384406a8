/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::SSM::Association": {"AssociationId":"t","AssociationName":"t","AssociationVersion":"t","DocumentVersion":"t","Duration":"n","InstanceId":"t","LastExecutionDate":"d","Name":"t","Overview":"#AssociationOverview","ScheduleExpression":"t","ScheduleOffset":"n","Tags":"[]#Tag","TargetMaps":"[]{}[]t","Targets":"[]#Target"},
"AWS::SSM::Document": {"Author":"t","CreatedDate":"d","DisplayName":"t","DocumentFormat":"t","DocumentType":"t","DocumentVersion":"t","Name":"t","Owner":"t","PlatformTypes":"[]t","Requires":"[]#DocumentRequires","ReviewStatus":"t","SchemaVersion":"t","SharedWith":"[]t","Tags":"[]#Tag","TargetType":"t","VersionName":"t"},
"AWS::SSM::InstanceCompliance": {"ComplianceType":"t","CompliantSummary":"#CompliantSummary","ExecutionSummary":"#ComplianceExecutionSummary","NonCompliantSummary":"#NonCompliantSummary","OverallSeverity":"t","ResourceId":"t","ResourceType":"t","Status":"t"},
"AWS::SSM::MaintenanceWindow": {"Cutoff":"n","Duration":"n","Enabled":"b","EndDate":"t","Name":"t","NextExecutionTime":"t","Schedule":"t","ScheduleOffset":"n","ScheduleTimezone":"t","StartDate":"t","Tags":"[]#resourcegroupstaggingapi.Tag","WindowId":"t"},
"AWS::SSM::ManagedInstance": {"ActivationId":"t","AgentVersion":"t","AssociationOverview":"#InstanceAggregatedAssociationOverview","AssociationStatus":"t","ComputerName":"t","IamRole":"t","InstanceId":"t","IsLatestVersion":"b","LastAssociationExecutionDate":"d","LastPingDateTime":"d","LastSuccessfulAssociationExecutionDate":"d","Name":"t","PingStatus":"t","PlatformName":"t","PlatformType":"t","PlatformVersion":"t","RegistrationDate":"d","ResourceType":"t","SourceId":"t","SourceLocation":"t","SourceType":"t"},
"AWS::SSM::Parameter": {"ARN":"t","DataType":"t","KeyId":"t","LastModifiedDate":"d","LastModifiedUser":"t","Name":"t","Policies":"[]#ParameterInlinePolicy","Tags":"[]#resourcegroupstaggingapi.Tag","Tier":"t","Type":"t","Version":"n"},
"AWS::SSM::PatchBaseline": {"BaselineDescription":"t","BaselineId":"t","BaselineName":"t","DefaultBaseline":"b","OperatingSystem":"t","Tags":"[]#resourcegroupstaggingapi.Tag"},
"AWS::SSM::ServiceSetting": {"AutomationLogs":"#ServiceSetting","PublicSharing":"#ServiceSetting"}
}, "shapes": {
"AssociationOverview": {"AssociationStatusAggregatedCount":"{}n","DetailedStatus":"t","Status":"t"},
"ComplianceExecutionSummary": {"ExecutionId":"t","ExecutionTime":"d","ExecutionType":"t"},
"CompliantSummary": {"CompliantCount":"n","SeveritySummary":"#SeveritySummary"},
"DocumentRequires": {"Name":"t","RequireType":"t","Version":"t","VersionName":"t"},
"InstanceAggregatedAssociationOverview": {"DetailedStatus":"t","InstanceAssociationStatusAggregatedCount":"{}n"},
"NonCompliantSummary": {"NonCompliantCount":"n","SeveritySummary":"#SeveritySummary"},
"ParameterInlinePolicy": {"PolicyStatus":"t","PolicyText":"t","PolicyType":"t"},
"ServiceSetting": {"ARN":"t","LastModifiedDate":"d","LastModifiedUser":"t","SettingId":"t","SettingValue":"t","Status":"t"},
"SeveritySummary": {"CriticalCount":"n","HighCount":"n","InformationalCount":"n","LowCount":"n","MediumCount":"n","UnspecifiedCount":"n"},
"Tag": {"Key":"t","Value":"t"},
"Target": {"Key":"t","Values":"[]t"},
"resourcegroupstaggingapi.Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
