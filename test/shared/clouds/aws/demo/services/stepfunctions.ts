import { type Look, text } from '../said-of-services.ts';

export const CALLS = 5;

export const LOOKS: Readonly<Record<string, Look>> = {
  state_machine_without_logging: {
    type: 'AWS::StepFunctions::StateMachine',
    is: ({ loggingConfiguration }) => text(loggingConfiguration).includes('"level":"OFF"'),
  },
};
