/** Made by scripts/generate-types.ts from the folders of services. Do not edit. */
import { BedrockClient, GetCustomModelCommand, GetGuardrailCommand, GetModelInvocationLoggingConfigurationCommand, ListCustomModelsCommand, ListGuardrailsCommand, ListTagsForResourceCommand } from '@aws-sdk/client-bedrock';
import { BedrockAgentClient, GetAgentCommand as bedrockagentGetAgentCommand, GetDataSourceCommand as bedrockagentGetDataSourceCommand, GetKnowledgeBaseCommand as bedrockagentGetKnowledgeBaseCommand, GetPromptCommand as bedrockagentGetPromptCommand, ListAgentsCommand as bedrockagentListAgentsCommand, ListDataSourcesCommand as bedrockagentListDataSourcesCommand, ListKnowledgeBasesCommand as bedrockagentListKnowledgeBasesCommand, ListPromptsCommand as bedrockagentListPromptsCommand, ListTagsForResourceCommand as bedrockagentListTagsForResourceCommand } from '@aws-sdk/client-bedrock-agent';
import type { LoadedService } from '../../types/loaded-service.ts';
import agentType from './agent.ts';
import customModelType from './custom-model.ts';
import dataSourceType from './data-source.ts';
import guardrailType from './guardrail.ts';
import knowledgeBaseType from './knowledge-base.ts';
import modelInvocationLoggingConfigurationType from './model-invocation-logging-configuration.ts';
import promptType from './prompt.ts';
import service from './service.ts';

export const sdk = {
  service,
  client: BedrockClient,
  apis: { bedrockagent: BedrockAgentClient },
  commands: { GetCustomModel: GetCustomModelCommand, GetGuardrail: GetGuardrailCommand, GetModelInvocationLoggingConfiguration: GetModelInvocationLoggingConfigurationCommand, ListCustomModels: ListCustomModelsCommand, ListGuardrails: ListGuardrailsCommand, ListTagsForResource: ListTagsForResourceCommand, 'bedrockagent.GetAgent': bedrockagentGetAgentCommand, 'bedrockagent.GetDataSource': bedrockagentGetDataSourceCommand, 'bedrockagent.GetKnowledgeBase': bedrockagentGetKnowledgeBaseCommand, 'bedrockagent.GetPrompt': bedrockagentGetPromptCommand, 'bedrockagent.ListAgents': bedrockagentListAgentsCommand, 'bedrockagent.ListDataSources': bedrockagentListDataSourcesCommand, 'bedrockagent.ListKnowledgeBases': bedrockagentListKnowledgeBasesCommand, 'bedrockagent.ListPrompts': bedrockagentListPromptsCommand, 'bedrockagent.ListTagsForResource': bedrockagentListTagsForResourceCommand },
  types: [agentType, customModelType, dataSourceType, guardrailType, knowledgeBaseType, modelInvocationLoggingConfigurationType, promptType],
  // Each client and command of the SDK has types of its own; LoadedService has those that all of them share.
} as unknown as LoadedService;
