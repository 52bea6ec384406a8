/** Data sources of every knowledge base of a region. */
import { defineType, inside, paged, read, template, uses, usesKey } from '../../types/define.ts';
import { AGENTS } from './service.ts';

const api = AGENTS.id;

export default defineType({
  type: 'AWS::Bedrock::DataSource',
  kind: 'ai_service',
  parents: 'AWS::Bedrock::KnowledgeBase',
  list: paged('ListDataSources', 'dataSourceSummaries', { maxResults: 1000 }, { api, from: { knowledgeBaseId: 'knowledgeBaseId' } }),
  describe: read('GetDataSource', { dataSourceId: 'dataSourceId', knowledgeBaseId: 'knowledgeBaseId' }, 'dataSource', { api }),
  gone: ['ResourceNotFoundException'],
  id: template('{knowledgeBaseId}/{dataSourceId}'),
  name: 'name',
  relationships: [
    inside('AWS::Bedrock::KnowledgeBase', 'knowledgeBaseId'),
    uses('AWS::S3::Bucket', 'dataSourceConfiguration.s3Configuration.bucketArn'),
    uses(
      'AWS::SecretsManager::Secret',
      'dataSourceConfiguration.confluenceConfiguration.sourceConfiguration.credentialsSecretArn',
      'dataSourceConfiguration.salesforceConfiguration.sourceConfiguration.credentialsSecretArn',
      'dataSourceConfiguration.sharePointConfiguration.sourceConfiguration.credentialsSecretArn',
    ),
    usesKey('serverSideEncryptionConfiguration.kmsKeyArn'),
  ],
  // They tell of the last update.
  volatile: ['failureReasons', 'status'],
  // Parameters of connectors have no schema; headers and prompts hold what people write.
  drop: [
    'dataSourceConfiguration.managedKnowledgeBaseConnectorConfiguration.connectorParameters',
    'dataSourceConfiguration.webConfiguration.crawlerConfiguration.userAgentHeader',
    'vectorIngestionConfiguration.parsingConfiguration.bedrockFoundationModelConfiguration.parsingPrompt',
  ],
});
