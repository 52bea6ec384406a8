/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::Route53::HealthCheck": {"CallerReference":"t","CloudWatchAlarmConfiguration":"#CloudWatchAlarmConfiguration","HealthCheckConfig":"#AWS::Route53::HealthCheck.HealthCheckConfig","HealthCheckVersion":"n","Id":"t","LinkedService":"#LinkedService","Tags":"[]#Tag"},
"AWS::Route53::HostedZone": {"CallerReference":"t","Config":"#HostedZoneConfig","Features":"#HostedZoneFeatures","Id":"t","LinkedService":"#LinkedService","Name":"t","QueryLoggingConfigs":"[]#QueryLoggingConfig","ResourceRecordSetCount":"n","Tags":"[]#resourcegroupstaggingapi.Tag"},
"AWS::Route53::QueryLoggingConfig": {"CloudWatchLogsLogGroupArn":"t","HostedZoneId":"t","Id":"t"},
"AWS::Route53::RecordSet": {"AliasTarget":"#AliasTarget","CidrRoutingConfig":"#CidrRoutingConfig","Failover":"t","GeoLocation":"#GeoLocation","GeoProximityLocation":"#GeoProximityLocation","HealthCheckId":"t","HostedZoneId":"t","MultiValueAnswer":"b","Name":"t","Region":"t","ResourceRecords":"[]#ResourceRecord","SetIdentifier":"t","TTL":"n","TrafficPolicyInstanceId":"t","Type":"t","Weight":"n"}
}, "shapes": {
"AWS::Route53::HealthCheck.HealthCheckConfig": {"AlarmIdentifier":"#AlarmIdentifier","ChildHealthChecks":"[]t","Disabled":"b","EnableSNI":"b","FailureThreshold":"n","FullyQualifiedDomainName":"t","HealthThreshold":"n","IPAddress":"t","InsufficientDataHealthStatus":"t","Inverted":"b","MeasureLatency":"b","Port":"n","Regions":"[]t","RequestInterval":"n","RoutingControlArn":"t","Type":"t"},
"AlarmIdentifier": {"Name":"t","Region":"t"},
"AliasTarget": {"DNSName":"t","EvaluateTargetHealth":"b","HostedZoneId":"t"},
"CidrRoutingConfig": {"CollectionId":"t","LocationName":"t"},
"CloudWatchAlarmConfiguration": {"ComparisonOperator":"t","Dimensions":"[]#Dimension","EvaluationPeriods":"n","MetricName":"t","Namespace":"t","Period":"n","Statistic":"t","Threshold":"n"},
"Coordinates": {"Latitude":"t","Longitude":"t"},
"Dimension": {"Name":"t","Value":"t"},
"GeoLocation": {"ContinentCode":"t","CountryCode":"t","SubdivisionCode":"t"},
"GeoProximityLocation": {"AWSRegion":"t","Bias":"n","Coordinates":"#Coordinates","LocalZoneGroup":"t"},
"HostedZoneConfig": {"Comment":"t","PrivateZone":"b"},
"HostedZoneFailureReasons": {"AcceleratedRecovery":"t"},
"HostedZoneFeatures": {"AcceleratedRecoveryStatus":"t","FailureReasons":"#HostedZoneFailureReasons"},
"LinkedService": {"Description":"t","ServicePrincipal":"t"},
"QueryLoggingConfig": {"CloudWatchLogsLogGroupArn":"t","HostedZoneId":"t","Id":"t"},
"ResourceRecord": {"Value":"t"},
"Tag": {"Key":"t","Value":"t"},
"resourcegroupstaggingapi.Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
