/** Secrets of a region with their settings and policies. Their values are never read. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::SecretsManager::Secret',
  kind: 'secret',
  list: paged('ListSecrets', 'SecretList', { MaxResults: 100 }),
  gone: ['ResourceNotFoundException'],
  id: 'ARN',
  nativeId: 'ARN',
  name: 'Name',
  tags: 'Tags',
  relationships: [uses('AWS::Lambda::Function', 'RotationLambdaARN'), usesKey('KmsKeyId')],
  details: { ResourcePolicy: read('GetResourcePolicy', { SecretId: 'ARN' }, 'ResourcePolicy') },
  // Rotation moves the labels of versions, and with them these times; the last access is a day.
  volatile: ['SecretVersionsToStages'],
  times: ['LastAccessedDate', 'LastChangedDate', 'LastRotatedDate', 'NextRotationDate'],
  documents: ['ResourcePolicy'],
});
