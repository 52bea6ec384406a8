/** Amazon Bedrock: guardrails, custom models, prompts, agents and knowledge bases, and the logging of invocations. */
import { defineService } from '../../types/define.ts';
import type { OtherApi } from '../../types/definition.ts';

/** The API of agents, knowledge bases and prompts. */
export const AGENTS: OtherApi = {
  id: 'bedrockagent',
  sdk: '@aws-sdk/client-bedrock-agent',
  client: 'BedrockAgentClient',
  permissions: 'bedrock',
  // No limit is published for all of these reads together.
  limit: { perSecond: 5, burst: 10 },
};

export default defineService({
  id: 'bedrock',
  sdk: '@aws-sdk/client-bedrock',
  client: 'BedrockClient',
  permissions: 'bedrock',
  // No limit is published for all of these reads together.
  limit: { perSecond: 5, burst: 10 },
  apis: [AGENTS],
});
