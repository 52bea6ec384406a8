/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CloudTrail::EventDataStore": {"AdvancedEventSelectors":"[]#AdvancedEventSelector","BillingMode":"t","CreatedTimestamp":"d","EventDataStoreArn":"t","FederationRoleArn":"t","FederationStatus":"t","KmsKeyId":"t","MultiRegionEnabled":"b","Name":"t","OrganizationEnabled":"b","PartitionKeys":"[]#PartitionKey","RetentionPeriod":"n","Status":"t","Tags":"[]#Tag","TerminationProtectionEnabled":"b","UpdatedTimestamp":"d"},
"AWS::CloudTrail::Trail": {"CloudWatchLogsLogGroupArn":"t","CloudWatchLogsRoleArn":"t","EventSelectors":"#GetEventSelectorsResponse","HasCustomEventSelectors":"b","HasInsightSelectors":"b","HomeRegion":"t","IncludeGlobalServiceEvents":"b","IsMultiRegionTrail":"b","IsOrganizationTrail":"b","KmsKeyId":"t","LogFileValidationEnabled":"b","Name":"t","RecursiveLogging":"b","S3BucketName":"t","S3KeyPrefix":"t","SnsTopicARN":"t","SnsTopicName":"t","Status":"#GetTrailStatusResponse","Tags":"[]#Tag","TrailARN":"t"}
}, "shapes": {
"AdvancedEventSelector": {"FieldSelectors":"[]#AdvancedFieldSelector","Name":"t"},
"AdvancedFieldSelector": {"EndsWith":"[]t","Equals":"[]t","Field":"t","NotEndsWith":"[]t","NotEquals":"[]t","NotStartsWith":"[]t","StartsWith":"[]t"},
"DataResource": {"Type":"t","Values":"[]t"},
"EventSelector": {"DataResources":"[]#DataResource","ExcludeManagementEventSources":"[]t","IncludeManagementEvents":"b","ReadWriteType":"t"},
"GetEventSelectorsResponse": {"AdvancedEventSelectors":"[]#AdvancedEventSelector","EventSelectors":"[]#EventSelector","TrailARN":"t"},
"GetTrailStatusResponse": {"IsLogging":"b","LatestCloudWatchLogsDeliveryError":"t","LatestCloudWatchLogsDeliveryTime":"d","LatestDeliveryAttemptSucceeded":"t","LatestDeliveryAttemptTime":"t","LatestDeliveryError":"t","LatestDeliveryTime":"d","LatestDigestDeliveryError":"t","LatestDigestDeliveryTime":"d","LatestNotificationAttemptSucceeded":"t","LatestNotificationAttemptTime":"t","LatestNotificationError":"t","LatestNotificationTime":"d","StartLoggingTime":"d","StopLoggingTime":"d","TimeLoggingStarted":"t","TimeLoggingStopped":"t"},
"PartitionKey": {"Name":"t","Type":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
