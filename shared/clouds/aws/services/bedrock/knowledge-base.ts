/** Knowledge bases of a region. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';
import { AGENTS } from './service.ts';

const api = AGENTS.id;

export default defineType({
  type: 'AWS::Bedrock::KnowledgeBase',
  kind: 'ai_service',
  list: paged('ListKnowledgeBases', 'knowledgeBaseSummaries', { maxResults: 1000 }, { api }),
  describe: read('GetKnowledgeBase', { knowledgeBaseId: 'knowledgeBaseId' }, 'knowledgeBase', { api }),
  gone: ['ResourceNotFoundException'],
  id: 'knowledgeBaseId',
  nativeId: 'knowledgeBaseArn',
  name: 'name',
  tags: 'Tags',
  relationships: [
    uses('AWS::IAM::Role', 'roleArn'),
    uses('AWS::OpenSearchService::Domain', 'storageConfiguration.opensearchManagedClusterConfiguration.domainArn'),
    uses('AWS::RDS::DBCluster', 'storageConfiguration.rdsConfiguration.resourceArn'),
    uses(
      'AWS::SecretsManager::Secret',
      'storageConfiguration.mongoDbAtlasConfiguration.credentialsSecretArn',
      'storageConfiguration.pineconeConfiguration.credentialsSecretArn',
      'storageConfiguration.rdsConfiguration.credentialsSecretArn',
      'storageConfiguration.redisEnterpriseCloudConfiguration.credentialsSecretArn',
    ),
    usesKey('knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration.serverSideEncryptionConfiguration.kmsKeyArn'),
  ],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'knowledgeBaseArn' }, 'tags', { api }) },
  // They tell of the last update.
  volatile: ['failureReasons', 'status'],
  // How to connect to another vendor's database, and sentences that explain a database to the model.
  drop: [
    'knowledgeBaseConfiguration.sqlKnowledgeBaseConfiguration.redshiftConfiguration.queryGenerationConfiguration.generationContext',
    'storageConfiguration.pineconeConfiguration.connectionString',
  ],
});
