/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::CloudWatch::Alarm": {"ActionConfiguration":"#ActionConfiguration","ActionsEnabled":"b","AlarmActions":"[]t","AlarmArn":"t","AlarmConfigurationUpdatedTimestamp":"d","AlarmDescription":"t","AlarmName":"t","ComparisonOperator":"t","DatapointsToAlarm":"n","Dimensions":"[]#Dimension","EvaluateLowSampleCountPercentile":"t","EvaluationCriteria":"#EvaluationCriteria","EvaluationInterval":"n","EvaluationPeriods":"n","EvaluationState":"t","EvaluationWindow":"#EvaluationWindow","ExtendedStatistic":"t","InsufficientDataActions":"[]t","MetricName":"t","Metrics":"[]#MetricDataQuery","Namespace":"t","OKActions":"[]t","Period":"n","StateReason":"t","StateReasonData":"t","StateTransitionedTimestamp":"d","StateUpdatedTimestamp":"d","StateValue":"t","Statistic":"t","Tags":"[]#Tag","Threshold":"n","ThresholdMetricId":"t","TreatMissingData":"t","Unit":"t","WarmUpConfiguration":"#WarmUpConfiguration"},
"AWS::CloudWatch::CompositeAlarm": {"ActionConfiguration":"#ActionConfiguration","ActionsEnabled":"b","ActionsSuppressedBy":"t","ActionsSuppressedReason":"t","ActionsSuppressor":"t","ActionsSuppressorExtensionPeriod":"n","ActionsSuppressorWaitPeriod":"n","AlarmActions":"[]t","AlarmArn":"t","AlarmConfigurationUpdatedTimestamp":"d","AlarmDescription":"t","AlarmName":"t","AlarmRule":"t","InsufficientDataActions":"[]t","OKActions":"[]t","StateReason":"t","StateReasonData":"t","StateTransitionedTimestamp":"d","StateUpdatedTimestamp":"d","StateValue":"t","Tags":"[]#Tag"},
"AWS::CloudWatch::Dashboard": {"DashboardArn":"t","DashboardName":"t","LastModified":"d","Size":"n"},
"AWS::CloudWatch::MetricStream": {"Arn":"t","CreationDate":"d","FirehoseArn":"t","LastUpdateDate":"d","Name":"t","OutputFormat":"t","State":"t","Tags":"[]#Tag"}
}, "shapes": {
"ActionConfiguration": {"AlarmTagsPropagation":"#AlarmTagsPropagation"},
"AlarmPromQLCriteria": {"PendingPeriod":"n","Query":"t","RecoveryPeriod":"n"},
"AlarmTagsPropagation": {"Enabled":"b","ExcludedTagKeys":"[]t","IncludedTagKeys":"[]t"},
"Dimension": {"Name":"t","Value":"t"},
"EvaluationCriteria": {"PromQLCriteria":"#AlarmPromQLCriteria"},
"EvaluationWindow": {"SlidingWindow":"#SlidingWindow","WallClockWindow":"#WallClockWindow"},
"Metric": {"Dimensions":"[]#Dimension","MetricName":"t","Namespace":"t"},
"MetricDataQuery": {"AccountId":"t","Expression":"t","Id":"t","Label":"t","MetricStat":"#MetricStat","Period":"n","ReturnData":"b"},
"MetricStat": {"Metric":"#Metric","Period":"n","Stat":"t","Unit":"t"},
"SlidingWindow": {},
"Tag": {"Key":"t","Value":"t"},
"WallClockWindow": {"Timezone":"t"},
"WarmUpConfiguration": {"OnlyStartEvaluatingAfterWarmUpPeriodEnds":"b","WarmUpPeriodDurationInMinutes":"n"}
}}`) as ConfigFields;
