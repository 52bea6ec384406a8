/** File shares of a region's gateways that clients reach by SMB, without the names of their users. */
import { defineType, inBatches, memberOf, paged, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::StorageGateway::SMBFileShare',
  kind: 'file_system',
  list: paged('ListFileShares', 'FileShareInfoList'),
  only: { path: 'FileShareType', is: ['SMB'] },
  describe: inBatches('DescribeSMBFileShares', { FileShareARNList: 'FileShareARN' }, 10, 'SMBFileShareInfoList', { match: 'FileShareARN' }),
  id: 'FileShareARN',
  nativeId: 'FileShareARN',
  name: 'FileShareName',
  tags: 'Tags',
  relationships: [
    memberOf('AWS::StorageGateway::Gateway', 'GatewayARN'),
    uses('AWS::IAM::Role', 'Role'),
    usesKey('KMSKey'),
    relation('logs_to', 'AWS::Logs::LogGroup', 'AuditDestinationARN'),
  ],
  // It follows the gateway's connection.
  volatile: ['FileShareStatus'],
  drop: ['AdminUserList', 'ValidUserList', 'InvalidUserList'],
});
