/**
 * Namespaces of a region: databases with their users. The name of the administrator is stored, because a policy asks whether it is the usual one; a
 * namespace's key is no relationship, because in the place of its id there may be words.
 */
import { defineType, paged, read, uses } from '../../types/define.ts';

export default defineType({
  type: 'AWS::RedshiftServerless::Namespace',
  kind: 'data_warehouse',
  list: paged('ListNamespaces', 'namespaces', { maxResults: 100 }),
  gone: ['ResourceNotFoundException'],
  id: 'namespaceName',
  nativeId: 'namespaceArn',
  name: 'namespaceName',
  tags: { path: 'Tags', key: 'key', value: 'value' },
  relationships: [uses('AWS::IAM::Role', 'defaultIamRoleArn'), uses('AWS::SecretsManager::Secret', 'adminPasswordSecretArn')],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'namespaceArn' }, 'tags') },
  // They change during updates, and with every file that is taken in.
  volatile: ['status', 's3TablePublishStatus.lastIngestionTimes'],
});
