import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3.34;

export const LOOKS: Readonly<Record<string, Look>> = {
  guardrail_without_prompt_attack_filter: {
    type: 'AWS::Bedrock::Guardrail',
    is: ({ contentPolicy }) => !text(contentPolicy).includes('PROMPT_ATTACK'),
  },
  agent_without_guardrail: { type: 'AWS::Bedrock::Agent', is: ({ guardrailConfiguration }) => guardrailConfiguration === undefined },
};
