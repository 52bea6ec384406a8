/** Gateways of a region: machines, often on premises, through which files, volumes and tapes reach AWS. */
import { defineType, paged, read, relation, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::StorageGateway::Gateway',
  kind: 'file_transfer',
  list: paged('ListGateways', 'Gateways'),
  // One that has lost its connection cannot be described: it keeps what the list tells, and the rest is unread.
  describe: read('DescribeGatewayInformation', { GatewayARN: 'GatewayARN' }, '@'),
  id: 'GatewayARN',
  nativeId: 'GatewayARN',
  name: 'GatewayName',
  tags: 'Tags',
  relationships: [uses('AWS::EC2::Instance', 'Ec2InstanceId'), relation('logs_to', 'AWS::Logs::LogGroup', 'CloudWatchLogGroupARN')],
  // They follow the connection and the updates that are on offer.
  volatile: ['GatewayOperationalState', 'GatewayState', 'LastSoftwareUpdate', 'NextUpdateAvailabilityDate'],
});
