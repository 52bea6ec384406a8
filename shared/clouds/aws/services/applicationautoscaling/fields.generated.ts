/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::ApplicationAutoScaling::ScalableTarget": {"CreationTime":"d","MaxCapacity":"n","MinCapacity":"n","PredictedCapacity":"n","ResourceId":"t","RoleARN":"t","ScalableDimension":"t","ScalableTargetARN":"t","ServiceNamespace":"t","SuspendedState":"#SuspendedState"},
"AWS::ApplicationAutoScaling::ScalingPolicy": {"Alarms":"[]#Alarm","CreationTime":"d","PolicyARN":"t","PolicyName":"t","PolicyType":"t","PredictiveScalingPolicyConfiguration":"#PredictiveScalingPolicyConfiguration","ResourceId":"t","ScalableDimension":"t","ServiceNamespace":"t","StepScalingPolicyConfiguration":"#StepScalingPolicyConfiguration","TargetTrackingScalingPolicyConfiguration":"#TargetTrackingScalingPolicyConfiguration"}
}, "shapes": {
"Alarm": {"AlarmARN":"t","AlarmName":"t"},
"CustomizedMetricSpecification": {"Dimensions":"[]#MetricDimension","MetricName":"t","Metrics":"[]#TargetTrackingMetricDataQuery","Namespace":"t","Statistic":"t","Unit":"t"},
"MetricDimension": {"Name":"t","Value":"t"},
"PredefinedMetricSpecification": {"PredefinedMetricType":"t","ResourceLabel":"t"},
"PredictiveScalingCustomizedMetricSpecification": {"MetricDataQueries":"[]#PredictiveScalingMetricDataQuery"},
"PredictiveScalingMetric": {"Dimensions":"[]#PredictiveScalingMetricDimension","MetricName":"t","Namespace":"t"},
"PredictiveScalingMetricDataQuery": {"Expression":"t","Id":"t","Label":"t","MetricStat":"#PredictiveScalingMetricStat","ReturnData":"b"},
"PredictiveScalingMetricDimension": {"Name":"t","Value":"t"},
"PredictiveScalingMetricSpecification": {"CustomizedCapacityMetricSpecification":"#PredictiveScalingCustomizedMetricSpecification","CustomizedLoadMetricSpecification":"#PredictiveScalingCustomizedMetricSpecification","CustomizedScalingMetricSpecification":"#PredictiveScalingCustomizedMetricSpecification","PredefinedLoadMetricSpecification":"#PredictiveScalingPredefinedLoadMetricSpecification","PredefinedMetricPairSpecification":"#PredictiveScalingPredefinedMetricPairSpecification","PredefinedScalingMetricSpecification":"#PredictiveScalingPredefinedScalingMetricSpecification","TargetValue":"n"},
"PredictiveScalingMetricStat": {"Metric":"#PredictiveScalingMetric","Stat":"t","Unit":"t"},
"PredictiveScalingPolicyConfiguration": {"MaxCapacityBreachBehavior":"t","MaxCapacityBuffer":"n","MetricSpecifications":"[]#PredictiveScalingMetricSpecification","Mode":"t","SchedulingBufferTime":"n"},
"PredictiveScalingPredefinedLoadMetricSpecification": {"PredefinedMetricType":"t","ResourceLabel":"t"},
"PredictiveScalingPredefinedMetricPairSpecification": {"PredefinedMetricType":"t","ResourceLabel":"t"},
"PredictiveScalingPredefinedScalingMetricSpecification": {"PredefinedMetricType":"t","ResourceLabel":"t"},
"StepAdjustment": {"MetricIntervalLowerBound":"n","MetricIntervalUpperBound":"n","ScalingAdjustment":"n"},
"StepScalingPolicyConfiguration": {"AdjustmentType":"t","Cooldown":"n","MetricAggregationType":"t","MinAdjustmentMagnitude":"n","StepAdjustments":"[]#StepAdjustment"},
"SuspendedState": {"DynamicScalingInSuspended":"b","DynamicScalingOutSuspended":"b","ScheduledScalingSuspended":"b"},
"TargetTrackingMetric": {"Dimensions":"[]#TargetTrackingMetricDimension","MetricName":"t","Namespace":"t"},
"TargetTrackingMetricDataQuery": {"Expression":"t","Id":"t","Label":"t","MetricStat":"#TargetTrackingMetricStat","ReturnData":"b"},
"TargetTrackingMetricDimension": {"Name":"t","Value":"t"},
"TargetTrackingMetricStat": {"Metric":"#TargetTrackingMetric","Stat":"t","Unit":"t"},
"TargetTrackingScalingPolicyConfiguration": {"CustomizedMetricSpecification":"#CustomizedMetricSpecification","DisableScaleIn":"b","PredefinedMetricSpecification":"#PredefinedMetricSpecification","ScaleInCooldown":"n","ScaleOutCooldown":"n","TargetValue":"n"}
}}`) as ConfigFields;
