/** Prompts of a region, as their drafts are, without their texts, which may be confidential. */
import { defineType, paged, read, usesKey } from '../../types/define.ts';
import { AGENTS } from './service.ts';

const api = AGENTS.id;

export default defineType({
  type: 'AWS::Bedrock::Prompt',
  kind: 'ai_service',
  list: paged('ListPrompts', 'promptSummaries', { maxResults: 1000 }, { api }),
  describe: read('GetPrompt', { promptIdentifier: 'id' }, '@', { api }),
  gone: ['ResourceNotFoundException'],
  id: 'id',
  nativeId: 'arn',
  name: 'name',
  tags: 'Tags',
  relationships: [usesKey('customerEncryptionKeyArn')],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'arn' }, 'tags', { api }) },
  drop: ['variants'],
});
