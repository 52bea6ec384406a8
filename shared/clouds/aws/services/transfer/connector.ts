/** Connectors of a region to the servers of partners, without the subject of their messages. */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Transfer::Connector',
  kind: 'file_transfer',
  list: paged('ListConnectors', 'Connectors', { MaxResults: 1000 }),
  describe: read('DescribeConnector', { ConnectorId: 'ConnectorId' }, 'Connector'),
  gone: ['ResourceNotFoundException'],
  id: 'ConnectorId',
  nativeId: 'Arn',
  name: 'Url',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'AccessRole', 'LoggingRole'),
    uses('AWS::SecretsManager::Secret', 'SftpConfig.UserSecretId', 'As2Config.BasicAuthSecretId'),
  ],
  // A changed connector is updated for some minutes.
  volatile: ['Status', 'ErrorMessage'],
  // The connector tries one version of the secret after the other.
  ordered: ['SftpConfig.OrderedUserSecretVersionStages'],
  drop: ['As2Config.MessageSubject'],
});
