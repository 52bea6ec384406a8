/** Clusters of Apache Kafka of a region, provisioned and serverless. */
import { defineType, inside, paged, relation, uses, usesKey } from '../../types/define.ts';

const LOGS = 'Provisioned.LoggingInfo.BrokerLogs';

export default defineType({
  type: 'AWS::MSK::Cluster',
  kind: 'message_broker',
  list: paged('ListClustersV2', 'ClusterInfoList', { MaxResults: 100 }),
  id: 'ClusterArn',
  nativeId: 'ClusterArn',
  name: 'ClusterName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'Provisioned.BrokerNodeGroupInfo.ClientSubnets[]', 'Serverless.VpcConfigs[].SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'Provisioned.BrokerNodeGroupInfo.SecurityGroups[]', 'Serverless.VpcConfigs[].SecurityGroupIds[]'),
    uses('AWS::MSK::Configuration', 'Provisioned.CurrentBrokerSoftwareInfo.ConfigurationArn'),
    uses('AWS::ACMPCA::CertificateAuthority', 'Provisioned.ClientAuthentication.Tls.CertificateAuthorityArnList[]'),
    usesKey('Provisioned.EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId'),
    relation('logs_to', 'AWS::Logs::LogGroup', `${LOGS}.CloudWatchLogs.LogGroup`),
    relation('logs_to', 'AWS::S3::Bucket', `${LOGS}.S3.Bucket`),
    relation('logs_to', 'AWS::KinesisFirehose::DeliveryStream', `${LOGS}.Firehose.DeliveryStream`),
  ],
  // An operation on the cluster sets them.
  volatile: [
    'ActiveOperationArn',
    'CurrentVersion',
    'State',
    'StateInfo',
    'Provisioned.CustomerActionStatus',
    'Provisioned.Rebalancing.Status',
  ],
});
