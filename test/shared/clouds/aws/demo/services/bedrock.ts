import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  guardrail_without_prompt_attack_filter: {
    type: 'AWS::Bedrock::Guardrail',
    is: ({ contentPolicy }) => !text(contentPolicy).includes('PROMPT_ATTACK'),
  },
  guardrail_without_grounding: {
    type: 'AWS::Bedrock::Guardrail',
    is: ({ contextualGroundingPolicy }) => !text(contextualGroundingPolicy).includes('RELEVANCE'),
  },
  guardrail_shows_personal_data: {
    type: 'AWS::Bedrock::Guardrail',
    is: ({ sensitiveInformationPolicy }) => text(sensitiveInformationPolicy).includes('"NONE"'),
  },
  data_source_without_own_key: {
    type: 'AWS::Bedrock::DataSource',
    is: ({ serverSideEncryptionConfiguration }) => serverSideEncryptionConfiguration === undefined,
  },
  custom_model_without_own_key: { type: 'AWS::Bedrock::CustomModel', is: ({ modelKmsKeyArn }) => modelKmsKeyArn === undefined },
  agent_without_guardrail: { type: 'AWS::Bedrock::Agent', is: ({ guardrailConfiguration }) => guardrailConfiguration === undefined },
};
