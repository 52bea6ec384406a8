/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::KafkaConnect::Connector": {"Tags":"{}t","capacity":"#CapacityDescription","connectorArn":"t","connectorDescription":"t","connectorName":"t","connectorState":"t","creationTime":"d","currentVersion":"t","kafkaCluster":"#KafkaClusterDescription","kafkaClusterClientAuthentication":"#KafkaClusterClientAuthenticationDescription","kafkaClusterEncryptionInTransit":"#KafkaClusterEncryptionInTransitDescription","kafkaConnectVersion":"t","logDelivery":"#LogDeliveryDescription","networkType":"t","plugins":"[]#PluginDescription","serviceExecutionRoleArn":"t","workerConfiguration":"#WorkerConfigurationDescription"}
}, "shapes": {
"ApacheKafkaClusterDescription": {"bootstrapServers":"t","vpc":"#VpcDescription"},
"AutoScalingDescription": {"maxAutoscalingTaskCount":"n","maxWorkerCount":"n","mcuCount":"n","minWorkerCount":"n","scaleInPolicy":"#ScaleInPolicyDescription","scaleOutPolicy":"#ScaleOutPolicyDescription"},
"CapacityDescription": {"autoScaling":"#AutoScalingDescription","provisionedCapacity":"#ProvisionedCapacityDescription"},
"CloudWatchLogsLogDeliveryDescription": {"enabled":"b","logGroup":"t"},
"CustomPluginDescription": {"customPluginArn":"t","revision":"n"},
"FirehoseLogDeliveryDescription": {"deliveryStream":"t","enabled":"b"},
"KafkaClusterClientAuthenticationDescription": {"authenticationType":"t"},
"KafkaClusterDescription": {"apacheKafkaCluster":"#ApacheKafkaClusterDescription"},
"KafkaClusterEncryptionInTransitDescription": {"encryptionType":"t"},
"LogDeliveryDescription": {"workerLogDelivery":"#WorkerLogDeliveryDescription"},
"PluginDescription": {"customPlugin":"#CustomPluginDescription"},
"ProvisionedCapacityDescription": {"mcuCount":"n","workerCount":"n"},
"S3LogDeliveryDescription": {"bucket":"t","enabled":"b","prefix":"t"},
"ScaleInPolicyDescription": {"cpuUtilizationPercentage":"n"},
"ScaleOutPolicyDescription": {"cpuUtilizationPercentage":"n"},
"VpcDescription": {"securityGroups":"[]t","subnets":"[]t"},
"WorkerConfigurationDescription": {"revision":"n","workerConfigurationArn":"t"},
"WorkerLogDeliveryDescription": {"cloudWatchLogs":"#CloudWatchLogsLogDeliveryDescription","firehose":"#FirehoseLogDeliveryDescription","s3":"#S3LogDeliveryDescription"}
}}`) as ConfigFields;
