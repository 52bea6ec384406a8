/** File shares of a region's gateways that clients reach by NFS. */
import { defineType, inBatches, memberOf, paged, relation, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::StorageGateway::NFSFileShare',
  kind: 'file_system',
  list: paged('ListFileShares', 'FileShareInfoList'),
  only: { path: 'FileShareType', is: ['NFS'] },
  describe: inBatches('DescribeNFSFileShares', { FileShareARNList: 'FileShareARN' }, 10, 'NFSFileShareInfoList', { match: 'FileShareARN' }),
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
});
