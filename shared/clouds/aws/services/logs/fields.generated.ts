/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Logs::DeliverySource": {"arn":"t","deliverySourceConfiguration":"{}t","logType":"t","name":"t","resourceArns":"[]t","service":"t","status":"t","statusReason":"t","tags":"{}t"},
"AWS::Logs::Delivery": {"arn":"t","deliveryDestinationArn":"t","deliveryDestinationType":"t","deliverySourceName":"t","fieldDelimiter":"t","id":"t","recordFields":"[]t","s3DeliveryConfiguration":"#S3DeliveryConfiguration","tags":"{}t"},
"AWS::Logs::Destination": {"Tags":"{}t","accessPolicy":"*","arn":"t","creationTime":"n","destinationName":"t","roleArn":"t","targetArn":"t"},
"AWS::Logs::LogGroup": {"Tags":"[]#Tag","arn":"t","bearerTokenAuthenticationEnabled":"b","creationTime":"n","dataProtectionStatus":"t","deletionProtectionEnabled":"b","inheritedProperties":"[]t","kmsKeyId":"t","logGroupArn":"t","logGroupClass":"t","logGroupName":"t","metricFilterCount":"n","retentionInDays":"n","retentionPolicyName":"t","storedBytes":"n"},
"AWS::Logs::MetricFilter": {"applyOnTransformedLogs":"b","creationTime":"n","emitSystemFieldDimensions":"[]t","fieldSelectionCriteria":"t","filterName":"t","filterPattern":"t","logGroupName":"t","metricTransformations":"[]#MetricTransformation"},
"AWS::Logs::ResourcePolicy": {"lastUpdatedTime":"n","policyDocument":"*","policyName":"t","policyScope":"t","resourceArn":"t","revisionId":"t"}
}, "shapes": {
"MetricTransformation": {"defaultValue":"n","dimensions":"{}t","metricName":"t","metricNamespace":"t","metricValue":"t","unit":"t"},
"S3DeliveryConfiguration": {"enableHiveCompatiblePath":"b","suffixPath":"t"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
