/** Message brokers of a region (ActiveMQ and RabbitMQ), without the names of their users and of the account by which they ask a directory. */
import { defineType, inside, paged, read, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::AmazonMQ::Broker',
  kind: 'message_broker',
  list: paged('ListBrokers', 'BrokerSummaries', { MaxResults: 100 }),
  describe: read('DescribeBroker', { BrokerId: 'BrokerId' }, '@'),
  gone: ['NotFoundException'],
  id: 'BrokerId',
  nativeId: 'BrokerArn',
  name: 'BrokerName',
  tags: 'Tags',
  relationships: [
    inside('AWS::EC2::Subnet', 'SubnetIds[]'),
    uses('AWS::EC2::SecurityGroup', 'SecurityGroups[]'),
    usesKey('EncryptionOptions.KmsKeyId'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'Logs.GeneralLogGroup', 'Logs.AuditLogGroup'),
  ],
  // They change during maintenance.
  volatile: ['BrokerState', 'ActionsRequired'],
  drop: ['Users', 'LdapServerMetadata.ServiceAccountUsername', 'PendingLdapServerMetadata.ServiceAccountUsername'],
});
