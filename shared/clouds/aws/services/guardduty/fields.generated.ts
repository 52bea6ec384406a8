/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::GuardDuty::Detector": {"Administrator":"#Administrator","AutoEnableOrganizationMembers":"t","CreatedAt":"t","DataSources":"#DataSourceConfigurationsResult","DetectorId":"t","Features":"[]#DetectorFeatureConfigurationResult","FindingPublishingFrequency":"t","OrganizationFeatures":"[]#OrganizationFeatureConfigurationResult","ServiceRole":"t","Status":"t","Tags":"{}t","UpdatedAt":"t"}
}, "shapes": {
"Administrator": {"AccountId":"t","InvitationId":"t","InvitedAt":"t","RelationshipStatus":"t"},
"CloudTrailConfigurationResult": {"Status":"t"},
"DNSLogsConfigurationResult": {"Status":"t"},
"DataSourceConfigurationsResult": {"CloudTrail":"#CloudTrailConfigurationResult","DNSLogs":"#DNSLogsConfigurationResult","FlowLogs":"#FlowLogsConfigurationResult","Kubernetes":"#KubernetesConfigurationResult","MalwareProtection":"#MalwareProtectionConfigurationResult","S3Logs":"#S3LogsConfigurationResult"},
"DetectorAdditionalConfigurationResult": {"ManagedBy":"t","Name":"t","Status":"t","UpdatedAt":"d"},
"DetectorFeatureConfigurationResult": {"AdditionalConfiguration":"[]#DetectorAdditionalConfigurationResult","ManagedBy":"t","Name":"t","Status":"t","UpdatedAt":"d"},
"EbsVolumesResult": {"Reason":"t","Status":"t"},
"FlowLogsConfigurationResult": {"Status":"t"},
"KubernetesAuditLogsConfigurationResult": {"Status":"t"},
"KubernetesConfigurationResult": {"AuditLogs":"#KubernetesAuditLogsConfigurationResult"},
"MalwareProtectionConfigurationResult": {"ScanEc2InstanceWithFindings":"#ScanEc2InstanceWithFindingsResult","ServiceRole":"t"},
"OrganizationAdditionalConfigurationResult": {"AutoEnable":"t","Name":"t"},
"OrganizationFeatureConfigurationResult": {"AdditionalConfiguration":"[]#OrganizationAdditionalConfigurationResult","AutoEnable":"t","Name":"t"},
"S3LogsConfigurationResult": {"Status":"t"},
"ScanEc2InstanceWithFindingsResult": {"EbsVolumes":"#EbsVolumesResult"}
}}`) as ConfigFields;
