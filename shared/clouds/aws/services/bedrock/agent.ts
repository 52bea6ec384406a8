/** Agents of a region, as their drafts are. What they are told to do may be confidential and is not stored. */
import { defineType, paged, read, uses, usesKey } from '../../types/define.ts';
import { AGENTS } from './service.ts';

const api = AGENTS.id;

export default defineType({
  type: 'AWS::Bedrock::Agent',
  kind: 'ai_service',
  list: paged('ListAgents', 'agentSummaries', { maxResults: 1000 }, { api }),
  describe: read('GetAgent', { agentId: 'agentId' }, 'agent', { api }),
  gone: ['ResourceNotFoundException'],
  id: 'agentId',
  nativeId: 'agentArn',
  name: 'agentName',
  tags: 'Tags',
  relationships: [
    uses('AWS::Bedrock::Guardrail', 'guardrailConfiguration.guardrailIdentifier'),
    uses('AWS::IAM::Role', 'agentResourceRoleArn'),
    uses('AWS::Lambda::Function', 'customOrchestration.executor.lambda', 'promptOverrideConfiguration.overrideLambda'),
    usesKey('customerEncryptionKeyArn'),
  ],
  details: { Tags: read('ListTagsForResource', { resourceArn: 'agentArn' }, 'tags', { api }) },
  // They tell of the last preparation.
  volatile: ['agentStatus', 'failureReasons', 'preparedAt', 'recommendedActions'],
  drop: ['clientToken', 'instruction', 'promptOverrideConfiguration.promptConfigurations'],
});
