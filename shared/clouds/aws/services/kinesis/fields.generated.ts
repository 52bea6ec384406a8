/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Kinesis::StreamConsumer": {"ConsumerARN":"t","ConsumerCreationTimestamp":"d","ConsumerName":"t","ConsumerStatus":"t","StreamARN":"t","Tags":"[]#Tag"},
"AWS::Kinesis::Stream": {"ChannelCount":"n","ConsumerCount":"n","EncryptionType":"t","EnhancedMonitoring":"[]#EnhancedMetrics","KeyId":"t","MaxRecordSizeInKiB":"n","OpenShardCount":"n","RecordDistributionStrategy":"t","RetentionPeriodHours":"n","StreamARN":"t","StreamCreationTimestamp":"d","StreamId":"t","StreamModeDetails":"#StreamModeDetails","StreamName":"t","StreamStatus":"t","Tags":"[]#resourcegroupstaggingapi.Tag","WarmThroughput":"#WarmThroughputObject"}
}, "shapes": {
"EnhancedMetrics": {"ShardLevelMetrics":"[]t"},
"StreamModeDetails": {"StreamMode":"t"},
"Tag": {"Key":"t","Value":"t"},
"WarmThroughputObject": {"CurrentMiBps":"n","TargetMiBps":"n"},
"resourcegroupstaggingapi.Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
