/** Connectors of a region between Kafka and other systems. Their configuration is not read: the settings of a connector may hold passwords. */
import { defineType, inside, paged, read, relation, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::KafkaConnect::Connector',
  kind: 'data_pipeline',
  list: paged('ListConnectors', 'connectors', { maxResults: 100 }),
  gone: ['NotFoundException'],
  id: 'connectorArn',
  nativeId: 'connectorArn',
  name: 'connectorName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'kafkaCluster.apacheKafkaCluster.vpc.subnets[]'),
    uses('AWS::EC2::SecurityGroup', 'kafkaCluster.apacheKafkaCluster.vpc.securityGroups[]'),
    uses('AWS::IAM::Role', 'serviceExecutionRoleArn'),
    uses('AWS::KafkaConnect::CustomPlugin', 'plugins[].customPlugin.customPluginArn'),
    uses('AWS::KafkaConnect::WorkerConfiguration', 'workerConfiguration.workerConfigurationArn'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'logDelivery.workerLogDelivery.cloudWatchLogs.logGroup'),
    relation('logs_to', 'AWS::S3::Bucket', 'logDelivery.workerLogDelivery.s3.bucket'),
    relation('logs_to', 'AWS::KinesisFirehose::DeliveryStream', 'logDelivery.workerLogDelivery.firehose.deliveryStream'),
  ],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'connectorArn' }, 'tags') },
  // It changes while a connector is updated.
  volatile: ['connectorState'],
});
