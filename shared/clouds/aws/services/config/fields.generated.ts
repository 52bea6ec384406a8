/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Config::ConfigRule": {"ConfigRuleArn":"t","ConfigRuleId":"t","ConfigRuleName":"t","ConfigRuleState":"t","CreatedBy":"t","Description":"t","EvaluationModes":"[]#EvaluationModeConfiguration","InputParameters":"*","MaximumExecutionFrequency":"t","RuleEvaluationVisibility":"t","Scope":"#Scope","Source":"#AWS::Config::ConfigRule.Source","Tags":"[]#Tag"},
"AWS::Config::ConfigurationAggregator": {"AccountAggregationSources":"[]#AccountAggregationSource","AggregatorFilters":"#AggregatorFilters","ConfigurationAggregatorArn":"t","ConfigurationAggregatorName":"t","CreatedBy":"t","CreationTime":"d","LastUpdatedTime":"d","OrganizationAggregationSource":"#OrganizationAggregationSource","Tags":"[]#Tag"},
"AWS::Config::ConfigurationRecorder": {"Status":"#ConfigurationRecorderStatus","Tags":"[]#Tag","arn":"t","connectorArn":"t","name":"t","recordingGroup":"#RecordingGroup","recordingMode":"#RecordingMode","recordingScope":"t","roleARN":"t","scopeConfiguration":"#ScopeConfiguration","servicePrincipal":"t"},
"AWS::Config::ConformancePack": {"ConformancePackArn":"t","ConformancePackId":"t","ConformancePackInputParameters":"[]#ConformancePackInputParameter","ConformancePackName":"t","CreatedBy":"t","DeliveryS3Bucket":"t","DeliveryS3KeyPrefix":"t","LastUpdateRequestedTime":"d","Tags":"[]#Tag","TemplateSSMDocumentDetails":"#TemplateSSMDocumentDetails"},
"AWS::Config::DeliveryChannel": {"configSnapshotDeliveryProperties":"#ConfigSnapshotDeliveryProperties","name":"t","s3BucketName":"t","s3KeyPrefix":"t","s3KmsKeyArn":"t","snsTopicARN":"t"}
}, "shapes": {
"AWS::Config::ConfigRule.Source": {"CustomPolicyDetails":"#AWS::Config::ConfigRule.Source.CustomPolicyDetails","Owner":"t","SourceDetails":"[]#SourceDetail","SourceIdentifier":"t"},
"AWS::Config::ConfigRule.Source.CustomPolicyDetails": {"EnableDebugLogDelivery":"b","PolicyRuntime":"t"},
"AccountAggregationSource": {"AccountIds":"[]t","AllAwsRegions":"b","AwsRegions":"[]t"},
"AggregatorFilterResourceType": {"Type":"t","Value":"[]t"},
"AggregatorFilterServicePrincipal": {"Type":"t","Value":"[]t"},
"AggregatorFilters": {"ResourceType":"#AggregatorFilterResourceType","ServicePrincipal":"#AggregatorFilterServicePrincipal"},
"ConfigSnapshotDeliveryProperties": {"deliveryFrequency":"t"},
"ConfigurationRecorderStatus": {"arn":"t","lastErrorCode":"t","lastErrorMessage":"t","lastStartTime":"d","lastStatus":"t","lastStatusChangeTime":"d","lastStopTime":"d","name":"t","recording":"b","servicePrincipal":"t"},
"ConformancePackInputParameter": {"ParameterName":"t","ParameterValue":"t"},
"EvaluationModeConfiguration": {"Mode":"t"},
"ExclusionByResourceTypes": {"resourceTypes":"[]t"},
"OrganizationAggregationSource": {"AllAwsRegions":"b","AwsRegions":"[]t","RoleArn":"t"},
"RecordingGroup": {"allSupported":"b","exclusionByResourceTypes":"#ExclusionByResourceTypes","includeGlobalResourceTypes":"b","recordingStrategy":"#RecordingStrategy","resourceTypes":"[]t"},
"RecordingMode": {"recordingFrequency":"t","recordingModeOverrides":"[]#RecordingModeOverride"},
"RecordingModeOverride": {"description":"t","recordingFrequency":"t","resourceTypes":"[]t"},
"RecordingStrategy": {"useOnly":"t"},
"Scope": {"ComplianceResourceId":"t","ComplianceResourceTypes":"[]t","ServicePrincipals":"[]t","TagKey":"t","TagValue":"t"},
"ScopeConfiguration": {"allRegions":"b","includedRegions":"[]t","scopeType":"t","scopeValues":"[]t"},
"SourceDetail": {"EventSource":"t","MaximumExecutionFrequency":"t","MessageType":"t"},
"Tag": {"Key":"t","Value":"t"},
"TemplateSSMDocumentDetails": {"DocumentName":"t","DocumentVersion":"t"}
}}`) as ConfigFields;
