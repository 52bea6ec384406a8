/**
 * Guardrails of a region, as their drafts are. The texts that describe what they refuse and the words that they look for may be confidential and
 * are not stored.
 */
import { defineType, paged, read, usesKey } from '../../types/define.ts';

export default defineType({
  type: 'AWS::Bedrock::Guardrail',
  kind: 'ai_service',
  list: paged('ListGuardrails', 'guardrails', { maxResults: 1000 }),
  describe: read('GetGuardrail', { guardrailIdentifier: 'id' }, '@'),
  gone: ['ResourceNotFoundException'],
  id: 'id',
  nativeId: 'arn',
  name: 'name',
  tags: { path: 'Tags', key: 'key', value: 'value' },
  relationships: [usesKey('kmsKeyArn')],
  details: { Tags: read('ListTagsForResource', { resourceARN: 'arn' }, 'tags') },
  // They tell of the last update.
  volatile: ['failureRecommendations', 'status', 'statusReasons'],
  drop: ['topicPolicy.topics[].definition', 'topicPolicy.topics[].examples', 'wordPolicy.words[].text'],
});
