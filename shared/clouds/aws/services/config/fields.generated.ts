/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Config::ConfigurationAggregator": {"AccountAggregationSources":"[]#AccountAggregationSource","AggregatorFilters":"#AggregatorFilters","ConfigurationAggregatorArn":"t","ConfigurationAggregatorName":"t","CreatedBy":"t","CreationTime":"d","LastUpdatedTime":"d","OrganizationAggregationSource":"#OrganizationAggregationSource","Tags":"[]#Tag"},
"AWS::Config::ConfigurationRecorder": {"Status":"#ConfigurationRecorderStatus","Tags":"[]#Tag","arn":"t","connectorArn":"t","name":"t","recordingGroup":"#RecordingGroup","recordingMode":"#RecordingMode","recordingScope":"t","roleARN":"t","scopeConfiguration":"#ScopeConfiguration","servicePrincipal":"t"},
"AWS::Config::DeliveryChannel": {"configSnapshotDeliveryProperties":"#ConfigSnapshotDeliveryProperties","name":"t","s3BucketName":"t","s3KeyPrefix":"t","s3KmsKeyArn":"t","snsTopicARN":"t"}
}, "shapes": {
"AccountAggregationSource": {"AccountIds":"[]t","AllAwsRegions":"b","AwsRegions":"[]t"},
"AggregatorFilterResourceType": {"Type":"t","Value":"[]t"},
"AggregatorFilterServicePrincipal": {"Type":"t","Value":"[]t"},
"AggregatorFilters": {"ResourceType":"#AggregatorFilterResourceType","ServicePrincipal":"#AggregatorFilterServicePrincipal"},
"ConfigSnapshotDeliveryProperties": {"deliveryFrequency":"t"},
"ConfigurationRecorderStatus": {"arn":"t","lastErrorCode":"t","lastErrorMessage":"t","lastStartTime":"d","lastStatus":"t","lastStatusChangeTime":"d","lastStopTime":"d","name":"t","recording":"b","servicePrincipal":"t"},
"ExclusionByResourceTypes": {"resourceTypes":"[]t"},
"OrganizationAggregationSource": {"AllAwsRegions":"b","AwsRegions":"[]t","RoleArn":"t"},
"RecordingGroup": {"allSupported":"b","exclusionByResourceTypes":"#ExclusionByResourceTypes","includeGlobalResourceTypes":"b","recordingStrategy":"#RecordingStrategy","resourceTypes":"[]t"},
"RecordingMode": {"recordingFrequency":"t","recordingModeOverrides":"[]#RecordingModeOverride"},
"RecordingModeOverride": {"description":"t","recordingFrequency":"t","resourceTypes":"[]t"},
"RecordingStrategy": {"useOnly":"t"},
"ScopeConfiguration": {"allRegions":"b","includedRegions":"[]t","scopeType":"t","scopeValues":"[]t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
