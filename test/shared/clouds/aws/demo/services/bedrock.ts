import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  guardrail_without_prompt_attack_filter: {
    type: 'AWS::Bedrock::Guardrail',
    is: ({ contentPolicy }) => !text(contentPolicy).includes('PROMPT_ATTACK'),
  },
  custom_model_without_own_key: { type: 'AWS::Bedrock::CustomModel', is: ({ modelKmsKeyArn }) => modelKmsKeyArn === undefined },
  agent_without_guardrail: { type: 'AWS::Bedrock::Agent', is: ({ guardrailConfiguration }) => guardrailConfiguration === undefined },
};
